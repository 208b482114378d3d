"""Writing results to files: JSON lines, CSV, Parquet. A file appears whole or not at all, and in a fixed order."""

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Literal

from dragoman.errors import ExportError
from dragoman.ledger import frames
from dragoman.ledger.rows import Row, cell_text, columns

Format = Literal["jsonl", "csv", "parquet"]
SUFFIXES: dict[str, Format] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes a cell that begins so for a formula
BATCH = 5_000  # rows of a Parquet row group


def format_of(target: Path | BinaryIO, told: str | None) -> Format:
    """The format that is told, else that of the file's name.

    Raises:
        ExportError: neither tells one.
    """
    formats = sorted(set(SUFFIXES.values()))
    if told is None and isinstance(target, Path) and target.suffix.lower() in SUFFIXES:
        return SUFFIXES[target.suffix.lower()]
    found = next((known for known in SUFFIXES.values() if known == told), None)
    if found is None:
        what = f"the format {told!r} is unknown" if told else "the file's name tells no format"
        raise ExportError(f"{what}; choose of: {', '.join(formats)}")
    return found


@contextmanager
def opened(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    """A stream for writing; a file takes its name only when all is written and on disk.

    Raises:
        ExportError: the file cannot be written.
    """
    if not isinstance(target, Path):
        yield target
        target.flush()
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except OSError as error:
        raise ExportError(f"{target} cannot be written ({error.strerror}); check folder, rights and space") from error
    finally:
        part.unlink(missing_ok=True)


def write_readings(stream: BinaryIO, readings: Iterable[dict[str, Any]]) -> int:
    """Readings as the JSON contract has them, one a line."""
    count = 0
    for reading in readings:
        stream.write(_line(reading))
        count += 1
    return count


def write_rows(stream: BinaryIO, kind: type[Row], rows: Iterable[Row], format_: Format, *, raw: bool = False) -> int:
    """Rows in one of the formats; ``raw`` leaves text cells of CSV as they are."""
    if format_ == "parquet":
        return _write_parquet(stream, kind, rows)
    if format_ == "csv":
        return _write_csv(stream, kind, rows, raw=raw)
    return write_readings(stream, (row.to_dict() for row in rows))


def _line(data: dict[str, Any]) -> bytes:
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        return f"{line}\n".encode()
    except UnicodeEncodeError:  # a lone surrogate in a text: UTF-8 cannot hold it, JSON's escapes can
        return f"{json.dumps(data, separators=(',', ':'))}\n".encode()


def _write_csv(stream: BinaryIO, kind: type[Row], rows: Iterable[Row], *, raw: bool) -> int:
    names = list(columns(kind))
    wrapped = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.writer(wrapped, lineterminator="\n")
    writer.writerow(names)
    count = 0
    for row in rows:
        writer.writerow([cell(getattr(row, name), raw=raw) for name in names])
        count += 1
    wrapped.detach()
    return count


def cell(value: object, *, raw: bool = False) -> str:
    """A value as a CSV cell. Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    text = cell_text(value)
    is_text = isinstance(value, str | tuple)
    return f"'{text}" if is_text and not raw and text.startswith(FORMULA) else text


def _write_parquet(stream: BinaryIO, kind: type[Row], rows: Iterable[Row]) -> int:
    frames.pyarrow()
    parquet = frames.library("pyarrow.parquet", "'dragoman[arrow]'")
    schema = frames.arrow_schema(columns(kind))
    found, count = iter(rows), 0
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while batch := list(islice(found, BATCH)):
            writer.write_table(frames.to_arrow([row.to_dict() for row in batch], columns(kind)))
            count += len(batch)
    return count
