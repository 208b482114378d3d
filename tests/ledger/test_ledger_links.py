"""Copies, actors and claims: kept as linking gives them, written anew only where they changed."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, links
from dragoman.linking import link
from dragoman.linking.records import ActorLink, Claim, ClaimVoice, CopyGroup, CopyMember, EventLink, LinkedActor, Links
from dragoman.records import Reading
from tests.ledger.inspecting import content, damage
from tests.ledger.made_readings import made

FIRST, SECOND = made(1, sentences=2, url="https://a.example/1"), made(2, sentences=2, url="https://b.example/2")


def made_links(*readings: Reading) -> Links:
    """Links by hand: every actor alone, the first events one claim, the documents one copy group."""
    actors = tuple(
        LinkedActor(
            id=f"{reading.document.id[:6]}{actor.id}",
            name=actor.name,
            kind=actor.kind,
            country=actor.country,
            members=(ActorLink(document=reading.document.id, actor=actor.id),),
        )
        for reading in readings
        for actor in reading.actors
    )
    members = [
        CopyMember(document=reading.document.id, relation="original" if not n else "edited", basis="by hand")
        for n, reading in enumerate(readings)
    ]
    claim = Claim(
        id="c1a1",
        type="AID",
        status="possible",
        actors=(actors[0].id,),
        events=tuple(EventLink(document=r.document.id, event=r.events[0].id) for r in readings),
        asserted_by=(
            ClaimVoice(kind="speaker", name="Ilse Vantor", status="possible", documents=(readings[0].document.id,)),
        ),
        reports=len(readings),
        independent_reports=1,
        voices=1,
        first_seen="2031-05-20",
        last_seen="2031-05-20",
    )
    return Links(copies=(CopyGroup(id="9a", kind="edited", members=tuple(members)),), actors=actors, claims=(claim,))


def write(ledger: Ledger, found: Links) -> None:
    with ledger._writing() as connection:
        links.write(connection, found, links.state(connection))


def test_links_come_back_as_they_were_given(ledger: Ledger) -> None:
    ledger.add([FIRST, SECOND], link=False)
    found = made_links(FIRST, SECOND)
    write(ledger, found)
    assert ledger.linked
    assert ledger.claim("c1") == found.claims[0]
    assert ledger.copy_group("9a") == found.copies[0] == ledger.copies(FIRST.document.id)
    assert [ledger.actor(actor.id) for actor in found.actors] == list(found.actors)
    (row,) = ledger.claims()
    assert (row.reports, row.independent_reports, row.voices) == (2, 1, 1)
    assert row.evidence == FIRST.quote(FIRST.events[0].evidence)
    assert row.actors == (FIRST.actors[0].name,)
    assert {event.claim for event in ledger.events()} == {"c1a1", None}
    assert damage(ledger.path) == "ok"


def test_writing_the_same_links_again_changes_nothing(ledger: Ledger) -> None:
    ledger.add([FIRST, SECOND], link=False)
    write(ledger, made_links(FIRST, SECOND))
    before = content(ledger.path)
    with sqlite3.connect(ledger.path) as connection:
        write(ledger, made_links(FIRST, SECOND))
        assert content(ledger.path) == before
    connection.close()


def test_only_what_changed_is_written_and_what_is_gone_goes(ledger: Ledger) -> None:
    ledger.add([FIRST, SECOND], link=False)
    found = made_links(FIRST, SECOND)
    write(ledger, found)
    renamed = replace(found.actors[0], name="Nobody")
    later = replace(found, copies=(), actors=(renamed, *found.actors[1:]), claims=(replace(found.claims[0], voices=7),))
    write(ledger, later)
    assert ledger.counts().copy_groups == 0
    assert ledger.actor(renamed.id).name == "Nobody"
    assert ledger.claims()[0].voices == 7
    assert ledger.document(FIRST.document.id).copy_group is None


def test_a_document_that_is_read_again_is_linked_again(ledger: Ledger) -> None:
    """Its rows are new though its actors' and claims' records are not."""
    ledger.add([FIRST, SECOND])
    before = ledger.claims(), ledger.actors()
    other = replace(FIRST, model="made-2")
    ledger.add(other, link=False)
    assert not ledger.linked
    assert ledger.link()
    assert (ledger.claims(), ledger.actors()) == before
    assert not ledger.link()


def test_a_link_to_what_is_not_there_is_refused_whole(ledger: Ledger) -> None:
    ledger.add(FIRST, link=False)
    before = content(ledger.path)
    with pytest.raises(LedgerError, match="link again"):
        write(ledger, made_links(FIRST, SECOND))
    assert content(ledger.path) == before


def test_linking_reads_what_counts_and_no_more(ledger: Ledger) -> None:
    newer = made("newer", sentences=2, url="https://a.example/1")
    ledger.add([FIRST, SECOND, newer], link=False)
    with ledger._reading() as connection:
        readings = list(links.current_readings(connection))
    assert {reading.document.id for reading in readings} == {SECOND.document.id, newer.document.id}
    ledger.link()
    found = link(readings)
    assert [ledger.claim(claim.id) for claim in found.claims] == list(found.claims)
    assert ledger.counts().claims == len(found.claims)


def test_the_ledgers_links_are_those_of_its_readings_in_any_order(tmp_path: Path) -> None:
    readings = [made(n, sentences=5, url=f"https://a.example/{n}") for n in range(4)]
    together, apart = Ledger(tmp_path / "a.db"), Ledger(tmp_path / "b.db")
    with together, apart:
        together.add(readings)
        for reading in reversed(readings):
            apart.add(reading)
        for ask in ("claims", "actors"):
            assert getattr(together, ask)() == getattr(apart, ask)()
