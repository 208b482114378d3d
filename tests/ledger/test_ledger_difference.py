"""What changed from one reading to the next."""

from dataclasses import replace

from dragoman.ledger import Ledger
from tests.ledger.made_readings import made

READING = made(1, sentences=3, url="https://a.example/1", path="1.txt")


def test_a_first_reading_differs_from_nothing(ledger: Ledger) -> None:
    ledger.add(READING, link=False)
    found = ledger.difference(READING.document.id)
    assert (found.before, len(found.changes)) == (None, 0)


def test_a_newer_model_shows_what_it_reads_otherwise(ledger: Ledger) -> None:
    event = replace(READING.events[0], status="planned", confidence=0.5)
    later = replace(
        READING,
        model="made-2",
        statements=READING.statements[:2],
        events=(event, *READING.events[1:]),
        document=replace(READING.document, agency="OPA"),
    )
    later = replace(
        later, events=tuple(replace(e, positions=e.positions[:0], asserted_by=(), denied_by=()) for e in later.events)
    )
    ledger.add([READING, later], link=False)
    found = ledger.difference(READING.document.id)
    assert found.before is not None
    assert (found.before.model, found.after.model) == ("made-1", "made-2")
    told = {(row.change, row.kind, row.field) for row in found.changes}
    assert {("changed", "document", "agency"), ("removed", "statement", None), ("changed", "event", "status")} <= told
    (status,) = [row for row in found.changes if row.field == "status" and row.id == event.id]
    assert (status.before, status.after) == (READING.events[0].status, "planned")
    assert not [row for row in found.changes if row.kind == "text"]


def test_a_new_text_at_the_address_shows_its_lines_and_records(ledger: Ledger) -> None:
    new = made(2, sentences=3, url="https://a.example/1", path="1.txt")
    ledger.add([READING, new], link=False)
    found = ledger.difference(new.document.id)
    assert found.before is not None
    assert (found.before.document, found.after.document) == (READING.document.id, new.document.id)
    kinds = {(row.change, row.kind) for row in found.changes}
    assert {("removed", "text"), ("added", "text"), ("removed", "statement"), ("added", "statement")} <= kinds
