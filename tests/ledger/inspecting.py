"""Looking into a ledger's file without Dragoman."""

import sqlite3
from pathlib import Path


def content(path: Path) -> list[str]:
    """Every row of every table, search indexes apart."""
    with sqlite3.connect(path) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        names = [name for (name,) in tables if "_search" not in name]
        rows = [f"{name}: {row}" for name in names for row in connection.execute(f"SELECT * FROM {name}")]
    connection.close()
    return rows


def damage(path: Path) -> str:
    """What SQLite finds wrong with the file, its foreign keys and its search indexes ("ok": nothing)."""
    with sqlite3.connect(path) as connection:
        for table in ("texts", "statements", "events"):
            connection.execute(f"INSERT INTO {table}_search ({table}_search, rank) VALUES ('integrity-check', 1)")
        keys = connection.execute("PRAGMA foreign_key_check").fetchall()
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    return str(keys) if keys else str(found)
