"""Puts a cast into a text in good English: "the" and "a" or "an" where the new words need them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from benchmarks.twins.casting import Cast, Role
from benchmarks.twins.edits import Edit, apply, ordered
from benchmarks.twins.scanning import Hit, scan
from benchmarks.twins.tables import load

MAX_ACRONYM = 4  # letters of what is spoken letter by letter

_FOLLOWERS = frozenset(load("grammar")["followers"])
_THE = re.compile(r"\b(the|The|THE) $")
_INDEFINITE = re.compile(r"(?<![\w.])([Aa]n?) $")
_SENTENCE_START = re.compile(r"(?:^|[\n.!?:“\"‘•])[ \t]*$")
_NEXT_WORD = re.compile(r"[ \t]+([^\W\d_]+)")


def rename(words: str, cast: Cast) -> str:
    """A name of the gold with its replacements: codes of countries as a whole, all others by their forms."""
    if words in cast.codes:
        return cast.codes[words]
    found = (Edit(hit.start, hit.words, hit.cased(cast.roles[hit.form].new)) for hit in _hits(words, cast))
    return apply(words, ordered(found))


def edits(text: str, cast: Cast, kept: Sequence[Edit]) -> Iterator[Edit]:
    """The edits for a cast where none of the `kept` ones stands already."""
    for hit in _hits(text, cast):
        if not any(edit.start < hit.end and hit.start < edit.end for edit in kept):
            yield _edit(text, hit, cast.roles[hit.form])


def _hits(text: str, cast: Cast) -> Iterator[Hit]:
    return scan(text, cast.roles)


def _edit(text: str, hit: Hit, role: Role) -> Edit:
    the, nominal = _THE.search(text[: hit.start]), is_nominal(text[hit.end :])
    new, new_article = role.new, role.new_article
    if the and nominal and role.people and not role.old_article:
        return Edit(hit.start, hit.words, hit.cased(role.people))
    if the and nominal and role.old_article and not new_article:
        return Edit(the.start(), the[0] + hit.words, hit.cased(new))
    if nominal and new_article and not role.old_article and not the:
        article = "The" if _SENTENCE_START.search(text[: hit.start]) else "the"
        return Edit(hit.start, hit.words, f"{article} {hit.cased(new)}")
    return Edit(hit.start, hit.words, hit.cased(new))


def is_nominal(rest: str) -> bool:
    """Whether a name before these words is a noun phrase of its own: no noun follows that it would modify."""
    word = _NEXT_WORD.match(rest)
    return word[1] in _FOLLOWERS if word else not rest.startswith("-")


def indefinite(text: str, found: Sequence[Edit]) -> Iterator[Edit]:
    """Edits that turn "a" into "an" or the other way round before what is replaced."""
    for edit in found:
        match = _INDEFINITE.search(text, 0, edit.start)
        if match and takes_an(edit.old) != takes_an(edit.new):
            article = "an" if takes_an(edit.new) else "a"
            yield Edit(match.start(1), match[1], article.capitalize() if match[1][0] == "A" else article)


def takes_an(words: str) -> bool:
    """Whether "an" stands before these words, by how the first of them is spoken."""
    rules = load("grammar")
    first = re.split(r"[\s-]", words.strip("“\"'‘("))[0]
    letters = first.replace(".", "")
    if letters.isupper() and len(letters) <= MAX_ACRONYM:
        return letters[0] in rules["letters_with_vowel"]
    spoken = first.lower()
    if any(spoken.startswith(beginning) for beginning in rules["silent_consonants"]):
        return True
    plain = unicodedata.normalize("NFD", spoken)[:1]
    return plain in rules["vowels"] and not any(spoken.startswith(one) for one in rules["consonant_vowels"])
