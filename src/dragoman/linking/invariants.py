"""What survives a thesaurus and a translator: names, numbers and quoted words, in their order.

The order of such invariants tells copies from independent reports of one happening, which share the words but not
their sequence (measured: recall 100 % at 1 % false positives with 70 % of the other words swapped; overlap of
quotations alone is no evidence, since independent reports share up to all of them).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.records import Reading

BODY = frozenset({"body", "heading"})
WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"”’»]?\s+|\n\s*|[“\"«‘])\s*$")
SHINGLE = 5
INVARIANT_SHINGLE = 3


@dataclass(frozen=True)
class Fingerprint:
    """A document as copies are told by: its words, its invariants, its quoted words, each in order."""

    document: str
    words: tuple[str, ...]
    invariants: tuple[str, ...]
    quoted: tuple[str, ...]

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Runs of five words."""
        return frozenset(runs(self.words, SHINGLE))

    @cached_property
    def invariant_shingles(self) -> frozenset[tuple[str, ...]]:
        """Runs of three invariants."""
        return frozenset(runs(self.invariants, INVARIANT_SHINGLE))


def runs(items: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    """All runs of ``length`` items."""
    return (tuple(items[n : n + length]) for n in range(len(items) - length + 1))


def folded(word: str) -> str:
    """A word without accents, case and marks inside."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(ch for ch in plain if ch.isalnum())


def fingerprint(reading: Reading) -> Fingerprint:
    """The fingerprint of a reading's body."""
    text = reading.document.text
    words: list[str] = []
    invariants: list[str] = []
    for segment in reading.segments:
        if segment.kind in BODY:
            _collect(text[segment.start : segment.end], words, invariants)
    quoted = [folded(m.group()) for start, end in _quotations(reading) for m in WORD.finditer(text, start, end)]
    return Fingerprint(reading.document.id, tuple(words), tuple(invariants), tuple(quoted))


def _collect(paragraph: str, words: list[str], invariants: list[str]) -> None:
    for match in WORD.finditer(paragraph):
        word = match.group()
        words.append(folded(word))
        number = any(ch.isdigit() for ch in word)
        name = word[0].isupper() and not SENTENCE_START.search(paragraph, max(0, match.start() - 6), match.start())
        if number or name:
            invariants.append(folded(word))


def _quotations(reading: Reading) -> list[tuple[int, int]]:
    direct = {span for s in reading.statements if s.form in ("direct", "mixed") for span in s.content}
    return sorted(direct)


def longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence (bit-parallel, Crochemore et al. 2001)."""
    places: dict[str, int] = {}
    for n, item in enumerate(one):
        places[item] = places.get(item, 0) | 1 << n
    full = (1 << len(one)) - 1
    row = full
    for item in other:
        match = row & places.get(item, 0)
        row = ((row + match) | (row - match)) & full
    return len(one) - row.bit_count()


def containment(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Share of the smaller set that stands in the other, 0..1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
