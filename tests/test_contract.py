import json

import jsonschema
import pytest

from dragoman.contract import from_dict, schema, to_dict, to_json
from dragoman.records import Actor, Document, Event, Participant, Position, Published, Quantity, Reading, Segment

DOCUMENT = Document(
    id="d" * 64,
    text_id="e" * 64,
    text="Vessaly sent 40 trucks. \U0001f69a",
    published=Published(earliest="2024-06-18", latest="2024-06-18", precision="day", basis="given"),
)
READING = Reading(
    version="0.1.0",
    model="test",
    document=DOCUMENT,
    segments=(Segment(start=0, end=23, kind="body"),),
    actors=(Actor(id="a1", name="Vessaly", kind="state", mentions=((0, 7),)),),
    events=(
        Event(
            id="e1",
            type="AID",
            participants=(Participant(actor="a1", role="actor", span=(0, 7)),),
            positions=(Position(statement=None, status="happened"),),
            status="happened",
            anchor=(8, 12),
            evidence=(0, 23),
            confidence=0.9,
            rule="verb",
        ),
    ),
)


def test_a_reading_comes_back_from_its_json_unchanged() -> None:
    assert from_dict(Reading, json.loads(to_json(READING))) == READING


def test_dates_and_quantities_use_the_names_of_the_contract() -> None:
    published = to_dict(READING)["document"]["published"]
    assert published["from"] == "2024-06-18"
    assert published["to"] == "2024-06-18"
    assert to_dict(Quantity(text="over 11,000", minimum=11000)) == {
        "text": "over 11,000",
        "min": 11000,
        "max": None,
        "unit": None,
        "approximate": False,
    }


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    assert list(to_dict(READING)) == [
        "format", "version", "model", "coded", "coded_reason", "document", "segments", "actors", "statements", "events",
    ]  # fmt: skip


def test_the_schema_accepts_a_reading_and_refuses_an_unknown_status() -> None:
    rules = schema(Reading, "dragoman-reading/1")
    data = json.loads(to_json(READING))
    jsonschema.validate(data, rules)
    data["events"][0]["status"] = "rumoured"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, rules)


def test_keys_of_a_later_version_are_passed_over() -> None:
    data = {**to_dict(READING), "mood": "sombre"}
    assert from_dict(Reading, data) == READING
