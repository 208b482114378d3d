"""Which mentions of persons are one person: by full name, surname, and what else a name may leave out."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

Words = tuple[str, ...]

SUFFIX, MIDDLE_LEFT_OUT, FIRST, INNER = 1.0, 0.95, 0.8, 0.6
"""How well a part of a name stands for the whole: its end, first and last word, its first word (as in Korean and
Chinese names, but a bare given name too), words in its midst."""

NEAR_LENGTH = 8
"""Letters from which on two full names that differ in one are held for one name in two spellings."""


@dataclass(slots=True)
class Person:
    """One person: the longest form of the name, and the tokens at which any form stands."""

    longest: Words
    tokens: list[int] = field(default_factory=list)
    gender: str | None = None


@lru_cache(maxsize=4096)
def normal(name: str) -> Words:
    """A name's words in lower case, without accents, dots and a leading Arabic article."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    words = (word.strip(".,'\"()") for word in plain.split())
    return tuple(_stem(word) for word in words if word.strip("-"))


def _stem(word: str) -> str:
    for article in ("al-", "el-", "ul-"):
        word = word.removeprefix(article)
    return word.replace("-", " ").replace(" ", "")


def fit(short: Words, full: Words) -> float:
    """How well ``short`` stands for ``full`` (0: not at all)."""
    if not short or len(short) > len(full):
        return 0.0
    if short == full or full[-len(short) :] == short:
        return SUFFIX
    if len(short) > 1 and short[0] == full[0] and short[-1] == full[-1] and _initials_agree(short, full):
        return MIDDLE_LEFT_OUT
    if full[: len(short)] == short:
        return FIRST
    return INNER if any(full[i : i + len(short)] == short for i in range(len(full))) else 0.0


def _initials_agree(short: Words, full: Words) -> bool:
    middle, whole = short[1:-1], full[1:-1]
    return all(any(w.startswith(m) for w in whole) for m in middle)


def near(one: Words, other: Words) -> bool:
    """Whether two full names are one in two spellings (one letter other, more or less)."""
    first, second = "".join(one), "".join(other)
    if min(len(first), len(second)) < NEAR_LENGTH or first[0] != second[0] or len(one) < 2 or len(other) < 2:
        return False
    return first == second or _one_edit(first, second)


def _one_edit(first: str, second: str) -> bool:
    if abs(len(first) - len(second)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    return (
        first[start + 1 :] == second[start + 1 :]
        or first[start + 1 :] == second[start:]
        or first[start:] == second[start + 1 :]
    )


def join(names: Sequence[tuple[str, int, str | None]]) -> list[int]:
    """For each ``(name, token, gender)`` the number of its person.

    Full names are joined first, anywhere in the text; parts of names go to the person whom they fit best, of equals to
    the one named most often before them, then to the one named first.
    """
    people: list[Person] = []
    index: dict[str, set[int]] = {}
    result = [-1] * len(names)
    order = sorted(range(len(names)), key=lambda i: (-len(normal(names[i][0])), names[i][1]))
    for place in order:
        name, token, gender = names[place]
        words = normal(name)
        near_ones = sorted({number for word in _marks(words) for number in index.get(word, ())})
        number = _choose(people, near_ones, words, token, gender)
        if number is None:
            number = len(people)
            people.append(Person(words))
        for mark in _marks(words):
            index.setdefault(mark, set()).add(number)
        people[number].tokens.append(token)
        people[number].gender = people[number].gender or gender
        result[place] = number
    return result


def _marks(words: Words) -> set[str]:
    """What two names of one person share at least one of: a word, or the first letters of the whole."""
    return {*words, "^" + "".join(words)[:3]}


def _choose(
    people: Sequence[Person], numbers: Sequence[int], words: Words, token: int, gender: str | None
) -> int | None:
    scored = []
    for number in numbers:
        person = people[number]
        score = 1.0 if near(words, person.longest) else fit(words, person.longest)
        if score > 0 and not _differ(person.gender, gender):
            scored.append((score, _recency(person, token), number))
    return max(scored)[2] if scored else None


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _recency(person: Person, token: int) -> tuple[int, int, int]:
    """Order of persons whom a part of a name fits equally: named before it, most often, first."""
    before = [place for place in person.tokens if place <= token]
    if before:
        return 1, len(before), -min(before)
    return 0, len(person.tokens), -min(person.tokens)


def fullest(forms: Iterable[str]) -> str:
    """The form to call a person by: the one of most words; of equals one that is not in capitals, then the first."""
    return max(forms, key=lambda form: (len(form.split()), not form.isupper()))
