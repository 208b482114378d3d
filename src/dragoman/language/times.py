"""Dates in the text: expressions of time, and the first and last day that each may mean.

A deterministic resolver: what an expression means depends on its words, on the day of publication and on whether the
clause looks back or ahead. Weekdays mean the most recent one, the day of publication included; ahead, the next one.
Measured by ``benchmarks/dates.py``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.language.intervals import READERS, Direction, Interval, Resolver, any_of, words_of_time
from dragoman.records import EventDate, Published

NO_ANCHOR = "the document's date of publication is not known"
VAGUE = "the words name no day"

LONGEST_ABBREVIATION = 6
"""A full stop belongs to a month or weekday of so many characters, stop included ("Thurs."), else to the sentence."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time in a text: its code points, its words, and how to resolve it.

    ``days`` gives the interval for an anchor day and a direction; ``absolute`` ones need no anchor. None means that the
    words alone do not tell (``reason``).
    """

    start: int
    end: int
    text: str
    days: Resolver | None
    absolute: bool = False
    reason: str | None = None


def expressions(text: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """The expressions of time of a text, in order, none overlapping (at each place the longest)."""
    found: list[Expression] = []
    position, stop = start, len(text) if end is None else end
    pattern = _pattern()
    while (match := pattern.search(text, position, stop)) is not None:
        one = _read(match)
        position = match.end() if one is not None else match.start() + max(1, len(match.group().split()[0]))
        if one is not None:
            found.append(one)
    return found


def resolve(expression: Expression, published: Published | None, direction: Direction = -1) -> EventDate:
    """The date that an expression gives, relative to the document's publication where it must be.

    ``direction`` is -1 where the clause tells of the past, 1 where it looks ahead, 0 where neither is known.
    """
    span = (expression.start, expression.end)
    if expression.days is None:
        return EventDate(text=expression.text, span=span, reason=expression.reason or VAGUE)
    if published is None and not expression.absolute:
        return EventDate(text=expression.text, span=span, reason=NO_ANCHOR)
    interval = _resolved(expression, published, direction)
    if interval is None:
        return EventDate(text=expression.text, span=span, reason=expression.reason or VAGUE)
    relative = None if expression.absolute else "published"
    first, last = (day.isoformat() for day in interval)
    return EventDate(earliest=first, latest=last, text=expression.text, span=span, relative_to=relative)


def _resolved(expression: Expression, published: Published | None, direction: Direction) -> Interval | None:
    assert expression.days is not None
    if published is None:
        return expression.days(date(2000, 1, 1), direction)
    first = expression.days(date.fromisoformat(published.earliest), direction)
    last = expression.days(date.fromisoformat(published.latest), direction)
    return (min(first[0], last[0]), max(first[1], last[1])) if first and last else None


@cache
def triggers() -> frozenset[str]:
    """Lower-case words without which (or a digit) no sentence holds an expression of time."""
    rows = words_of_time()
    words = {w for n in ("weekdays", "months", "seasons", "days", "units", "steps", "stretch") for w in rows[n]}
    ends = {word.split(" ")[-1] for word in words}
    return frozenset(words | ends | {f"{word}s" for word in rows["units"]} | {f"{word}." for word in rows["months"]})


@cache
def _pattern() -> re.Pattern[str]:
    month, weekday = any_of("months") + r"\.?", any_of("weekdays") + r"\.?"
    counts = "|".join((*words_of_time()["numbers"]["units"], *words_of_time()["vague_counts"]))
    number = rf"(?:\d{{1,3}}|an?|{counts})"
    part = r"(?:(?:the\s+)?(?:" + "|".join(words_of_time()["parts"]) + r")(?:[-\s]+(?:of\s+)?(?:the\s+)?))"
    day, year = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:1[5-9]|20)\d\d"
    about = "(?:about|some|nearly|almost|around|over|more than)"
    lead = r"(?:in|of|since|until|by|during|from|for|between|to)\s+"
    step, unit, season = any_of("steps"), any_of("units") + "s?", any_of("seasons")
    full = rf"(?:{month}\s+{day},?\s+{year}|{day}\s+(?:of\s+)?{month},?\s+{year}|{year}-\d\d-\d\d)"
    short = rf"(?:{month}\s+{day}(?!\d|,?\d)|{day}\s+(?:of\s+)?{month})"
    rules = {
        "full": full,
        "weekday": rf"(?:(?:{step}|early|late)\s+)?{weekday}(?!\w)(?:,?\s*\(?(?:{full}|{short})\)?)?",
        "short": short,
        "monthyear": rf"(?:{part})?{month},?\s+(?:of\s+)?{year}",
        "seasonyear": rf"(?:{part})?{season}\s+(?:of\s+)?{year}",
        "stepped": rf"(?:(?:earlier|later|{part})\s*)?(?:the\s+)?{step}\s+(?:{unit}|{season}|{month})(?!\w)",
        "ofunit": rf"{part}(?:{unit})(?!\w)",
        "named": any_of("days"),
        "ago": rf"(?:{about}\s+)?{number}\s+(?:{unit})\s+{any_of('directions')}",
        "stretch": rf"(?:(?:over|in|for)\s+)?(?:the\s+)?(?:past|last|recent|previous)\s+(?:{number}\s+)?(?:{unit})",
        "decade": r"(?:(?:early|mid|late)[-\s]+)?(?:the\s+)?(?:1[5-9]|20)\d0s",
        "years": rf"(?:between|from)\s+{year}\s+(?:and|to|until)\s+{year}",
        "since": rf"since\s+(?:{full}|{month}\s+{year}|{short}|{month}|{year})",
        "month": rf"(?:{lead}{part}?|{part}){month}(?!\w)(?!,?\s+(?:of\s+)?\d)",
        "year": rf"(?:{part})?(?<![\d,.$€£/-]){year}(?![\d%]|[.,]\d|\s*(?:people|troops|soldiers|tons|tonnes))",
    }
    return re.compile("|".join(rf"(?P<{name}>\b{rule})(?!\w)" for name, rule in rules.items()), re.IGNORECASE)


def _read(match: re.Match[str]) -> Expression | None:
    name, text = match.lastgroup or "", match.group()
    if text.endswith(".") and len(text.split()[-1]) > LONGEST_ABBREVIATION:
        text = text[:-1]
    lead = re.match(r"(?:in|of|by|during|from|for|over|to|until|about|some)\s+", text, re.IGNORECASE)
    cut = lead.end() if lead is not None and name in ("month", "stretch", "ago") else 0
    cut = cut if cut else len(text) - len(text.lstrip())
    if name in ("month", "weekday") and _small(text[cut:]):
        return None
    made = READERS[name](" ".join(text[cut:].lower().replace(".", "").split()))
    if made is None:
        return None
    days, absolute, reason = made
    return Expression(match.start() + cut, match.start() + len(text), text[cut:], days, absolute, reason)


def _small(words: str) -> bool:
    """Whether a name that is a word too ("may", "sat") is written small: then it is that word."""
    return words == words.lower() and words.split()[-1] in words_of_time()["ambiguous"]


def within(found: Iterable[Expression], start: int, end: int) -> list[Expression]:
    """The expressions that lie in a code point range."""
    return [one for one in found if start <= one.start and one.end <= end]
