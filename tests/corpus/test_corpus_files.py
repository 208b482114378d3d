"""Every file of the corpus: spans, ids, labels, references, links, splits."""

import json
from pathlib import Path

import pytest

from corpus.tools import splits, standoff
from corpus.tools.inline import parse, parse_file
from corpus.tools.origin import real_text
from corpus.tools.validate import check, validate_files
from corpus.tools.writing import write

ROOT = Path(__file__).resolve().parents[2] / "corpus"
FILES = splits.inline_files(ROOT)


@pytest.mark.skipif(not FILES, reason="no inline file yet")
def test_every_file_is_without_error() -> None:
    _, faults = validate_files(FILES, splits.read(ROOT / splits.NAME))
    assert [str(fault) for fault in faults if not fault.doubtful] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_comes_back_as_the_same_passages(path: Path) -> None:
    passages = parse_file(path).passages
    assert parse(write(passages), str(path)).passages == passages


REAL = sorted((ROOT / "real").glob("*.jsonl"))
DATA = ROOT.parents[1] / "shared/data"


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_rows_of_real_texts_hold_no_words_and_the_split_of_their_report(path: Path) -> None:
    table = splits.read(ROOT / splits.NAME)
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        assert row["text"] is None
        assert row["split"] == table.get(row["id"], table[row["meta"]["storyline"]])


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
@pytest.mark.skipif(not DATA.is_dir(), reason="the real texts (../shared/data) are not here")
def test_real_texts_are_the_ones_that_were_annotated(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    joined = [standoff.with_words(row, real_text(origin, DATA)) for row in rows if (origin := standoff.row_origin(row))]
    assert len(joined) == len(rows)
    faults = [fault for row in joined for fault in check(standoff.from_row(row))]
    assert [str(fault) for fault in faults if not fault.doubtful] == []
