"""From a file, a text or standard input to a Document with all that is known of it before it is cleaned."""

import hashlib
import re
import sys
from pathlib import Path

from dragoman.errors import EmptyDocumentError, NotFoundError, OversizedDocumentError, UnreadableDocumentError
from dragoman.records import Credit, Document, Published
from dragoman.sources.addresses import canonical, dated
from dragoman.sources.decoding import decode
from dragoman.sources.evidence import Page
from dragoman.sources.given import Given, published
from dragoman.sources.paths import STDIN
from dragoman.sources.tongue import language_of

MAX_CHARS = 1_000_000
#: A page may be so many times longer than the text that may be in it; and no character takes more bytes than this.
MARKUP_FACTOR, BYTES_A_CHAR = 10, 4
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_MARKUP = re.compile(r"(?:\s|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def load(path: str | Path, *, given: Given | None = None, max_chars: int = MAX_CHARS) -> Document:
    """Reads a text or HTML file, or standard input for ``-``.

    Raises:
        SourceError: the file cannot be read; the subclass and its code (D010 to D019) say why and what to do.
    """
    path = Path(path)
    named_html = path.suffix.lower() in HTML_SUFFIXES
    data = _bytes(path, max_chars * BYTES_A_CHAR * (MARKUP_FACTOR if named_html or path == STDIN else 1), max_chars)
    text = decode(data, path, html=named_html)
    given = given or Given()
    if named_html or (path.suffix.lower() != ".txt" and _MARKUP.match(text[:4096])):
        return from_html(text, given=given, max_chars=max_chars, path=path)
    return from_text(text, given=given, max_chars=max_chars, path=path)


def from_text(
    text: str, *, given: Given | None = None, max_chars: int = MAX_CHARS, path: Path | None = None
) -> Document:
    """A document of this text, unchanged.

    Raises:
        EmptyDocumentError: there is no visible character in it.
        OversizedDocumentError: it is longer than ``max_chars``.
        MetadataError: what is given cannot be used.
    """
    return _document(text, given or Given(), Page(), max_chars, path)


def from_html(
    source: str, *, given: Given | None = None, max_chars: int = MAX_CHARS, path: Path | None = None
) -> Document:
    """A document of the article in an HTML page; its text is the extracted text with the title first.

    Raises:
        EmptyDocumentError: the page holds no article.
        OversizedDocumentError: the page or its text is too long.
        MetadataError: what is given cannot be used.
    """
    given = given or Given()
    where = str(path or "the page")
    _refuse_long(len(source), max_chars * MARKUP_FACTOR, where)
    url = canonical(given.url) if given.url else None
    from dragoman.sources.html import extract

    article = extract(source, url, where)
    return _document(article.text, given, article.page, max_chars, path)


def document_id(text: str, url: str | None, outlet: str | None, day: Published | None) -> str:
    """SHA-256 of the text and its canonical address, else outlet and date, else of the text alone."""
    known = url or (f"{outlet}\x1f{day.earliest}/{day.latest}" if outlet and day else "")
    return _sha256(f"{text}\x1e{known}" if known else text)


def _document(text: str, given: Given, page: Page, max_chars: int, path: Path | None) -> Document:
    where = str(path or "the text")
    _refuse_long(len(text), max_chars, where)
    if not text.strip("\ufeff\x00 \t\r\n\f\v"):
        raise EmptyDocumentError(f"{where} holds no text; give a file with text")
    url = canonical(given.url) if given.url else page.url
    day = _published(given, page, url)
    outlet = given.outlet or page.outlet
    return Document(
        id=document_id(text, url, outlet, day),
        text_id=_sha256(text),
        path=str(path) if path else None,
        url=url,
        title=given.title or page.title,
        outlet=outlet,
        credits=tuple(_credits(given, page)),
        published=day,
        language=language_of(text),
        text=text,
    )


def _credits(given: Given, page: Page) -> list[Credit]:
    """The outlet and the authors that flags and page name; who of them is an agency, the cleaning room tells."""
    found = [Credit(name=name, kind="author", basis="metadata") for name in page.authors]
    if given.outlet:
        return [Credit(name=given.outlet, kind="outlet", basis="given"), *found]
    if page.outlet:
        return [Credit(name=page.outlet, kind="outlet", basis="metadata"), *found]
    return found


def _published(given: Given, page: Page, url: str | None) -> Published | None:
    if given.published:
        return published(given.published, "given")
    return page.published or (dated(url) if url else None)


def _bytes(path: Path, most: int, max_chars: int) -> bytes:
    """The file's bytes, no more than could hold a text that may be read."""
    if path == STDIN:
        data = sys.stdin.buffer.read(most + 1)
        _refuse_long(len(data), most, "standard input", max_chars)
        return data
    try:
        _refuse_long(path.stat().st_size, most, str(path), max_chars)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no file {path}; check the name") from error
    except OSError as error:
        raise UnreadableDocumentError(f"{path} cannot be read ({error.strerror}); check its rights") from error


def _refuse_long(length: int, most: int, where: str, told: int | None = None) -> None:
    if length > most:
        allowed = f"{told or most:,}"
        raise OversizedDocumentError(f"{where} is longer than {allowed} characters; allow more with --max-chars")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
