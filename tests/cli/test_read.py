"""``dragoman read``: files in, ledger or JSON lines out, and what becomes of files that cannot be read."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dragoman import Ledger, contract, read
from dragoman.cli.reading import FORMAT
from dragoman.records import Reading

from .conftest import Run

TALKS = """Norland denies sending drones to Kestria

Norland did not send any drones to Kestria, Foreign Minister Ilse Vantor said on Tuesday.

“We have delivered nothing,” Vantor told reporters in Halden. The government of Vessaly had accused Norland on Monday of
shipping two hundred drones across the border.
"""
TRUCE = """Vessaly and Taluna agree on a truce

Vessaly and Taluna signed a ceasefire on Thursday after three days of talks, President Omar Qasimi said.

Qasimi warned that Vessaly would close the border if the truce was broken.
"""
FOREIGN = """Die Regierung in Halden hat am Dienstag mitgeteilt, dass sie keine Drohnen geliefert habe. Der Außenminister
sagte vor der Presse, die Vorwürfe seien frei erfunden, und er werde sich dazu nicht weiter äußern.
"""
DRAGOMAN = [sys.executable, "-m", "dragoman.cli"]


def written(folder: Path, **texts: str | bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.fixture
def news(here: Path) -> Path:
    return written(here / "news", talks=TALKS, truce=TRUCE)


@pytest.fixture
def dirty(here: Path) -> Path:
    """A folder as people have them."""
    return written(
        here / "dirty",
        a_talks=TALKS,
        b_empty="",
        c_blank=" \n\t\n",
        d_binary=b"%PDF-1.7\n" + bytes(range(256)) * 20,
        e_cp1252=TALKS.encode("cp1252"),
        f_long=TALKS * 40,
        g_foreign=FOREIGN,
        h_truce=TRUCE,
    )


CODES = {"b_empty": "D012", "c_blank": "D012", "d_binary": "D013", "f_long": "D015"}


def named(row: dict[str, Any]) -> str:
    return Path(row["path"] if "error" in row else row["document"]["path"]).stem


# JSON lines


def test_json_lines_are_the_readings_of_the_python_api(run: Run, news: Path) -> None:
    answer = run("read", "news", "--format", "jsonl", "-o", "-")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines() == [read(Path("news", name)).to_json() for name in ("talks.txt", "truce.txt")]


def test_json_lines_touch_no_ledger(run: Run, news: Path, here: Path) -> None:
    run("read", "news", "--format", "jsonl")
    assert sorted(path.name for path in here.iterdir()) == ["news"]


def test_json_lines_validate_and_stand_in_the_order_of_the_input(run: Run, news: Path) -> None:
    rows = run("read", "news/truce.txt", "news/talks.txt", "news/*.txt", "--format", "jsonl").rows
    assert [named(row) for row in rows] == ["truce", "talks"]
    for row in rows:
        jsonschema.validate(row, contract.schema(Reading, FORMAT))


def test_the_format_is_the_records_own() -> None:
    assert next(item.default for item in Reading.__dataclass_fields__.values() if item.name == "format") == FORMAT


def test_json_lines_to_a_file(run: Run, news: Path, here: Path) -> None:
    answer = run("read", "news", "--format", "jsonl", "-o", "news/readings.jsonl")
    assert (answer.status, answer.out, answer.err) == (0, "", "")
    assert len((here / "news/readings.jsonl").read_bytes().splitlines()) == 2


def test_a_text_on_standard_input(run: Run, here: Path) -> None:
    answer = run(
        "read", "-", "--format", "jsonl", "--published", "2031-05-20", "--outlet", "Gazette", "--jobs", 4, stdin=TALKS
    )
    (row,) = answer.rows
    assert row["document"]["text"] == TALKS
    assert row["document"]["outlet"] == "Gazette"
    assert row["document"]["published"]["from"] == "2031-05-20"
    assert row["statements"]


def test_bytes_are_the_same_in_one_process_and_in_two(run: Run, dirty: Path) -> None:
    one, two = (run("read", "dirty", "--format", "jsonl", "--jobs", jobs) for jobs in (1, 2))
    assert one.bytes == two.bytes != b""
    assert one.err == two.err


# Bad input


def test_what_cannot_be_read_is_a_line_with_code_and_advice_and_the_rest_is_read(run: Run, dirty: Path) -> None:
    answer = run("read", "dirty", "absent.txt", "--format", "jsonl", "--max-chars", 5000)
    assert answer.status == 3
    assert [named(row) for row in answer.rows] == [*sorted(path.stem for path in dirty.iterdir()), "absent"]
    errors = {named(row): row for row in answer.rows if "error" in row}
    assert {name: row["error"]["code"] for name, row in errors.items()} == {**CODES, "absent": "D011"}
    for row in errors.values():
        assert list(row) == ["format", "path", "error"]
        assert row["path"] in row["error"]["message"]
        assert row["error"]["code"] in answer.err
    assert "5 of 9 could not be read:" in answer.err


def test_windows_encoding_is_read(run: Run, dirty: Path) -> None:
    (row,) = run("read", "dirty/e_cp1252.txt", "--format", "jsonl").rows
    assert "“We have delivered nothing,”" in row["document"]["text"]


def test_another_language_is_kept_with_the_reason_and_no_error(run: Run, dirty: Path) -> None:
    answer = run("read", "dirty/g_foreign.txt", "--format", "jsonl")
    (row,) = answer.rows
    assert answer.status == 0
    assert (row["coded"], row["document"]["language"], row["statements"]) == (False, "de", [])
    assert "English" in row["coded_reason"]


def test_a_long_text_is_read_when_asked_for(run: Run, here: Path) -> None:
    written(here, long=TALKS * 20)
    assert run("read", "long.txt", "--format", "jsonl", "--max-chars", 1000).status == 3
    assert run("read", "long.txt", "--format", "jsonl").status == 0


def test_a_folder_without_articles_is_told(run: Run, here: Path) -> None:
    (here / "void").mkdir()
    answer = run("read", "void", "--format", "jsonl")
    assert (answer.status, answer.out) == (0, "")
    assert "no document there" in answer.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--url", "https://gazette.example/a"], "these are 2"),
        (["--title", "Talks"], "these are 2"),
        (["-o", "a.jsonl"], "needs --format jsonl"),
        (["--format", "xml"], "xml"),
        (["--published", "last week"], "D017"),
        (["--metadata", "absent.jsonl"], "D017"),
        (["--max-chars", "0"], "max-chars"),
    ],
)
def test_what_cannot_be_asked_for(run: Run, news: Path, here: Path, arguments: list[str], told: str) -> None:
    answer = run("read", "news", *arguments)
    assert (answer.status, answer.out) == (2, "")
    assert told in answer.err
    assert not (here / "dragoman.db").exists()


# The ledger


def test_a_folder_goes_into_the_ledger_and_is_summed_up(run: Run, news: Path, here: Path) -> None:
    answer = run("read", "news")
    assert (answer.status, answer.err) == (0, "")
    with Ledger(here / "dragoman.db") as ledger:
        assert len(ledger.documents()) == 2
        assert ledger.linked
        for row in ledger.documents():
            assert f"{row.path}\n" in answer.out
            assert f"{row.statements} statement" in answer.out
    assert "2 documents: 2 added.\n" in answer.out


def test_reading_again_changes_nothing(run: Run, news: Path) -> None:
    run("read", "news")
    before = run("export").bytes, run("export", "--what", "claims").bytes
    answer = run("read", "news")
    assert answer.status == 0
    assert "2 documents: 2 known already.\n" in answer.out
    assert (run("export").bytes, run("export", "--what", "claims").bytes) == before


def test_known_texts_are_not_read_again(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("read", "news")
    from dragoman import reading

    def must_not_run(_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(reading, "read_document", must_not_run)
    assert run("read", "news").status == 0


def test_other_metadata_makes_another_reading(run: Run, news: Path) -> None:
    run("read", "news/talks.txt", "--url", "https://gazette.example/talks")
    run("read", "news/talks.txt", "--url", "https://gazette.example/talks", "--title", "No drones")
    assert [row["title"] for row in run("documents", "--json").rows] == ["No drones"]


def test_failures_stay_until_the_document_is_read(run: Run, news: Path) -> None:
    written(news, truce="")
    answer = run("read", "news", "absent.txt")
    assert answer.status == 3
    assert "3 documents: 1 added, 2 could not be read.\n" in answer.out
    failed = run("failures", "--json").rows
    assert [(row["path"], row["code"]) for row in failed] == [("absent.txt", "D011"), ("news/truce.txt", "D012")]
    written(news, truce=TRUCE)
    assert run("read", "news").status == 0
    assert [row["path"] for row in run("failures", "--json").rows] == ["absent.txt"]


def test_two_processes_give_the_same_ledger(run: Run, dirty: Path) -> None:
    for jobs in (1, 2):
        assert run("read", "dirty", "--ledger", f"{jobs}.db", "--jobs", jobs).status == 3
    exports = [run("export", "--what", "readings", "--ledger", f"{jobs}.db").bytes for jobs in (1, 2)]
    assert exports[0] == exports[1] != b""


def test_quiet_tells_failures_alone(run: Run, news: Path) -> None:
    answer = run("read", "news", "--quiet")
    assert (answer.status, answer.out, answer.err) == (0, "", "")
    answer = run("read", "news", "absent.txt", "--quiet")
    assert (answer.status, answer.out) == (3, "")
    assert "D011" in answer.err


def test_metadata_rows_find_their_files(run: Run, here: Path) -> None:
    written(here / "a/day", talks=TALKS, truce=TRUCE)
    rows = [
        {"file": "talks.txt", "outlet": "By name", "published": "2031"},
        {"file": "day/truce.txt", "outlet": "By folder", "title": "The truce"},
        {"file": "other/talks.txt", "outlet": "Elsewhere"},
    ]
    (here / "meta.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    found = run("read", "a", "--format", "jsonl", "--metadata", "meta.jsonl", "--published", "2032-01").rows
    told = [(row["document"]["outlet"], row["document"]["published"]["from"]) for row in found]
    assert told == [("By name", "2031-01-01"), ("By folder", "2032-01-01")]
    assert found[1]["document"]["title"] == "The truce"


def test_the_ledger_is_where_flag_environment_or_file_say(
    run: Run, news: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "dragoman.toml").write_text('ledger = "file.db"\n')
    run("read", "news/talks.txt", "-q")
    monkeypatch.setenv("DRAGOMAN_LEDGER", "environment.db")
    run("read", "news/talks.txt", "-q")
    run("read", "news/talks.txt", "-q", "--ledger", "flag.db")
    assert {path.name for path in here.glob("*.db")} == {"file.db", "environment.db", "flag.db"}


def test_a_ledger_in_no_folder(run: Run, news: Path) -> None:
    answer = run("read", "news", "--ledger", "no/such/folder/a.db")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("dragoman: D020: ")


def test_a_fault_in_one_document_is_its_own(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman import reading

    right = reading.read_document

    def faulty(document: Any) -> Reading:
        if "truce" in document.path:
            raise KeyError("x")
        return right(document)

    monkeypatch.setattr(reading, "read_document", faulty)
    answer = run("read", "news", "--format", "jsonl")
    assert answer.status == 3
    assert [row.get("error", {}).get("code") for row in answer.rows] == [None, "D018"]


# Processes, as they really run


MANY = 150
"""So many that a fast machine still reads when the signal comes."""


@pytest.fixture
def many(here: Path) -> Path:
    return written(here / "many", **{f"{n:03}": f"{TALKS}\nThis is report number {n}.\n" for n in range(MANY)})


def wait_until_stored(path: Path, number: int) -> None:
    for _ in range(3000):
        if path.exists():
            with Ledger(path) as ledger:
                if ledger.counts().documents >= number:
                    return
        time.sleep(0.1)
    raise AssertionError


def test_a_process_that_is_killed_costs_no_document(many: Path, here: Path) -> None:
    process = subprocess.Popen([*DRAGOMAN, "read", "many", "--jobs", "2", "-q"])
    wait_until_stored(here / "dragoman.db", 3)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("no /proc")
    readers = [
        pid for pid in children.read_text().split() if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]
    os.kill(int(readers[-1]), signal.SIGKILL)
    assert process.wait(600) == 0
    with Ledger(here / "dragoman.db") as ledger:
        assert (ledger.counts().documents, ledger.counts().failures) == (MANY, 0)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_keeps_what_is_stored_and_goes_on(many: Path, here: Path, jobs: str) -> None:
    command = [*DRAGOMAN, "read", "many", "--jobs", jobs]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    wait_until_stored(here / "dragoman.db", 3)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=300)
    assert (process.returncode, told) == (130, "dragoman: interrupted; what was stored stays\n")
    with Ledger(here / "dragoman.db") as ledger:
        stored = ledger.counts().documents
    assert 3 <= stored < MANY
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{MANY} documents: {MANY - stored} added, {stored} known already." in again.stdout


@pytest.mark.parametrize(("arguments", "told"), [(["--format", "jsonl"], '{"format"'), ([], "2 documents: 2 added.")])
def test_the_progress_bar_is_on_standard_error_and_a_terminal_only(news: Path, arguments: list[str], told: str) -> None:
    command = [*DRAGOMAN, "read", "news", *arguments]
    master, slave = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=slave) as process:
        assert process.stdout is not None
        printed = process.stdout.read().decode()
    os.close(slave)
    shown = os.read(master, 100_000).decode(errors="replace")
    os.close(master)
    assert "Reading" in shown
    assert told in printed
    assert "Reading" not in printed
    assert told not in shown


def test_the_reader_of_a_pipe_may_leave(many: Path) -> None:
    script = f"{sys.executable} -m dragoman.cli read many --format jsonl | head -n 1"
    result = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True)
    assert len(result.stdout.splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_help_loads_nothing_heavy() -> None:
    script = "import sys; from dragoman.cli.app import app; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    heavy = {"numpy", "onnxruntime", "sqlalchemy", "trafilatura", "lxml", "rich.console", "fastapi", "py3langid"}
    assert not heavy & set(result.stdout.split())
