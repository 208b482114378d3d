"""Files and folders into a ledger, through the real rooms."""

from pathlib import Path

import pytest

import dragoman
from dragoman import language, sources
from dragoman.errors import ModelError
from dragoman.ledger import Ledger
from tests.ledger.inspecting import content

ARTICLE = """Teral shuts its harbour

TERAL - The harbour of Teral will close on Friday, Transport Minister Joana Brisk said. She told reporters that two piers
had been damaged. The government of Norland denied that its ships had caused the damage.
"""


def test_what_cannot_be_read_is_noted_and_the_rest_goes_on(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "empty.txt").write_text(" \n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    added = ledger.add([folder, tmp_path / "missing.txt"])
    assert added.failed == 3
    codes = {Path(row.path).name: row.code for row in ledger.failures()}
    assert codes == {"empty.txt": "D012", "binary.txt": "D013", "missing.txt": "D011"}
    before = content(ledger.path)
    assert ledger.add(folder).failed == 2
    assert content(ledger.path) == before


def test_too_long_a_text_is_read_when_asked_for(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("word " * 100)
    assert ledger.add(tmp_path / "long.txt", max_chars=50).failures[0].error.startswith("D015")  # type: ignore[union-attr]


def test_a_fault_of_ours_is_one_documents_failure(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(sources, "load", broken)
    (tmp_path / "a.txt").write_text(ARTICLE)
    ledger.add(tmp_path / "a.txt")
    (row,) = ledger.failures()
    assert row.code == "D018"
    assert "a fault of ours" in row.message


def test_a_missing_model_is_no_documents_failure(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise ModelError("no weights; install again")

    monkeypatch.setattr(language, "load_model", missing)
    (tmp_path / "a.txt").write_text(ARTICLE)
    with pytest.raises(ModelError):
        ledger.add(tmp_path / "a.txt")
    assert not ledger.failures()


def test_a_folder_is_read_once(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "b.txt").write_text(ARTICLE.replace("Friday", "Monday"))
    given = sources.Given(outlet="Gazette", published="2031-05-20")
    assert ledger.add(folder, given=given).added == 2
    before = content(ledger.path)
    assert ledger.documents()[0].outlet == "Gazette"
    assert ledger.reading(str(folder / "a.txt")).document.text == ARTICLE

    def unread(_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("dragoman.reading.read_document", unread)
    assert ledger.add(folder, given=given).unchanged == 2
    assert content(ledger.path) == before


def test_a_document_that_is_loaded_is_recalled(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    document = sources.load(tmp_path / "a.txt")
    assert ledger.recall(document) is None
    reading = dragoman.read(tmp_path / "a.txt")
    assert [outcome.change for outcome in ledger.add_each([(document, reading)])] == ["added"]
    outcome = ledger.recall(document)
    assert outcome is not None
    assert (outcome.change, outcome.document) == ("unchanged", document.id)
