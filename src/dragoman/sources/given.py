"""What a user tells about a document beside its file: flags, and rows of a metadata file."""

import json
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from types import MappingProxyType

from dragoman.errors import MetadataError
from dragoman.records import DateBasis, Published

#: A year outside these is a typing error rather than a publication date.
YEARS = range(1600, 2200)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is given about a document, over what its page says. ``published`` is an ISO 8601 day, month or year."""

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None

    def over(self, other: "Given") -> "Given":
        """This, and the other's values where this has none."""
        names = [field.name for field in fields(self)]
        return Given(**{name: getattr(self, name) or getattr(other, name) for name in names})


def read_metadata(path: Path) -> Mapping[str, Given]:
    """The rows of a metadata file (JSONL of ``file, published, outlet, url, title``) by file name.

    Raises:
        MetadataError: the file cannot be read, or a line is no such row.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MetadataError(f"the metadata file {path} cannot be read ({error}); give a JSONL file in UTF-8") from error
    rows = (_row(path, number, line) for number, line in enumerate(lines, start=1) if line.strip())
    return MappingProxyType(dict(rows))


def _row(path: Path, number: int, line: str) -> tuple[str, Given]:
    where = f"{path}, line {number}"
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise MetadataError(f"{where} is no JSON ({error}); write one object a line") from error
    if not isinstance(row, dict) or not isinstance(row.get("file"), str):
        raise MetadataError(f'{where} names no file; give each row a "file"')
    values = {name: row.get(name) for name in ("published", "outlet", "url", "title")}
    wrong = [name for name, value in values.items() if not isinstance(value, str | None)]
    if wrong:
        raise MetadataError(f"{where}: {wrong[0]} is no text; write it in quotation marks or null")
    if values["published"]:
        published(values["published"], "given", where)
    return row["file"], Given(**values)


def published(value: str, basis: DateBasis, where: str = "the date given") -> Published:
    """A day, month or year (``2024-06-18``, ``2024-06``, ``2024``), or a window (two of them with ``/`` between).

    Raises:
        MetadataError: the value is no such date.
    """
    ends = [_bounds(part.strip()) for part in value.strip().split("/")]
    found = [end for end in ends if end]
    if len(found) != len(ends) or len(ends) > 2 or found[0][0] > found[-1][1]:
        raise MetadataError(f"{where}: {value!r} is no date; write 2024-06-18, 2024-06, 2024 or 2024-06-18/2024-06-20")
    if len(found) == 2:
        first, last = found[0][0], found[1][1]
        return Published(earliest=first, latest=last, precision="day" if first == last else "window", basis=basis)
    first, last, parts = found[0]
    return Published(earliest=first, latest=last, precision=("year", "month", "day")[parts - 1], basis=basis)


def _bounds(text: str) -> tuple[str, str, int] | None:
    """First and last day of an ISO date, and how many of its parts are given."""
    found = _ISO.fullmatch(text)
    if not found or int(found[1]) not in YEARS:
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    try:
        first = date(year, month, day)
    except ValueError:
        return None
    last = first if found[3] else date(year, month if found[2] else 12, monthrange(year, month)[1] if found[2] else 31)
    return first.isoformat(), last.isoformat(), 1 + bool(found[2]) + bool(found[3])
