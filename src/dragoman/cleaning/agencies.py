"""News agencies and broadcasters: their names and marks, looked up in the places that credit them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from dragoman.records import CreditKind
from dragoman.vocab import load, require

#: Marks of so many letters or fewer count only as they are written in the vocabulary (``AP``, not ``ap``).
EXACT_LENGTH = 4
#: More words than this are no agency's name.
NAME_WORDS = 6
_COUNTRY = re.compile(r"[A-Z]{3}")
#: What joins agencies in a credit: "AP/Reuters", "AFP and dpa".
_JOINTS = re.compile(r"\s*(?:[/&+;,|]|\s[-–—]\s|\band\b|\bwith\b|\bund\b|\bet\b)\s*")


@dataclass(frozen=True, slots=True)
class Source:
    """An agency or broadcaster that texts are credited to; no country where several bear the name."""

    name: str
    kind: CreditKind
    country: str | None


@cache
def known() -> Mapping[str, Source]:
    """Every name and mark; short marks as written, longer ones also in lower case.

    Raises:
        VocabularyError: an entry lacks its name, country or site.
    """
    found: dict[str, Source] = {}
    data = load("agencies")
    kinds: tuple[tuple[str, CreditKind], ...] = (("agencies", "agency"), ("broadcasters", "broadcaster"))
    for key, kind in kinds:
        for row in data[key]:
            source = _source(row, kind)
            for mark in (source.name, *row["marks"]):
                shared = found.get(_key(mark), source) != source
                found[_key(mark)] = Source(mark, kind, None) if shared else source
    return MappingProxyType(found)


def _source(row: dict[str, Any], kind: CreditKind) -> Source:
    name, country = row.get("name"), str(row.get("country"))
    require(isinstance(name, str) and bool(row.get("site")), "agencies", f"{row!r} lacks a name or site")
    require(bool(_COUNTRY.fullmatch(country)), "agencies", f"{name} has no ISO 3166 alpha-3 country")
    return Source(cast("str", name), kind, country)


def _key(mark: str) -> str:
    words = " ".join(mark.replace("’", "'").split())
    return words if len(words) <= EXACT_LENGTH else words.casefold()


def source_named(text: str) -> Source | None:
    """The agency or broadcaster that these words name, if they do nothing else."""
    words = text.strip(" \t.,:;()[]/-–—*\"'")
    if words.lower().startswith("the "):
        words = words[4:]
    return known().get(_key(words)) if words and words.count(" ") < NAME_WORDS else None


def sources_named(text: str) -> list[tuple[Source, int, int]]:
    """The agencies and broadcasters of a list such as ``AP/Reuters``, with offsets; empty if it holds anything else."""
    found = []
    for start, end in pieces(text, _JOINTS):
        source = source_named(text[start:end])
        if source is None:
            return []
        found.append((source, start, end))
    return found


def pieces(text: str, joints: re.Pattern[str]) -> list[tuple[int, int]]:
    """The parts of a text between joints, without white space at their ends."""
    bounds, position = [], 0
    for joint in (*joints.finditer(text), None):
        end = joint.start() if joint else len(text)
        part = text[position:end]
        if part.strip():
            begin = position + len(part) - len(part.lstrip())
            bounds.append((begin, begin + len(part.strip())))
        if joint:
            position = joint.end()
    return bounds
