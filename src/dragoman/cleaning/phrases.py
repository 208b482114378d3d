"""Phrases that tell furniture, bylines and credits (``vocab/furniture.yaml``), compiled for look-up."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args

from dragoman.records import SegmentKind
from dragoman.vocab import load, require

How = Literal["is", "starts", "has"]
#: What the first words of a line can open: a byline, a credit for a source, one for those who worked on the text.
OPENINGS = ("byline", "source", "workers")

#: Longer lines are not compared with phrases that may stand anywhere: nobody writes 60 words of furniture in one.
HAS_WORDS = 60
#: The longest phrase that a line may start with, in words.
START_WORDS = 6

_DIGITS = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_MARKS = "\"'“”‘’«»‹›→←↑↓▶►▼▲■□●○•·|*~_-–—=+:;,.!?…()[]{}<>/\\©®™ ✓✔✕✖×⋮≡☰🔗📷📸"
_LINK_MARKS = ":：|»›→>-–— "
#: What may follow a phrase that a line starts with.
_AFTER_START = re.compile(r"\s*(?:$|[:：|»›→>\-–—\[/•·])")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a line's first words say it is: the furniture role (with a mark after them), and the openings as phrases."""

    role: str | None = None
    byline: str | None = None
    source: str | None = None
    workers: str | None = None


@dataclass(frozen=True)
class Phrases:
    """Look-up tables by folded phrase; ``inside`` lists phrases with their roles by first word.

    ``with_colon`` are openings that count only with a colon after them.
    """

    whole: Mapping[str, str]
    start: Mapping[str, str]
    inside: Mapping[str, tuple[tuple[str, str], ...]]
    openings: Mapping[str, frozenset[str]]
    with_colon: frozenset[str]


def fold(text: str) -> str:
    """A line for comparison: lower case, single spaces, each run of digits ``#``, no marks at the ends."""
    return strip_marks(fold_inside(text))


def strip_marks(folded: str) -> str:
    """A folded line without the marks at its ends."""
    return folded.strip(_MARKS)


def fold_inside(text: str) -> str:
    """As :func:`fold`, with the marks at the ends."""
    lowered = " ".join(text.lower().split()).replace("’", "'").replace("i̇", "i")
    return _DIGITS.sub("#", lowered)


@cache
def phrases() -> Phrases:
    """The tables of ``vocab/furniture.yaml``, checked.

    Raises:
        VocabularyError: a role is not in ``vocab/segments.yaml`` or a phrase is no text.
    """
    data = load("furniture")
    inside: dict[str, tuple[tuple[str, str], ...]] = {}
    for phrase, role in _pairs(data["phrases"], "has"):
        folded = fold_inside(phrase)
        first = _WORD.search(folded)
        require(first is not None, "furniture", f"{phrase!r} under {role} has no word")
        if first:
            inside[first[0]] = (*inside.get(first[0], ()), (folded, role))
    openings = {
        "byline": frozenset(_flat(data["byline"])),
        "source": frozenset(_flat(data["credit"]["source"])),
        "workers": frozenset(_flat(data["credit"]["workers"])),
    }
    return Phrases(
        whole=MappingProxyType({fold(phrase): role for phrase, role in _pairs(data["phrases"], "is")}),
        start=MappingProxyType({fold(phrase): role for phrase, role in _pairs(data["phrases"], "starts")}),
        inside=MappingProxyType(inside),
        openings=MappingProxyType(openings),
        with_colon=frozenset(fold(w) for words in data["byline"].values() for w in words if w.endswith(":")),
    )


def _pairs(roles: Mapping[str, Any], how: How) -> Iterator[tuple[str, str]]:
    for role, ways in roles.items():
        require(role in segment_roles(), "furniture", f"{role!r} is no role of segments.yaml")
        for words in (ways.get(how) or {}).values():
            for phrase in words:
                require(isinstance(phrase, str), "furniture", f"{phrase!r} under {role} is no text")
                yield phrase, role


def _flat(languages: Mapping[str, list[str]]) -> Iterator[str]:
    for words in languages.values():
        yield from (fold(word) for word in words)


@cache
def segment_roles() -> tuple[str, ...]:
    """The closed list of furniture roles, in order of their names.

    Raises:
        VocabularyError: the kinds differ from the records' own.
    """
    data = load("segments")
    require(set(data["kinds"]) == set(get_args(SegmentKind)), "segments", "the kinds differ from the records' own")
    return tuple(sorted(data["roles"]))


def whole_role(folded: str) -> str | None:
    """The role of a line that is nothing but a known phrase."""
    return phrases().whole.get(folded)


def opening(folded: str) -> Opening:
    """What the first words of a folded line say it is; the longest phrase counts."""
    table = phrases()
    found: dict[str, str] = {}
    for head in _heads(folded):
        for name in OPENINGS:
            if name not in found and head in table.openings[name] and _has_its_colon(folded, head):
                found[name] = head
        if "role" not in found and head in table.start and _AFTER_START.match(folded, len(head)):
            found["role"] = table.start[head]
    return Opening(**found)


def _has_its_colon(folded: str, head: str) -> bool:
    """Whether a colon follows a phrase that wants one ("Author: …")."""
    return head not in phrases().with_colon or folded[len(head) :].lstrip()[:1] in (":", "：")


def inside_role(folded: str) -> str | None:
    """The role that words inside the line give it (the line folded with its marks)."""
    words = _WORD.findall(folded)
    if len(words) > HAS_WORDS:
        return None
    table = phrases().inside
    for word in words:
        for phrase, role in table.get(word, ()):
            if phrase in folded:
                return role
    return None


def _heads(folded: str) -> Iterator[str]:
    """The first words of a line without closing marks, most words first; words may end at a colon, too."""
    ends, position = [], 0
    for _ in range(START_WORDS):
        position = folded.find(" ", position + 1)
        if position < 0:
            ends.append(len(folded))
            break
        ends.append(position)
    for end in reversed(ends):
        yield folded[:end].rstrip(_LINK_MARKS)
        colon = folded.find(":", 0, end)
        if 0 < colon < end:
            yield folded[:colon].rstrip(_LINK_MARKS)
