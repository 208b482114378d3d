"""Datelines: place, day and agency at the head of a report ("ISTANBUL (AA) –", "WASHINGTON, June 3 (Reuters) -")."""

import re
from dataclasses import dataclass

from dragoman.cleaning.agencies import source_named
from dragoman.cleaning.phrases import fold, whole_role
from dragoman.records import Span

#: A dateline is looked for in so many characters at a paragraph's head.
REACH = 140
#: A bracket that names no known agency is taken for one if it has at most so many words, each with a capital.
UNKNOWN_WORDS = 4

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun[e.]?|Jul[y.]?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WORD = r"[^\W\d_][\w.'’-]*"
_PLACE = (
    rf"(?P<place>{_WORD}(?:[ /-]{_WORD}){{0,4}}(?:,\s?(?!{MONTH}\b){_WORD}(?: {_WORD}){{0,2}})?(?:\s?\[\w[\w ]*\])?)"
)
_DATE = rf"(?P<date>(?:{MONTH}\s{_DAY}|{_DAY}\s{MONTH})(?:,?\s(?P<year>(?:19|20)\d\d))?)"
_BRACKET = r"(?:\((?P<bracket>[^()\n]{2,40})\)|/(?P<slashed>[A-Z][\w -]{1,30})/\.?|\[(?P<squared>[A-Z][\w /-]{1,30})\])"
#: "Tehran, IRNA – …": an agency without brackets, which must be a known one.
_PLAIN = re.compile(
    r"\s*(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}), (?P<bracket>[A-Z][A-Za-z]{2,8})\s+[-–—]{1,2}\s+"
)
_DASH = r"(?:\s*(?:[-–—―]{1,2}|:|\.\s*[-–—]{1,2})\s*)"
#: place, date, agency, then a dash; each part may lack, but what stands must be enough (see ``_enough``).
_DATELINE = re.compile(rf"\s*(?:{_PLACE}[,.]?\s*)?(?:[,.]?\s*{_DATE}[,.]?\s*)?{_BRACKET}?(?P<dash>{_DASH})?")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: offsets in its line; ``length`` is where the report's own words begin."""

    length: int
    place: Span | None
    date: Span | None
    year: int | None
    agency: str | None
    agency_span: Span | None


def find_dateline(text: str) -> Dateline | None:
    """The dateline at the head of a line, or None."""
    plain = _PLAIN.match(text[:REACH])
    if plain and (source := source_named(plain["bracket"])):
        return Dateline(plain.end(), plain.span("place"), None, None, source.name, plain.span("bracket"))
    found = _DATELINE.match(text[:REACH])
    if not found or not found.group().strip() or not _enough(found):
        return None
    agency, span = _agency(found)
    if found["bracket"] and agency is None:
        return None
    year = int(found["year"]) if found["year"] else None
    place = found.span("place") if found["place"] else None
    date = found.span("date") if found["date"] else None
    length = len(text) - len(text[found.end() :].lstrip())
    return Dateline(length, place, date, year, agency, span)


def _enough(found: re.Match[str]) -> bool:
    """Whether the parts make a dateline: a bracket, or a place in capitals with a day or a dash."""
    whole = found.string[found.end() :].strip() == ""
    place = (found["place"] or "").split(",")[0].split("[")[0].strip()
    capitals = place.isupper() and len(place) > 2 and whole_role(fold(place)) is None
    if found["bracket"] or found["slashed"] or found["squared"]:
        closed = bool(found["dash"] or found["slashed"]) or whole or capitals
        return closed and bool(capitals or found["date"] or _known(found) or not found["place"])
    return capitals and bool(found["dash"] or (found["date"] and whole))


def _known(found: re.Match[str]) -> bool:
    return source_named(found["bracket"] or found["slashed"] or found["squared"] or "") is not None


def _agency(found: re.Match[str]) -> tuple[str | None, Span | None]:
    """Who is named in the bracket: a known agency by its name, another one as written."""
    for group in ("bracket", "slashed", "squared"):
        words = found[group]
        if not words:
            continue
        source = source_named(words)
        if source:
            return source.name, found.span(group)
        if _like_a_name(words) and (found["place"] or found["date"]):
            return words.strip(), found.span(group)
    return None, None


def _like_a_name(words: str) -> bool:
    parts = words.split()
    return 0 < len(parts) <= UNKNOWN_WORDS and all(p[0].isupper() for p in parts) and not re.search(r"[\d:]", words)
