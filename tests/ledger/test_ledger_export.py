"""Files that are written: whole or not at all, the same for the same ledger, and harmless in a spreadsheet."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from pyarrow import parquet

from dragoman.contract import from_dict
from dragoman.errors import ExportError, LedgerError, QueryError
from dragoman.ledger import EventRow, Ledger
from dragoman.ledger.export import cell
from dragoman.ledger.rows import columns
from dragoman.records import Reading
from tests.ledger.inspecting import content
from tests.ledger.made_readings import document, made


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    readings = [made(n, sentences=4, url=f"https://gazette.example/{n}", path=f"{n}.txt") for n in range(5)]
    ledger.add([*readings, made("newer", sentences=4, url="https://gazette.example/0")])
    return ledger


def test_readings_as_json_lines_are_the_contract(filled: Ledger, tmp_path: Path) -> None:
    assert filled.export(tmp_path / "out.jsonl") == 5
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    readings = [from_dict(Reading, json.loads(line)) for line in lines]
    assert [reading.to_json() for reading in readings] == lines
    assert [reading.document.id for reading in readings] == sorted(row.id for row in filled.documents())


def test_a_ledger_can_be_made_of_an_export(filled: Ledger, tmp_path: Path) -> None:
    filled.export(tmp_path / "out.jsonl")
    with Ledger(tmp_path / "second.db") as second:
        assert second.load(tmp_path / "out.jsonl").added == 5
        assert second.documents() == filled.documents()
        assert second.claims() == filled.claims()
    before = content(filled.path)
    assert filled.load(tmp_path / "out.jsonl").unchanged == 5
    assert content(filled.path) == before


def test_lines_of_failures_are_loaded_as_failures(ledger: Ledger, tmp_path: Path) -> None:
    line = {
        "format": "dragoman-reading/1",
        "path": "a.txt",
        "error": {"code": "D013", "message": "no text; look at it"},
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(line) + "\n\n")
    assert ledger.load(tmp_path / "in.jsonl").failed == 1
    assert ledger.failures()[0].code == "D013"


@pytest.mark.parametrize("line", ["no json", "[]", "{}", '{"format": "dragoman-reading/9"}'])
def test_a_line_that_is_no_reading_is_told_with_its_number(ledger: Ledger, tmp_path: Path, line: str) -> None:
    (tmp_path / "in.jsonl").write_text(f"{line}\n")
    with pytest.raises(LedgerError, match="line 1"):
        ledger.load(tmp_path / "in.jsonl")


def test_csv_has_a_row_an_event_with_names_voices_words_and_claim(filled: Ledger, tmp_path: Path) -> None:
    assert filled.export(tmp_path / "events.csv") == 20
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == list(columns(EventRow))
    known = {(row.document, row.id): row for row in filled.events()}
    for row in rows:
        event = known[row["document"], row["id"]]
        assert row["actors"] == "; ".join(event.actors)
        assert row["claim"] == event.claim
        assert row["evidence"] == event.evidence
        assert row["own_voice"] == "false"
        assert row["asserted_by"] + row["denied_by"] == "; ".join((*event.asserted_by, *event.denied_by))


def test_parquet_holds_typed_columns(filled: Ledger, tmp_path: Path) -> None:
    assert filled.export(tmp_path / "claims.parquet", "claims") == len(filled.claims())
    table = parquet.read_table(tmp_path / "claims.parquet")
    assert sorted(table.to_pylist(), key=lambda row: row["id"]) == table.to_pylist()
    assert str(table.schema.field("asserted_by").type) == "list<element: string>"
    assert pl.read_parquet(tmp_path / "claims.parquet").height == len(filled.claims())


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.jsonl"])
@pytest.mark.parametrize("kind", ["documents", "statements", "events", "claims", "actors"])
def test_every_kind_in_every_format_is_the_same_twice(filled: Ledger, tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / "one").mkdir()
    count = filled.export(tmp_path / name, kind)  # type: ignore[arg-type]
    assert count == filled.export(tmp_path / "one" / name, kind) > 0  # type: ignore[arg-type]
    assert (tmp_path / name).read_bytes() == (tmp_path / "one" / name).read_bytes()


def test_filters_choose_what_is_written(filled: Ledger, tmp_path: Path) -> None:
    name = filled.documents()[0].id
    assert filled.export(tmp_path / "a.csv", "statements", document=name[:12]) == 4
    assert filled.export(tmp_path / "a.csv", "events", claim=filled.claims()[0].id) >= 1
    with pytest.raises(QueryError):
        filled.export(tmp_path / "a.csv", "events", status="perhaps")
    with pytest.raises(ExportError, match="filtered"):
        filled.export(tmp_path / "a.csv", "events", colour="red")


FORMULA = '=HYPERLINK("https://evil.example","click")'


def test_a_cell_is_no_formula(ledger: Ledger, tmp_path: Path) -> None:
    reading = replace(made(1), document=replace(made(1).document, title=FORMULA, outlet="-1+1", agency="@x"))
    ledger.add(reading, link=False)
    ledger.export(tmp_path / "a.csv", "documents")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["title"], row["outlet"], row["agency"]) == (f"'{FORMULA}", "'-1+1", "'@x")
    ledger.export(tmp_path / "raw.csv", "documents", raw=True)
    assert "'=" not in (tmp_path / "raw.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell(text, raw=True) == text


def test_numbers_and_other_text_stay_as_they_are() -> None:
    assert [cell(value) for value in (-1, 0.5, None, True, "a=1", ("x", None, "y"))] == [
        "-1",
        "0.5",
        "",
        "true",
        "a=1",
        "x; ; y",
    ]


def test_nothing_is_left_of_a_file_that_could_not_be_written(filled: Ledger, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("as it was")
    with pytest.raises(QueryError):
        filled.export(tmp_path / "a.csv", "events", since="never")
    with pytest.raises(ExportError, match=r"D031.*cannot be written"):
        filled.export(tmp_path / "none" / "a.csv")
    assert (tmp_path / "a.csv").read_text() == "as it was"
    assert not list(tmp_path.glob(".*.part"))


def test_a_stream_can_be_written_to(filled: Ledger) -> None:
    stream = io.BytesIO()
    filled.export(stream, "events", format="csv", type="AID")
    assert stream.getvalue().startswith(b"document,id,claim,type,")
    assert not stream.closed


def test_formats_that_are_not_known(filled: Ledger, tmp_path: Path) -> None:
    for arguments in (
        (tmp_path / "a.xlsx", "events"),
        (tmp_path / "a.csv", "readings"),
        (tmp_path / "a.csv", "stories"),
    ):
        with pytest.raises(ExportError, match="D031"):
            filled.export(*arguments)
    with pytest.raises(ExportError, match="csv, jsonl, parquet"):
        filled.export(tmp_path / "a.csv", "events", format="xlsx")  # type: ignore[arg-type]


def test_a_text_that_utf_8_cannot_hold_is_written_with_escapes(ledger: Ledger, tmp_path: Path) -> None:
    text = "A lone \ud83d half."
    ledger.add(Reading(version="0.1.0", model="made-1", document=document(text)))
    ledger.export(tmp_path / "a.jsonl")
    assert json.loads((tmp_path / "a.jsonl").read_bytes())["document"]["text"] == text
