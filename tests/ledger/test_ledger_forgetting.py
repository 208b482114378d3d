"""Forgetting: no row, no word in the index, no byte in the file; and back only if it is added again."""

import sqlite3
from pathlib import Path

import pytest

from dragoman.errors import UnknownRecordError
from dragoman.ledger import Ledger
from dragoman.records import Reading
from tests.ledger.inspecting import damage
from tests.ledger.made_readings import document, made

SECRET = "Zanzibarquux"
TEXT = f"The envoy {SECRET} left the harbour of Teral on Monday and nobody has told where to."


def secret(**given: str) -> Reading:
    return Reading(version="0.1.0", model="made-1", document=document(TEXT, title=f"{SECRET} leaves", **given))


def traces(path: Path) -> list[str]:
    """Files in which the secret stands, and search indexes that know the word."""
    files = [
        file.name
        for file in path.parent.glob(f"{path.name}*")
        if SECRET.lower() in file.read_bytes().decode("latin1").lower()
    ]
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'texts_search', 'row')")
        words = [term for (term,) in connection.execute("SELECT term FROM temp.words")]
    connection.close()
    return files + [term for term in words if term.startswith(SECRET.lower()[:8])]


def test_no_trace_is_left(ledger: Ledger) -> None:
    name = secret(path="a.txt").document.id
    ledger.add([made(n, sentences=3) for n in range(5)])
    ledger.add([secret(path="a.txt"), *(made(n, sentences=3) for n in range(5, 9))])
    ledger.judge("document", name, "reject", note=f"about {SECRET}")
    assert traces(ledger.path)
    assert ledger.forget(name[:10]) == name
    assert not ledger.search("harbour")
    assert not ledger.judgements()
    assert traces(ledger.path) == []
    assert damage(ledger.path) == "ok"
    assert ledger.counts().documents == 9
    assert ledger.linked


def test_forgotten_until_it_is_added_again(ledger: Ledger) -> None:
    ledger.add(secret())
    ledger.forget(secret().document.id)
    ledger.link()
    with pytest.raises(UnknownRecordError):
        ledger.document(secret().document.id)
    assert ledger.add(secret()).added == 1
    assert ledger.search(SECRET)[0].document == secret().document.id


def test_a_text_that_another_document_has_stays(ledger: Ledger) -> None:
    first, second = secret(url="https://a.example/1"), secret(url="https://b.example/1")
    ledger.add([first, second])
    ledger.forget(first.document.id)
    assert [row.document for row in ledger.search(SECRET)] == [second.document.id]


def test_what_the_forgotten_superseded_stands_again(ledger: Ledger) -> None:
    old, new = made("old", url="https://a.example/1"), made("new", url="https://a.example/1")
    ledger.add([old, new])
    ledger.forget(new.document.id)
    assert [row.id for row in ledger.documents()] == [old.document.id]
    assert len(ledger.statements()) == len(old.statements)


def test_claims_lose_its_word_and_keep_the_others(ledger: Ledger) -> None:
    first, second = made(1, url="https://a.example/1"), made(1, url="https://b.example/1")
    ledger.add([first, second])
    assert {claim.reports for claim in ledger.claims()} == {2}
    ledger.forget(second.document.id)
    assert {claim.reports for claim in ledger.claims()} == {1}
    assert not [claim for claim in ledger.claims() if claim.document == second.document.id]


def test_forgetting_what_is_not_there(ledger: Ledger) -> None:
    with pytest.raises(UnknownRecordError, match="D021"):
        ledger.forget("abc")
