"""The article as HTML: its paragraphs by segment, marked evidence, and the numbers that lead from words to records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import Markup

from dragoman.marking import Mark, escaped, marked_html
from dragoman.records import Reading, Segment

FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Reference:
    """A link from the words to their record, right before the code point ``position``; ``label`` is short ("S3")."""

    position: int
    label: str
    record: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text (or the part of it that is one segment) as HTML, with the kind and role of its segment."""

    kind: str
    role: str | None
    html: Markup


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that follow one another: the article's own, or furniture."""

    furniture: bool
    paragraphs: tuple[Paragraph, ...]


def blocks(reading: Reading, marks: Sequence[Mark], references: Sequence[Reference]) -> tuple[Block, ...]:
    """The whole text, nothing left out but blank lines; overlapping marks are nested well (see ``marking``)."""
    found = _paragraphs(reading, marks, references)
    groups = groupby(found, key=lambda paragraph: paragraph.kind == FURNITURE)
    return tuple(Block(furniture, tuple(paragraphs)) for furniture, paragraphs in groups)


def _paragraphs(reading: Reading, marks: Sequence[Mark], references: Sequence[Reference]) -> list[Paragraph]:
    text = reading.document.text
    waiting = sorted(marks, key=lambda mark: -mark.start)
    inside: list[Mark] = []
    upcoming = sorted(references, key=lambda reference: reference.position)[::-1]
    anchored: set[str] = set()
    found = []
    pieces = list(_pieces(text, reading.segments))
    for start, end, segment in pieces:
        inside = [mark for mark in inside if mark.end > start]
        while waiting and waiting[-1].start < end:
            inside.append(waiting.pop())
        last = (start, end, segment) == pieces[-1]
        here = []
        while upcoming and (last or upcoming[-1].position <= end):
            here.append(upcoming.pop())
        html = _with_references(text, inside, (start, end), here, anchored)
        found.append(Paragraph(segment.kind if segment else "body", segment.role if segment else None, html))
    return found


def _with_references(
    text: str, marks: Sequence[Mark], span: tuple[int, int], references: Sequence[Reference], anchored: set[str]
) -> Markup:
    """The words of a paragraph, cut where a reference stands: a link in a mark would be part of the words."""
    start, end = span
    parts = []
    for reference in references:
        position = min(max(reference.position, start), end)
        parts.append(marked_html(text, marks, start=start, end=position, anchored=anchored) if position > start else "")
        parts.append(_link(reference))
        start = position
    parts.append(marked_html(text, marks, start=start, end=end, anchored=anchored))
    return Markup("".join(parts))  # noqa: S704 - every part is escaped


def _link(reference: Reference) -> str:
    # The label is shown by the style sheet: so it is no part of the text that is read, searched and copied.
    return (
        f'<a class="reference" href="#record-{escaped(reference.record)}" data-id="{escaped(reference.record)}" '
        f'data-label="{escaped(reference.label)}" aria-label="Record {escaped(reference.label)}"></a>'
    )


def _pieces(text: str, segments: Sequence[Segment]) -> Iterator[tuple[int, int, Segment | None]]:
    """Lines that are not blank, cut where a segment begins or ends, each with its segment (None: in no segment)."""
    ordered = sorted(segments, key=lambda segment: (segment.start, segment.end))
    edges = sorted({0, len(text), *(s.start for s in ordered), *(s.end for s in ordered)})
    place = 0
    for start, end in pairwise(edges):
        while place < len(ordered) and ordered[place].end <= start:
            place += 1
        covers = place < len(ordered) and ordered[place].start <= start
        for line_start, line_end in _lines(text, start, end):
            yield line_start, line_end, ordered[place] if covers else None


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        newline = text.find("\n", start, end)
        line_end = end if newline < 0 else newline
        if text[start:line_end].strip():
            yield start, line_end
        start = line_end + 1
