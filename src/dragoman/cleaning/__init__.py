"""Cleaning: which parts of a text are the article, and what the page tells about it. Nothing is taken out."""

from dragoman.records import Document, Segment

__all__ = ["clean", "segment"]


def clean(document: Document) -> tuple[Document, tuple[Segment, ...]]:
    """The document with title, bylines, agency, credits, date and quality filled in, and its segments."""
    from dragoman.cleaning import cleaner  # loads numpy and the tagger, which importing the package need not

    return cleaner.clean(document)


def segment(document: Document) -> tuple[Segment, ...]:
    """The segments of a document, in order, without overlap; every non-blank line lies in one or is cut into some."""
    from dragoman.cleaning import cleaner

    return cleaner.segment(document)
