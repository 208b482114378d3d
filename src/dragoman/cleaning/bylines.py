"""Bylines: whom a line names as authors ("By Jane Doe and John Roe", "Jane Doe | 3 May 2021")."""

import re
from dataclasses import dataclass
from functools import cache

from dragoman.cleaning.agencies import source_named
from dragoman.cleaning.datelines import MONTH
from dragoman.cleaning.phrases import fold, opening, whole_role
from dragoman.records import Span
from dragoman.vocab import load

#: A byline has at most so many characters and words, one without a word like "By" so many, a name in it so many.
LINE_CHARS, LINE_WORDS, BARE_WORDS, NAME_WORDS = 300, 24, 14, 5
_AND = r"\b(?:(?i:and|und|et|ve|och|with|avec)|y)\b|&"
_JOINT = re.compile(rf"\s*(?:(?P<both>{_AND})|[,;|•·/(\[]|\s[-–—]\s)\s*")
#: What follows a name and is none: where, when or for whom it was written.
_REST = re.compile(
    r"\s+(?:in|from|at|for|on|reports?|reporting|published|updated|posted)\b.*$"
    rf"|\s+{MONTH}\s+\d.*$|\s*\d.*$|\s*@\w.*$|\s+editors?\s*:.*$",
    re.IGNORECASE | re.DOTALL,
)
#: "ByJane Doe": pages lose the blank between two elements.
_GLUED_BY = re.compile(r"\W*[Bb]y(?=[A-Z][a-z])")
_TOKEN = re.compile(r"[^\W\d_](?:[\w'’.-]*[\w.])?$")


@dataclass(frozen=True, slots=True)
class Author:
    """A person or agency that a byline names, and where in the line."""

    name: str
    agency: bool
    span: Span


def find_authors(text: str) -> tuple[Author, ...]:
    """The authors of a line that begins as bylines do ("By …", "Von …"), or none if it is no byline."""
    if _is_long(text):
        return ()
    start = _after_prefix(text)
    return () if start is None else _authors(text, start)


def find_bare_authors(text: str) -> tuple[Author, ...]:
    """The authors of a line that is nothing but names ("Jane Doe and John Roe", "Jane Doe | 3 May 2021"), or none."""
    return () if _is_long(text) else _authors(text, 0)


def _is_long(text: str) -> bool:
    return len(text) > LINE_CHARS or len(text.split()) > LINE_WORDS


def is_bare_byline(text: str) -> bool:
    """Whether the line is names and what stands beside them in bylines: a place, an office, a day, an agency."""
    if len(text) > LINE_CHARS or len(text.split()) > BARE_WORDS or text.rstrip().endswith((".", "?", "!", ":")):
        return False
    names = find_bare_authors(text)
    tokens = names[0].name.split() if names else []
    shouted = [len(token) > 2 and token.isupper() for token in tokens]
    return bool(names) and any(shouted) == all(shouted)


def is_account(text: str) -> bool:
    """Whether the line is a user name or role of a system ("admin", "By Staff Writer")."""
    return whole_role(fold(text)) == "account"


def _after_prefix(text: str) -> int | None:
    """Where the names begin, after a word with which bylines begin."""
    glued = _GLUED_BY.match(text)
    if glued:
        return glued.end()
    phrase = opening(fold(text)).byline
    if phrase is None or is_account(text):
        return None
    words = len(phrase.split())
    found = re.match(rf"\W*(?:[^\W_]+\s*[:：]?\s+){{{words}}}", text + " ")
    return min(found.end(), len(text)) if found else None


def _authors(text: str, start: int) -> tuple[Author, ...]:
    """The names from there on, up to the last "and"; after a comma or bar alone stands a place, a role or an agency."""
    found: list[Author] = []
    parts, last_and = _parts(text, start)
    for number, (begin, stop) in enumerate(parts):
        source = source_named(text[begin:stop])
        if source:
            found.append(Author(source.name, source.kind == "agency", (begin, stop)))
            continue
        begin, stop = _without_office(text, begin, stop)
        if number <= last_and and is_name(text[begin:stop]):
            found.append(Author(_cased(text[begin:stop]), False, (begin, stop)))
        elif number == 0:
            return ()
    return tuple(found)


def _without_office(text: str, begin: int, stop: int) -> Span:
    """A name's bounds without the office or agency beside it ("Jane Doe Political editor", "our reporter Jane Doe")."""
    words = [(found.start() + begin, found.end() + begin) for found in re.finditer(r"\S+", text[begin:stop])]
    plain = [text[slice(*span)].lower().strip(".,") for span in words]
    while words and plain[0] in _honorifics():
        words, plain = words[1:], plain[1:]
    office = next((i for i in reversed(range(len(words))) if plain[i] in _offices()), None)
    if office is not None and is_name(text[words[0][0] : words[-1][1]][len(text[words[0][0] : words[office][1]]) :]):
        return words[office + 1][0], words[-1][1]
    for length in (3, 2) if len(words) > 2 and len(plain[1]) == 1 else (2, 3):
        rest = plain[length:]
        if rest and (set(rest) & _offices() or source_named(text[words[length][0] : stop])):
            return words[0][0], words[length - 1][1]
    return (words[0][0], words[-1][1]) if words else (begin, stop)


def _parts(text: str, start: int) -> tuple[list[Span], int]:
    """The parts of a byline between commas, bars and the like, less what follows names; and which an "and" ends."""
    parts: list[Span] = []
    position, last_and = start, 0
    for joint in (*_JOINT.finditer(text, start), None):
        end = joint.start() if joint else len(text)
        own = _REST.sub("", text[position:end]).rstrip(" .:)]")
        if own.strip():
            begin = position + len(own) - len(own.lstrip())
            parts.append((begin, position + len(own)))
            if joint and joint["both"]:
                last_and = len(parts)
        if joint:
            position = joint.end()
    return parts, last_and


def is_name(words: str) -> bool:
    """Whether words could be a person's name: each with a capital, no digits, no word of desks and outlets."""
    tokens = words.split()
    if not 2 <= len(tokens) <= NAME_WORDS or any(token.lower().strip(".,") in _not_names() for token in tokens):
        return False
    small = [token.lower() in _particles() for token in tokens]
    own = [_without_particle(token) for token, particle in zip(tokens, small, strict=True) if not particle]
    fitting = all(_TOKEN.match(token) and not token[0].islower() for token in own)
    return fitting and len(own) >= 2 and any(len(token.strip(".")) > 1 for token in own) and not small[-1]


def _without_particle(token: str) -> str:
    """``Masri`` of ``al-Masri``."""
    head, hyphen, rest = token.partition("-")
    return rest if hyphen and rest and head.lower() in _particles() else token


def _cased(words: str) -> str:
    """A name written all in capitals in the usual way; others as they stand."""
    if not words.isupper():
        return words
    parts = [word.lower() if word.lower() in _particles() else _capital(word) for word in words.split()]
    return " ".join(parts)


def _capital(word: str) -> str:
    made = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), made)


@cache
def _offices() -> frozenset[str]:
    return frozenset(load("furniture")["offices"])


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(load("furniture")["honorifics"])


@cache
def _not_names() -> frozenset[str]:
    return frozenset(load("furniture")["not_names"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(load("furniture")["particles"])
