"""Copy groups: documents that derive from one text count as one independent source."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.linking.invariants import Fingerprint, containment, longest_common
from dragoman.linking.records import CopyGroup, CopyKind, CopyMember, Relation
from dragoman.records import Reading, content_id

#: Share of five-word runs from which two texts are copies: at .15 real sets chain into one blob, at .3 they do not
#: (field measurements on real copies of one story, 2026-11; range tried .15 to .8).
WORDS_SHARED = 0.3
#: Share of invariants in the same order, and of runs of three, from which a reworded text is a copy
#: (benchmarks.copies, 2026-11; ranges tried .5 to .9 and .2 to .6).
ORDER_SHARED = 0.7
RUNS_SHARED = 0.35
#: Fewer invariants than this prove nothing.
FEWEST_INVARIANTS = 12
#: Both sides share this much: nothing but a headline or a cut differs.
VERBATIM = 0.9
#: Quotations kept word by word tell a thesaurus from a translation.
QUOTES_KEPT = 0.5
#: Pairs worth comparing share so many runs of invariants or words.
FEWEST_SHARED_RUNS = 3
#: Runs that stand in more documents than this say nothing about copying.
COMMON_RUN = 50
DISTANCE: dict[Relation, int] = {"original": 0, "verbatim": 1, "edited": 2, "spun": 3, "translated": 4}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two documents are; shares are of the shorter one."""

    words: float
    both_words: float
    order: float
    runs: float
    quotes: float
    kept: int
    of: int

    @property
    def copy(self) -> bool:
        """Whether one derives from the other, or both from a third."""
        reworded = self.of >= FEWEST_INVARIANTS and self.order >= ORDER_SHARED and self.runs >= RUNS_SHARED
        return self.words >= WORDS_SHARED or reworded

    @property
    def relation(self) -> CopyKind:
        """In which way the one derives from the other."""
        if self.both_words >= VERBATIM:
            return "verbatim"
        if self.words >= WORDS_SHARED:
            return "edited"
        return "spun" if self.quotes >= QUOTES_KEPT else "translated"

    @property
    def basis(self) -> str:
        """The evidence in words for people."""
        if self.words >= WORDS_SHARED:
            return f"{self.words:.0%} of its runs of five words"
        return f"{self.kept} of {self.of} names and numbers in the same order"


def compare(one: Fingerprint, other: Fingerprint) -> Likeness:
    """How alike two fingerprints are."""
    shorter, longer = sorted((one, other), key=lambda f: (len(f.invariants), f.document))
    kept = longest_common(shorter.invariants, longer.invariants)
    shared = one.shingles & other.shingles
    union = len(one.shingles | other.shingles)
    quoted = min(len(one.quoted), len(other.quoted))
    return Likeness(
        words=containment(one.shingles, other.shingles),
        both_words=len(shared) / union if union else 0.0,
        order=kept / len(shorter.invariants) if shorter.invariants else 0.0,
        runs=containment(one.invariant_shingles, other.invariant_shingles),
        quotes=longest_common(one.quoted, other.quoted) / quoted if quoted else 1.0,
        kept=kept,
        of=len(shorter.invariants),
    )


def copy_groups(readings: Sequence[Reading], prints: Sequence[Fingerprint]) -> tuple[CopyGroup, ...]:
    """The copy groups of these documents, which are ordered by publication (earliest first)."""
    pairs = _copies(prints)
    groups: list[list[int]] = []
    for number in range(len(readings)):
        _join(groups, number, pairs)
    return tuple(sorted((_group(readings, prints, g) for g in groups if len(g) > 1), key=lambda g: g.id))


def _copies(prints: Sequence[Fingerprint]) -> set[tuple[int, int]]:
    return {pair for pair in _candidates(prints) if compare(prints[pair[0]], prints[pair[1]]).copy}


def _candidates(prints: Sequence[Fingerprint]) -> list[tuple[int, int]]:
    """Pairs that share rare runs: an inverted index instead of all pairs."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(prints):
        for run in one.invariant_shingles | one.shingles:
            index[run].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in index.values():
        if 1 < len(holders) <= COMMON_RUN:
            shared.update((a, b) for n, a in enumerate(holders) for b in holders[n + 1 :])
    return sorted(pair for pair, count in shared.items() if count >= FEWEST_SHARED_RUNS)


def _join(groups: list[list[int]], number: int, pairs: set[tuple[int, int]]) -> None:
    """Into the group with whose first text or with half of whose members it agrees: no chains of weak links."""
    best: list[int] | None = None
    for group in groups:
        alike = sum((member, number) in pairs for member in group)
        if (
            alike
            and ((group[0], number) in pairs or alike * 2 >= len(group))
            and (best is None or len(group) > len(best))
        ):
            best = group
    if best is None:
        groups.append([number])
    else:
        best.append(number)


def _group(readings: Sequence[Reading], prints: Sequence[Fingerprint], members: list[int]) -> CopyGroup:
    source = _original(readings, members)
    rows = [_member(readings, prints, source, number) for number in members]
    rows.sort(key=lambda row: (DISTANCE[row.relation], row.document))
    derived: list[CopyKind] = [row.relation for row in rows if row.relation != "original"]
    agencies = [readings[n].document.agency for n in members if readings[n].document.agency]
    ids = sorted(readings[n].document.id for n in members)
    return CopyGroup(
        id=content_id("copies", *ids),
        kind=max(derived, key=DISTANCE.__getitem__),
        agency=agencies[0] if agencies else None,
        members=tuple(rows),
    )


def _original(readings: Sequence[Reading], members: Iterable[int]) -> int:
    """The credited agency's copy if there is one with a dateline or byline, else the first published."""

    def rank(number: int) -> tuple[bool, int]:
        credited = any(
            c.kind == "agency" and c.basis in ("dateline", "byline") for c in readings[number].document.credits
        )
        return (not credited, number)

    return min(members, key=rank)


def _member(readings: Sequence[Reading], prints: Sequence[Fingerprint], source: int, number: int) -> CopyMember:
    document = readings[number].document.id
    if number == source:
        return CopyMember(document=document, relation="original", basis="first or credited to the agency")
    likeness = compare(prints[source], prints[number])
    return CopyMember(
        document=document, relation=likeness.relation, of=readings[source].document.id, basis=likeness.basis
    )
