"""Counts of the corpus beside its targets (``targets.yaml``)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path

import yaml

from dragoman import vocab

from .head import copy_of, head_lists, same_as
from .records import Passage, Statement
from .splits import split_of
from .texts import sentences, words

# Letters that two words must share from the start to stand for the same name ("Brank", "Brank's").
MIN_WORD = 3


@cache
def targets() -> Mapping[str, int]:
    """The targets by name."""
    raw: dict[str, int] = yaml.safe_load(Path(__file__).with_name("targets.yaml").read_text(encoding="utf-8"))
    return raw


@dataclass(slots=True)
class Counts:
    """What was counted."""

    totals: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    types_in_test: Counter[str] = field(default_factory=Counter)
    modes: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    cues: Counter[str] = field(default_factory=Counter)
    registers: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)
    splits: Counter[str] = field(default_factory=Counter)


def count(passages: Sequence[Passage], splits: Mapping[str, str] | None = None) -> Counts:
    """Count passages.

    Raises:
        CorpusError: with ``splits``, a passage has none; a link of a head is malformed.
    """
    counts = Counts()
    for passage in passages:
        split = split_of(passage, splits) if splits is not None else None
        _count_text(passage, counts)
        _count_statements(passage, counts)
        _count_events(passage, counts, split)
        counts.splits[split or "none"] += 1
    _count_links(passages, counts)
    return counts


def _count_text(passage: Passage, counts: Counts) -> None:
    whole = passage.get("kind") == "article"
    counts.totals["articles" if whole else "passages"] += 1
    counts.totals["fictional"] += passage.get("fictional") == "yes"
    counts.totals["sentences"] += len(sentences(passage.text))
    counts.totals["words"] += len(words(passage.text))
    counts.totals["without_event"] += not passage.events
    counts.totals["mentions"] += sum(mark.label[0] == "a" for mark in passage.marks)
    counts.totals["actors"] += len(passage.actors)
    counts.registers[passage.get("register") or "none"] += 1
    counts.regions[passage.get("region") or "none"] += 1


def _count_statements(passage: Passage, counts: Counts) -> None:
    counts.totals["statements"] += len(passage.statements)
    for said in passage.statements:
        counts.acts[said.act] += 1
        counts.forms[said.form] += 1
        counts.totals["nested"] += said.parent is not None
        counts.totals["without_source"] += not said.speakers
        counts.totals["pronoun_or_role_speakers"] += by_pronoun_or_role(passage, said)
        counts.cues.update(passage.quote(span).lower() for span in passage.spans(f"c{said.id[1:]}")[:1])


def by_pronoun_or_role(passage: Passage, said: Statement) -> bool:
    """Whether the source names its speakers by other words than their names: "he", "the minister"."""
    sources = passage.spans(f"q{said.id[1:]}")
    for actor in passage.actors:
        if actor.id not in (said.speakers or ()):
            continue
        inside = [
            span for span in passage.spans(actor.id) for start, end in sources if start <= span[0] <= span[1] <= end
        ]
        name = {word[:MIN_WORD].lower() for word in words(actor.name) if len(word) >= MIN_WORD}
        told = {word[:MIN_WORD].lower() for span in inside for word in words(passage.quote(span))}
        if inside and not name & told:
            return True
    return False


def _count_events(passage: Passage, counts: Counts, split: str | None) -> None:
    counts.totals["events"] += len(passage.events)
    for event in passage.events:
        counts.types[event.type] += 1
        counts.types_in_test[event.type] += split == "test"
        counts.modes[f"{event.type}/{event.mode or '-'}"] += 1
        counts.totals["speech_acts"] += event.statement is not None
        counts.statuses.update(position.status for position in event.positions)


def _count_links(passages: Sequence[Passage], counts: Counts) -> None:
    copies = {passage.id: copy[0] for passage in passages if (copy := copy_of(passage))}
    counts.totals["copied_texts"] = len(set(copies.values()))
    counts.totals["copies"] = len(copies)
    statuses = {(p.id, e.id): {position.status for position in e.positions} for p in passages for e in p.events}
    pairs: set[frozenset[str]] = set()
    for happening in happenings(passages):
        documents = {document for document, _ in happening}
        counts.totals["claims_told_twice"] += len(documents) > 1
        told = set().union(*(statuses.get(one, set()) for one in happening))
        counts.totals["claims_denied_or_reversed"] += len(documents) > 1 and "denied" in told and len(told) > 1
        origins = {copies.get(document, document) for document in documents}
        pairs |= {frozenset(pair) for pair in combinations(origins, 2)}
    counts.totals["independent_pairs"] = len(pairs)


def happenings(passages: Sequence[Passage]) -> list[frozenset[tuple[str, str]]]:
    """Groups of events (passage, event) that are the same happening by the heads' ``same:``."""
    group: dict[tuple[str, str], tuple[str, str]] = {}

    def root(one: tuple[str, str]) -> tuple[str, str]:
        while group.setdefault(one, one) != one:
            one = group[one]
        return one

    for passage in passages:
        for own, other, there in same_as(passage):
            group[root((passage.id, own))] = root((other, there))
    found = defaultdict(set)
    for one in group:
        found[root(one)].add(one)
    return [frozenset(members) for members in found.values()]


def table(counts: Counts) -> Iterator[str]:
    """The counts, one a line; what is missing to a target stands beside it."""
    wanted = targets()
    for name in sorted(counts.totals | {name: 0 for name in wanted if not name.startswith("each_")}):
        yield _line(name, counts.totals[name], wanted.get(name))
    total = counts.acts.total()
    if total:
        share = sum(number for cue, number in counts.cues.items() if "said" in cue.split()) / total
        yield f"\ncues: {len(counts.cues)} distinct in {total} statements, with 'said' {share:.1%}"
    for title, counter, names, target in (
        ("events by type", counts.types, list(vocab.event_types()), "each_type"),
        ("events by mode", counts.modes, _modes(), "each_mode"),
        ("positions by status", counts.statuses, list(vocab.statuses()), "each_status"),
        ("statements by act", counts.acts, list(vocab.acts()), "each_act"),
        ("statements by form", counts.forms, [], None),
        ("texts by register", counts.registers, list(head_lists()["registers"]), None),
        ("texts by region", counts.regions, list(head_lists()["regions"]), None),
        ("texts by split", counts.splits, [], None),
    ):
        yield f"\n{title}"
        for name in [*names, *sorted(set(counter) - set(names))]:
            bare = name.endswith("/-")
            yield _line(name, counter[name], wanted.get(target or "") if not bare else None)
    if counts.types_in_test.total():
        yield "\nevents by type in test"
        for name in vocab.event_types():
            yield _line(name, counts.types_in_test[name], wanted["each_type_in_test"])


def _modes() -> list[str]:
    return [f"{code}/{mode}" for code, kind in vocab.event_types().items() for mode in sorted(kind.modes)]


def _line(name: str, number: int, target: int | None) -> str:
    missing = "" if target is None or number >= target else f"  missing {target - number}"
    return f"  {name:<28}{number:>8}" + ("" if target is None else f" of {target:<6}{missing}").rstrip()
