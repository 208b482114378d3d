"""The file: its schema, who may open it, and many who read while one writes."""

import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, dialect, migrating, schema
from tests.ledger.made_readings import made


def test_the_migrations_make_the_tables_that_queries_name(ledger: Ledger) -> None:
    found = inspect(create_engine(f"sqlite:///{ledger.path}"))
    made_tables = {name for name in found.get_table_names() if "_search" not in name}
    assert made_tables == set(schema.metadata.tables)
    for name, table in schema.metadata.tables.items():
        columns = {column["name"]: str(column["type"]) for column in found.get_columns(name)}
        assert columns == {column.name: str(column.type) for column in table.columns}, name


def test_the_schema_can_be_told_to_postgresql() -> None:
    for table in schema.metadata.tables.values():
        told = CreateTable(table).compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
        assert "CREATE TABLE" in str(told)


def test_migrations_are_numbered_without_gap() -> None:
    assert [number for number, _ in migrating.migrations()] == list(range(1, migrating.latest() + 1))


def test_a_migration_that_breaks_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    scripts = (*migrating.migrations(), (2, "CREATE TABLE half (a TEXT);\nCREATE TABLE meta (b TEXT);\n"))
    monkeypatch.setattr(migrating, "migrations", lambda: scripts)
    with pytest.raises(LedgerError, match="D020"):
        Ledger(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchall()
    connection.close()
    monkeypatch.undo()
    Ledger(path).close()


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("These are notes, not a database, and long enough to be read as a header of one." * 9)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (a TEXT)")
    connection.close()
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(LedgerError, match=r"D020.*another path"):
            Ledger(path)
        assert path.read_bytes() == before


def test_a_newer_ledger_is_refused(ledger: Ledger) -> None:
    with sqlite3.connect(ledger.path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(LedgerError, match="newer Dragoman"):
        Ledger(ledger.path)


def test_a_missing_ledger_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="dragoman read"):
        Ledger(tmp_path / "none.db", create=False)
    with pytest.raises(LedgerError, match="dragoman read"):
        Ledger(tmp_path / "none.db", readonly=True)
    with pytest.raises(LedgerError, match="no folder"):
        Ledger(tmp_path / "none" / "news.db")
    assert not list(tmp_path.iterdir())


def test_readonly_reads_and_does_not_write(ledger: Ledger) -> None:
    ledger.add(made(1))
    with Ledger(ledger.path, readonly=True) as reader:
        assert len(reader.statements()) == 5
        assert len(reader.claims()) == len(ledger.claims())
        with pytest.raises(LedgerError, match="open it for writing"):
            reader.add(made(2))


def test_errors_do_not_quote_what_was_read(ledger: Ledger) -> None:
    ledger.add(made(1), link=False)
    with Ledger(ledger.path, readonly=True) as reader, pytest.raises(LedgerError) as caught:
        reader.add(made("a secret word"), link=False)
    assert "secret" not in f"{caught.value} {caught.value.__cause__}"


def test_many_read_while_one_writes_and_see_whole_documents_only(ledger: Ledger) -> None:
    ledger.add(made("first", sentences=5), link=False)
    done, problems, reads = threading.Event(), [], [0]

    def read() -> None:
        with Ledger(ledger.path, readonly=True) as reader:
            while not done.is_set():
                counts = reader.counts()
                if counts.statements != 5 * counts.documents or counts.statements != counts.events:
                    problems.append(counts)
                if len(reader.statements(limit=10)) < 5 or not reader.search("talks"):
                    problems.append(counts)
                reads[0] += 1

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for place in range(4):
        ledger.add([made((place, n), sentences=5) for n in range(10)], link=False)
    done.set()
    for thread in threads:
        thread.join()
    assert not problems
    assert reads[0] > 0
    assert ledger.counts().documents == 41


def test_threads_may_share_one_ledger(ledger: Ledger) -> None:
    def write(name: int) -> None:
        ledger.add([made((name, n), sentences=2) for n in range(5)], link=False)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ledger.counts().documents == 20


OPEN_AT_ONCE = """
import pathlib, sys, time
from dragoman.ledger import Ledger
start = pathlib.Path(sys.argv[1])
for number in range(10):
    while not (start / f"go{number}").exists():
        time.sleep(0.0001)
    Ledger(start / f"news{number}.db").close()
    (start / f"done{number}-{sys.argv[2]}").touch()
"""


def test_processes_may_make_the_same_ledger_at_once(tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    command = [sys.executable, "-c", OPEN_AT_ONCE, str(tmp_path)]
    started = [subprocess.Popen([*command, str(number)], env=environment) for number in range(4)]
    for number in range(10):
        (tmp_path / f"go{number}").touch()
        while len(list(tmp_path.glob(f"done{number}-*"))) < 4 and not any(process.poll() for process in started):
            time.sleep(0.01)
    assert [process.wait() for process in started] == [0, 0, 0, 0]
    with Ledger(tmp_path / "news0.db") as ledger:
        assert ledger.counts().documents == 0


def test_what_a_person_types_is_never_a_syntax_error(ledger: Ledger) -> None:
    ledger.add(made(1), link=False)
    for typed in ("NEAR(", '"', 'a"b', "AND", "col:x", "x*", "*", "^x", "don't", "-x", "(", "U.S.", "x\0y", "\ud800z"):
        if dialect.search_query(typed):
            ledger.search(typed)
    assert ledger.search('"patrol') == ledger.search("patrol")
