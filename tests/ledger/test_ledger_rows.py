"""Rows as tables of other libraries and in notebooks."""

import builtins
from typing import Any

import pytest

from dragoman.errors import MissingExtraError
from dragoman.ledger import (
    ActorRow,
    ClaimRow,
    DocumentRow,
    EventRow,
    FailureRow,
    JudgementRow,
    Ledger,
    ReadingRow,
    Rows,
    SearchRow,
    StatementRow,
)
from dragoman.ledger.rows import columns
from tests.ledger.made_readings import made

KINDS = (
    ActorRow,
    ClaimRow,
    DocumentRow,
    EventRow,
    FailureRow,
    JudgementRow,
    ReadingRow,
    SearchRow,
    StatementRow,
)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add([made(1, sentences=20, outlet="Gazette <b>"), made(2, sentences=20)])
    return ledger


def test_pandas_polars_and_arrow_hold_the_same(filled: Ledger) -> None:
    rows = filled.events()
    dicts = rows.to_dicts()
    assert rows.to_arrow().to_pylist() == dicts
    assert rows.to_polars().to_dicts() == dicts
    frame = rows.to_pandas()
    assert list(frame["actors"]) == [row["actors"] for row in dicts]
    assert list(frame.columns) == list(dicts[0]) == list(columns(EventRow))


@pytest.mark.parametrize("kind", KINDS)
def test_tables_have_their_columns_without_any_row(kind: Any) -> None:
    empty: Rows[Any] = Rows(kind, ())
    names = list(columns(kind))
    assert empty.to_arrow().column_names == names
    assert empty.to_polars().columns == names
    assert list(empty.to_pandas().columns) == names
    assert "<table" in empty._repr_html_()


def test_a_missing_library_is_told_with_its_command(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] in ("pandas", "polars", "pyarrow"):
            raise ImportError(name)
        return found(name, *rest, **more)

    monkeypatch.setattr("dragoman.ledger.frames.import_module", missing)
    rows = filled.events()
    for convert in (rows.to_pandas, rows.to_polars, rows.to_arrow):
        with pytest.raises(MissingExtraError, match=r"D004.*pip install"):
            convert()


def test_a_notebook_shows_evidence_with_marks_and_no_markup_of_the_text(filled: Ledger) -> None:
    html = filled.events(limit=3)._repr_html_()
    assert html.count("<tr>") == 4
    assert '<mark class="anchor" style=' in html
    assert "Gazette &lt;b&gt;" in filled.documents()._repr_html_()


def test_many_rows_are_cut_short_in_a_notebook(filled: Ledger) -> None:
    assert "more</p>" not in filled.events()._repr_html_()
    rows = Rows(EventRow, tuple(filled.events()) * 2)
    assert "and 30 more" in rows._repr_html_()


def test_rows_are_a_sequence(filled: Ledger) -> None:
    rows = filled.statements()
    assert rows[0] in rows
    assert rows[-1] == list(rows)[-1]
    assert [row.id for row in rows[3:5]] == [row.id for row in rows][3:5]
    assert repr(rows) == "<Rows of 40 StatementRow>"
    assert rows == filled.statements()
