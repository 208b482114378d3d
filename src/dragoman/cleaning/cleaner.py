"""One document cleaned: its segments, what its lines tell about it, and its flaws."""

from dataclasses import replace

from dragoman.cleaning.metadata import with_metadata
from dragoman.cleaning.quality import judge
from dragoman.cleaning.segments import label_lines, pieces
from dragoman.records import Document, Segment


def clean(document: Document) -> tuple[Document, tuple[Segment, ...]]:
    """The document with title, bylines, agency, credits, date and quality filled in, and its segments."""
    lines = label_lines(document.text, document.title)
    known = with_metadata(document, lines)
    return replace(known, quality=judge(document.text)), tuple(pieces(lines))


def segment(document: Document) -> tuple[Segment, ...]:
    """The segments of a document, in order, without overlap; every non-blank line lies in one or is cut into some."""
    return tuple(pieces(label_lines(document.text, document.title)))
