"""Quality floors: `python -m benchmarks.floors` fails where a figure fell; `--raise` lifts floors to what is reached.

Figures are those of `benchmarks.quality` over the repository's own articles. A floor is pinned together with the
digest of texts and gold: where these change, the floors must be set anew and the change said in the commit. Floors
rise by `--raise` and are never lowered by a command.
"""

import argparse
from pathlib import Path
from typing import Any

import yaml

from benchmarks.quality import own_articles, score_collection
from benchmarks.scoring import figures, total

FLOORS = Path(__file__).with_suffix(".yaml")
#: Figures pinned as "at least"; `told_as_fact_wrongly` is pinned as "at most".
AT_LEAST = ("furniture_f1", "metadata", "statement_f1", "speaker", "event_recall", "event_status", "vouched")
AT_MOST = ("told_as_fact_wrongly", "unread", "bad_spans")
#: Integer kernels of another processor may round otherwise: a figure may lie so much below its floor.
EPSILON = 0.02


def measured() -> tuple[str, dict[str, float]]:
    """Digest and figures of the own articles."""
    collection = own_articles()
    return collection.digest(), figures(total(score_collection(collection)))


def pinned() -> dict[str, Any]:
    """Digest and floors as committed."""
    loaded: dict[str, Any] = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return loaded


def fallen(digest: str, reached: dict[str, float], floors: dict[str, Any]) -> list[str]:
    """What is wrong, in words; empty if every floor holds."""
    if digest != floors["digest"]:
        return [f"the data's digest is {digest}, the floors are for {floors['digest']}: set them anew with --raise"]
    low = [f"{n} is {reached[n]:.3f}, floor {floors[n]}" for n in AT_LEAST if reached[n] < floors[n] - EPSILON]
    return low + [f"{n} is {reached[n]:g}, at most {floors[n]}" for n in AT_MOST if reached[n] > floors[n]]


def raised(digest: str, reached: dict[str, float], floors: dict[str, Any]) -> dict[str, Any]:
    """The floors lifted to what is reached; set anew where the data changed."""
    old = floors if floors.get("digest") == digest else {}
    least = {n: max(round(reached[n], 3), old.get(n, 0.0)) for n in AT_LEAST}
    most = {n: min(int(reached[n]), old.get(n, int(reached[n]))) for n in AT_MOST}
    return {"digest": digest, **least, **most}


def main() -> int:
    """Check, or lift."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise", action="store_true", dest="lift")
    options = parser.parse_args()
    digest, reached = measured()
    if options.lift:
        floors = raised(digest, reached, pinned() if FLOORS.exists() else {})
        FLOORS.write_text("# Set by `python -m benchmarks.floors --raise`.\n" + yaml.safe_dump(floors, sort_keys=False))
        return 0
    problems = fallen(digest, reached, pinned())
    print("\n".join(problems) or f"all floors hold on {digest}")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
