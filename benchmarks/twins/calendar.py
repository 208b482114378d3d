"""Moves the dates of a text: every month by the same number, and the weekdays so that they still fit."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.twins.edits import Edit
from benchmarks.twins.tables import load

MONTHS: list[str] = load("calendar")["months"]
SHORT_MONTHS: list[str] = load("calendar")["short_months"]
NUMBERS = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name: number for number, name in enumerate(SHORT_MONTHS, 1)},
    **load("calendar")["spellings"],
}
WEEKDAYS: list[str] = load("calendar")["weekdays"]
SHORT_WEEKDAYS: list[str] = load("calendar")["short_weekdays"]
DAYS: list[int] = load("calendar")["days_in_month"]

_NAMES = "|".join(sorted(NUMBERS, key=len, reverse=True))
_NOT_WORDS = "|".join(name for name in MONTHS if name not in load("calendar")["words"])
_WORDS = "|".join(load("calendar")["words"])
_BEFORE = "|".join(load("calendar")["before_words"])
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = re.compile(
    rf"(?<![\w-])(?:(?:(?<=\d )|(?<=\dth )|(?<=\dst )|(?<=\dnd )|(?<=\drd )|(?<=\d of ))(?P<after>(?i:{_NAMES}))\b"
    rf"|(?P<ahead>(?i:{_NAMES}))\b(?=\.? \d)"
    rf"|(?P<name>{_NOT_WORDS}|{_NOT_WORDS.upper()})\b"
    rf"|(?i:{_BEFORE})[ -](?P<word>{_WORDS})\b(?! \w+ed\b))"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d-(?P<iso>\d\d)-(?P<isoday>\d\d)|(?P<day>\d\d)[./](?P<month>\d\d)[./](?:19|20)\d\d)(?!\d)"
)
_WRITTEN = re.compile(rf"(?<!\w)(?:({_DAY}) (?:of )?({_NAMES})\b|({_NAMES})\.? ({_DAY})(?!\d))")
_WEEKDAY = re.compile(
    rf"(?<!\w)(?:(?P<long>(?i:{'|'.join(WEEKDAYS)}))|(?P<short>{'|'.join(SHORT_WEEKDAYS)})(?=,? \d))(?!\w)"
)


@dataclass(frozen=True)
class Calendar:
    """How many months, and how many days of the week, everything moves."""

    months: int
    weekdays: int

    def month(self, number: int) -> int:
        """The month that stands for this one, both from 1 to 12."""
        return (number - 1 + self.months) % 12 + 1

    def date(self, day: str) -> str:
        """An ISO day or month, moved; a year stays."""
        year, *rest = day.split("-")
        return "-".join([year, *(f"{self.month(int(one)):02d}" for one in rest[:1]), *rest[1:]])

    def edits(self, text: str) -> Iterator[Edit]:
        """The edits for all months and weekdays of a text."""
        yield from self._written(text)
        for match in _NUMERIC.finditer(text):
            group = "iso" if match["iso"] else "month"
            if 1 <= int(match[group]) <= 12:
                yield Edit(match.start(group), match[group], f"{self.month(int(match[group])):02d}")
        for match in _WEEKDAY.finditer(text):
            names = WEEKDAYS if match["long"] else SHORT_WEEKDAYS
            number = names.index(match[0].title())
            yield Edit(match.start(), match[0], cased_like(match[0], names[(number + self.weekdays) % 7]))

    def _written(self, text: str) -> Iterator[Edit]:
        for match in _MONTH.finditer(text):
            group = next(name for name, found in match.groupdict().items() if found)
            old = match[group]
            short = old.title() not in MONTHS
            number = NUMBERS[old.title()]
            new = cased_like(old, (SHORT_MONTHS if short else MONTHS)[self.month(number) - 1])
            dotted = short and new.title() in MONTHS and text[match.end(group) : match.end(group) + 1] == "."
            yield Edit(match.start(group), old + "." * dotted, new)


def cased_like(old: str, new: str) -> str:
    """The new word in capitals or small letters where the old one is."""
    if old.isupper():
        return new.upper()
    return new.lower() if old.islower() else new


def draw(text: str, published: str | None, dates: Iterable[str], chance: random.Random) -> Calendar:
    """A calendar under which every date of the text still exists and weekdays move, too, if there is one."""
    days = {*_days(text), *(_month_day(date) for date in dates if date.count("-") == 2)}
    fitting = [number for number in range(1, 12) if all(day <= DAYS[(m - 1 + number) % 12] for day, m in days)]
    calendars = [Calendar(number, _shift(published, number, chance)) for number in fitting]
    moving = [calendar for calendar in calendars if calendar.weekdays]
    return chance.choice(moving or calendars or [Calendar(0, 0)])


def _shift(published: str | None, months: int, chance: random.Random) -> int:
    if published is None:
        return chance.randrange(1, 7)
    old = dt.date.fromisoformat(published)
    new = dt.date.fromisoformat(Calendar(months, 0).date(published))
    return (new.weekday() - old.weekday()) % 7


def _month_day(date: str) -> tuple[int, int]:
    _, month, day = date.split("-")
    return int(day), int(month)


def _days(text: str) -> Iterator[tuple[int, int]]:
    for match in _WRITTEN.finditer(text):
        day, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        yield int(re.sub(r"\D", "", day)), NUMBERS[month]
    for match in _NUMERIC.finditer(text):
        yield int(match["isoday"] or match["day"]), min(12, int(match["iso"] or match["month"]))
