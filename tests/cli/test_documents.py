"""``show``, ``diff``, ``forget``, ``export``, ``config show`` and the errors that all commands share."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman import Ledger, config
from dragoman.records import Document, Reading, Segment
from tests.ledger.made_readings import made

from .conftest import Run


def test_show_marks_the_article_and_lists_its_records(run: Run, ledger: Path) -> None:
    shown = run("show", "news/1.txt").out
    reading = made(1, sentences=6, path="news/1.txt", outlet="The Gazette")
    assert reading.document.title is not None
    assert shown.startswith(reading.document.title)
    flat = " ".join(shown.split())
    for number, (statement, event) in enumerate(zip(reading.statements, reading.events, strict=True), start=1):
        said, named = reading.quote(statement.content[0]), reading.quote(event.anchor)
        assert f"[S{number} " in flat
        assert f"[E{number} {named}]" in flat
        assert f"S{number} " in flat
        assert f"“{said}”" in flat
    text = flat.replace("[", "").replace("]", "")
    assert all(word in text for word in reading.document.text.split())


def test_show_takes_an_id_the_beginning_of_one_or_a_path(run: Run, ledger: Path) -> None:
    name = run("documents", "--json", "--limit", 1).rows[0]["id"]
    assert run("show", name).out == run("show", name[:8]).out != ""


def test_show_as_json_is_the_reading(run: Run, ledger: Path) -> None:
    answer = run("show", "news/1.txt", "--json")
    assert answer.out == made(1, sentences=6, path="news/1.txt", outlet="The Gazette").to_json() + "\n"


def test_text_cannot_control_the_terminal(run: Run, ledger: Path) -> None:
    hostile = "\x1b]0;owned\x07 A \x1b[31mred\x9b2J word\u202e txet [bold]not markup[/bold]\r\nEnd \ud800."
    document = Document(id="a" * 64, text_id="b" * 64, text=hostile, title=hostile, outlet=hostile, path="hostile.txt")
    reading = Reading(
        version="0.1.0", model="made-1", document=document, segments=(Segment(start=0, end=9, kind="title"),)
    )
    with Ledger(ledger) as opened:
        opened.add(reading)
    for answer in (run("show", "hostile.txt"), run("documents"), run("documents", "--json"), run("search", "markup")):
        assert answer.status == 0
        assert not set(answer.out) & {"\x1b", "\x07", "\r", "\ud800"}
    for answer in (run("show", "hostile.txt"), run("documents"), run("search", "markup")):
        assert not set(answer.out) & {"\x9b", "\u202e"}
        assert "[bold]not markup[/bold]" in answer.out


def test_diff_shows_what_a_new_version_changed(run: Run, ledger: Path) -> None:
    assert "no earlier reading" in run("diff", "news/1.txt").err
    first = made(1, sentences=6, path="news/1.txt", outlet="The Gazette")
    newer = replace(first, version="0.2.0", statements=first.statements[1:], events=())
    with Ledger(ledger) as opened:
        opened.add(newer)
    rows = run("diff", "news/1.txt", "--json").rows
    assert {(row["change"], row["kind"]) for row in rows} == {("removed", "statement"), ("removed", "event")}
    assert "removed statement" in run("diff", "news/1.txt").out


@pytest.mark.parametrize("command", ["show", "diff", "forget"])
def test_an_unknown_document(run: Run, ledger: Path, command: str) -> None:
    answer = run(command, "news/absent.txt")
    assert (answer.status, answer.out) == (4, "")
    assert answer.err.startswith("dragoman: D021: ")


def test_forget_removes_for_good(run: Run, ledger: Path) -> None:
    answer = run("forget", "news/1.txt", "--yes")
    assert (answer.status, answer.out) == (0, "")
    assert "forgotten: Talks 1 go on" in answer.err
    assert [row["path"] for row in run("documents", "--json").rows if row["path"] == "news/1.txt"] == []
    assert run("show", "news/1.txt").status == 4


def test_forget_asks_first(run: Run, ledger: Path) -> None:
    answer = run("forget", "news/1.txt", stdin="n\n")
    assert answer.status == 1
    assert "Forget “Talks 1 go on”" in answer.err
    assert run("show", "news/1.txt").status == 0
    assert run("forget", "news/1.txt", stdin="y\n").status == 0
    assert run("show", "news/1.txt").status == 4


def test_export_to_standard_output_is_pure(run: Run, ledger: Path) -> None:
    answer = run("export")
    assert answer.err == ""
    assert [row["format"] for row in answer.rows] == ["dragoman-reading/1"] * 4
    assert len(run("export", "--what", "statements").rows) == 24


def test_export_to_files(run: Run, ledger: Path, here: Path) -> None:
    import pyarrow.parquet

    for name in ("a.csv", "a.parquet", "a.jsonl"):
        answer = run("export", "--what", "events", "-o", name)
        assert (answer.status, answer.out, answer.err) == (0, "", f"24 written to {name}\n")
    assert len((here / "a.csv").read_text().splitlines()) == 25
    assert len((here / "a.jsonl").read_text().splitlines()) == 24
    assert pyarrow.parquet.read_table(here / "a.parquet").num_rows == 24


@pytest.mark.parametrize(
    "arguments", [["-o", "a.txt"], ["--what", "readings", "-o", "a.csv"], ["-o", "no/such/folder/a.csv"]]
)
def test_what_cannot_be_exported(run: Run, ledger: Path, arguments: list[str]) -> None:
    answer = run("export", *arguments)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("dragoman: D031: ")


def test_config_show_tells_values_and_origins(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "dragoman.toml").write_text("jobs = 2\n")
    monkeypatch.setenv("DRAGOMAN_LIMIT", "9")
    rows = {row["setting"]: (row["value"], row["origin"]) for row in run("config", "show", "--json").rows}
    assert list(rows) == list(config.SETTINGS)
    assert rows["jobs"] == (2, "file dragoman.toml")
    assert rows["limit"] == (9, "environment DRAGOMAN_LIMIT")
    assert rows["port"] == (8321, "default")
    assert 'ledger = "dragoman.db"  # default' in run("config", "show").out


def test_a_bad_setting_is_a_usage_error(run: Run, here: Path) -> None:
    (here / "dragoman.toml").write_text("leger = 'x.db'\n")
    for command in (["claims"], ["config", "show"]):
        answer = run(*command)
        assert (answer.status, answer.out) == (2, "")
        assert answer.err.startswith("dragoman: D002: dragoman.toml: the setting 'leger' is unknown; known are ledger")


def test_the_named_settings_file_is_read(run: Run, here: Path) -> None:
    (here / "mine.toml").write_text("limit = 4\n")
    rows = {row["setting"]: row["value"] for row in run("--config", "mine.toml", "config", "show", "--json").rows}
    assert rows["limit"] == 4
    assert run("--config", "absent.toml", "config", "show").status == 2


def test_a_fault_shows_where_it_happened_only_when_asked(run: Run, here: Path) -> None:
    assert "Traceback" not in run("claims").err
    assert "Traceback" in run("-vv", "claims").err


@pytest.mark.parametrize(
    "arguments",
    [["no-such-command"], ["claims", "--no-such-option"], ["show"], ["events", "--limit", "many"], ["read"]],
)
def test_usage_errors(run: Run, arguments: list[str]) -> None:
    answer = run(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert "Usage: " in answer.err


def test_version(run: Run) -> None:
    from dragoman import __version__

    assert run("--version").out == f"dragoman {__version__}\n"


def test_serve_needs_its_extra(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.cli import serving

    monkeypatch.setattr(serving, "find_spec", lambda _: None)
    answer = run("serve")
    assert answer.status == 1
    assert answer.err == "dragoman: D004: the page needs fastapi, jinja2, uvicorn; run `pip install 'dragoman[web]'`\n"


def test_serve_gives_the_ledger_and_the_address(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman import web

    served = []
    monkeypatch.setattr(web, "serve", lambda *arguments: served.append(arguments))
    answer = run("serve", "--port", 9000)
    assert served == [(Path("dragoman.db"), "127.0.0.1", 9000)]
    assert "http://127.0.0.1:9000/" in answer.err


def test_json_of_config_is_one_object_a_line(run: Run) -> None:
    for line in run("config", "show", "--json").out.splitlines():
        assert isinstance(json.loads(line), dict)
