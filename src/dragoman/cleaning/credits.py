"""Credit lines: whom a text is taken from, or who else worked on it ("Source: AFP", "Editing by Jane Doe")."""

import re
from dataclasses import dataclass

from dragoman.cleaning.agencies import source_named, sources_named
from dragoman.cleaning.bylines import is_name
from dragoman.cleaning.phrases import fold, opening
from dragoman.records import CreditKind, Span

#: A credit line has at most so many characters and words, and the name in one so many words.
LINE_CHARS, LINE_WORDS, SOURCE_WORDS = 500, 40, 6
_AFTER_MARK = re.compile(r"[^:：|\-–—]{2,40}[:：|\-–—]\s*")
#: The offices of a text's workers, before their names.
_OFFICE = re.compile(
    r"(?P<office>(?:additional |further )?"
    r"(?:reporting|writing|editing|edited|written|reported|compiled|translated|produced)"
    r"(?: (?:and|&) (?:writing|editing|reporting))?)\s+(?:by|from)\s*:?\s+",
    re.IGNORECASE,
)
#: "Source: Xinhua Editor: …": the editor is not of the source's name.
_EDITOR = re.compile(r"\s+editors?\s*[:：].*$", re.IGNORECASE | re.DOTALL)
_CONTRIBUTED = re.compile(r"\s+(?:also )?contributed (?:to|reporting)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
_TITLE = re.compile(r"^.*\b(?:writers?|correspondents?|reporters?|journalists?)\s+(?=[^\W\d_])", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:in|from)\s+.*$|[.)\]]+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody whom a credit line names; ``office`` is ``source`` or what was done (``reporting``, ``editing``)."""

    name: str
    kind: CreditKind
    office: str
    span: Span


def find_credits(text: str) -> tuple[Mention, ...]:
    """Whom a credit line names; empty if the line is none."""
    if len(text) > LINE_CHARS or len(text.split()) > LINE_WORDS:
        return ()
    return _alone(text) or _workers(text) or _source(text)


def _alone(text: str) -> tuple[Mention, ...]:
    """A line that names agencies and does nothing else: ``(AFP)``, ``AP/Reuters``."""
    trimmed = text.strip(" -–—()[]*.")
    if not trimmed:
        return ()
    offset = text.index(trimmed)
    return tuple(
        Mention(source.name, source.kind, "source", (offset + start, offset + end))
        for source, start, end in sources_named(trimmed)
    )


def _source(text: str) -> tuple[Mention, ...]:
    """A name after "Source:", "Kaynak:", "With inputs from" and the like."""
    phrase = opening(fold(text)).source
    if phrase is None:
        return ()
    start = _past(text, phrase)
    rest = _EDITOR.sub("", text[start:]).strip(" .)]:：-–—")
    if not rest or len(rest.split()) > SOURCE_WORDS:
        return ()
    begin = text.index(rest, start)
    named = sources_named(rest)
    if named:
        return tuple(Mention(s.name, s.kind, "source", (begin + a, begin + b)) for s, a, b in named)
    marked = bool(re.match(r"\W*[:：|\-–—]", text[_past(text, phrase, marks=False) :]))
    name = rest[0].isupper() or not rest[0].isalpha() or not rest[0].islower()
    return (Mention(rest, "outlet", "source", (begin, begin + len(rest))),) if marked and name else ()


def _past(text: str, phrase: str, marks: bool = True) -> int:
    """Where the line goes on after its opening phrase (and the marks after it)."""
    found = re.match(r"\W*" + r"\W+".join(re.escape(word) for word in re.findall(r"\w+", phrase)), text, re.IGNORECASE)
    end = found.end() if found else 0
    after = re.match(r"[\s:：|\-–—]*", text[end:])
    return end + (after.end() if marks and after else 0)


def _workers(text: str) -> tuple[Mention, ...]:
    """Names after "Reporting by …; editing by …", or before "contributed to this report"."""
    offices = list(_OFFICE.finditer(text))
    found: list[Mention] = []
    for number, office in enumerate(offices):
        end = offices[number + 1].start() if number + 1 < len(offices) else len(text)
        found += _people(text, office.end(), end, office["office"].split()[0].lower())
    contributed = _CONTRIBUTED.search(text)
    if contributed and not offices:
        found += _people(text, 0, contributed.start(), "reporting")
    return tuple(found)


def _people(text: str, start: int, end: int, office: str) -> list[Mention]:
    found, position = [], start
    for joint in (*_BETWEEN.finditer(text, start, end), None):
        stop = joint.start() if joint else end
        words = _TITLE.sub("", _PLACE.sub("", text[position:stop].strip(" ;()[]")).strip(" ;."))
        if is_name(words) and source_named(words) is None:
            begin = text.index(words, position)
            found.append(Mention(words, "author", office, (begin, begin + len(words))))
        position = joint.end() if joint else end
    return found
