"""From scores to structures: BIO spans that are well formed, trees with one root a sentence."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NEVER = np.float32(-1e9)
LOWEST = -1e15  # below any sum of NEVER in a contracted graph
MOST_ROOTS = 3  # roots tried for a sentence whose greedy arcs are no tree


def softmax(scores: Floats) -> Floats:
    """Row-wise probabilities."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)


class Spans:
    """Decoder of one BIO layer; ``labels`` start with ``O``; ``B`` and ``I`` may bear a class (``B-ORG``)."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        self.inside = np.array([label[0] == "I" for label in labels])
        self.kinds = tuple(label[2:] for label in labels)
        kinds = np.array([-1 if label == "O" else self.kinds.index(label[2:]) for label in labels])
        self.kind_of = kinds
        follows = ~self.inside[None, :] | (kinds[:, None] == kinds[None, :])
        self.transitions = np.where(follows, np.float32(0), NEVER)
        self.opening = np.where(self.inside, NEVER, np.float32(0))

    def path(self, scores: Floats, starts: Sequence[int]) -> Ints:
        """Best label of each row of ``scores`` (words, labels), such that an I follows its like.

        ``starts`` are the rows that open a sequence. Where the best labels row by row are well formed, they are the
        best path; only the other sequences need Viterbi.
        """
        best: Ints = scores.argmax(axis=1)
        if not len(best):
            return best
        before = np.empty_like(best)
        before[1:] = best[:-1]
        before[list(starts)] = 0
        wrong = np.nonzero(self.inside[best] & (self.kind_of[best] != self.kind_of[before]))[0]
        bounds = np.array([*starts, len(best)])
        for sequence in np.unique(np.searchsorted(bounds, wrong, side="right") - 1):
            low, high = bounds[sequence], bounds[sequence + 1]
            best[low:high] = self._viterbi(scores[low:high])
        return best

    def _viterbi(self, scores: Floats) -> Ints:
        reached = scores[0] + self.opening
        back = np.zeros(scores.shape, np.int64)
        for row in range(1, len(scores)):
            ways = reached[:, None] + self.transitions
            back[row] = ways.argmax(axis=0)
            reached = ways.max(axis=0) + scores[row]
        path = np.empty(len(scores), np.int64)
        path[-1] = reached.argmax()
        for row in range(len(scores) - 1, 0, -1):
            path[row - 1] = back[row, path[row]]
        return path

    def read(self, scores: Floats, starts: Sequence[int]) -> list[tuple[int, int, str, float]]:
        """Spans as ``(start, end, class, mean probability)``; ``starts`` as for :meth:`path`."""
        path = self.path(scores, starts)
        marked = np.nonzero(path)[0]
        if not len(marked):
            return []
        chance = softmax(scores[marked])[np.arange(len(marked)), path[marked]]
        found: list[tuple[int, int, str, float]] = []
        begin = 0
        openings = set(starts)
        for number in range(1, len(marked) + 1):
            if number < len(marked):
                row = int(marked[number])
                if row == marked[number - 1] + 1 and self.inside[path[row]] and row not in openings:
                    continue
            kind = self.kinds[int(path[marked[begin]])]
            found.append((int(marked[begin]), int(marked[number - 1]) + 1, kind, float(chance[begin:number].mean())))
            begin = number
        return found


def is_tree(heads: Ints) -> bool:
    """Whether each word leads to the one root (a word that heads itself)."""
    if np.count_nonzero(heads == np.arange(len(heads))) != 1:
        return False
    return bool((_climb(heads) == heads[_climb(heads)]).all())


def _climb(heads: Ints) -> Ints:
    """Each word's ancestor after at least ``len(heads)`` steps; one in a cycle never comes to a root."""
    reached = heads
    for _ in range(max(1, len(heads)).bit_length()):
        reached = reached[reached]
    return reached


def trees(arcs: Floats, roots: Floats, starts: Sequence[int]) -> Ints:
    """The head of each word (a root: itself) such that each sentence is a tree with one root.

    ``arcs`` (words, words) scores column as head of row, ``roots`` (words) scores a word as root; ``starts`` are the
    first words of the sentences. Greedy where that is a tree, else the best tree (Chu & Liu 1965, Edmonds 1967).
    """
    count = len(roots)
    sentence = np.zeros(count, np.int64)
    sentence[list(starts[1:])] = 1
    sentence = sentence.cumsum()
    scores = np.where(sentence[:, None] == sentence[None, :], arcs, NEVER)
    np.fill_diagonal(scores, roots)
    heads: Ints = scores.argmax(axis=1)
    own = heads == np.arange(count)
    reached = _climb(heads)
    bad = np.bincount(sentence, weights=own, minlength=len(starts)) != 1
    bad[np.unique(sentence[heads[reached] != reached])] = True
    bounds = [*starts, count]
    for number in np.nonzero(bad)[0]:
        low, high = bounds[number], bounds[number + 1]
        heads[low:high] = best_tree(scores[low:high, low:high]) + low
    return heads


def best_tree(scores: Floats) -> Ints:
    """The best tree with one root; the diagonal of ``scores`` (words, words) scores the roots.

    The words that gain most (or lose least) by being the root are tried as such, and the tree with the highest sum is
    taken.
    """
    count = len(scores)
    own = np.diagonal(scores)
    bare = scores.astype(np.float64)
    np.fill_diagonal(bare, LOWEST)
    gains = own - bare.max(axis=1)
    best, value = np.zeros(count, np.int64), -np.inf
    for root in np.argsort(-gains, kind="stable")[:MOST_ROOTS]:
        full = np.full((count + 1, count + 1), NEVER, np.float64)
        full[1:, 1:] = scores
        np.fill_diagonal(full, NEVER)
        full[root + 1] = NEVER
        full[root + 1, 0] = own[root]
        heads = _edmonds(full)[1:] - 1
        heads[root] = root
        total = float(scores[np.arange(count), heads].sum())
        if total > value:
            best, value = heads, total
    return best


def _edmonds(scores: NDArray[np.float64]) -> Ints:
    """Heads of the best spanning tree from node 0; ``scores[dependent, head]``."""
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), bool)
    inside[cycle] = True
    outside = np.nonzero(~inside)[0]
    best = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, outside)] - best[:, None]
    entered = entering.argmax(axis=0)
    leaving = scores[np.ix_(outside, cycle)]
    left = leaving.argmax(axis=1)
    size = len(outside)
    smaller = np.full((size + 1, size + 1), LOWEST)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(axis=0)
    smaller[:size, size] = leaving.max(axis=1)
    smaller[0, :] = LOWEST
    np.fill_diagonal(smaller, LOWEST)
    solved = _edmonds(smaller)
    result = heads.copy()
    for number in range(1, size):
        result[outside[number]] = cycle[left[number]] if solved[number] == size else outside[solved[number]]
    broken = entered[solved[size]]
    result[cycle[broken]] = outside[solved[size]]
    return result


def _cycle(heads: Ints) -> Ints | None:
    """The nodes of one cycle, in order, or None."""
    state = [0] * len(heads)
    state[0] = -1
    for first in range(1, len(heads)):
        node: Any = first
        while state[node] == 0:
            state[node] = first
            node = int(heads[node])
        if state[node] == first:
            found = [node]
            current = int(heads[node])
            while current != node:
                found.append(current)
                current = int(heads[current])
            return np.array(found)
    return None
