"""Segments: what each piece of an article is. The tagger proposes, what can be read off a line for certain decides."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.cleaning.agencies import source_named
from dragoman.cleaning.bylines import find_authors, find_bare_authors, is_account, is_bare_byline
from dragoman.cleaning.credits import find_credits
from dragoman.cleaning.datelines import find_dateline
from dragoman.cleaning.days import find_day
from dragoman.cleaning.features import SHORT_WORDS, WORD, Look, features, look
from dragoman.cleaning.lines import Line, split_lines
from dragoman.cleaning.phrases import fold, inside_role, whole_role
from dragoman.cleaning.tagger import FURNITURE_LABELS, LABELS, ROLES, Floats, line_tagger
from dragoman.records import Segment, SegmentKind, Span

#: A line is passed over from this probability of furniture, byline and credit on: a short line soon, a short sentence
#: later, a paragraph only if it is nearly certain: what is lost costs more than what is kept. (Held-out news, 2026-11,
#: tried 0.5 to 0.7, 0.5 to 0.8 and 0.85 to 0.95: body kept .997, F1 within .002 of the best; at equal bars .993.)
SHORT_BAR, SENTENCE_BAR, RUNNING_BAR = 0.55, 0.8, 0.95
#: A line of so many words that begins and ends as a sentence is one.
SENTENCE_WORDS = 4
#: A sentence of so many words is passed over only if it is nearly certain, as a paragraph is: a text of a few lines is
#: unlike the pages that the tagger learned from, and must not lose its one paragraph.
LONG_SENTENCE_WORDS = 10
#: An agency after the last sentence stands in so many characters of a paragraph that is longer than they are.
TAIL_CHARS = 60
_TAIL = re.compile(r"[.!?][\"”’']?\s+(?P<credit>[-–—(\[/]*\s*(?P<name>[^\W\d_][\w .&/-]{1,40}?)\s*[)\]/]*\.?)$")
_GLUE = re.compile(r"[»|>]| / |[a-z][A-Z][a-z]")
_SENTENCE = re.compile(r"[\"“‘']?[^\W\d_a-z].*[^.]\.[\"”’']?", re.DOTALL)
#: A phrase of the vocabulary decides unless the tagger holds the line for body with this certainty.
BODY_CERTAIN = 0.9
#: The likeliest title counts from this probability on (tried 0.02 to 0.3 on held-out pages, 2026-11: .86 right).
TITLE_BAR = 0.05
#: A name alone is a byline from this probability on (real bylines that the tagger misses have 0.05 to 0.45).
BARE_BYLINE_BAR = 0.05
#: A role counts from this probability on.
ROLE_BAR = 0.5
#: Roles whose phrases may stand as headings or short paragraphs, too: there the tagger decides.
SOFT_ROLES = frozenset({"menu", "player", "tags", "placeholder", "search"})
#: A dateline is looked for in so many of the first paragraphs.
DATELINE_PARAGRAPHS = 3
#: A cut headline is told as a repeat from so many characters on.
REPEAT_CHARS = 12
#: A line of which so many words are the headline's is a form of it.
REPEAT_SHARE = 0.7

_OWN: tuple[SegmentKind, ...] = ("title", "standfirst", "heading", "body", "dateline")
_COLUMN = {label: number for number, label in enumerate(LABELS)}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line with its kind, and its role if it is furniture."""

    line: Line
    kind: SegmentKind
    role: str | None = None


def segment(text: str, title: str | None = None) -> tuple[Segment, ...]:
    """The segments of a text, in order and without overlap; every non-blank line lies in one (or is cut into some).

    ``title`` is the headline that metadata give, if any.
    """
    return tuple(pieces(label_lines(text, title)))


def label_lines(text: str, title: str | None = None) -> list[Labelled]:
    """Every non-blank line with its kind."""
    lines = split_lines(text)
    if not lines:
        return []
    looks = look(lines)
    shares, roles = line_tagger().tag(features(looks, title))
    kinds = [_kind(one, share) for one, share in zip(looks, shares, strict=True)]
    _choose_title(looks, shares, kinds, title)
    _pass_over_repeats(looks, shares, kinds)
    _find_bare_bylines(looks, shares, kinds)
    headline = looks[kinds.index("title")].folded if "title" in kinds else ""
    found = [
        Labelled(line, kind, _role(one, row, headline) if kind == "furniture" else None)
        for line, kind, one, row in zip(lines, kinds, looks, roles, strict=True)
    ]
    return _with_datelines(found)


# --- kinds -----------------------------------------------------------------------------------------------------------


def _kind(one: Look, share: Floats) -> SegmentKind:
    """What a line is by itself, by what it says and by the tagger."""
    body = float(share[_COLUMN["body"]])
    read = _read(one) if body < BODY_CERTAIN or one.count <= SHORT_WORDS else None
    if read:
        return read
    furniture = float(share[list(FURNITURE_LABELS)].sum())
    byline, credit = float(share[_COLUMN["byline"]]), float(share[_COLUMN["credit"]])
    if furniture + byline + credit > _bar(one):
        if byline > max(furniture, credit):
            return "byline" if not is_account(one.line.text) else "furniture"
        return "credit" if credit > furniture else "furniture"
    return max(_OWN, key=lambda kind: float(share[_COLUMN[kind]]))


def _bar(one: Look) -> float:
    """From which probability on a line is passed over."""
    if one.running:
        return RUNNING_BAR
    if len(one.tokens) < SENTENCE_WORDS or not _SENTENCE.fullmatch(one.line.text):
        return SHORT_BAR
    return RUNNING_BAR if len(one.tokens) >= LONG_SENTENCE_WORDS else SENTENCE_BAR


def _read(one: Look) -> SegmentKind | None:
    """What a line says itself that it is: a known phrase, a byline, a credit."""
    text = one.line.text
    if one.running and not (one.opening.role or one.opening.workers):
        return None
    if one.opening.workers and find_credits(text):
        return "credit"
    whole = whole_role(one.folded)
    if (whole and whole not in SOFT_ROLES) or one.opening.role:
        return "furniture"
    if _could_be_byline(one) and find_authors(text):
        return "byline"
    return "credit" if _could_be_credit(one) and find_credits(text) else None


def _could_be_byline(one: Look) -> bool:
    """A quick look before the line is taken apart."""
    return one.opening.byline is not None or one.folded.startswith("by")


def _could_be_credit(one: Look) -> bool:
    """A quick look before the line is taken apart."""
    told = one.opening.source or one.opening.workers or one.count <= SHORT_WORDS
    return bool(told) or " by " in one.folded or " contributed " in one.folded


def _choose_title(looks: Sequence[Look], shares: Floats, kinds: list[SegmentKind], title: str | None) -> None:
    """Leaves one title: the line that metadata name, else the likeliest before the first paragraph."""
    body = next(
        (i for i, (kind, one) in enumerate(zip(kinds, looks, strict=True)) if kind == "body" and one.running), None
    )
    before = range(len(looks) if body is None else body)
    best = _best_title(looks, shares, [i for i in before if kinds[i] not in ("byline", "credit")], title)
    for number, kind in enumerate(kinds):
        if number == best:
            kinds[number] = "title"
        elif kind == "title":
            kinds[number] = "heading" if body is not None and number > body else "furniture"


def _best_title(looks: Sequence[Look], shares: Floats, lines: list[int], title: str | None) -> int | None:
    """The line that metadata name, else the likeliest; else the first that later lines repeat whole or cut."""
    column = shares[:, _COLUMN["title"]]
    known = next((i for i in lines if title and looks[i].folded == fold(title)), None)
    if known is not None or not lines:
        return known
    best = max(lines, key=lambda i: (float(column[i]), -i))
    if float(column[best]) >= TITLE_BAR:
        forms = [i for i in lines if _repeats(looks[i].folded, looks[best].folded)]
        whole = [i for i in forms if not _is_cut_or_glued(looks[i])] or [best]
        chosen = max(whole, key=lambda i: (float(column[i]), -i))
        return next(i for i in lines if looks[i].folded == looks[chosen].folded)
    cut = {looks[i].folded for i in lines if len(looks[i].folded) >= REPEAT_CHARS}
    return next((i for i in lines if any(looks[i].folded.startswith(c) and looks[i].folded != c for c in cut)), None)


def _is_cut_or_glued(one: Look) -> bool:
    """Whether a form of the headline is cut short or stands among other words (a path, a section's name)."""
    return one.head.endswith(("...", "…")) or bool(_GLUE.search(one.head))


def _pass_over_repeats(looks: Sequence[Look], shares: Floats, kinds: list[SegmentKind]) -> None:
    """Marks as furniture where the headline stands again, whole or cut."""
    if "title" not in kinds:
        return
    own = kinds.index("title")
    title = looks[own].folded
    for number, one in enumerate(looks):
        cut = len(one.folded) >= REPEAT_CHARS and title.startswith(one.folded)
        if number != own and (one.folded == title or (cut and shares[number, _COLUMN["body"]] < BODY_CERTAIN)):
            kinds[number] = "furniture"


def _find_bare_bylines(looks: Sequence[Look], shares: Floats, kinds: list[SegmentKind]) -> None:
    """A name alone between headline and text is a byline, unless the text speaks of that person (a caption, then)."""
    if "title" not in kinds or "byline" in kinds:
        return
    told = {word for one, kind in zip(looks, kinds, strict=True) if kind == "body" for word in one.lower}
    for number in range(kinds.index("title") + 1, len(looks)):
        one, kind = looks[number], kinds[number]
        if kind == "body" and one.running:
            return
        likely = float(shares[number, _COLUMN["byline"]]) >= BARE_BYLINE_BAR and kind in ("furniture", "heading")
        if likely and is_bare_byline(one.line.text) and not _is_told(one, told):
            kinds[number] = "byline"


def _is_told(one: Look, told: set[str]) -> bool:
    """Whether a known phrase, or one that the text speaks of by name."""
    names = find_bare_authors(one.line.text)
    last = names[0].name.split()[-1].lower() if names else one.lower[-1]
    return last in told or whole_role(one.folded) is not None


# --- roles -----------------------------------------------------------------------------------------------------------


def _role(one: Look, row: Floats, headline: str) -> str | None:
    """What furniture a line is: by its words, else by the tagger where that is fairly sure."""
    if _repeats(one.folded, headline):
        return "title-repeat"
    said = whole_role(one.folded) or one.opening.role
    if said is None and not one.running:
        said = inside_role(one.inside) or ("date" if find_day(one.line.text) else None)
    if said:
        return said
    best = int(row.argmax())
    return ROLES[best] if row[best] >= ROLE_BAR and ROLES[best] != "title-repeat" else None


def _repeats(folded: str, headline: str) -> bool:
    """Whether a line is the headline again: whole, cut, or with words glued to it."""
    if not headline or len(folded) < REPEAT_CHARS:
        return folded == headline != ""
    shared = set(WORD.findall(folded)) & set(WORD.findall(headline))
    return folded in headline or headline in folded or len(shared) >= REPEAT_SHARE * len(set(WORD.findall(folded)))


# --- pieces ----------------------------------------------------------------------------------------------------------


def _with_datelines(lines: list[Labelled]) -> list[Labelled]:
    """A line that is nothing but a dateline is one, if it stands before the text."""
    body = next(
        (i for i, one in enumerate(lines) if one.kind == "body" and len(one.line.text.split()) > SHORT_WORDS), 0
    )
    return [
        replace(one, kind="dateline", role=None) if number <= body and _is_dateline(one) else one
        for number, one in enumerate(lines)
    ]


def _is_dateline(one: Labelled) -> bool:
    found = find_dateline(one.line.text) if one.kind != "title" and len(one.line.text) < 80 else None
    return found is not None and found.length >= len(one.line.text)


def pieces(lines: Sequence[Labelled]) -> Iterator[Segment]:
    """Lines as segments; a dateline before its paragraph and a credit after its headline are pieces of their own."""
    paragraphs = 0
    for one in lines:
        paragraphs += one.kind == "body"
        bounds = (_dateline_cut(one) if paragraphs <= DATELINE_PARAGRAPHS else None) or _tail_cut(one)
        line = one.line
        for kind, (start, end) in bounds or _title_cut(one) or ((one.kind, (0, len(line.text))),):
            role = one.role if kind == one.kind else None
            yield Segment(start=line.start + start, end=line.start + end, kind=kind, role=role)


def _dateline_cut(one: Labelled) -> tuple[tuple[SegmentKind, Span], ...] | None:
    found = find_dateline(one.line.text) if one.kind == "body" else None
    if found is None or found.length >= len(one.line.text):
        return None
    end = len(one.line.text[: found.length].rstrip())
    return ("dateline", (0, end)), ("body", (found.length, len(one.line.text)))


def _tail_cut(one: Labelled) -> tuple[tuple[SegmentKind, Span], ...] | None:
    """``… he said. – Reuters`` at a paragraph's end."""
    span = tail_credit(one.line.text) if one.kind == "body" else None
    if span is None:
        return None
    return ("body", (0, len(one.line.text[: span[0]].rstrip()))), ("credit", span)


def tail_credit(text: str) -> Span | None:
    """Where an agency stands after the last sentence of a paragraph (``… he said. (AFP)``), or None."""
    found = _TAIL.search(text[-TAIL_CHARS:])
    if not found or source_named(found["name"]) is None or len(text) <= TAIL_CHARS:
        return None
    return len(text) - TAIL_CHARS + found.start("credit"), len(text)


def _title_cut(one: Labelled) -> tuple[tuple[SegmentKind, Span], ...] | None:
    """``… By Reuters`` after a headline."""
    span = title_credit(one.line.text) if one.kind == "title" else None
    if span is None:
        return None
    return ("title", (0, len(one.line.text[: span[0]].rstrip(" -–—|")))), ("credit", (span[0], len(one.line.text)))


def title_credit(text: str) -> Span | None:
    """Where a headline ends in ``By`` and an agency (``… By Reuters``, ``… - AFP``), or None."""
    for mark in (" By ", " by ", " - ", " – ", " — ", " | "):
        start = text.rfind(mark)
        if start > 0 and (named := find_credits(text[start:].strip(" -–—|")) or _agency_author(text[start:])) and named:
            return start + len(mark) - len(mark.lstrip(" -–—|")), len(text)
    return None


def _agency_author(words: str) -> bool:
    authors = find_authors(words.strip())
    return bool(authors) and all(author.agency for author in authors)
