"""The stand-off form: nothing is lost on the way there and back, and real rows hold no words."""

import json
from dataclasses import replace

import pytest

from corpus.tools.records import CorpusError
from corpus.tools.standoff import from_row, row_origin, to_row, with_words, without_words

from .passages import OTHER, TREATY, passage

REAL = TREATY.replace("fictional: yes", "fictional: no\nset: voa\nlines: 11-14")


def _with_storyline(source: str) -> str:
    return source.replace("region: pacific", "region: pacific\nstoryline: ferry")


@pytest.mark.parametrize("source", [TREATY, OTHER, REAL])
def test_there_and_back(source: str) -> None:
    row = json.loads(json.dumps(to_row(passage(source), "train")))
    assert from_row(row) == passage(_with_storyline(source))
    assert row["split"] == "train"


def test_names_and_spans_are_those_of_the_reading_format() -> None:
    row = to_row(passage())
    text = row["text"]
    took, demanded, _ = row["events"]
    assert text[slice(*took["anchor"])] == "seizes"
    assert [text[slice(*span)] for span in took["mentions"]] == ["seizes", "took"]
    assert took["positions"] == [{"statement": None, "status": "happened"}, {"statement": "s3", "status": "denied"}]
    assert (took["status"], took["asserted_by"], took["denied_by"]) == ("happened", [], ["s3"])
    assert demanded["participants"] == [{"actor": "a3", "role": "actor"}, {"actor": "a1", "role": "recipient"}]
    assert row["objects"][0]["quantity"]["text"] == "some 12"
    assert row["dates"][0]["from"] == "2011-03-01"
    minister = row["actors"][2]
    assert text[slice(*minister["evidence"]["role"])] == "Harbour Minister"


def test_segments_cover_every_word_once() -> None:
    row = to_row(passage())
    kinds = [segment["kind"] for segment in row["segments"]]
    assert kinds == ["title", "dateline", "body", "body", "furniture"]
    covered = "".join(row["text"][segment["start"] : segment["end"]] for segment in row["segments"])
    assert "".join(covered.split()) == "".join(row["text"].split())


def test_a_real_row_holds_no_words_and_gets_them_back() -> None:
    full = to_row(passage(REAL))
    bare = without_words(full)
    told = json.dumps(bare)
    for words in ("Tavoro", "Sela Tane", "Harbour Minister", "Tuesday", "some 12", "the coast guard"):
        assert words not in told
    assert bare["sha256"] == full["sha256"]
    assert with_words(bare, full["text"]) == full
    origin = row_origin(bare)
    assert origin is not None
    assert origin.lines == (11, 14)


def test_another_text_is_refused() -> None:
    bare = without_words(to_row(passage(REAL)))
    with pytest.raises(CorpusError, match="another hash"):
        with_words(bare, "Other words.")
    with pytest.raises(CorpusError, match="join it"):
        from_row(bare)


def test_links_become_records() -> None:
    meta = to_row(passage(OTHER))["meta"]
    assert meta["copy"] == {"document": "ferry-01", "how": "spun"}
    assert meta["same"] == [{"event": "e1", "document": "ferry-01", "other": "e1"}]
    assert meta["fictional"] is True


def test_where_a_passage_stands_is_no_part_of_its_value() -> None:
    assert passage() == replace(passage(), path="elsewhere.txt", line=99)
