"""Finds the names and things of the tables in a text: the longest first, as they stand or in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

MIN_CAPITALS = 4  # letters of a name that may also stand in capitals: "MALI" is Mali, "IT" is not It

_NAME_GOES_ON = re.compile(r"[ -][A-Z]")


@dataclass(frozen=True)
class Hit:
    """A form of the tables in a text, and the words as they stand there."""

    start: int
    form: str
    words: str

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.start + len(self.words)

    def cased(self, new: str) -> str:
        """Other words, written as these are: in capitals, in small letters, or with a capital at the beginning."""
        if self.words == self.form:
            return new
        if self.words == self.form.upper():
            return new.upper()
        if self.words == self.form.lower():
            return new.lower()
        return new[:1].upper() + new[1:]


@lru_cache(maxsize=64)
def _pattern(forms: frozenset[str]) -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
    # A word may be glued to its neighbours where a page lost the space between them: "TagsFranceMali".
    before, after = r"(?:(?<!\w)|(?<=[a-zà-ÿ])(?=[A-Z]))", r"(?:(?!\w)|(?<=[a-zà-ÿ])(?=[A-Z]))"
    return re.compile(f"{before}(?i:{longest_first}){after}")


def scan(text: str, forms: Iterable[str]) -> Iterator[Hit]:
    """The forms that stand in the text, from left to right, none within another."""
    known = frozenset(forms)
    folded: dict[str, list[str]] = {}
    for one in sorted(known):
        folded.setdefault(one.lower(), []).append(one)
    place = 0
    pattern = _pattern(known)
    while match := pattern.search(text, place):
        form: str | None = _written(match[0], folded.get(match[0].lower(), []), _is_small(text, match.start()))
        if form is not None and form.startswith("the ") and _NAME_GOES_ON.match(text, match.end()):
            form = None  # "the North" in "the North Sea"
        if form is not None:
            yield Hit(match.start(), form, match[0])
        place = match.end() if form is not None else match.start() + 1


def _written(words: str, forms: list[str], small: bool) -> str | None:
    """Which of the forms the words are, if their case allows."""
    for form in forms:
        if words == form or (small and words == form.lower() and len(form) >= MIN_CAPITALS):
            return form
        if words == form.upper() and len(form) >= MIN_CAPITALS:
            return form
        if form[0].islower() and words == form[0].upper() + form[1:]:
            return form
    return None


def _is_small(text: str, place: int) -> bool:
    """Whether the line has no capitals at all, so that a name in small letters is still a name."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    line = text[start : end if end >= 0 else len(text)]
    return not any(letter.isupper() for letter in line)
