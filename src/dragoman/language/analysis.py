"""What the language room knows of one text: tokens, sentences, tags, trees, names, attribution spans.

Plain arrays and tuples, no model: whoever has an :class:`Analysis` can be tested without weights.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

EntityLabel = Literal["PERSON", "STATE", "ORG", "PLACE", "OTHER"]
AttributionLabel = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """Tokens ``[start, end)`` with a label and the head's mean probability (0..1)."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True)
class Analysis:
    """The words of one text and their grammar, as parallel tuples of length ``len(self)``.

    ``starts``/``ends`` are code points of ``text``; ``heads`` are token indices of the same Analysis (a root points to
    itself); ``upos``, ``deprels`` (without subtype, save ``nsubj:pass``, ``aux:pass``, ``csubj:pass``, ``obl:agent``,
    ``nmod:poss``, ``acl:relcl`` and ``compound:prt``) and ``feats`` (``Tense=Past|VerbForm=Fin`` or ``_``) are
    Universal Dependencies' (https://universaldependencies.org). ``sentences`` are token ranges that cover all tokens in
    order. ``entities`` do not overlap; ``attribution`` holds source, cue and content spans, which may overlap across
    labels but not within one; ``anchors`` are the words that tell of events, labelled with PLOVER types.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    entities: tuple[TokenSpan, ...]
    attribution: tuple[TokenSpan, ...]
    model: str
    anchors: tuple[TokenSpan, ...] = ()

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, token: int) -> str:
        """The token's own characters."""
        return self.text[self.starts[token] : self.ends[token]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the tokens ``[start, end)``."""
        return self.starts[start], self.ends[end - 1]

    def words(self, start: int, end: int) -> str:
        """The text of the tokens ``[start, end)``, as it stands."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token its dependents, in order."""
        found: list[list[int]] = [[] for _ in self.starts]
        for token, head in enumerate(self.heads):
            if head != token:
                found[head].append(token)
        return tuple(tuple(row) for row in found)

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each token the index of its sentence."""
        return tuple(number for number, (start, end) in enumerate(self.sentences) for _ in range(start, end))

    def subtree(self, token: int) -> list[int]:
        """The token and all that hangs on it, in order."""
        found, todo = [], [token]
        while todo:
            current = todo.pop()
            found.append(current)
            todo.extend(self.children[current])
        return sorted(found)

    def ancestors(self, token: int) -> Iterator[int]:
        """The token's head, its head, and so on up to the root."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def child(self, token: int, *deprels: str) -> int | None:
        """The first dependent with one of these relations (a plain name stands for its subtypes too)."""
        return next((c for c in self.children[token] if matches(self.deprels[c], deprels)), None)

    def has(self, token: int, feature: str) -> bool:
        """Whether the token bears the feature, e.g. ``Voice=Pass``."""
        return feature in self.feats[token].split("|")

    def top_of(self, span: tuple[int, int]) -> int | None:
        """The token in these code points whose head lies outside of them (the first); None where there is no token."""
        inside = range(bisect_left(self.ends, span[0] + 1), bisect_left(self.starts, span[1]))
        return next((t for t in inside if self.heads[t] == t or self.heads[t] not in inside), None)

    def token_at(self, offset: int) -> int | None:
        """The token that covers this code point."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.starts) and self.starts[low] <= offset else None


def matches(deprel: str, wanted: tuple[str, ...]) -> bool:
    """Whether a relation is one of those wanted, where ``nsubj`` stands for ``nsubj:pass`` too."""
    return deprel in wanted or deprel.split(":")[0] in wanted
