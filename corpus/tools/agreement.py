"""Agreement of two annotations of the same texts: spans as F1, labels as Cohen's kappa on matched pairs.

Spans match one to one, best first, where their common code points are at least half of both together. A statement's
or event's labels are compared where its contents, or its anchors, match.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from .records import Actor, CorpusError, Event, Passage, Statement
from .validate import ARTICLE

# Half of the union: what is usual for spans of some words (PolNeAR reports the same for its sources and contents).
MIN_OVERLAP = 0.5
# Targets of the corpus: below them a guideline is unclear.
MIN_F1 = 0.75
MIN_KAPPA = 0.70

SPAN_LAYERS = {
    "source": "q",
    "cue": "c",
    "content": "s",
    "event": "e",
    "mention": "a",
    "object": "o",
    "time": "d",
    "place": "p",
}

Points = frozenset[int]
Item = TypeVar("Item")
Pair = tuple[Hashable, Hashable]


@dataclass(slots=True)
class Counts:
    """What was counted: spans of each reader and their matches by layer, and the label pairs of matched records."""

    first: Counter[str] = field(default_factory=Counter)
    second: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    labels: dict[str, list[Pair]] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    def label(self, layer: str, one: Hashable, other: Hashable) -> None:
        """Count a pair of labels."""
        self.labels.setdefault(layer, []).append((one, other))

    def f1(self, layer: str, exact: bool = False) -> float | None:
        """F1 of a layer's spans, or None where neither reader has any."""
        total = self.first[layer] + self.second[layer]
        return 2 * (self.exact if exact else self.matched)[layer] / total if total else None


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's kappa; None where chance alone agrees always (a single label) or nothing was compared."""
    if not pairs:
        return None
    total = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / total**2
    return None if chance == 1 else (sum(a == b for a, b in pairs) / total - chance) / (1 - chance)


def compare(first: Sequence[Passage], second: Sequence[Passage]) -> Counts:
    """All counts over the passages that both have.

    Raises:
        CorpusError: they have none in common, or a text differs.
    """
    others = {passage.id: passage for passage in second}
    counts = Counts()
    common = [(passage, others[passage.id]) for passage in first if passage.id in others]
    if not common:
        raise CorpusError("the two files have no passage id in common; give two annotations of the same passages")
    for one, other in common:
        if one.text != other.text:
            where = _first_difference(one, other)
            raise CorpusError(f"{one.id}: an annotator changed the text {where}; restore the words")
        _spans(one, other, counts)
        statements = _statement_pairs(one, other)
        _statements(one, other, statements, counts)
        _events(one, other, statements, counts)
    return counts


def _first_difference(one: Passage, other: Passage) -> str:
    pairs = zip(one.text, other.text, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one.text), len(other.text)))
    return f"from {one.text[at : at + 20]!r} on"


def _points(passage: Passage, label: str) -> Points:
    return frozenset(point for start, end in passage.spans(label) for point in range(start, end))


def _overlap(one: Points, other: Points) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _matched(
    first: Sequence[Item], second: Sequence[Item], score: Callable[[Item, Item], float]
) -> list[tuple[Item, Item]]:
    """Pairs, each item in one at most, best score first, of at least MIN_OVERLAP."""
    scored = [(score(a, b), -i, -j) for i, a in enumerate(first) for j, b in enumerate(second)]
    taken: set[tuple[str, int]] = set()
    pairs = []
    for _, i, j in sorted((s for s in scored if s[0] >= MIN_OVERLAP), reverse=True):
        if not {("first", -i), ("second", -j)} & taken:
            taken |= {("first", -i), ("second", -j)}
            pairs.append((first[-i], second[-j]))
    return pairs


def _items(passage: Passage, letter: str) -> list[Points]:
    """The layer's spans; a statement's source, cue and content count as one each, in however many parts."""
    if letter in "qcs":
        labels = sorted({mark.label for mark in passage.marks if mark.label[0] == letter})
        return [_points(passage, label) for label in labels]
    spans = sorted({mark.span for mark in passage.marks if mark.label[0] == letter})
    return [frozenset(range(*span)) for span in spans]


def _spans(one: Passage, other: Passage, counts: Counts) -> None:
    for layer, letter in SPAN_LAYERS.items():
        first, second = _items(one, letter), _items(other, letter)
        pairs = _matched(first, second, _overlap)
        counts.first[layer] += len(first)
        counts.second[layer] += len(second)
        counts.matched[layer] += len(pairs)
        counts.exact[layer] += sum(a == b for a, b in pairs)
        for side, items, found in ((1, first, [a for a, _ in pairs]), (2, second, [b for _, b in pairs])):
            for points in sorted((p for p in items if p not in found), key=min):
                words = one.text[min(points) : max(points) + 1].replace("\n", " ")
                counts.differences.append(f"{one.id}: {layer} only in {side}: {words}")


def _statement_pairs(one: Passage, other: Passage) -> list[tuple[Statement, Statement]]:
    def score(a: Statement, b: Statement) -> float:
        same_cue = _overlap(_points(one, f"c{a.id[1:]}"), _points(other, f"c{b.id[1:]}"))
        content = _overlap(_points(one, a.id), _points(other, b.id))
        return content + same_cue if content >= MIN_OVERLAP else 0.0

    return _matched(one.statements, other.statements, score)


def _statements(one: Passage, other: Passage, pairs: Sequence[tuple[Statement, Statement]], counts: Counts) -> None:
    same = _same_actors(one, other)
    parents = {a.id: b.id for a, b in pairs}
    for a, b in pairs:
        for layer, left, right in (("act", a.act, b.act), ("form", a.form, b.form)):
            counts.label(layer, left, right)
            _differ(one, counts, f"{a.id}/{b.id} {layer}", left, right)
        fits = _same_group(a.speakers or (), b.speakers or (), same)
        counts.label("speakers", True, fits)
        if not fits:
            _differ(one, counts, f"{a.id}/{b.id} speakers", _names(one, a.speakers), _names(other, b.speakers))
        nested = a.parent is None if b.parent is None else parents.get(a.parent or "") == b.parent
        counts.label("parent", True, nested)
        if not nested:
            _differ(one, counts, f"{a.id}/{b.id} parent", a.parent, b.parent)


def _names(passage: Passage, ids: Sequence[str] | None) -> str:
    names = {actor.id: actor.name for actor in passage.actors}
    return ", ".join(names.get(name, name) for name in ids or ()) or "nobody"


def _differ(passage: Passage, counts: Counts, what: str, one: object, other: object) -> None:
    if one != other:
        counts.differences.append(f"{passage.id}: {what}: {one} | {other}")


def _same_actors(one: Passage, other: Passage) -> frozenset[tuple[str, str]]:
    """Actors of both readers of whom a mention matches."""
    found = set()
    for a in one.actors:
        mine = [frozenset(range(*span)) for span in one.spans(a.id)]
        for b in other.actors:
            theirs = [frozenset(range(*span)) for span in other.spans(b.id)]
            if _is_same(a, b) or any(_overlap(x, y) >= MIN_OVERLAP for x in mine for y in theirs):
                found.add((a.id, b.id))
    return frozenset(found)


def _is_same(one: Actor, other: Actor) -> bool:
    return one.name == other.name and one.kind == other.kind and not (one.unnamed or other.unnamed)


def _same_group(first: Sequence[str], second: Sequence[str], same: frozenset[tuple[str, str]]) -> bool:
    found = all(any((a, b) in same for b in second) for a in first)
    return found and all(any((a, b) in same for a in first) for b in second)


def _event_pairs(one: Passage, other: Passage) -> list[tuple[Event, Event]]:
    def score(a: Event, b: Event) -> float:
        mine = [frozenset(range(*span)) for span in one.spans(a.id)]
        theirs = [frozenset(range(*span)) for span in other.spans(b.id)]
        found = len(_matched(mine, theirs, _overlap))
        return found + (a.type == b.type) / 2 if found else 0.0

    return _matched(one.events, other.events, score)


def _events(one: Passage, other: Passage, statements: Sequence[tuple[Statement, Statement]], counts: Counts) -> None:
    same, voices = _same_actors(one, other), {ARTICLE: ARTICLE} | {a.id: b.id for a, b in statements}
    for a, b in _event_pairs(one, other):
        name = f"{a.id}/{b.id}"
        counts.label("type", a.type, b.type)
        _differ(one, counts, f"{name} type", a.type, b.type)
        if a.type == b.type:
            counts.label("mode", a.mode, b.mode)
            _differ(one, counts, f"{name} mode", a.mode, b.mode)
        _voices(one, name, (a, b), voices, counts)
        for role, mine, theirs in (
            ("actor", a.actors or (), b.actors or ()),
            ("recipient", a.recipients, b.recipients),
        ):
            counts.first["participant"] += len(mine)
            counts.second["participant"] += len(theirs)
            found = len(_matched(mine, theirs, lambda x, y: float((x, y) in same)))
            counts.matched["participant"] += found
            counts.exact["participant"] += found
            if found < max(len(mine), len(theirs)):
                _differ(
                    one, counts, f"{name} {role}", f"{_names(one, mine)}", f"{_names(other, theirs)} ({found} same)"
                )


def _voices(passage: Passage, name: str, pair: tuple[Event, Event], voices: Mapping[str, str], counts: Counts) -> None:
    """Statuses by voice; a voice that only one reader has counts in the layer ``voice`` alone."""
    mine = {voices.get(p.voice, f"first {p.voice}"): p.status for p in pair[0].positions}
    theirs = {p.voice: p.status for p in pair[1].positions}
    common = mine.keys() & theirs.keys()
    counts.first["voice"] += len(mine)
    counts.second["voice"] += len(theirs)
    counts.matched["voice"] += len(common)
    counts.exact["voice"] += len(common)
    for voice in sorted(common):
        counts.label("status", mine[voice], theirs[voice])
        _differ(passage, counts, f"{name} status by {voice}", mine[voice], theirs[voice])
    if mine.keys() != theirs.keys():
        _differ(passage, counts, f"{name} voices", sorted(mine), sorted(theirs))


def table(counts: Counts) -> Iterator[str]:
    """The agreement, a layer a line; a star marks what is below the corpus's target."""
    yield f"{'spans':<12}{'first':>7}{'second':>8}{'matched':>9}{'F1':>8}{'exact F1':>10}"
    for layer in [*SPAN_LAYERS, "participant", "voice"]:
        if counts.f1(layer) is None:
            continue
        low = "*" if (counts.f1(layer) or 0) < MIN_F1 else ""
        numbers = f"{counts.first[layer]:>7}{counts.second[layer]:>8}{counts.matched[layer]:>9}"
        yield f"{layer:<12}{numbers}{_figure(counts.f1(layer)):>8}{_figure(counts.f1(layer, exact=True)):>10}{low}"
    yield f"{'labels':<12}{'pairs':>7}{'agree':>8}{'kappa':>9}"
    for layer, pairs in counts.labels.items():
        share, value = sum(a == b for a, b in pairs) / len(pairs), kappa(pairs)
        if layer in ("speakers", "parent"):  # right or wrong: there is no chance to correct for
            yield f"{layer:<12}{len(pairs):>7}{_figure(share):>8}{'':>9}"
        else:
            low = "*" if value is not None and value < MIN_KAPPA else ""
            yield f"{layer:<12}{len(pairs):>7}{_figure(share):>8}{_figure(value):>9}{low}"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
