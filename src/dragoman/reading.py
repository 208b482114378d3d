"""From a document to its reading: the one way through the rooms, pure of database, network and clock."""

from collections.abc import Iterable
from pathlib import Path

from dragoman import actors, cleaning, events, language, sources, statements
from dragoman.records import Document, Reading, Segment
from dragoman.version import __version__

READ_KINDS = frozenset({"title", "standfirst", "heading", "body"})


def read(
    source: str | Path,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    max_chars: int = sources.MAX_CHARS,
) -> Reading:
    """Read one article: a ``str`` is its text, a ``Path`` a file (text or HTML).

    ``published`` (ISO 8601 day, month or year), ``outlet``, ``url`` and ``title`` give what the article does not say.

    Raises:
        SourceError: the document cannot be read; its code (D010 to D019) says why and what to do.
    """
    given = sources.Given(published=published, outlet=outlet, url=url, title=title)
    if isinstance(source, Path):
        return read_document(sources.load(source, given=given, max_chars=max_chars))
    return read_document(sources.from_text(source, given=given, max_chars=max_chars))


def read_document(document: Document) -> Reading:
    """Read a loaded document. Text that is not English is kept with ``coded`` false and the reason."""
    document, segments = cleaning.clean(document)
    model = language.load_model()
    if document.language != "en":
        reason = f"the text is in {document.language or 'an unknown language'}; only English (en) is coded"
        return Reading(
            version=__version__,
            model=model.id,
            coded=False,
            coded_reason=reason,
            document=document,
            segments=segments,
        )
    analysis = language.analyse(document.text, blocks(segments), model=model)
    resolution = actors.resolve(analysis, document, segments)
    said = statements.find(analysis, resolution, document, segments)
    done = events.find(analysis, resolution, said, document, segments)
    return Reading(
        version=__version__,
        model=model.id,
        document=document,
        segments=segments,
        actors=resolution.actors,
        statements=said,
        events=done,
    )


def blocks(segments: Iterable[Segment]) -> list[tuple[int, int]]:
    """The code point ranges that hold the article's own words."""
    return [(segment.start, segment.end) for segment in segments if segment.kind in READ_KINDS]
