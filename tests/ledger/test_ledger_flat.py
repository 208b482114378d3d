"""Flat rows say what the reading says."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import contract
from dragoman.ledger.flat import encoded, folded, prepare, restored, rows_of
from tests.ledger.made_readings import made


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_the_ledgers_json_is_the_contracts(seed: int) -> None:
    reading = made(seed, sentences=2, url="https://a.example/1", path="a.txt")
    assert json.loads(contract.to_json(reading)) == contract.to_dict(reading)
    prepared = prepare(reading)
    assert json.dumps(restored(prepared.json, reading.document.text, "a.txt")) == json.dumps(contract.to_dict(reading))


def test_evidence_and_marks_are_the_texts_own_words() -> None:
    reading = made(3)
    for row in (*rows_of(reading, 1)["statements"], *rows_of(reading, 1)["events"]):
        start, words = row["start"], row["evidence"]
        assert reading.document.text[start : start + len(words)] == words
        assert all(0 <= first < last <= len(words) for first, last, _ in json.loads(row["marks"]))


def test_the_path_is_no_part_of_what_a_reading_is() -> None:
    assert prepare(made(1, path="a.txt")).id == prepare(made(1, path="b.txt")).id
    assert prepare(made(1)).id != prepare(made(1, model="made-2")).id


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Odile Brännström", " odile brannstrom "), ("al-Qasimi, O.", " al qasimi o "), ("ΟΔΟΣ_%", " οδοσ "), ("—", "  ")],
)
def test_names_compare_by_their_words(name: str, plain: str) -> None:
    assert folded(name) == plain


def test_lists_are_json() -> None:
    assert encoded(()) == "[]"
    assert encoded(("Teral", None, 'a "b"')) == '["Teral",null,"a \\"b\\""]'
