"""The head of a passage: its keys and values (``head.yaml``), dates as intervals, links to other passages."""

import calendar
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .records import CorpusError, Passage

UNKNOWN = "unknown"
OPEN = "?"

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_LINK = re.compile(r"(e[1-9]\d*)=(\S+)/(e[1-9]\d*)")
_LINES = re.compile(r"([1-9]\d*)-([1-9]\d*)")


@cache
def head_lists() -> Mapping[str, tuple[str, ...]]:
    """The lists of ``head.yaml`` by name."""
    return {name: tuple(values) for name, values in _raw().items() if isinstance(values, list)}


@cache
def speech_events() -> Mapping[str, tuple[str, ...]]:
    """Types of events that a statement of an act may be, beside the one of the act itself."""
    return {act: tuple(types) for act, types in _raw()["speech_events"].items()}


@cache
def _raw() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("head.yaml").read_text(encoding="utf-8"))
    return found


def interval(value: str) -> tuple[str | None, str | None]:
    """First and last day (ISO 8601) of ``2013-06-12``, ``2013-06``, ``2013``, ``A..B``, ``A..``, ``..B`` or ``?``.

    Raises:
        CorpusError: it is no date, or the first day lies behind the last.
    """
    if value == OPEN:
        return None, None
    first, dots, last = value.partition("..")
    if not dots:
        return _bounds(value)
    if not (first or last):
        raise CorpusError(f"{value!r} names no day; write ? for an unknown time")
    earliest = _bounds(first)[0] if first else None
    latest = _bounds(last)[1] if last else None
    if earliest and latest and earliest > latest:
        raise CorpusError(f"{value!r} ends before it begins; write the earlier day first")
    return earliest, latest


def _bounds(value: str) -> tuple[str, str]:
    found = _DAY.fullmatch(value)
    if not found:
        raise CorpusError(f"{value!r} is no date; write YYYY-MM-DD, YYYY-MM, YYYY, A..B, or ?")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        last_month = month or 12
        last_day = day or calendar.monthrange(year or 0, last_month)[1]
        return date(year or 0, month or 1, day or 1).isoformat(), date(year or 0, last_month, last_day).isoformat()
    except ValueError as error:
        raise CorpusError(f"{value!r} is no day of the calendar ({error}); mend it") from None


def copy_of(passage: Passage) -> tuple[str, str] | None:
    """The passage from which this one was made, and how.

    Raises:
        CorpusError: the value is not ``ID how``.
    """
    value = passage.get("copy")
    if value is None:
        return None
    source, _, how = value.partition(" ")
    if how not in head_lists()["copies"]:
        raise CorpusError(f"copy: {value!r} must be ID and one of {' '.join(head_lists()['copies'])}")
    return source, how


def same_as(passage: Passage) -> tuple[tuple[str, str, str], ...]:
    """Events that are the same happening: own event, other passage, its event.

    Raises:
        CorpusError: a part is not ``e1=OTHER/e3``.
    """
    links = []
    for part in (passage.get("same") or "").split():
        found = _LINK.fullmatch(part)
        if not found:
            raise CorpusError(f"same: {part!r} must be e1=OTHER/e3, parted by spaces")
        links.append((found[1], found[2], found[3]))
    return tuple(links)


def source_lines(passage: Passage) -> tuple[int, int] | None:
    """First and last line (from 1) of the passage in its set's file.

    Raises:
        CorpusError: it is not ``301-309``.
    """
    value = passage.get("lines")
    if value is None:
        return None
    found = _LINES.fullmatch(value)
    if not found or int(found[1]) > int(found[2]):
        raise CorpusError(f"lines: {value!r} must be first-last, as 301-309")
    return int(found[1]), int(found[2])
