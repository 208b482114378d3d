"""How the exported models score, and what int8 costs: the benchmark on the fp32, int8 and reduced-range folders."""

import logging
from pathlib import Path

from benchmarks.language import run
from dragoman.language import load_model

log = logging.getLogger(__name__)

MOST_LOST = 0.3  # points that int8 may cost on any figure


def score(data: Path, gold: Path, reference: Path, quantized: Path) -> None:
    """Log every figure of both models and mark those that int8 lowers by more than MOST_LOST."""
    before, after = (run(data, gold, load_model(folder), "", _silent) for folder in (reference, quantized))
    for name, value in before.items():
        lost = value - after[name]
        verdict = "LOST" if lost > MOST_LOST else ""
        log.info("%-60s fp32 %6.2f  int8 %6.2f  %+5.2f  %s", name, value, after[name], -lost, verdict)


def _silent(_: str) -> None:
    return None
