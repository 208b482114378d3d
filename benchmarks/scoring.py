"""Scores readings against hand-made gold of whole articles.

Measures and matching rules are those of the house's seed scorer, so that figures compare: a statement counts as found
where its content overlaps with the gold's by 0.8 of their union; an event where type, participants and place in the
text fit. Beyond it: the act of statements, the share of events that match nothing, other right answers for speakers
without a name, counts by document, and bootstrap intervals over documents.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

NAMES: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
PASSED_OVER = ("furniture", "byline", "credit")
FACTS = {"happened", "ongoing"}

MIN_OVERLAP = 0.8  # of the union of both contents, as in the seed scorer: boundaries may differ by a word or two
MAX_EVIDENCE = (
    300  # characters, by the reading format; longer evidence says nothing about the place, so the anchor does
)
SPARE_ACTORS = 4  # more actors than this beside the gold's: a list of everybody would fit anything
SAME_AGENCY = 6  # letters: "Reuters" and "Reuters News Agency" are one
MIN_WORD = 4  # letters of a name's word that may stand for the name

Record = Mapping[str, Any]
Span = Sequence[int]


@dataclass(frozen=True)
class Counts:
    """What was counted in one document, or in several added up."""

    documents: int = 0
    unread: int = 0
    other_text: int = 0
    bad_spans: int = 0
    furniture_found: int = 0
    furniture_extra: int = 0
    furniture_missed: int = 0
    metadata_asked: int = 0
    metadata_right: int = 0
    statements_found: int = 0
    statements_extra: int = 0
    statements_missed: int = 0
    cue_right: int = 0
    form_right: int = 0
    speaker_right: int = 0
    act_asked: int = 0
    act_right: int = 0
    events_asked: int = 0
    events_found: int = 0
    events_read: int = 0
    events_matched: int = 0
    status_right: int = 0
    vouched_right: int = 0
    told_as_fact_wrongly: int = 0

    def __add__(self, other: Counts) -> Counts:
        names = (one.name for one in fields(self))
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True)
class Score:
    """The counts of one document and what went wrong in it, in words."""

    file: str
    counts: Counts
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """One document: its gold, its reading, and a notebook for what went wrong."""

    gold: Record
    reading: Record
    tally: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that both sides' spans refer to."""
        return str(self.reading["document"]["text"])

    def quote(self, spans: Sequence[Span], length: int = 90) -> str:
        """The words from the first span to the last, shortened."""
        return f"«{self.text[spans[0][0] : spans[-1][1]][:length]}»"


def score(gold: Record, reading: Record | None, text: str | None = None) -> Score:
    """Score one reading (the JSON of a reading as a mapping) against the gold of its article.

    Without a reading (it could not be made) everything that the gold asks for counts as missed. `text` is the file's
    text, if it is to be compared with the reading's.
    """
    if reading is None:
        return Score(gold["file"], _unread(gold), ("not read",))
    case = Case(gold, reading)
    case.tally["documents"] += 1
    case.tally["other_text"] += text is not None and text != case.text
    for part in (_score_spans, _score_furniture, _score_metadata, _score_statements, _score_events):
        part(case)
    return Score(gold["file"], Counts(**case.tally), tuple(case.notes))


def total(scores: Iterable[Score]) -> Counts:
    """The counts of several documents added up."""
    return sum((one.counts for one in scores), Counts())


def _unread(gold: Record) -> Counts:
    asked = {key: sum(not one.get("optional") for one in gold[key]) for key in ("statements", "events")}
    missed = {"statements_missed": asked["statements"], "events_asked": asked["events"]}
    return Counts(documents=1, unread=1, metadata_asked=3, **missed)


# Spans, furniture, metadata


def _places(spans: Iterable[Span]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def _score_spans(case: Case) -> None:
    for statement in case.reading["statements"]:
        spans = [*statement["content"], *filter(None, (statement.get("cue"), statement.get("speaker_span")))]
        case.tally["bad_spans"] += sum(not 0 <= start < end <= len(case.text) for start, end in spans)


def _score_furniture(case: Case) -> None:
    segments = case.reading["segments"]
    dropped = _places((one["start"], one["end"]) for one in segments if one["kind"] in PASSED_OVER)
    for line in case.gold["segments"]:
        places = _places([(line["start"], line["end"])])
        read, meant = len(places & dropped) > len(places) / 2, line["kind"] == "furniture"
        case.tally["furniture_found"] += read and meant
        case.tally["furniture_extra"] += read and not meant
        case.tally["furniture_missed"] += meant and not read
        if read != meant:
            words = case.quote([(line["start"], line["end"])])
            case.notes.append(f"line {'wrongly passed over' if read else 'kept though furniture'}: {words}")


def _score_metadata(case: Case) -> None:
    document, meta = case.reading["document"], case.gold["meta"]
    found = {
        "agency": _agency_right(document.get("agency"), meta),
        "bylines": _folded(document.get("bylines") or []) == _folded(meta["byline"]),
        "published": _published_right(document.get("published"), meta.get("published_window")),
    }
    for name, right in found.items():
        case.tally["metadata_asked"] += 1
        case.tally["metadata_right"] += right
        if not right:
            case.notes.append(f"{name}: {document.get(name)}")


def _folded(names: Iterable[str]) -> list[str]:
    return sorted(name.lower() for name in names)


def _agency_right(name: str | None, meta: Record) -> bool:
    return _agency_key(name) in {_agency_key(one) for one in [meta["agency"], *meta.get("agency_also", [])]}


def _agency_key(name: str | None) -> str:
    return (name or "").lower().replace("news agency", "").replace("agency", "").strip()[:SAME_AGENCY]


def _published_right(published: Record | None, window: Sequence[str] | None) -> bool:
    """A date that is missing or wider than the window is right; one outside is not."""
    if not window or published is None:
        return True
    first = published.get("from") or published.get("date") or ""
    last = published.get("to") or published.get("date") or ""
    return first <= window[1] and last >= window[0]


# Who an actor is


def called(reading: Record, ids: Iterable[str | None]) -> set[str]:
    """All that actors may be called, in lower case: name, initials, code, country; their members' names too.

    A person's country comes as `of:usa`: an official may stand for the state, but is not the state.
    """
    actors = {actor["id"]: actor for actor in reading["actors"]}
    names: set[str] = set()
    waiting = [one for one in ids if one in actors]
    seen = set(waiting)
    while waiting:
        actor = actors[waiting.pop()]
        names |= _names(actor)
        members = [one for one in actor.get("members") or [] if one in actors and one not in seen]
        seen |= set(members)
        waiting += members
    return (names | {code for full, code in NAMES["bodies"].items() if full in names}) - {"", "of:"}


def _names(actor: Record) -> set[str]:
    initials = "".join(word[0] for word in actor["name"].replace("-", " ").split() if word[:1].isupper())
    country = (actor.get("country") or "").lower()
    belongs = f"of:{country}" if actor["kind"] == "person" else country
    return {actor["name"].lower(), initials.lower(), (actor.get("code") or "").lower(), belongs}


def goes_by(wanted: str, names: set[str], officials: bool = True) -> bool:
    """Whether one of the names is the wanted one; with `officials`, a person also stands for the country."""
    plain = wanted.lower().strip()
    return any(_is_named(one, names, officials) for one in (plain, NAMES["aliases"].get(plain, plain)))


def _is_named(wanted: str, names: set[str], officials: bool) -> bool:
    if wanted in names or (officials and f"of:{wanted}" in names):
        return True
    return any(_alike(wanted, name) for name in names)


def _alike(one: str, other: str) -> bool:
    """A word of the name that stands for it, or the same last word with the same first letter of the first."""
    if min(len(one), len(other)) < MIN_WORD:
        return False
    ours, theirs = one.split(" "), other.split(" ")
    if one in theirs or other in ours:
        return True
    return " " in one and " " in other and one.split()[-1:] == other.split()[-1:] and one[0] == other[0]


# Statements


def _score_statements(case: Case) -> None:
    pairs = _pair_statements(case.gold["statements"], case.reading["statements"])
    for number, gold in enumerate(case.gold["statements"]):
        if gold.get("optional"):
            continue
        if number in pairs:
            _score_statement(case, gold, case.reading["statements"][pairs[number]])
        else:
            case.tally["statements_missed"] += 1
            case.notes.append(f"statement missed: {case.quote(gold['content'])}")
    _score_extra_statements(case, set(pairs.values()))


def _pair_statements(gold: Sequence[Record], read: Sequence[Record]) -> dict[int, int]:
    """Numbers of gold statements and of the read ones that they match, one to one, best overlap first."""
    overlaps = [
        (_overlap(wanted["content"], found["content"]), wanted_number, found_number)
        for wanted_number, wanted in enumerate(gold)
        for found_number, found in enumerate(read)
        if wanted["content"][0][0] < found["content"][-1][1] and found["content"][0][0] < wanted["content"][-1][1]
    ]
    pairs: dict[int, int] = {}
    for overlap, wanted_number, found_number in sorted(overlaps, reverse=True):
        if overlap >= MIN_OVERLAP and wanted_number not in pairs and found_number not in pairs.values():
            pairs[wanted_number] = found_number
    return pairs


def _overlap(one: Iterable[Span], other: Iterable[Span]) -> float:
    ours, theirs = _places(one), _places(other)
    return len(ours & theirs) / len(ours | theirs)


def _score_statement(case: Case, gold: Record, read: Record) -> None:
    case.tally["statements_found"] += 1
    case.tally["cue_right"] += bool(read.get("cue")) and bool(_places([read["cue"]]) & _places([gold["cue"]]))
    case.tally["form_right"] += read.get("form") == gold.get("form")
    _score_act(case, gold, read)
    right = speakers_right(case.reading, read, gold)
    case.tally["speaker_right"] += right
    if not right:
        names = sorted(called(case.reading, speaker_ids(read)))
        case.notes.append(f"speaker of {case.quote(gold['content'], 60)} is {gold['speaker_name']!r}, read {names}")


def _score_act(case: Case, gold: Record, read: Record) -> None:
    if "act" not in gold:
        return
    right = read.get("act") in (gold["act"], *NAMES["acts"].get(gold["act"], ()))
    case.tally["act_asked"] += 1
    case.tally["act_right"] += right
    if not right:
        case.notes.append(f"act of {case.quote(gold['content'], 60)}: {read.get('act')}, should be {gold['act']}")


def speaker_ids(statement: Record) -> list[str]:
    """The ids of the actors that say it; empty if nobody was told."""
    return [one for one in statement.get("speakers") or [statement.get("speaker")] if one]


def speakers_right(reading: Record, statement: Record, gold: Record) -> bool:
    """Whether the speakers are those of the gold, or of one of its other right answers."""
    answers = [gold["speaker_name"], *gold.get("speaker_also", [])]
    return any(_speakers_are(answer, reading, speaker_ids(statement)) for answer in answers)


def _speakers_are(answer: str, reading: Record, ids: Sequence[str]) -> bool:
    """An answer lists speakers with semicolons, all of whom must be there; an empty one says that nobody is named."""
    if not answer:
        return not ids
    names = called(reading, ids)
    return all(goes_by(one, names, officials=False) for one in answer.split(";"))


def _score_extra_statements(case: Case, matched: set[int]) -> None:
    """Statements that are nested, or stand in a title, are not held against a reading."""
    titles = _places((one["start"], one["end"]) for one in case.gold["segments"] if one["kind"] == "title")
    for number, read in enumerate(case.reading["statements"]):
        if number not in matched and not read.get("parent") and not _places(read["content"]) & titles:
            case.tally["statements_extra"] += 1
            case.notes.append(f"statement not in gold: {case.quote(read['content'])}")


# Events


def _score_events(case: Case) -> None:
    used: set[int] = set()
    for gold in sorted(case.gold["events"], key=lambda one: bool(one.get("optional"))):
        fitting = [
            number for number, one in enumerate(case.reading["events"]) if number not in used and fits(case, one, gold)
        ]
        if gold.get("optional"):
            used |= set(fitting[:1])
        else:
            used |= _score_event(case, gold, fitting)
    case.tally["events_read"] += len(case.reading["events"])
    case.tally["events_matched"] += len(used)


def fits(case: Case, event: Record, gold: Record) -> bool:
    """Whether type, place in the text and participants are those of the gold event."""
    if event["type"] not in gold["type"] or not _places([_evidence(event)]) & _places([gold["span"]]):
        return False
    actors = [one for one in gold["actors"] if one not in NAMES["vague"]]
    recipients = [one for one in gold["recipients"] if one not in NAMES["vague"]]
    doing, receiving = _participants(event, "actor"), _participants(event, "recipient")
    if len(doing) > SPARE_ACTORS + len(actors):
        return False
    names, others = called(case.reading, doing), called(case.reading, receiving)
    if gold.get("mutual"):
        return all(goes_by(one, names | others) for one in actors + recipients)
    return _one_of(actors, names) and _one_of(recipients, others)


def _evidence(event: Record) -> Span:
    evidence: Span = event.get("evidence") or event["anchor"]
    anchor: Span = event["anchor"]
    return anchor if evidence[1] - evidence[0] > MAX_EVIDENCE else evidence


def _participants(event: Record, role: str) -> list[str]:
    return [one["actor"] for one in event["participants"] if one["role"] == role]


def _one_of(wanted: Sequence[str], names: set[str]) -> bool:
    return not wanted or any(goes_by(one, names) for one in wanted)


def _score_event(case: Case, gold: Record, fitting: Sequence[int]) -> set[int]:
    """Score the best of the fitting events; returns its number, or nothing if none fits."""
    case.tally["events_asked"] += 1
    if not fitting:
        case.notes.append(f"event not found: {gold['key']} {case.quote([gold['span']])}")
        return set()
    number = min(fitting, key=lambda one: _distance(case.reading["events"][one], gold))
    case.tally["events_found"] += 1
    _score_position(case, case.reading["events"][number], gold)
    return {number}


def _distance(event: Record, gold: Record) -> tuple[bool, int]:
    apart = not _places([event["anchor"]]) & _places([gold["span"]])
    return apart, abs(event["anchor"][0] - gold["span"][0])


def _score_position(case: Case, event: Record, gold: Record) -> None:
    """Status, the voice behind the event, and whether something is told as a fact that the article tells otherwise."""
    right, vouched, wrong = (
        event["status"] in gold["status"],
        is_vouched(case.reading, event, gold),
        _is_wrong(event, gold),
    )
    case.tally["status_right"] += right
    case.tally["vouched_right"] += vouched
    case.tally["told_as_fact_wrongly"] += wrong
    if not right:
        case.notes.append(f"status of {gold['key']}: {event['status']}, should be {' or '.join(gold['status'])}")
    if wrong:
        case.notes.append(f"told as fact wrongly: {gold['key']} {case.quote([event['anchor']])}")
    elif not vouched:
        case.notes.append(f"voice of {gold['key']}: {sorted(voices(case.reading, event))}, should be {gold['by']}")


def is_vouched(reading: Record, event: Record, gold: Record) -> bool:
    """Whether the event is told by the article itself where the gold says so, or by one of the gold's voices."""
    if not gold["by"]:
        return not event.get("asserted_by")
    return any(goes_by(one, voices(reading, event)) for one in gold["by"])


def _is_wrong(event: Record, gold: Record) -> bool:
    if event["status"] not in FACTS:
        return False
    return not FACTS & set(gold["status"]) or (bool(gold["by"]) and not event.get("asserted_by"))


def voices(reading: Record, event: Record) -> set[str]:
    """What the speakers of the statements that assert the event are called, up the chain of attribution."""
    statements = {one["id"]: one for one in reading["statements"]}
    names: set[str] = set()
    for start in event.get("asserted_by") or []:
        one = start
        while one in statements:
            names |= called(reading, speaker_ids(statements[one]))
            one = statements[one].get("parent")
    return names


# Figures


def share(part: int, whole: int) -> float:
    """`part` of `whole`, 0 where there is no whole."""
    return part / max(1, whole)


def f1(found: int, extra: int, missed: int) -> float:
    """The harmonic mean of precision and recall."""
    return share(2 * found, 2 * found + extra + missed)


FIGURES: dict[str, Callable[[Counts], float]] = {
    "furniture_f1": lambda c: f1(c.furniture_found, c.furniture_extra, c.furniture_missed),
    "metadata": lambda c: share(c.metadata_right, c.metadata_asked),
    "statement_f1": lambda c: f1(c.statements_found, c.statements_extra, c.statements_missed),
    "statement_precision": lambda c: share(c.statements_found, c.statements_found + c.statements_extra),
    "statement_recall": lambda c: share(c.statements_found, c.statements_found + c.statements_missed),
    "cue": lambda c: share(c.cue_right, c.statements_found),
    "form": lambda c: share(c.form_right, c.statements_found),
    "act": lambda c: share(c.act_right, c.act_asked),
    "speaker": lambda c: share(c.speaker_right, c.statements_found),
    "event_recall": lambda c: share(c.events_found, c.events_asked),
    "event_status": lambda c: share(c.status_right, c.events_found),
    "vouched": lambda c: share(c.vouched_right, c.events_found),
    "told_as_fact_wrongly": lambda c: c.told_as_fact_wrongly,
    "events_per_article": lambda c: share(c.events_read, c.documents),
    "events_unmatched": lambda c: share(c.events_read - c.events_matched, c.events_read),
    "unread": lambda c: c.unread,
    "other_text": lambda c: c.other_text,
    "bad_spans": lambda c: c.bad_spans,
}


def figures(counts: Counts) -> dict[str, float]:
    """All figures by name.

    `events_unmatched` is the share of read events that fit no gold event, optional ones included, one to one. Gold
    lists key events only, so it is an upper bound of what is wrong, to be compared between versions.
    """
    return {name: figure(counts) for name, figure in FIGURES.items()}


def intervals(scores: Sequence[Score], draws: int = 1000, seed: int = 20) -> dict[str, tuple[float, float]]:
    """95 % bootstrap intervals of the figures: documents drawn with replacement, the same draws on every run."""
    chance = random.Random(seed)
    drawn = [figures(total(chance.choices(scores, k=len(scores)))) for _ in range(draws)]
    return {name: _middle(sorted(one[name] for one in drawn)) for name in FIGURES}


def _middle(ordered: Sequence[float]) -> tuple[float, float]:
    cut = int(len(ordered) * 0.025)
    return ordered[cut], ordered[-1 - cut]
