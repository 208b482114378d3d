"""Bringing a ledger's file to the schema of this version: numbered scripts, forward only, one transaction each."""

import re
from functools import cache
from importlib import resources
from pathlib import Path

from sqlalchemy import Engine

from dragoman.errors import LedgerError
from dragoman.ledger import dialect

_SCRIPT = re.compile(r"(?P<number>\d{4})_\w+(?:\.(?P<dialect>\w+))?\.sql")


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Number and SQL of every migration for this engine, in order: the common script, then the engine's own."""
    scripts: dict[int, list[str]] = {}
    for file in sorted(resources.files("dragoman.ledger").joinpath("migrations").iterdir(), key=lambda file: file.name):
        named = _SCRIPT.fullmatch(file.name)
        if named and named["dialect"] in (None, dialect.NAME):
            sql = file.read_text(encoding="utf-8").replace("{rowid}", dialect.ROWID)
            scripts.setdefault(int(named["number"]), []).append(sql)
    return tuple((number, "\n".join(parts)) for number, parts in sorted(scripts.items()))


def latest() -> int:
    """The schema version that this version of Dragoman writes."""
    return migrations()[-1][0]


def check(engine: Engine, path: Path) -> int:
    """The schema version of the file (0: empty).

    Raises:
        LedgerError: the file is another program's, or a newer Dragoman's.
    """
    with engine.connect() as connection:
        application, version, filled = dialect.identity(connection)
    if filled and application != dialect.APPLICATION_ID:
        raise LedgerError(f"{path} is a database, but no ledger of Dragoman; give another path")
    if version > latest():
        raise LedgerError(
            f"{path} was written by a newer Dragoman (schema {version}); install that version or a newer one"
        )
    return version


def migrate(engine: Engine, path: Path) -> None:
    """Run the migrations that the file lacks; other processes may do the same at the same time."""
    check(engine, path)
    dialect.use_wal(engine)
    for number, sql in migrations():
        with engine.execution_options(writes=True).begin() as connection:
            _, version, _ = dialect.identity(connection)
            if version >= number:
                continue
            for statement in dialect.statements_of(sql):
                connection.exec_driver_sql(statement)
            dialect.mark_version(connection, number)
