"""The line tagger: a chain of labels over the lines of a text, by numpy alone.

The model is a linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over one hidden layer; it is
trained by ``training/lines.py`` and its weights are plain arrays. It gives probabilities, not only labels, so that what
is passed over can be weighed against what would be lost.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.cleaning.features import BUCKETS, NAMES, LineFeatures
from dragoman.cleaning.phrases import segment_roles
from dragoman.errors import ModelError

Floats = NDArray[np.float32]

#: The chain's labels: the kinds of segments, furniture told apart by its place (before, within, after the article).
LABELS = ("title", "standfirst", "heading", "body", "byline", "dateline", "credit", "before", "inside", "after")
FURNITURE_LABELS = (7, 8, 9)
ROLES = segment_roles()
#: A line is seen with so many lines before and after it.
REACH = 2
#: So many lines are worked on at once, so that memory stays small.
CHUNK = 2048
_ARRAYS = ("dense", "words", "bias", "out", "out_bias", "role", "role_bias", "moves", "first", "last")


@dataclass(frozen=True, eq=False)
class LineTagger:
    """The weights by name; see :meth:`tag`."""

    values: dict[str, Floats]

    def tag(self, seen: LineFeatures) -> tuple[Floats, Floats]:
        """For each line the probabilities of ``LABELS`` given the whole text, and of ``ROLES`` if it is furniture."""
        v = self.values
        active = np.concatenate([self._hidden(seen, start) for start in range(0, len(seen.words), CHUNK)])
        roles = np.exp(_centred(active @ v["role"] + v["role_bias"]))
        return self._chain(active @ v["out"] + v["out_bias"]), roles / roles.sum(axis=1, keepdims=True)

    def _hidden(self, seen: LineFeatures, start: int) -> Floats:
        """The hidden layer of ``CHUNK`` lines from ``start`` on."""
        stop, low = min(start + CHUNK, len(seen.words)), max(0, start - REACH)
        context = around(seen.dense[low : stop + REACH].astype(np.float32))[start - low : stop - low]
        hidden: Floats = context @ self.values["dense"] + self.values["bias"]
        # Every line has a row of words at least: its boundary's. So the sums by line are those between the starts.
        rows = seen.words[start:stop]
        starts = np.cumsum([0, *map(len, rows[:-1])])
        hidden += np.add.reduceat(self.values["words"][list(chain.from_iterable(rows))], starts, axis=0)
        return np.maximum(hidden, 0)

    def _chain(self, scores: Floats) -> Floats:
        """The marginals of the chain (forward-backward, each step scaled to one)."""
        count = len(scores)
        potential = np.exp(_centred(scores).astype(np.float64))
        moves = np.exp(self.values["moves"].astype(np.float64))
        ahead, back = np.empty_like(potential), np.empty_like(potential)
        current = potential[0] * np.exp(self.values["first"])
        ahead[0] = current / current.sum()
        for number in range(1, count):
            current = (ahead[number - 1] @ moves) * potential[number]
            ahead[number] = current / current.sum()
        back[-1] = np.exp(self.values["last"])
        for number in range(count - 2, -1, -1):
            current = moves @ (potential[number + 1] * back[number + 1])
            back[number] = current / current.sum()
        joint = ahead * back
        found: Floats = (joint / joint.sum(axis=1, keepdims=True)).astype(np.float32)
        return found

    def save(self, path: Path) -> None:
        """Writes the arrays as half-precision numbers (NumPy's npz, no pickles)."""
        path.parent.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, Any] = {name: self.values[name].astype(np.float16) for name in _ARRAYS}
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> "LineTagger":
        """Reads weights that :meth:`save` wrote.

        Raises:
            ModelError: the file is missing, damaged, or made for other features.
        """
        try:
            with np.load(path, allow_pickle=False) as arrays:
                values = {name: arrays[name].astype(np.float32) for name in _ARRAYS}
        except (OSError, KeyError, ValueError) as error:
            raise ModelError(f"the line tagger's weights cannot be read ({error}); install Dragoman again") from error
        wanted = (len(NAMES) * (2 * REACH + 1), BUCKETS, len(LABELS), len(ROLES))
        if tuple(len(values[name]) for name in ("dense", "words", "last", "role_bias")) != wanted:
            raise ModelError("the line tagger's weights are of another version; install Dragoman again")
        return cls(values)


def _centred(scores: Floats) -> Floats:
    """Scores less the greatest of their line, so that exponentials stay small."""
    found: Floats = scores - scores.max(axis=1, keepdims=True)
    return found


def around(dense: Floats) -> Floats:
    """Each line's features beside those of the ``REACH`` lines before and after it."""
    count, width = dense.shape
    padded = np.zeros((count + 2 * REACH, width), np.float32)
    padded[REACH : REACH + count] = dense
    return np.concatenate([padded[shift : shift + count] for shift in range(2 * REACH + 1)], axis=1)


@cache
def line_tagger() -> LineTagger:
    """The tagger that comes with the package."""
    with resources.as_file(resources.files("dragoman.cleaning") / "weights" / "lines.npz") as path:
        return LineTagger.load(path)
