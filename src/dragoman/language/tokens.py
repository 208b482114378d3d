"""Cut a text into tokens as the English treebanks of Universal Dependencies do.

A token never crosses white space, is at most :data:`LONGEST` characters long, and every other character lies in exactly
one token. Linear in the text: it is first cut into chunks at white space (and at :data:`LONGEST`), and equal chunks are
cut once.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

LONGEST = 120
"""Characters in a chunk at most: longer runs without white space are cut, so that any input takes linear time."""

REMEMBERED = 200_000
"""Chunks whose cut is kept in memory (about 40 MB when full)."""

MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff"
)
"""Combining marks, joiners and modifiers: they stay with the character before them."""

_LETTER = rf"(?:[^\W\d_][{MARKS}]*)"
_QUOTE = "['\u2019\u02bc\u2018`]"
_ITEM = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.|[a-zA-Z]\.")  # the number of a list's item or heading, where a range opens
_CHUNK = re.compile(rf"\S{{1,{LONGEST}}}")
_CLITIC = re.compile(rf"(?i)(?:n{_QUOTE}t|{_QUOTE}(?:s|m|re|ve|ll|d))$")


@cache
def _lists() -> dict[str, object]:
    return cast("dict[str, object]", yaml.safe_load(files("dragoman.vocab").joinpath("tokens.yaml").read_text("utf-8")))


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def _abbreviations() -> str:
    groups = cast("dict[str, list[str]]", _lists()["abbreviations"])
    words = {word for group in groups.values() for word in group}
    doubtful = set(cast("list[str]", _lists()["before_number"]))
    sure = [word for word in words if word.lower() not in doubtful]
    return _any({form for word in sure for form in (word, word.capitalize(), word.upper())})


def _pattern() -> re.Pattern[str]:
    prefix = _any(word.rstrip("-") for word in cast("list[str]", _lists()["hyphen_prefixes"]) if not word.endswith("-"))
    domain, extension, unit = (
        _any(cast("list[str]", _lists()[name])) for name in ("top_level_domains", "file_extensions", "units")
    )
    word = rf"{_LETTER}(?:{_LETTER}|\d|_|{_QUOTE}(?={_LETTER}{{2}})|{_QUOTE}(?={_LETTER}\b))*"
    rules = (
        r"(?i:https?://|www\.)\S*[\w/=#]",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        rf"(?i:[\w-]+(?:\.[\w-]+)*\.{domain})(?![\w])(?:/\S*[\w/])?",
        rf"(?i:[\w-]+\.{extension})(?!\w)",
        r"[@#](?=\w*[^\W\d])\w+",
        r"[:;=]-?[()DP](?!\w)",
        rf"{_abbreviations()}\.(?!\w)",
        rf"(?:{_LETTER}\.){{2,}}(?!\w)",
        rf"(?:{_LETTER}\.)+{_LETTER}(?!\w)",
        r"[A-HJ-Z]\.(?!\w)",
        r"Ph\.D\.",
        r"\d{3}[-.]\d{3}[-.]\d{4}|\d{3}-\d{4}(?!\d)",
        rf"\d+(?:[.:]\d+)?(?=(?i:{unit})\b)",
        rf"[+]?\d+(?:,\d{{3}}(?!\d))*(?:[.:/]\d+)*{_LETTER}*",
        r"\.\d+",
        r"\.{2,}|-{2,}|[!?]{2,}|={2,}|\*{2,}|_{2,}|\+{2,}|<<|>>|``|''|’’|‘‘",
        rf"(?i:{prefix})-(?={_LETTER}){word}",
        r"[A-Z]{1,3}&[A-Z]{1,3}(?!\w)",
        word,
        rf"{_QUOTE}(?:\d\ds?|em|n|tis|twas)(?!\w)",
        rf"{_QUOTE}(?i:s|m|re|ve|ll|d)(?!\w)",
        rf"(?s:.)(?:[{MARKS}]|(?<=\u200d)[^\w\s])*",
    )
    return re.compile("|".join(rules))


@cache
def _compiled() -> tuple[re.Pattern[str], dict[str, int]]:
    return _pattern(), cast("dict[str, int]", _lists()["fused"])


_known: dict[str, tuple[tuple[int, int], ...]] = {}


def _cut_word(word: str, start: int, fused: dict[str, int]) -> list[tuple[int, int]]:
    """A word without and with its clitics: "couldn't've" gives three."""
    cut = fused.get(word.lower())
    if cut is not None:
        return [(start, start + cut), (start + cut, start + len(word))]
    ends: list[tuple[int, int]] = []
    stop = len(word)
    while (found := _CLITIC.search(word, 0, stop)) and found.start() > 0:
        ends.append((start + found.start(), start + stop))
        stop = found.start()
    return [(start, start + stop), *reversed(ends)]


def cut_chunk(chunk: str) -> tuple[tuple[int, int], ...]:
    """Tokens of a run of characters without white space, as ``(start, end)`` within it."""
    known = _known.get(chunk)
    if known is not None:
        return known
    pattern, fused = _compiled()
    cuts: list[tuple[int, int]] = []
    for match in pattern.finditer(chunk):
        cuts.extend(_cut_word(match.group(), match.start(), fused) if len(match.group()) > 1 else [match.span()])
    if len(_known) >= REMEMBERED:
        _known.clear()
    _known[chunk] = result = tuple(cuts)
    return result


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Tokens of ``text[start:end]`` as code point ranges of ``text``, in order; an opening "1." is one token."""
    found: list[tuple[int, int]] = []
    numbered = _numbered()
    for chunk in _CHUNK.finditer(text, start, len(text) if end is None else end):
        base, word = chunk.span()[0], chunk.group()
        if word[-1] == "." and (
            (word[:-1].lower() in numbered and text[chunk.end() : chunk.end() + 2].strip()[:1].isdigit())
            or (base == start and _ITEM.fullmatch(word))
        ):
            found.append(chunk.span())
        else:
            found.extend((base + low, base + high) for low, high in cut_chunk(word))
    return found


@cache
def _numbered() -> frozenset[str]:
    return frozenset(cast("list[str]", _lists()["before_number"]))
