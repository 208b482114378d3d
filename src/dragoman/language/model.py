"""The trained model: an ONNX graph with its tokenizer and label lists, loaded once."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from dragoman.errors import ModelError

from .decoding import Floats, Spans
from .pieces import SHAPES, Pieces

FORMAT = 2
FILES = ("encoder.onnx", "model.json", "tokenizer.json")
VARIABLE = "DRAGOMAN_MODEL"
PACKAGED = Path(__file__).parent / "weights"
ATTRIBUTION = ("source", "cue", "content")


@dataclass(frozen=True)
class Scores:
    """What the graph says of a window, a row for each word: scores by tag layer, and what trees are decoded from.

    ``arcs[w, h]`` scores word ``h`` as head of ``w``, ``roots[w]`` ``w`` as root; a relation's score is
    ``label_words[w, relation] · label_heads[h]``.
    """

    tags: Mapping[str, Floats]
    arcs: Floats
    roots: Floats
    label_words: Floats
    label_heads: Floats


class Model:
    """A model folder. ``id`` is a hash of its files; ``labels`` gives a layer's labels in the order of its scores."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load; ``threads`` is ONNX Runtime's (one gives the same bytes on every run).

        Raises ModelError where files are missing or do not fit together.
        """
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"{folder} lacks {', '.join(missing)}: install dragoman anew, or let {VARIABLE} name a model folder"
            )
        description = json.loads((folder / "model.json").read_text("utf-8"))
        if description.get("format") != FORMAT or description.get("shapes") != list(SHAPES):
            raise ModelError(f"{folder} has a model of another version: train or install one of format {FORMAT}")
        self.id = _digest(folder)
        self.labels: dict[str, list[str]] = description["labels"]
        self.pieces = Pieces(folder / "tokenizer.json")
        self.names = Spans(self.labels["names"])
        self.events = Spans(self.labels["events"])
        self.attribution = {layer: Spans(self.labels[layer]) for layer in ATTRIBUTION}
        self.root = self.labels["deprel"].index("root")
        self._sizes: dict[str, int] = description["tags"]
        self._width: int = description["label_width"]
        self._session = _session(folder / "encoder.onnx", threads)

    def run(
        self,
        ids: Sequence[int],
        shapes: Sequence[int],
        first: Sequence[int],
        last: Sequence[int],
        guideline: str = "house",
    ) -> Scores:
        """Score one window: piece ids and shapes, and each word's first and last piece."""
        inputs: dict[str, NDArray[np.int64]] = {
            "ids": np.array([ids], np.int64),
            "shapes": np.array([shapes], np.int64),
            "first": np.array(first, np.int64),
            "last": np.array(last, np.int64),
            "guideline": np.array([self.labels["guidelines"].index(guideline)], np.int64),
        }
        tags, arcs, roots, words, heads = self._session.run(None, inputs)
        layers: dict[str, Floats] = {}
        column = 0
        for layer, size in self._sizes.items():
            layers[layer] = tags[:, column : column + size]
            column += size
        return Scores(layers, arcs, roots, words.reshape(len(first), -1, self._width), heads)


def _session(path: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own, without a common base
        raise ModelError(f"{path} cannot be loaded ({error}): install dragoman anew") from error


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=4)
def _loaded(folder: Path, threads: int) -> Model:
    return Model(folder, threads)


def load_model(folder: Path | None = None, threads: int = 1) -> Model:
    """The model of a folder, of ``DRAGOMAN_MODEL``, or the one that is packaged; loaded once for each process."""
    named = os.environ.get(VARIABLE)
    return _loaded((folder or (Path(named) if named else PACKAGED)).resolve(), threads)
