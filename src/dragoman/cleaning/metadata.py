"""Metadata that an article's own lines tell: title, bylines, credits, agency, day of publication."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.cleaning.agencies import source_named
from dragoman.cleaning.bylines import Author, find_authors, find_bare_authors, is_account, is_name
from dragoman.cleaning.credits import Mention, find_credits
from dragoman.cleaning.datelines import Dateline, find_dateline
from dragoman.cleaning.days import DayFound, day_of, find_day
from dragoman.cleaning.segments import Labelled, tail_credit, title_credit
from dragoman.records import Credit, CreditBasis, Document, Published, Span

NO_DATE = "neither what was given nor the page or its text tells the day"
#: What those did who count as authors where no byline names any.
OFFICES_OF_AUTHORS = frozenset({"reporting", "written", "reported", "writing"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the lines of an article tell about it."""

    title: str | None
    authors: tuple[Credit, ...]
    credits: tuple[Credit, ...]
    agency: str | None
    published: Published | None


def with_metadata(document: Document, lines: Sequence[Labelled]) -> Document:
    """The document with what its lines tell; what was known before stays."""
    told = tell(lines)
    bylines = tuple(dict.fromkeys(credit.name for credit in told.authors))
    known = [_sorted_out(credit) for credit in document.credits]
    written = {(credit.name, credit.kind) for credit in told.credits}
    merged = (*told.credits, *(credit for credit in known if (credit.name, credit.kind) not in written))
    metadata_names = tuple(c.name for c in known if c.kind == "author" and is_name(c.name) and not is_account(c.name))
    published = document.published or told.published
    return replace(
        document,
        title=document.title or told.title,
        bylines=document.bylines or metadata_names or bylines,
        credits=merged,
        agency=document.agency or told.agency or _agency(known),
        published=published,
        published_reason=None if published else NO_DATE,
    )


def tell(lines: Sequence[Labelled]) -> Told:
    """Everything that the lines tell, by the lines' kinds."""
    title_line = next((one for one in lines if one.kind == "title"), None)
    heads = [credit for one in lines if one.kind == "byline" for credit in _byline(one)]
    datelines = list(_datelines(lines))
    ends = [found for one in lines if one.kind in ("credit", "body") for found in _credits(one)]
    in_title = _title_credits(title_line)
    reporters = tuple(c for m, c in ends if c.kind == "author" and m.office in OFFICES_OF_AUTHORS)
    authors = tuple(credit for credit in heads if credit.kind == "author") or reporters
    agencies = [credit for _, _, credit in datelines if credit]
    named = _unique((*heads, *agencies, *(credit for _, credit in ends), *in_title))
    return Told(
        title=_title(title_line),
        authors=authors,
        credits=named,
        agency=_agency((*agencies, *heads, *in_title, *(credit for _, credit in ends))),
        published=_published(lines, [(found, offset) for found, offset, _ in datelines]),
    )


def _title(one: Labelled | None) -> str | None:
    if one is None:
        return None
    span = title_credit(one.line.text)
    return one.line.text[: span[0]].rstrip(" -–—|") if span else one.line.text


def _byline(one: Labelled) -> Iterator[Credit]:
    text, offset = one.line.text, one.line.start
    for author in find_authors(text) or find_bare_authors(text):
        yield _author_credit(author, offset, "byline")


def _author_credit(author: Author, offset: int, basis: CreditBasis) -> Credit:
    span = (offset + author.span[0], offset + author.span[1])
    source = source_named(author.name)
    return Credit(name=author.name, kind=source.kind if source else "author", basis=basis, span=span)


def _credits(one: Labelled) -> Iterator[tuple[Mention, Credit]]:
    tail = tail_credit(one.line.text) if one.kind == "body" else (0, len(one.line.text))
    if tail is None:
        return
    offset = one.line.start + tail[0]
    for mention in find_credits(one.line.text[slice(*tail)]):
        span = (offset + mention.span[0], offset + mention.span[1])
        yield mention, Credit(name=mention.name, kind=mention.kind, basis="credit", span=span)


def _title_credits(one: Labelled | None) -> tuple[Credit, ...]:
    span = title_credit(one.line.text) if one else None
    if one is None or span is None:
        return ()
    words, offset = one.line.text[span[0] :], one.line.start + span[0]
    found = tuple(_author_credit(author, offset, "byline") for author in find_authors(words))
    return found or tuple(
        Credit(name=m.name, kind=m.kind, basis="credit", span=(offset + m.span[0], offset + m.span[1]))
        for m in find_credits(words)
    )


def _datelines(lines: Sequence[Labelled]) -> Iterator[tuple[Dateline, int, Credit | None]]:
    """The datelines before the text and at the head of its first paragraph, with their agencies."""
    for one in lines:
        if one.kind not in ("dateline", "body"):
            continue
        found = find_dateline(one.line.text)
        if found:
            yield found, one.line.start, _dateline_credit(found, one.line.start)
        if one.kind == "body":
            return


def _dateline_credit(found: Dateline, offset: int) -> Credit | None:
    if found.agency is None or found.agency_span is None:
        return None
    source = source_named(found.agency)
    span = (offset + found.agency_span[0], offset + found.agency_span[1])
    return Credit(name=found.agency, kind=source.kind if source else "agency", basis="dateline", span=span)


def _agency(named: Sequence[Credit]) -> str | None:
    """The first agency; credits come in the order dateline, byline, headline, credit lines."""
    return next((credit.name for credit in named if credit.kind == "agency"), None)


def _sorted_out(credit: Credit) -> Credit:
    """A credit of the metadata with its kind: an author or outlet may be an agency."""
    source = source_named(credit.name)
    if source is None or credit.basis not in ("metadata", "given"):
        return credit
    return replace(credit, name=source.name, kind=source.kind)


def _unique(named: Sequence[Credit]) -> tuple[Credit, ...]:
    found: dict[tuple[str, str], Credit] = {}
    for credit in named:
        found.setdefault((credit.name, credit.kind), credit)
    return tuple(found.values())


# --- day of publication ----------------------------------------------------------------------------------------------


def _published(lines: Sequence[Labelled], datelines: Sequence[tuple[Dateline, int]]) -> Published | None:
    """The day of the dateline if it has its year, else that of a date line (never a day told in the running text)."""
    for found, offset in datelines:
        if day := _dateline_day(lines, found, offset):
            return day
    order = ("published", "plain", "updated")
    best = sorted(_date_lines(lines), key=lambda day: order.index(day.weight))
    return best[0].value if best else None


def _dateline_day(lines: Sequence[Labelled], found: Dateline, offset: int) -> Published | None:
    if found.date is None or found.year is None:
        return None
    line = next(one.line for one in lines if one.line.start == offset)
    day = day_of(found.year, line.text[slice(*found.date)])
    span: Span = (offset + found.date[0], offset + found.date[1])
    return Published(earliest=day, latest=day, precision="day", basis="dateline", span=span) if day else None


def _date_lines(lines: Sequence[Labelled]) -> Iterator[DayFound]:
    """Dates in lines before the first paragraph; after it, those that are called dates of publication."""
    before = True
    for one in lines:
        if one.kind == "body":
            before = False
        elif one.kind in ("furniture", "byline", "dateline") and one.role not in ("caption", "related", "copyright"):
            found = find_day(one.line.text, one.line.start)
            if found and (before or found.weight == "published"):
                yield found
