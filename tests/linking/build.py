"""Readings made by hand, for tests of what links them."""

import hashlib
from dataclasses import replace

from dragoman.records import (
    Actor,
    Document,
    Event,
    EventDate,
    EventObject,
    Participant,
    Position,
    Published,
    Reading,
    Segment,
    Statement,
    Status,
    content_id,
)

Span = tuple[int, int]


def reading(
    text: str,
    *,
    published: str | None = "2024-06-18",
    outlet: str | None = None,
    agency: str | None = None,
    actors: tuple[Actor, ...] = (),
    statements: tuple[Statement, ...] = (),
    events: tuple[Event, ...] = (),
) -> Reading:
    """A reading of this text with these records; every line is a body paragraph."""
    when = Published(earliest=published, latest=published, precision="day", basis="given") if published else None
    digest = hashlib.sha256(f"{text}{outlet}{published}".encode()).hexdigest()
    document = Document(id=digest, text_id=digest, text=text, outlet=outlet, agency=agency, published=when)
    segments, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            segments.append(Segment(start=start, end=start + len(line), kind="body"))
        start += len(line) + 1
    return Reading(
        version="0", model="test", document=document, segments=tuple(segments), actors=actors, statements=statements,
        events=events,
    )  # fmt: skip


def state(country: str, name: str) -> Actor:
    return Actor(id=f"s{country}", name=name, kind="state", country=country)


def person(name: str, country: str | None = None, sector: str | None = "GOV") -> Actor:
    return Actor(id=f"p{name}", name=name, kind="person", country=country, sector=sector)


def event(
    kind: str,
    actor: Actor,
    recipient: Actor | None = None,
    *,
    status: Status = "happened",
    voice: str | None = None,
    day: str | None = None,
    goods: str | None = None,
    anchor: Span = (0, 4),
) -> Event:
    participants = [Participant(actor=actor.id, role="actor", span=(0, 1))]
    if recipient is not None:
        participants.append(Participant(actor=recipient.id, role="recipient", span=(0, 1)))
    return Event(
        id=content_id(kind, actor.id, recipient and recipient.id, status, voice, day, goods, anchor),
        type=kind,
        participants=tuple(participants),
        objects=(EventObject(text=goods, kind=goods, span=(0, 1)),) if goods else (),
        date=EventDate(earliest=day, latest=day) if day else None,
        positions=(Position(statement=voice, status=status),),
        status=status,
        asserted_by=(voice,) if voice and status != "denied" else (),
        denied_by=(voice,) if voice and status == "denied" else (),
        anchor=anchor,
        evidence=(0, 5),
        confidence=0.9,
        rule="test",
    )


def statement(speaker: Actor, number: int = 0) -> Statement:
    return Statement(
        id=content_id("statement", speaker.id, number),
        speakers=(speaker.id,),
        content=((0, 5),),
        form="indirect",
        act="assert",
        confidence=0.9,
    )


def retold(original: Reading, **changes: object) -> Reading:
    """The same text at another outlet."""
    document = replace(original.document, **changes)  # type: ignore[arg-type]
    digest = hashlib.sha256(repr(document).encode()).hexdigest()
    return replace(original, document=replace(document, id=digest))
