"""Judgements: appended, never changed, kept when a document is read again."""

import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from dragoman.errors import QueryError, UnknownRecordError
from dragoman.ledger import Ledger
from tests.ledger.made_readings import made

READING = made(1, path="1.txt")
EVENT = READING.events[0].id


def test_a_judgement_names_record_document_judge_and_time(ledger: Ledger) -> None:
    ledger.add(READING)
    row = ledger.judge("event", EVENT[:10], "correct", correction={"type": "AID"}, judge="ann", note="it says sent")
    assert (row.kind, row.record, row.document, row.verdict) == ("event", EVENT, READING.document.id, "correct")
    assert (row.correction, row.judge, row.at[10], row.at[-1]) == ('{"type": "AID"}', "ann", "T", "Z")
    again = ledger.judge("event", EVENT, "accept", judge="ben")
    assert list(ledger.judgements(record=EVENT)) == [row, again]
    assert list(ledger.judgements(document=READING.document.id[:9])) == [row, again]


def test_judgements_stay_when_the_document_is_read_again(ledger: Ledger) -> None:
    ledger.add(READING)
    row = ledger.judge("statement", READING.statements[0].id, "reject")
    ledger.add(replace(READING, model="made-2", statements=(), events=()))
    assert list(ledger.judgements()) == [row]


def test_a_judgement_cannot_be_changed(ledger: Ledger) -> None:
    ledger.add(READING, link=False)
    ledger.judge("document", READING.document.id, "unsure")
    connection = sqlite3.connect(ledger.path)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute("UPDATE judgements SET verdict = 'accept'")
    connection.close()


@pytest.mark.parametrize(
    ("kind", "verdict", "correction"),
    [
        ("story", "accept", None),
        ("event", "fine", None),
        ("event", "correct", None),
        ("event", "accept", {"type": "AID"}),
    ],
)
def test_what_is_no_judgement(ledger: Ledger, kind: Any, verdict: Any, correction: Any) -> None:
    ledger.add(READING, link=False)
    with pytest.raises(QueryError):
        ledger.judge(kind, EVENT, verdict, correction=correction)


def test_records_that_are_not_there(ledger: Ledger) -> None:
    ledger.add([READING, made(2)])
    with pytest.raises(UnknownRecordError, match="no event"):
        ledger.judge("event", "ffff0000ffff", "accept")
    with pytest.raises(UnknownRecordError, match="more than one"):
        ledger.judge("event", "", "accept")
    claim = ledger.claims()[0]
    assert ledger.judge("claim", claim.id, "accept").document is None
