"""Dates of publication in date lines ("June 18, 2024", "18.06.2024 14:33", "Published on 3 May 2021 by …")."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.cleaning.phrases import fold
from dragoman.records import Published, Span
from dragoman.sources.addresses import month_number
from dragoman.vocab import load

#: A date line holds at most so many words beside the date.
OTHER_WORDS = 7
LINE_CHARS = 160
Weight = Literal["published", "plain", "updated"]

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|\.)?"
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}[-./](?P<month>0?[1-9]|1[0-2])[-./]{_DAY}(?!\d)",
        rf"\b{_NAME}\s+{_DAY}\s*,?\s+{_YEAR}\b",
        rf"(?<!\d){_DAY}\s*(?:de\s+|of\s+)?{_NAME}\s*,?\s*(?:de\s+|del\s+)?{_YEAR}\b",
        rf"(?<!\d){_DAY}[./-](?P<month>0?[1-9]|1[0-2])[./-]{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<month>0?[1-9]|1[0-2])/{_DAY}/{_YEAR}(?!\d)",
    )
)
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
_OTHER = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class DayFound:
    """A date in a line, with its span in the text, and whether it is called that of publication or of a change."""

    value: Published
    weight: Weight


def find_day(text: str, offset: int = 0) -> DayFound | None:
    """The date of a line that is little else; ``offset`` is where the line begins in its text."""
    if len(text) > LINE_CHARS or not re.search(r"(?:19|20)\d\d", text):
        return None
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            bounds = _bounds(found)
            if bounds and _little_else(text, found.span()):
                return DayFound(_published(bounds, (offset + found.start(), offset + found.end())), _weight(text))
    return None


def day_of(year: int, month_and_day: str) -> str | None:
    """The day of a dateline such as ``June 3`` in that year, in ISO 8601."""
    words = re.findall(r"[^\W\d_]+|\d+", month_and_day)
    numbers = [int(word) for word in words if word.isdigit() and len(word) <= 2]
    month = next((number for word in words if (number := month_number(word))), None)
    return _iso(year, month, numbers[0]) if month and numbers else None


def _published(bounds: tuple[str, str], span: Span) -> Published:
    precision: Literal["day", "window"] = "day" if bounds[0] == bounds[1] else "window"
    return Published(earliest=bounds[0], latest=bounds[1], precision=precision, basis="text", span=span)


def _bounds(found: re.Match[str]) -> tuple[str, str] | None:
    """First and last day that the words can mean: 03/04/2021 is either of two days, so it gives a window."""
    slashed = _SLASHED.fullmatch(found.group())
    if slashed:
        a, b, year = (int(part) for part in slashed.groups())
        days = sorted(day for day in (_iso(year, b, a), _iso(year, a, b)) if day)
        return (days[0], days[-1]) if days else None
    parts = found.groupdict()
    month = int(parts["month"]) if parts.get("month") else month_number(parts.get("name") or "")
    day = _iso(int(parts["year"]), month, int(parts["day"])) if month else None
    return (day, day) if day else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _little_else(text: str, span: Span) -> bool:
    return len(_OTHER.findall(text[: span[0]] + " " + text[span[1] :])) <= OTHER_WORDS


def _weight(text: str) -> Weight:
    folded = fold(text)
    rules = load("furniture")["date_words"]
    published = any(word in folded for word in rules["published"])
    updated = any(word in folded for word in rules["updated"])
    return "published" if published else "updated" if updated else "plain"
