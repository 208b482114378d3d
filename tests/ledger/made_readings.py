"""Readings of invented articles, made from real records: every span lies on its words, every number from one seed."""

import hashlib
import random
from dataclasses import replace
from typing import get_args

from dragoman.records import (
    Actor,
    Document,
    Event,
    EventDate,
    EventObject,
    Participant,
    Place,
    Position,
    Published,
    Quantity,
    Reading,
    Segment,
    Span,
    Statement,
    Status,
    content_id,
)

PEOPLE = ["Marden Okoro", "Ilse Vantor", "Tomas Brekke", "Anouk Delaire", "Jun Sakamori", "Petra Hallan", "Omar Qasimi"]
STATES = [("Vessaly", "VSY"), ("Norland", "NLD"), ("Ostrava Republic", "OST"), ("Kestria", "KST"), ("Taluna", "TLN")]
THINGS = ["grain", "patrol boats", "field hospitals", "drones", "winter fuel", "radar parts"]
ACTS = ["assert", "deny", "warn", "accuse", "promise", "demand"]
TYPES = ["AID", "ASSAULT", "CONSULT", "SANCTION", "THREATEN", "AGREE"]
CUES = {
    "assert": "said",
    "deny": "denied",
    "warn": "warned",
    "accuse": "charged",
    "promise": "vowed",
    "demand": "urged",
}


def sha(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def document(
    text: str,
    *,
    url: str | None = None,
    path: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
) -> Document:
    """A document with the ids that the contract asks for."""
    when = Published(earliest=published, latest=published, precision="day", basis="given") if published else None
    place = url or "\n".join(part for part in (outlet, published) if part)
    return Document(
        id=sha(text, place),
        text_id=sha(text),
        text=text,
        url=url,
        path=path,
        outlet=outlet,
        published=when,
        title=title,
        language="en",
    )


class Writer:
    """Writes an article sentence by sentence and keeps the records that it stands for."""

    def __init__(self, seed: object) -> None:
        self.random = random.Random(repr(seed))
        self.text = ""
        self.actors: dict[str, Actor] = {}
        self.statements: list[Statement] = []
        self.events: list[Event] = []

    def put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def actor(self, name: str, span: Span, **fields: object) -> str:
        known = self.actors.get(name)
        if known is None:
            kind = "state" if fields.get("country") and name in dict(STATES) else "person"
            known = Actor(id=content_id("actor", name), name=name, kind=kind, **fields)  # type: ignore[arg-type]
        self.actors[name] = replace(known, mentions=(*known.mentions, span))
        return known.id

    def sentence(self) -> None:
        number = len(self.statements)
        person, (state, code), (other, other_code) = self._cast()
        act, type_ = self.random.choice(ACTS), self.random.choice(TYPES)
        thing, amount = self.random.choice(THINGS), self.random.randrange(2, 90)
        speaker_span = self.put(person)
        speaker = self.actor(person, speaker_span, country=code, sector="GOV", role="spokesperson")
        self.put(" ")
        cue = self.put(CUES[act])
        self.put(" that ")
        start = len(self.text)
        actor_span = self.put(state)
        first = self.actor(state, actor_span, country=code, sector="GOV")
        self.put(" ")
        anchor = self.put("sent")
        self.put(" ")
        object_span = self.put(f"{amount} {thing}")
        self.put(" to ")
        recipient_span = self.put(other)
        second = self.actor(other, recipient_span, country=other_code, sector="GOV")
        self.put(f" in the {number + 1}. week of the talks 🙂")
        content = (start, len(self.text))
        evidence = (speaker_span[0], len(self.text))
        self.put(".\n" if self.random.random() < 0.3 else ". ")
        statement = Statement(
            id=content_id("statement", self.text[slice(*evidence)], number),
            speakers=(speaker,),
            speaker_span=speaker_span,
            cue=cue,
            content=(content,),
            form="indirect",
            act=act,
            confidence=0.91,
        )
        self.statements.append(statement)
        self.events.append(
            Event(
                id=content_id("event", self.text[slice(*evidence)], number),
                type=type_,
                participants=(
                    Participant(actor=first, role="actor", span=actor_span),
                    Participant(actor=second, role="recipient", span=recipient_span),
                ),
                objects=(
                    EventObject(
                        text=thing,
                        kind="goods",
                        span=object_span,
                        quantity=Quantity(text=str(amount), minimum=amount, maximum=amount),
                    ),
                ),
                date=EventDate(earliest="2031-05-01", latest="2031-05-31", text="in May"),
                place=Place(name=other, country=other_code, span=recipient_span),
                **self._positions(statement.id, act),  # type: ignore[arg-type]
                anchor=anchor,
                evidence=evidence,
                confidence=0.8,
                rule="made",
            )
        )

    def _positions(self, statement: str, act: str) -> dict[str, object]:
        status: Status = (
            "denied" if act == "deny" else self.random.choice([s for s in get_args(Status) if s != "denied"])
        )
        told = {"positions": (Position(statement=statement, status=status),), "status": status}
        return {**told, ("denied_by" if status == "denied" else "asserted_by"): (statement,)}

    def _cast(self) -> tuple[str, tuple[str, str], tuple[str, str]]:
        first, second = self.random.sample(STATES, 2)
        return self.random.choice(PEOPLE), first, second


def made(
    seed: object,
    *,
    sentences: int = 5,
    url: str | None = None,
    path: str | None = None,
    outlet: str | None = None,
    published: str | None = "2031-05-20",
    version: str = "0.1.0",
    model: str = "made-1",
) -> Reading:
    """The reading of an invented article with so many statements and events; the same seed gives the same text."""
    writer = Writer(seed)
    title = writer.put(f"Talks {seed} go on")
    writer.put("\n\n")
    for _ in range(sentences):
        writer.sentence()
    text = writer.text
    return Reading(
        version=version,
        model=model,
        document=document(text, url=url, path=path, outlet=outlet, published=published, title=text[slice(*title)]),
        segments=(
            Segment(start=title[0], end=title[1], kind="title"),
            Segment(start=title[1] + 2, end=len(text), kind="body"),
        ),
        actors=tuple(writer.actors.values()),
        statements=tuple(writer.statements),
        events=tuple(writer.events),
    )
