"""A reading in the terminal: the article with numbered evidence, then its statements and events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.cli.output import on_one_line, printable, put_indented
from dragoman.cli.wording import NOBODY, OWN_VOICE, STYLES, days, listed, marked, quoted, status_words, things, what
from dragoman.marking import Mark, event_marks, statement_marks
from dragoman.records import Event, Reading, Statement

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


LABEL_WIDTH = 5


@dataclass(frozen=True, slots=True)
class Label:
    """Something written into the article at a place that is not of its words: "[S1" or "]"."""

    place: int
    words: str


def show(reading: Reading, console: "Console") -> None:
    """Print the article and its records."""
    document = reading.document
    published = document.published
    dates = days(published.earliest, published.latest) if published else document.published_reason
    told = [document.outlet, document.agency, dates, document.url or document.path]
    console.print(on_one_line(document.title or document.id), style="bold")
    console.print(on_one_line(" · ".join(part for part in told if part)), style="dim")
    if not reading.coded:
        console.print(f"not coded: {on_one_line(reading.coded_reason or 'no reason is told')}")
    console.print()
    put_indented(console, "", article(reading))
    _list(console, "Statements", (_statement(reading, *pair) for pair in enumerate(reading.statements, start=1)))
    _list(console, "Events", (_event(reading, *pair) for pair in enumerate(reading.events, start=1)))


def article(reading: Reading) -> "Text":
    """The whole text. Statements stand in brackets, ``[S1 … ]``, the words that name an event in ``[E1 … ]``."""
    from rich.text import Text

    text = reading.document.text
    marks = [Mark(s.start, s.end, s.kind) for s in reading.segments if s.kind in STYLES]
    marks += [mark for statement in reading.statements for mark in statement_marks(statement)]
    marks += [mark for event in reading.events for mark in event_marks(event) if mark.kind == "anchor"]
    made, done = Text(), 0
    for label in sorted(_labels(reading), key=lambda label: label.place):
        made.append_text(_part(text, marks, done, label.place))
        made.append(label.words, style=STYLES["label"])
        done = label.place
    return made.append_text(_part(text, marks, done, len(text)))


def _part(text: str, marks: Iterable[Mark], start: int, end: int) -> "Text":
    inside = (
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind)
        for mark in marks
        if mark.start < end and mark.end > start
    )
    return marked(text[start:end], inside, clean=printable)


def _labels(reading: Reading) -> Iterable[Label]:
    """Opening and closing brackets; at one place those that close come first, and wide ones stand outside."""
    spans = [(span, f"S{n}") for n, s in enumerate(reading.statements, start=1) for span in s.content]
    spans += [(event.anchor, f"E{n}") for n, event in enumerate(reading.events, start=1)]
    wide_first = sorted(spans, key=lambda item: item[0][0] - item[0][1])
    closing = [Label(end, "]") for (_, end), _ in wide_first]
    return [*closing, *(Label(start, f"[{name} ") for (start, _), name in wide_first)]


def _list(console: "Console", title: str, entries: "Iterable[tuple[str, Text]]") -> None:
    shown = list(entries)
    if shown:
        console.print(f"\n{title}", style="bold")
    for label, words in shown:
        put_indented(console, f"{label:>{LABEL_WIDTH}} ", words, style=STYLES["label"])


def _statement(reading: Reading, number: int, statement: Statement) -> "tuple[str, Text]":
    names = {actor.id: actor.name for actor in reading.actors}
    numbers = {one.id: f"S{place}" for place, one in enumerate(reading.statements, start=1)}
    who = _speakers(reading, statement, names)
    told = [f"{statement.act}, {statement.form}"]
    told += [f"venue: {on_one_line(statement.venue.text)}"] if statement.venue else []
    told += [f"to {listed(_named(statement.addressees, names))}"] if statement.addressees else []
    told += [f"within {numbers[statement.parent]}"] if statement.parent in numbers else []
    said = " … ".join(reading.quote(span) for span in statement.content)
    return _entry(f"S{number}", who, " · ".join(told), said)


def _event(reading: Reading, number: int, event: Event) -> "tuple[str, Text]":
    names = {actor.id: actor.name for actor in reading.actors}
    sides = {role: [names.get(p.actor, p.actor) for p in event.participants if p.role == role] for role in _ROLES}
    whom = f" → {listed(sides['recipient'])}" if sides["recipient"] else ""
    objects = [thing.text for thing in event.objects]
    amounts = [thing.quantity.text if thing.quantity else None for thing in event.objects]
    told = [what(event.type, event.mode), things(objects, amounts), status_words(event.status)]
    told += _voices(reading, event, names)
    return _entry(
        f"E{number}", listed(sides["actor"]) + whom, " · ".join(t for t in told if t), reading.quote(event.evidence)
    )


_ROLES = ("actor", "recipient")


def _voices(reading: Reading, event: Event, names: Mapping[str, str]) -> list[str]:
    own = [OWN_VOICE] if any(position.statement is None for position in event.positions) else []
    said = own + _who_says(reading, event.asserted_by, names)
    against = _who_says(reading, event.denied_by, names)
    return ([f"asserted by {listed(said)}"] if said else []) + ([f"denied by {listed(against)}"] if against else [])


def _who_says(reading: Reading, ids: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """The speakers of these statements, each with the statement's number."""
    numbered = {s.id: (place, s) for place, s in enumerate(reading.statements, start=1)}
    return [
        f"{_speakers(reading, numbered[name][1], names)} (S{numbered[name][0]})" for name in ids if name in numbered
    ]


def _speakers(reading: Reading, statement: Statement, names: Mapping[str, str]) -> str:
    """The names of the speakers, else the words that point at them."""
    if statement.speakers or not statement.speaker_span:
        return listed(_named(statement.speakers, names))
    return f"“{on_one_line(reading.quote(statement.speaker_span))}”"


def _named(ids: Iterable[str], names: Mapping[str, str]) -> list[str]:
    return [names.get(name, NOBODY) for name in ids]


def _entry(label: str, who: str, told: str, words: str) -> "tuple[str, Text]":
    from rich.text import Text

    return label, Text.assemble((who, "bold"), f" · {on_one_line(told)}\n", quoted(on_one_line(words)))
