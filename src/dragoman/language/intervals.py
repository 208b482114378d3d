"""Intervals of days: what the words of an expression of time mean by the calendar, given an anchor day."""

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from dragoman import vocab

Direction = Literal[-1, 0, 1]
Interval = tuple[date, date]
Resolver = Callable[[date, Direction], "Interval | None"]
RELATIVE = "it is relative to another time that the text tells"
#: A season of this year that lies more days ahead is last year's (own texts, 2026-11).
HALF_YEAR = 183


@cache
def words_of_time() -> Mapping[str, Any]:
    """``vocab/times.yaml``."""
    return vocab.load("times")


def any_of(*names: str) -> str:
    """A pattern for any word of these lists, the longest first."""
    words = {word for name in names for word in words_of_time()[name]}
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


Made = tuple[Resolver | None, bool, str | None]


def _numbers(words: str) -> list[int]:
    return [int(found) for found in re.findall(r"\d+", words)]


def _month(words: str) -> int | None:
    found = re.search(rf"\b{any_of('months')}\b", words)
    return words_of_time()["months"][found.group()] if found else None


def _year(words: str) -> int | None:
    found = re.search(r"\b(?:1[5-9]|20)\d\d\b", words)
    return int(found.group()) if found else None


def _day(words: str) -> int | None:
    found = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words)
    return int(found.group(1)) if found else None


def _fixed(first: date, last: date) -> Made:
    return (lambda _anchor, _direction: (first, last)), True, None


def _full(words: str) -> Made | None:
    iso = re.search(r"(\d{4})-(\d\d)-(\d\d)", words)
    parts = tuple(map(int, iso.groups())) if iso else (_year(words), _month(words), _day(words))
    one = _make(*parts)
    return _fixed(one, one) if one is not None else None


def _make(year: int | None, month: int | None, day: int | None) -> date | None:
    if not year or not month or not day or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _weekday(words: str) -> Made | None:
    explicit = re.search(r"[(,\s]\s*([a-z]+\s+\d.*|\d{1,2}.*)$", words)
    if explicit is not None and _month(explicit.group(1)):
        inner = explicit.group(1).rstrip(")")
        return _full(inner) if _year(inner) else _short(inner)
    found = re.search(rf"\b{any_of('weekdays')}\b", words)
    if found is None:
        return None
    number, step = words_of_time()["weekdays"][found.group()], _step(words)
    return (lambda anchor, direction: _on_weekday(anchor, number, step, direction)), False, None


def _on_weekday(anchor: date, number: int, step: int | None, direction: Direction) -> Interval:
    back = (anchor.weekday() - number) % 7
    if step == -1:
        back = back or 7
    elif step == 1 or (step is None and direction == 1):
        ahead = (number - anchor.weekday()) % 7
        back = -(ahead or (7 if step == 1 else 0))
    day = anchor - timedelta(days=back)
    return day, day


def _step(words: str) -> int | None:
    return next((size for word, size in words_of_time()["steps"].items() if re.search(rf"\b{word}\b", words)), None)


def _short(words: str) -> Made | None:
    month, day = _month(words), _day(words)
    if month is None or day is None or not 1 <= day <= 31:
        return None

    def days(anchor: date, direction: Direction) -> Interval | None:
        near = [_make(anchor.year + shift, month, day) for shift in (-1, 0, 1)]
        found = [one for one in near if one is not None]
        best = _directed(found, anchor, direction)
        return (best, best) if best is not None else None

    return days, False, None


def _directed(found: list[date], anchor: date, direction: Direction) -> date | None:
    """The nearest of these days that lies where the clause looks; the nearest of all if it looks nowhere."""
    fitting = [one for one in found if direction == 0 or (one - anchor).days * direction >= -1]
    return min(fitting or found, key=lambda one: abs((one - anchor).days), default=None)


def _monthyear(words: str) -> Made | None:
    year, month = _year(words), _month(words)
    if year is None or month is None:
        return None
    return _fixed(*_part_of(words, *_month_days(year, month)))


def _month_days(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _part_of(words: str, first: date, last: date) -> Interval:
    """The part of a stretch that "early", "mid", "end of" leave."""
    share = next(
        (bounds for word, bounds in words_of_time()["parts"].items() if re.search(rf"\b{word}\b", words)), None
    )
    if share is None:
        return first, last
    length = (last - first).days
    return first + timedelta(days=int(length * share[0])), first + timedelta(days=round(length * share[1]))


def _seasonyear(words: str) -> Made | None:
    year = _year(words)
    season = re.search(any_of("seasons"), words)
    if year is None or season is None:
        return None
    return _fixed(*_season_days(year, season.group()))


def _season_days(year: int, name: str) -> Interval:
    first, last = words_of_time()["seasons"][name]
    ends = year + (last < first)
    return date(year, first, 1), _month_days(ends, last)[1]


def _stepped(words: str) -> Made | None:
    step, month = _step(words) or 0, _month(words)
    season = re.search(rf"\b{any_of('seasons')}\b", words)
    unit = _unit(words)
    if month is not None:
        return (lambda anchor, _d: _part_of(words, *_stepped_month(anchor, month, step))), False, None
    if season is not None:
        return (lambda anchor, _d: _stepped_season(anchor, season.group(), step)), False, None
    if unit is None:
        return None
    if unit == "decade" and step == -1:
        return _stretch(words)
    return (lambda anchor, _d: _stepped_unit(words, anchor, unit, step)), False, None


def _stepped_month(anchor: date, month: int, step: int) -> Interval:
    year = anchor.year
    if step == -1 and month >= anchor.month:
        year -= 1
    if step == 1 and month <= anchor.month:
        year += 1
    return _month_days(year, month)


def _stepped_season(anchor: date, name: str, step: int) -> Interval:
    year = anchor.year + step
    found = _season_days(year, name)
    if step == -1 and _season_days(anchor.year, name)[1] < anchor:
        return _season_days(anchor.year, name)
    if step == 0 and found[0] > anchor and (found[0] - anchor).days > HALF_YEAR:
        return _season_days(year - 1, name)
    return found


def _unit(words: str) -> str | None:
    found = re.search(rf"\b({any_of('units')})s?\b", words)
    return words_of_time()["units"][found.group(1)] if found else None


def _stepped_unit(words: str, anchor: date, unit: str, step: int) -> Interval | None:
    whole = _whole_unit(anchor, unit, step)
    if whole is None:
        return None
    first, last = _part_of(words, *whole)
    if step == 0 and re.match(r"earlier", words):
        return first, min(last, anchor)
    if step == 0 and re.match(r"later", words):
        return max(first, anchor), last
    return first, last


def _whole_unit(anchor: date, unit: str, step: int) -> Interval | None:
    if unit == "day":
        return anchor + timedelta(days=step), anchor + timedelta(days=step)
    if unit in ("week", "weekend", "fortnight"):
        return _weeks(anchor, unit, step)
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return _month_days(months // 12, months % 12 + 1)
    if unit == "quarter":
        quarters = anchor.year * 4 + (anchor.month - 1) // 3 + step
        first = date(quarters // 4, quarters % 4 * 3 + 1, 1)
        return first, _month_days(first.year, first.month + 2)[1]
    if unit == "year":
        return date(anchor.year + step, 1, 1), date(anchor.year + step, 12, 31)
    if unit == "decade":
        start = (anchor.year // 10 + step) * 10
        return date(start, 1, 1), date(start + 9, 12, 31)
    return None


def _weeks(anchor: date, unit: str, step: int) -> Interval:
    monday = anchor - timedelta(days=anchor.weekday())
    if unit == "weekend":
        saturday = monday + timedelta(days=5 + 7 * step)
        if step == 0 and anchor.weekday() < 2:
            saturday -= timedelta(days=7)
        return saturday, saturday + timedelta(days=1)
    weeks = 2 if unit == "fortnight" else 1
    first = monday + timedelta(days=7 * step * weeks)
    return first, first + timedelta(days=7 * weeks - 1)


def _ofunit(words: str) -> Made | None:
    unit = _unit(words)
    if unit is None:
        return None
    return (lambda anchor, _d: _stepped_unit(words, anchor, unit, 0)), False, None


def _named(words: str) -> Made:
    shift = words_of_time()["days"][words]
    return (lambda anchor, _d: (anchor + timedelta(days=shift), anchor + timedelta(days=shift))), False, None


def _count(words: str) -> tuple[int, int] | None:
    digits = _numbers(words)
    if digits:
        return digits[0], digits[0]
    for word, bounds in words_of_time()["vague_counts"].items():
        if re.search(rf"\b{word}\b", words):
            return bounds[0], bounds[1]
    for word, size in words_of_time()["numbers"]["units"].items():
        if re.search(rf"\b{word}\b", words) and size >= 1:
            return int(size), int(size)
    return (1, 1) if re.search(r"\ban?\b", words) else None


def _ago(words: str) -> Made | None:
    count, unit = _count(words), _unit(words)
    if count is None or unit is None:
        return None
    if not words.endswith(("ago", "from now")):
        return None, False, RELATIVE
    sign = -1 if words.endswith("ago") else 1

    def days(anchor: date, _direction: Direction) -> Interval | None:
        ends = [_shifted(anchor, unit, sign * size) for size in count]
        return (min(e[0] for e in ends), max(e[1] for e in ends))

    return days, False, None


def _shifted(anchor: date, unit: str, count: int) -> Interval:
    if unit in ("hour", "day"):
        day = anchor + timedelta(days=count if unit == "day" else count // 24)
        return day, day
    if unit in ("week", "weekend", "fortnight"):
        day = anchor + timedelta(days=(14 if unit == "fortnight" else 7) * count)
        return day - timedelta(days=3), day + timedelta(days=3)
    found = _whole_unit(anchor, unit, count)
    return (
        found if found is not None else (date(anchor.year + 100 * count, 1, 1), date(anchor.year + 100 * count, 12, 31))
    )


def _stretch(words: str) -> Made | None:
    count, unit = _count(words), _unit(words)
    if unit is None:
        return None
    if count is None:
        count = (1, 1)

    def days(anchor: date, _direction: Direction) -> Interval:
        return _shifted(anchor, unit, -max(count))[0], anchor

    return days, False, None


def _decade(words: str) -> Made | None:
    found = re.search(r"(\d{3}0)s", words)
    if found is None:
        return None
    start = int(found.group(1))
    return _fixed(*_part_of(words.replace("the ", ""), date(start, 1, 1), date(start + 9, 12, 31)))


def _years(words: str) -> Made:
    first, last = sorted(_numbers(words)[:2])
    return _fixed(date(first, 1, 1), date(last, 12, 31))


def _since(words: str) -> Made | None:
    inner = words.removeprefix("since ")
    for reader in (_full, _monthyear, _short, _bare_month, _bare_year):
        made = reader(inner)
        if made is not None and made[0] is not None:
            return _up_to_now(made[0], made[1])
    return None


def _up_to_now(begins: Resolver, absolute: bool) -> Made:
    def days(anchor: date, _direction: Direction) -> Interval | None:
        found = begins(anchor, -1)
        return (found[0], max(found[0], anchor)) if found is not None else None

    del absolute  # the end of the stretch is the day of publication, so it always needs one
    return days, False, None


def _bare_month(words: str) -> Made | None:
    month = _month(words)
    if month is None:
        return None

    def days(anchor: date, direction: Direction) -> Interval | None:
        starts = [date(anchor.year + shift, month, 1) for shift in (-1, 0, 1)]
        if direction == -1:
            starts = [one for one in starts if one <= anchor]
        elif direction == 1:
            starts = [one for one in starts if _month_days(one.year, month)[1] >= anchor]
        best = min(starts, key=lambda one: abs((one + timedelta(days=14) - anchor).days))
        return _part_of(words, *_month_days(best.year, best.month))

    return days, False, None


def _bare_year(words: str) -> Made | None:
    year = _year(words)
    return _fixed(*_part_of(words, date(year, 1, 1), date(year, 12, 31))) if year is not None else None


READERS: Mapping[str, Callable[[str], Made | None]] = {
    "full": _full,
    "weekday": _weekday,
    "short": _short,
    "monthyear": _monthyear,
    "seasonyear": _seasonyear,
    "stepped": _stepped,
    "ofunit": _ofunit,
    "named": _named,
    "ago": _ago,
    "stretch": _stretch,
    "decade": _decade,
    "years": _years,
    "since": _since,
    "month": _bare_month,
    "year": _bare_year,
}
