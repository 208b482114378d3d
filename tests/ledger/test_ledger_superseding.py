"""What stands where, in any order of arrival: one current reading a document, one current document an address."""

import random
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dragoman.ledger import Ledger
from dragoman.ledger.superseding import same_article, version_key
from dragoman.records import Reading
from tests.ledger.inspecting import content, damage
from tests.ledger.made_readings import made

#: Few texts, addresses, paths and versions, so that they meet often.
arrivals = st.builds(
    lambda text, url, path, version: replace(made(text, sentences=2, url=url, path=path), version=version),
    st.integers(0, 3),
    st.sampled_from([None, "https://a.example/1", "https://a.example/2"]),
    st.sampled_from([None, "-", "one.txt", "two.txt"]),
    st.sampled_from(["0.1.0", "0.2.0"]),
)
PHASES = (Phase.explicit, Phase.generate)  # a failing example is small anyway, and shrinking it is slow
slow = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)


@slow
@given(st.lists(arrivals, max_size=8))
def test_whatever_arrives_the_ledger_holds_together(readings: list[Reading]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "news.db") as ledger:
        ledger.add(readings, link=False)
        check(ledger, readings)


def check(ledger: Ledger, readings: list[Reading]) -> None:
    ids = {reading.document.id for reading in readings}
    standing, gone = ledger.documents(), ledger.documents(superseded=True)
    assert {row.id for row in (*standing, *gone)} == ids
    urls = [row.url for row in standing if row.url]
    assert len(urls) == len(set(urls))
    assert all(not row.superseded_by for row in standing)
    after = {row.id: row.superseded_by for row in gone}
    for name in after:  # every chain ends at a document that stands
        seen = set()
        while name in after:
            assert name not in seen
            seen.add(name)
            name = str(after[name])
    facts = sqlite3.connect(ledger.path).execute("SELECT DISTINCT document FROM statements").fetchall()
    assert len(facts) == len(standing)
    versions = {row.id: max(version_key(r.version) for r in readings if r.document.id == row.id) for row in standing}
    assert {row.id: version_key(row.version) for row in standing} == versions
    assert damage(ledger.path) == "ok"


@slow
@given(st.lists(arrivals, min_size=1, max_size=6), arrivals)
def test_forgetting_is_as_if_it_had_never_been_added(readings: list[Reading], last: Reading) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.db", Path(folder) / "second.db"
        others = [reading for reading in readings if reading.document.id != last.document.id]
        with Ledger(first) as ledger:
            ledger.add(others, link=False)
        with Ledger(second) as ledger:
            ledger.add([*others, last], link=False)
            ledger.forget(last.document.id, link=False)
        assert timeless(first) == timeless(second)


def timeless(path: Path) -> list[object]:
    """What is in the ledger, without the clock."""
    with sqlite3.connect(path) as connection:
        documents = connection.execute("SELECT id, path, superseded_by, version, statements FROM documents ORDER BY id")
        readings = connection.execute("SELECT id, superseded_by FROM readings ORDER BY id")
        sightings = connection.execute("SELECT path, document, reading FROM sightings ORDER BY seq")
        facts = connection.execute("SELECT id, evidence FROM statements ORDER BY id, evidence")
        return [rows.fetchall() for rows in (documents, readings, sightings, facts)]


@slow
@given(st.lists(arrivals, max_size=8), st.randoms(use_true_random=False))
def test_reading_a_folder_again_in_any_order_changes_nothing(found: list[Reading], chance: random.Random) -> None:
    """A folder holds one document a path, however many of them bear one address or one text."""
    readings = [replace(r, document=replace(r.document, path=f"{n}.txt")) for n, r in enumerate(found)]
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "news.db") as ledger:
        ledger.add(readings, link=False)
        before = content(ledger.path)
        assert ledger.add(chance.sample(readings, len(readings)), link=False).unchanged == len(readings)
        assert content(ledger.path) == before


def test_versions_compare_as_numbers() -> None:
    assert version_key("0.10.0") > version_key("0.9.12") > version_key("0.9") > version_key("unknown")


REPORT = """The council of Teral met on Monday to speak of the harbour. Its head, Odo Larkin, said that the dues would rise
by a tenth in spring. Shipowners had asked for a year's grace. The harbour master told the council that two piers must
be closed before winter, since the piles are rotten. A vote is set for the end of the month."""
EDITED = REPORT.replace("a tenth", "a tenth or more").replace("The harbour master", "Joana Brisk, the harbour master,")
OTHER = """Dues in Teral's harbour are to rise by a tenth in spring, the head of the council, Odo Larkin, said on Monday.
He was answering shipowners, who want a year's grace. Two piers are rotten and will be shut before winter, according to
the harbour master; the council votes at the end of the month."""


def test_an_edit_is_the_same_article_and_another_report_is_not() -> None:
    assert same_article(REPORT, EDITED)
    assert same_article(REPORT, REPORT.upper())
    assert not same_article(REPORT, OTHER)
    assert not same_article("One", "Two")
