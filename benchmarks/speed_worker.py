"""A process that reads blocks of texts on one core and tells what it cost: `speed_worker.py dragoman|spacy CORE`.

`benchmarks.speed` starts it, also with the interpreter of an environment that knows spaCy and not Dragoman; so nothing
of either is imported before it is asked for. A line of standard input is a JSON list of texts; the line that answers
holds the wall and processor seconds that reading them took and the highest resident memory so far.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

Reader = Callable[[list[str]], None]

PEER = Path(__file__).with_name("speed_peer.yaml")


def dragoman_reader() -> Reader:
    """Everything: from text to a reading, one article after the other."""
    import dragoman

    def read(texts: list[str]) -> None:
        for text in texts:
            dragoman.read(text)

    return read


def spacy_reader() -> Reader:
    """A pipeline of the size of en_core_web_sm; its texts come as one batch, which is its fastest way."""
    import spacy
    from spacy.training import Example

    settings = import_module("srsly").read_yaml(PEER)  # what spaCy itself reads YAML with
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config=settings["tok2vec"])
    for name, labels in settings["labels"].items():
        pipe = nlp.add_pipe(name, config=settings[name])
        for label in labels:
            pipe.add_label(label)
    sample = settings["sample"]
    example = Example.from_dict(spacy.tokens.Doc(nlp.vocab, words=sample["words"]), sample)
    nlp.initialize(lambda: [example])
    _fill(node for _, pipe in nlp.pipeline for node in pipe.model.walk())

    def read(texts: list[str]) -> None:
        for _ in nlp.pipe(texts):
            pass

    return read


def _fill(nodes: Iterable[Any]) -> None:
    """Random weights where a new model has zeros, so that it does not take the same step for every word."""
    import numpy as np

    chance = np.random.default_rng(20)
    for node in nodes:
        for name in node.param_names:
            if node.has_param(name) and not node.get_param(name).any():
                values = node.get_param(name)
                node.set_param(name, chance.normal(0, 0.1, values.shape).astype(values.dtype))


READERS: dict[str, Callable[[], Reader]] = {"dragoman": dragoman_reader, "spacy": spacy_reader}


def peak_memory() -> float:
    """The highest resident memory of this process so far, in MB."""
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measure(read: Reader, texts: list[str]) -> dict[str, float]:
    """What reading these texts costs."""
    wall, processor = time.perf_counter(), time.process_time()
    read(texts)
    return {
        "wall": time.perf_counter() - wall,
        "processor": time.process_time() - processor,
        "memory": peak_memory(),
    }


def main() -> None:
    """Bind to the core, load the reader, say so, then answer until standard input ends."""
    name, core = sys.argv[1], int(sys.argv[2])
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
    read = READERS[name]()
    answer = sys.stdout
    sys.stdout = sys.stderr  # what libraries print is no answer
    for line in sys.stdin:
        answer.write(json.dumps(measure(read, json.loads(line))) + "\n")
        answer.flush()


if __name__ == "__main__":
    main()
