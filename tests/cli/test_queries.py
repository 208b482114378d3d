"""Questions on the command line: the same rows as in Python, as JSON lines or as blocks with the words."""

from pathlib import Path

import pytest

from dragoman import Ledger
from tests.ledger.made_readings import made

from .conftest import Run

QUESTIONS = ["claims", "events", "statements", "actors", "documents", "failures"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_lines_are_the_rows_of_the_python_api(run: Run, ledger: Path, question: str) -> None:
    answer = run(question, "--json", *([] if question == "failures" else ["--limit", 0]))
    with Ledger(ledger, readonly=True) as opened:
        assert answer.rows == getattr(opened, question)().to_dicts()
    assert (answer.status, answer.err) == (0, "")


def test_search_finds_the_words(run: Run, ledger: Path) -> None:
    found = run("search", '"Talks 2 go on"', "--json").rows
    assert [row["title"] for row in found] == ["Talks 2 go on"]


@pytest.mark.parametrize("question", ["claims", "events", "statements"])
def test_people_see_the_words_and_where_they_stand(run: Run, ledger: Path, question: str) -> None:
    row = run(question, "--limit", 1, "--json").rows[0]
    shown = " ".join(run(question, "--limit", 1).out.split())
    assert " ".join(row["evidence"].split()) in shown
    assert "The Gazette" in shown
    assert row["document"][:10] in shown


def test_a_claim_names_parties_status_voices_and_counts(run: Run, ledger: Path) -> None:
    row = run("claims", "--disputed", "--limit", 1, "--json").rows[0]
    shown = " ".join(run("claims", "--disputed", "--limit", 1).out.split())
    assert f"{row['actors'][0]} → {row['recipients'][0]}" in shown
    assert f"({row['type']})" in shown
    assert f"denied by {row['denied_by'][0]}" in shown
    assert "1 report, 1 independent, 1 voice" in shown


def test_no_line_is_wider_than_100_columns_nor_ends_in_blanks(run: Run, ledger: Path) -> None:
    for question in ("claims", "events", "statements", "actors", "documents"):
        lines = run(question).out.splitlines()
        assert all(len(line) <= 100 and line == line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("arguments", "holds"),
    [
        (["statements", "--act", "deny"], lambda row: row["act"] == "deny"),
        (["statements", "--act", "deny", "--act", "warn"], lambda row: row["act"] in ("deny", "warn")),
        (["statements", "--speaker", "Okoro"], lambda row: row["speakers"] == ["Marden Okoro"]),
        (["events", "--status", "denied"], lambda row: row["status"] == "denied"),
        (["events", "--type", "aid"], lambda row: row["type"] == "AID"),
        (["events", "--actor", "Norland"], lambda row: "Norland" in row["actors"]),
        (["events", "--recipient", "Norland"], lambda row: "Norland" in row["recipients"]),
        (["events", "--voice", "Okoro"], lambda row: "Marden Okoro" in row["asserted_by"] + row["denied_by"]),
        (["claims", "--disputed"], lambda row: row["denied_by"]),
        (["claims", "--undisputed"], lambda row: not row["denied_by"]),
        (["claims", "--country", "TLN"], lambda row: "Taluna" in row["actors"] + row["recipients"]),
        (["actors", "--kind", "person"], lambda row: row["kind"] == "person"),
        (["documents", "--outlet", "the gazette"], lambda row: row["outlet"] == "The Gazette"),
    ],
)
def test_filters(run: Run, ledger: Path, arguments: list[str], holds: object) -> None:
    everything, found = run(arguments[0], "--json", "--limit", 0).rows, run(*arguments, "--json", "--limit", 0).rows
    assert found == [row for row in everything if holds(row)]  # type: ignore[operator]
    assert found


def test_filters_that_no_row_meets_give_nothing_and_no_error(run: Run, ledger: Path) -> None:
    answer = run("events", "--since", "2040")
    assert (answer.status, answer.out, answer.err) == (0, "", "0 events\n")


def test_pages(run: Run, ledger: Path) -> None:
    everything = run("events", "--json", "--limit", 0).rows
    assert len(everything) == 24
    pages = [run("events", "--json", "--limit", 10, "--offset", start).rows for start in (0, 10, 20)]
    assert [row for page in pages for row in page] == everything
    assert "11 to 20 of 24 events; --offset 20 shows the next" in run("events", "--limit", 10, "--offset", 10).err
    assert "21 to 24 of 24 events\n" in run("events", "--limit", 10, "--offset", 20).err


def test_the_limit_is_a_setting(run: Run, ledger: Path, here: Path) -> None:
    (here / "dragoman.toml").write_text("limit = 3\n")
    assert len(run("events", "--json").rows) == 3
    assert len(run("events", "--json", "--limit", 4).rows) == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ["events", "--type", "AIDE"],
        ["events", "--status", "true"],
        ["statements", "--act", "shout"],
        ["events", "--since", "yesterday"],
        ["events", "--country", "Norland"],
        ["claims", "--order", "random"],
        ["search", "“”"],
    ],
)
def test_a_filter_with_an_unknown_value_is_a_usage_error(run: Run, ledger: Path, arguments: list[str]) -> None:
    answer = run(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("dragoman: D030: ")
    assert answer.err.count("\n") == 1


def test_a_ledger_that_is_not_there_is_not_made(run: Run, here: Path) -> None:
    answer = run("claims", "--ledger", "absent.db")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("dragoman: D020: there is no ledger absent.db")
    assert not list(here.iterdir())


def test_a_file_that_is_no_ledger(run: Run, here: Path) -> None:
    (here / "dragoman.db").write_text("this is a letter, not a ledger " * 100)
    answer = run("claims")
    assert answer.status == 1
    assert answer.err.startswith("dragoman: D020: ")


def test_claims_tell_when_they_are_not_of_all_documents(run: Run, ledger: Path) -> None:
    with Ledger(ledger) as opened:
        opened.add(made("more", path="news/more.txt"), link=False)
    answer = run("claims", "--json", "--limit", 1)
    assert len(answer.rows) == 1
    assert "not linked yet" in answer.err
