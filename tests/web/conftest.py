"""A ledger with articles that are hard to show, and clients for its page."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.errors import EmptyDocumentError
from dragoman.ledger import Ledger
from dragoman.records import Reading
from dragoman.web import create_app
from tests.ledger.made_readings import document, made
from tests.web.samples import hostile, nested

OWN = "http://127.0.0.1"


def uncoded() -> Reading:
    """A text that is kept but not read."""
    text = document("Der Minister schwieg.", outlet="Hafenblatt", title="Kein Wort")
    return Reading(version="0.1.0", model="made", coded=False, coded_reason="the text is in de", document=text)


def readings() -> list[Reading]:
    first = made("copied", sentences=8, outlet="First Paper", published="2031-05-20")
    again = replace(first, document=replace(first.document, id="f" * 64, outlet="Second Paper"))
    voices = nested(outlet="The Harbour Gazette", published="2031-03-03", url="https://gazette.example/rockets")
    return [first, again, voices, hostile(), uncoded()]


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "news.db"
    with Ledger(path) as ledger:
        ledger.add(readings())
        ledger.add_failure(
            "articles/empty.txt", EmptyDocumentError("articles/empty.txt is empty; give a file with text")
        )
    return path


@pytest.fixture(scope="session")
def ledger(ledger_path: Path) -> Iterator[Ledger]:
    with Ledger(ledger_path, readonly=True) as ledger:
        yield ledger


@pytest.fixture(scope="session")
def client(ledger_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(ledger_path), base_url=OWN) as client:
        yield client


@pytest.fixture(scope="session")
def pages(ledger: Ledger) -> list[str]:
    """An address of every page that can be shown."""
    claim = max(ledger.claims(), key=lambda row: row.reports)
    group = next(row.copy_group for row in ledger.documents() if row.copy_group)
    lists = [
        "/",
        "/documents",
        "/claims",
        "/claims?order=sources&status=happened",
        "/actors",
        "/words",
        "/search",
        "/search?q=rockets",
    ]
    records = [f"/documents/{row.id}" for row in ledger.documents()]
    return [*lists, *records, f"/claims/{claim.id}", f"/actors/{ledger.actors()[0].id}", f"/copies/{group}"]
