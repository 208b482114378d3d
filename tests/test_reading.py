"""The contract over whole texts: every span is right, every reading validates, nothing depends on its neighbours."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import dragoman
from dragoman.contract import schema
from dragoman.records import Reading

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
ARTICLES = sorted((ROOT / "benchmarks/articles/texts").glob("*.txt")) + sorted(
    path for path in (ROOT / "examples/articles").glob("*") if path.suffix in (".txt", ".html")
)
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
HOSTILE = {
    "emoji": "🚢🚢 PORT SANE — “We sent 40 boats 🛥️,” said Odo Larkin, Vessaly's minister. Teralia denied it.",
    "combining": "Le\u0301on Ma\u0308rz of Vessaly accused Te\u0301ralia of sending mu\u0308nitions to the rebels of Sarn.",
    "crlf": "Title of the day\r\n\r\nVessaly accused Teralia of sending shells.\r\n\r\nTeralia denied the accusation.\r\n",
    "bom": "\ufeffVessaly accused Teralia of sending shells to the rebels, and Teralia denied it on Monday.",
    "rtl": "The minister said «لن نقبل بذلك» in Arabic, and Vessaly rejected the offer of Teralia \u202eנכון\u202c today.",
    "controls": "Vessaly\x00 accused\x07 Teralia of sending shells.\x0b Teralia\x1f denied it, said Odo Larkin.\u2028Then he left.",
    "surrogate-free astral": "𝐕𝐞𝐬𝐬𝐚𝐥𝐲 said 𝕋𝕖𝕣𝕒𝕝𝕚𝕒 had 𝟜𝟘 ships. “No,” said Larkin of Vessaly in a statement on Tuesday.",
    "markup": "<script>alert(1)</script> “<b>No</b>,” said Odo Larkin, foreign minister of Vessaly, & left the talks.",
}


def spans(value: Any) -> Iterator[tuple[int, int]]:
    """Every pair of integers in a reading's plain form is a span of its text."""
    if isinstance(value, dict):
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(item) is int for item in value):
            yield (value[0], value[1])
        else:
            for item in value:
                yield from spans(item)


def check(reading: Reading) -> None:
    data = json.loads(reading.to_json())
    jsonschema.validate(data, schema(Reading, "dragoman-reading/1"))
    text = reading.document.text
    for start, end in spans(data):
        assert 0 <= start < end <= len(text)
    _check_quoted_words(reading)
    _check_references(reading)


def _check_quoted_words(reading: Reading) -> None:
    for event in reading.events:
        assert event.evidence[0] <= event.anchor[0] <= event.anchor[1] <= event.evidence[1]
        assert event.evidence[1] - event.evidence[0] <= 300
        for thing in event.objects:
            assert reading.quote(thing.span) == thing.text
        if event.date and event.date.span:
            assert reading.quote(event.date.span) == event.date.text
    for statement in reading.statements:
        if statement.venue:
            assert reading.quote(statement.venue.span) == statement.venue.text


def _check_references(reading: Reading) -> None:
    actors = {actor.id for actor in reading.actors}
    statements = {statement.id for statement in reading.statements}
    assert len(actors) == len(reading.actors)
    assert len(statements) == len(reading.statements)
    assert len({event.id for event in reading.events}) == len(reading.events)
    for actor in reading.actors:
        assert set(actor.members) <= actors - {actor.id}
    for statement in reading.statements:
        assert {*statement.speakers, *statement.addressees, *statement.on_behalf_of} <= actors
        assert statement.parent is None or statement.parent in statements
    for event in reading.events:
        assert {p.actor for p in event.participants} <= actors
        assert {p.statement for p in event.positions} <= statements | {None}
        assert {*event.asserted_by, *event.denied_by} <= statements


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_articles_keep_the_contract(path: Path) -> None:
    check(dragoman.read(path))


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS, reason="../shared is not here")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_seeds_keep_the_contract_and_their_text(path: Path) -> None:
    reading = dragoman.read(path)
    check(reading)
    assert reading.document.text == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_keep_the_contract(name: str) -> None:
    reading = dragoman.read(HOSTILE[name])
    check(reading)
    assert reading.document.text == HOSTILE[name]


def test_a_text_reads_the_same_alone_and_among_fifty() -> None:
    path = ARTICLES[0]
    alone = dragoman.read(path).to_json()
    others = [HOSTILE[name] for name in HOSTILE] * 6
    for other in others[:25]:
        dragoman.read(other)
    assert dragoman.read(path).to_json() == alone
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda item: dragoman.read(item).to_json(), [*others[:25], path, *others[25:]]))
    assert results[25] == alone


def test_text_in_another_language_is_kept_and_not_coded() -> None:
    text = (
        "Die Regierung in Berlin hat am Dienstag angekündigt, dass sie weitere Waffen liefern werde. "
        "Der Minister sagte, die Lieferung beginne noch in diesem Monat und werde mehrere Wochen dauern."
    )
    reading = dragoman.read(text)
    assert not reading.coded
    assert reading.coded_reason is not None
    assert "de" in reading.coded_reason
    assert reading.document.text == text
    assert reading.events == ()
