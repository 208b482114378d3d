"""Asking: who said what, who did what to whom, in which status, when, where, in which words."""

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import QueryError, UnknownRecordError
from dragoman.ledger import Ledger, Rows
from dragoman.records import (
    Actor,
    Event,
    EventDate,
    Participant,
    Place,
    Position,
    Reading,
    Statement,
    content_id,
)
from tests.ledger.made_readings import document, made

TEXT = """Fleet leaves
Odile Brännström denied on Monday that Vessaly had shelled the port of Teral.
The two envoys met in Norland. Kestria may send patrol boats, the admiral said."""


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def actor(name: str, kind: str, country: str | None = None, **more: object) -> Actor:
    return Actor(id=content_id(name), name=name, kind=kind, country=country, mentions=(span(name),), **more)  # type: ignore[arg-type]


MINISTER = actor("Odile Brännström", "person", "TER", sector="GOV")
VESSALY, KESTRIA = actor("Vessaly", "state", "VSY"), actor("Kestria", "state", "KST")
ADMIRAL = actor("the admiral", "person")
ENVOYS = actor("The two envoys", "group", members=(MINISTER.id, ADMIRAL.id))
DENIAL = Statement(
    id=content_id("denial"),
    speakers=(MINISTER.id,),
    speaker_span=span("Odile Brännström"),
    cue=span("denied"),
    content=(span("that Vessaly had shelled the port of Teral"),),
    form="indirect",
    act="deny",
    confidence=0.9,
)
GUESS = Statement(
    id=content_id("guess"),
    speakers=(ADMIRAL.id,),
    speaker_span=span("the admiral"),
    cue=span("said"),
    content=(span("Kestria may send patrol boats"),),
    form="indirect",
    act="suggest",
    confidence=0.7,
)
SHELLING = Event(
    id=content_id("shelling"),
    type="ASSAULT",
    participants=(Participant(actor=VESSALY.id, role="actor", span=span("Vessaly")),),
    place=Place(name="Teral", country="TER", span=span("Teral")),
    date=EventDate(earliest="2031-05-01", latest="2031-05-03"),
    positions=(Position(statement=DENIAL.id, status="denied"),),
    status="denied",
    denied_by=(DENIAL.id,),
    anchor=span("shelled"),
    evidence=span("Vessaly had shelled the port of Teral"),
    confidence=0.8,
    rule="made",
)
MEETING = Event(
    id=content_id("meeting"),
    type="CONSULT",
    participants=(Participant(actor=ENVOYS.id, role="actor", span=span("The two envoys")),),
    positions=(Position(statement=None, status="happened"),),
    status="happened",
    anchor=span("met"),
    evidence=span("The two envoys met in Norland."),
    confidence=0.8,
    rule="made",
)
SUPPLY = Event(
    id=content_id("supply"),
    type="AID",
    participants=(Participant(actor=KESTRIA.id, role="actor", span=span("Kestria")),),
    positions=(Position(statement=GUESS.id, status="possible"),),
    status="possible",
    asserted_by=(GUESS.id,),
    anchor=span("send"),
    evidence=span("Kestria may send patrol boats"),
    confidence=0.8,
    rule="made",
)
READING = Reading(
    version="0.1.0",
    model="made-1",
    document=document(
        TEXT, url="https://gazette.example/fleet", published="2031-05-05", outlet="Gazette", title="Fleet"
    ),
    actors=(MINISTER, VESSALY, KESTRIA, ADMIRAL, ENVOYS),
    statements=(DENIAL, GUESS),
    events=(SHELLING, MEETING, SUPPLY),
)


@pytest.fixture
def fleet(ledger: Ledger) -> Ledger:
    undated = replace(made("undated", published=None), version="0.1.0")
    ledger.add([READING, undated, made("later", published="2031-06-02")])
    return ledger


def ids(rows: Rows) -> set[str]:  # type: ignore[type-arg]
    return {row.id for row in rows}


@pytest.mark.parametrize("name", ["Odile Brännström", "brannstrom", "ODILE", "TER"])
def test_statements_by_name_part_of_it_or_code(fleet: Ledger, name: str) -> None:
    (row,) = fleet.statements(speaker=name)
    assert (row.speakers, row.act, row.cue) == (("Odile Brännström",), "deny", "denied")
    assert row.words == "that Vessaly had shelled the port of Teral"
    assert row.evidence == TEXT[row.start : row.end]
    marked = {TEXT[row.start :][mark.start : mark.end]: mark.kind for mark in row.marks}
    assert marked == {"Odile Brännström": "speaker", "denied": "cue", row.words: "content"}


def test_a_part_of_a_word_is_no_name(fleet: Ledger) -> None:
    assert not fleet.statements(speaker="Odil")
    assert not fleet.statements(speaker="_dile")


def test_statements_by_act_form_country_and_words(fleet: Ledger) -> None:
    assert ids(fleet.statements(act="suggest")) == {GUESS.id}
    assert ids(fleet.statements(country="ter")) == {DENIAL.id}
    assert ids(fleet.statements(text="shelling port")) == {DENIAL.id}
    assert ids(fleet.statements(text='"send patrol boats"', act=["suggest", "deny"])) == {GUESS.id}
    assert not fleet.statements(form="direct")


def test_events_by_type_status_actor_place_and_voice(fleet: Ledger) -> None:
    assert ids(fleet.events(type="assault", document="https://gazette.example/fleet")) == {SHELLING.id}
    assert ids(fleet.events(actor="Vessaly", status="denied", text="shell")) == {SHELLING.id}
    assert ids(fleet.events(country="TER", type="ASSAULT", until="2031-05-05")) >= {SHELLING.id}
    assert ids(fleet.events(voice="Brännström")) == {SHELLING.id}
    assert ids(fleet.events(voice="admiral")) == {SUPPLY.id}
    assert ids(fleet.events(event_since="2031-05-03", event_until="2031-05-03", text="shelled")) == {SHELLING.id}
    assert not fleet.events(event_since="2031-05-04", text="shelled")


def test_a_member_of_a_group_is_found_by_its_own_name(fleet: Ledger) -> None:
    assert ids(fleet.events(actor="Odile Brännström")) == {MEETING.id}


def test_an_event_tells_whose_word_it_is(fleet: Ledger) -> None:
    (shelling,) = fleet.events(text="shelled")
    assert (shelling.denied_by, shelling.asserted_by, shelling.own_voice) == (("Odile Brännström",), (), False)
    assert (shelling.actors, shelling.actor_codes, shelling.place) == (("Vessaly",), ("VSY",), "Teral")
    (meeting,) = fleet.events(type="CONSULT", document=READING.document.id)
    assert (meeting.own_voice, meeting.asserted_by, meeting.date_from) == (True, (), None)


def test_dates_of_publication_and_rows_without_one(fleet: Ledger) -> None:
    assert [row.published_from for row in fleet.documents()] == ["2031-06-02", "2031-05-05", None]
    assert len(fleet.documents(since="2031-05", until="2031-05")) == 1
    assert len(fleet.documents(since="2031")) == 2
    assert len(fleet.documents(until="2030")) == 0
    assert fleet.statements(since="2031-06").total == 5


def test_pages_follow_each_other_and_know_how_many_there_are(fleet: Ledger) -> None:
    whole = fleet.events()
    pages = [fleet.events(limit=4, offset=place) for place in range(0, len(whole), 4)]
    assert [row for page in pages for row in page] == list(whole)
    assert {page.total for page in pages} == {len(whole)}
    assert fleet.events(offset=10)[0] == whole[10]
    assert whole[2:4].total == len(whole)


def test_claims_know_their_words_and_their_events(fleet: Ledger) -> None:
    (claim,) = [
        row for row in fleet.claims(type="ASSAULT", actor="Vessaly", status="denied") if "shelled" in row.evidence
    ]
    assert (claim.reports, claim.denied_by) == (1, ("Odile Brännström",))
    assert claim.evidence == "Vessaly had shelled the port of Teral" == TEXT[claim.start : claim.end]
    assert claim.id in ids(fleet.claims(voice="brannstrom", disputed=True))
    assert claim.id not in ids(fleet.claims(disputed=False))
    assert ids(fleet.events(claim=claim.id[:10])) == {SHELLING.id}
    assert fleet.claim(claim.id[:10]).id == claim.id
    assert claim.id in ids(fleet.claims(document=READING.document.id, text="shelled", country="VSY"))
    assert claim.id not in ids(fleet.claims(independent=2))
    counts = [row.independent_reports for row in fleet.claims(order="sources")]
    assert counts == sorted(counts, reverse=True)


def test_actors_are_counted_over_all_documents(fleet: Ledger) -> None:
    (minister,) = fleet.actors(name="Brännström")
    assert (minister.kind, minister.country, minister.documents) == ("person", "TER", 1)
    assert (minister.statements, minister.events) == (1, 1)
    (vessaly,) = fleet.actors(name="Vessaly", kind="state")
    assert vessaly.documents == 3
    assert vessaly.events == len(fleet.events(actor=vessaly.id)) + len(fleet.events(recipient=vessaly.id))
    assert fleet.actor(vessaly.id[:8]).name == "Vessaly"
    assert {row.name for row in fleet.actors(document=READING.document.id)} >= {
        "Odile Brännström",
        "Vessaly",
        "Kestria",
    }


def test_search_gives_the_passage_with_its_hits(fleet: Ledger) -> None:
    (row,) = fleet.search("brannstrom shelling")
    assert row.document == READING.document.id
    assert row.evidence == TEXT[row.start : row.end]
    assert {row.evidence[mark.start : mark.end] for mark in row.marks} == {"Brännström", "shelled"}
    assert fleet.search("nowhere").total == 0


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (lambda ledger: ledger.events(status="maybe"), "happened, ongoing, planned, conditional, possible, denied"),
        (lambda ledger: ledger.events(type="WAR"), "AGREE, CONSULT"),
        (lambda ledger: ledger.statements(act="shout"), "assert, announce"),
        (lambda ledger: ledger.statements(form="oral"), "direct, indirect, mixed"),
        (lambda ledger: ledger.statements(country="Norland"), "three letters"),
        (lambda ledger: ledger.statements(since="last week"), "2024-06-18, 2024-06, 2024"),
        (lambda ledger: ledger.statements(speaker="?!"), "names nobody"),
        (lambda ledger: ledger.statements(text="—"), "no word"),
        (lambda ledger: ledger.search(" "), "no word"),
        (lambda ledger: ledger.actors(kind="king"), "person, state"),
        (lambda ledger: ledger.actors(sector="XXX"), "GOV, MIL"),
        (lambda ledger: ledger.claims(order="random"), "recent, sources"),
        (lambda ledger: ledger.events(limit=-1), "must not be negative"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_those_that_can(fleet: Ledger, question: object, message: str) -> None:
    with pytest.raises(QueryError, match="D030") as caught:
        question(fleet)  # type: ignore[operator]
    assert message in str(caught.value)


def test_records_by_the_beginning_of_their_id(fleet: Ledger) -> None:
    name = READING.document.id
    assert fleet.document(name[:9]).id == fleet.document(name).id == name
    with pytest.raises(UnknownRecordError, match=r"D021.*more than one"):
        fleet.document("")
    with pytest.raises(UnknownRecordError, match="no document"):
        fleet.statements(document="f" * 64)
    with pytest.raises(UnknownRecordError, match="no claim"):
        fleet.claim("zz")
    with pytest.raises(UnknownRecordError, match="no document"):
        fleet.reading("none.txt")


def test_documents_by_what_is_known_of_them(fleet: Ledger) -> None:
    assert ids(fleet.documents(outlet="gazette")) == {READING.document.id}
    assert ids(fleet.documents(text="envoys")) == {READING.document.id}
    assert len(fleet.documents(language="en", coded=True)) == 3
    assert not fleet.documents(agency="Reuters")


def test_a_text_that_is_not_coded_is_kept_with_the_reason(ledger: Ledger, tmp_path: Path) -> None:
    reading = Reading(
        version="0.1.0", model="made-1", coded=False, coded_reason="the text is in fr", document=document("Bonjour.")
    )
    ledger.add(reading)
    (row,) = ledger.documents(coded=False)
    assert (row.coded, row.coded_reason, row.statements) == (False, "the text is in fr", 0)
