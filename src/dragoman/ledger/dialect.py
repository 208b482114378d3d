"""All that is SQLite's own: opening the file, transactions, full-text search, and wiping what is forgotten.

The rest of the ledger speaks SQLAlchemy Core and plain SQL, so another engine needs another module like this one.
"""

import re
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    Connection,
    Engine,
    Float,
    Integer,
    Select,
    Table,
    Text,
    column,
    create_engine,
    event,
    insert,
    select,
    text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

NAME = "sqlite"
_DIALECT = sqlite.dialect()
ROWID = "INTEGER PRIMARY KEY"
APPLICATION_ID = 0x44524147  # "DRAG": tells a ledger from other SQLite files
BUSY_SECONDS = 30.0  # how long a writer waits for another one; a transaction lasts milliseconds, a linking seconds
RETRY_SECONDS = 0.01
PRIMARY_CODE = 0xFF  # the part of SQLite's extended error codes that tells the kind
CACHE_KIB = 32_768
# Tables with a search index: the searched column, and the one that tells which rows are written together.
SEARCHED = {"texts": ("text", "text_id"), "statements": ("words", "document"), "events": ("evidence", "document")}
_TERM = re.compile(r'"([^"]*)"|(\S+)')


def open_engine(path: Path, *, readonly: bool) -> Engine:
    """An engine for the file, with a pool that many threads may use. Nothing is opened yet."""
    uri = f"file:{quote(str(path.absolute()))}?mode={'ro' if readonly else 'rwc'}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=8, max_overflow=32, hide_parameters=True
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    """In WAL mode NORMAL survives any death of a process; a power cut may lose the last ones, each as a whole."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: one that has read first could not wait for another to end.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def identity(connection: Connection) -> tuple[int, int, bool]:
    """Application id, schema version, and whether the file holds any table."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    return int(application), int(version), tables > 0


def mark_version(connection: Connection, version: int) -> None:
    """Write the schema version, in the transaction of its migration."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows that have the same keys. The driver gets them as they are: half the time of ``execute``."""
    sql, values = _insertion(table, tuple(rows[0]))
    connection.exec_driver_sql(sql, [values(row) for row in rows])


def insert_one(connection: Connection, table: Table, row: Mapping[str, object]) -> int:
    """Insert a row and tell the number that it was given."""
    sql, values = _insertion(table, tuple(row))
    return int(connection.exec_driver_sql(sql, values(row)).lastrowid)


@cache
def _insertion(table: Table, keys: tuple[str, ...]) -> tuple[str, Callable[[Mapping[str, object]], Any]]:
    compiled = insert(table).compile(dialect=_DIALECT, column_keys=keys)
    return str(compiled), itemgetter(*(compiled.positiontup or ()))


def use_wal(engine: Engine) -> None:
    """Let readers and a writer work side by side; the setting stays with the file.

    SQLite does not wait for other connections when it changes the mode (its busy timeout is for locks of transactions),
    so we do: several processes may open a new ledger at once.
    """
    connection = engine.raw_connection()
    ends = time.monotonic() + BUSY_SECONDS
    try:
        while not _turned_to_wal(connection.cursor(), last=time.monotonic() > ends):
            time.sleep(RETRY_SECONDS)
    finally:
        connection.close()


def _turned_to_wal(cursor: Any, *, last: bool) -> bool:
    """Whether the file is in WAL mode now; False if another connection is in the way and this is not the last try."""
    try:
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode & PRIMARY_CODE != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def statements_of(script: str) -> list[str]:
    """The statements of an SQL script (triggers hold semicolons of their own)."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found


def search_query(words: str) -> str:
    """What a person types as a query of FTS5: all words must occur, ``"…"`` is a phrase, ``word*`` a beginning.

    Everything else is taken as text, so that no input is a syntax error. Empty if there is no word in it.
    """
    terms = []
    for phrase, word in _TERM.findall(words):
        inside = (phrase or word).replace('"', " ").replace("\0", " ")
        if any(character.isalnum() for character in inside):
            terms.append(f'"{inside}"' + ("*" if word.endswith("*") else ""))
    return " ".join(terms)


def index(connection: Connection, table: str, key: int | str) -> None:
    """Let the words of the rows just written (of this text or document) be found."""
    words, group = SEARCHED[table]
    sql = f"INSERT INTO {table}_search (rowid, {words}) SELECT row, {words} FROM {table} WHERE {group} = ?"  # noqa: S608
    connection.exec_driver_sql(sql, (key,))


def unindex(connection: Connection, table: str, key: int | str) -> None:
    """Take the words of these rows out of the index, before the rows are deleted."""
    words, group = SEARCHED[table]
    into = f"INSERT INTO {table}_search ({table}_search, rowid, {words})"
    sql = f"{into} SELECT 'delete', row, {words} FROM {table} WHERE {group} = ?"  # noqa: S608
    connection.exec_driver_sql(sql, (key,))


def matching(table: str, words: str) -> Select[tuple[int]]:
    """The ``row`` numbers of ``texts``, ``statements`` or ``events`` whose searched column holds the words."""
    found = text(f"SELECT rowid AS row FROM {table}_search WHERE {table}_search MATCH :words_{table}")  # noqa: S608
    rows = found.bindparams(**{f"words_{table}": search_query(words) or '""'}).columns(column("row", Integer))
    return select(rows.subquery(f"{table}_found").c.row)


def snippets(words: str, opening: str, closing: str, length: int) -> Select[tuple[int, str, float]]:
    """Of the texts that hold the words: ``row``, passage of ``length`` words with hits marked, score (low is good)."""
    found = text(
        "SELECT rowid AS row, snippet(texts_search, 0, :opening, :closing, '…', :length) AS passage, rank AS score "
        "FROM texts_search WHERE texts_search MATCH :words"
    ).bindparams(words=search_query(words) or '""', opening=opening, closing=closing, length=length)
    table = found.columns(column("row", Integer), column("passage", Text), column("score", Float)).subquery("found")
    return select(table.c.row, table.c.passage, table.c.score)


def wipe(engine: Engine) -> None:
    """Leave no trace of deleted rows: rewrite the search indexes and empty the write-ahead log.

    A deleted row's words stay in an FTS5 index until its segments are merged; freed pages are zeroed by
    ``secure_delete``. A reader in the midst of a query may hold the log; then the next checkpoint empties it.
    """
    with engine.execution_options(writes=True).begin() as connection:
        for table in SEARCHED:
            connection.exec_driver_sql(f"INSERT INTO {table}_search ({table}_search) VALUES ('optimize')")  # noqa: S608
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()
