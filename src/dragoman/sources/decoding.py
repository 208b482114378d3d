"""Bytes to text: UTF-8 first, other encodings only where they are marked or plausible."""

import codecs
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dragoman.errors import BinaryDocumentError, EmptyDocumentError, EncodingDocumentError
from dragoman.vocab import load

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: More control characters than this share of the first bytes, and the file is no text (chosen by hand, 2026-11).
CONTROL_SHARE = 0.05
PROBE = 8192
#: In Western text saved as cp1252 at most this share of the characters is beyond ASCII, and nearly all of them are
#: letters or marks of writing; other scripts read as cp1252 have far more (chosen by hand, 2026-11).
WESTERN_SHARE = 0.12
#: UTF-8 with a few broken bytes: at least so many well-formed characters beyond ASCII for each broken byte.
BROKEN_RATIO = 20
_CONTROLS = frozenset(range(32)) - {8, 9, 10, 11, 12, 13, 27}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_WESTERN_MARKS = frozenset("‘’“”„‚«»‹›–—…•·€£¥§©®™°±¼½¾¹²³¿¡´¨ª\xa0")


def decode(data: bytes, where: Path | str, html: bool = False) -> str:
    """The text of a file, nothing changed: a byte order mark stays, as U+FEFF.

    Raises:
        EmptyDocumentError: there is nothing in it.
        BinaryDocumentError: it is no text.
        EncodingDocumentError: no encoding fits.
    """
    if not data:
        raise EmptyDocumentError(f"{where} is empty; give a file with text")
    marked = next((name for bom, name in BOMS if data.startswith(bom)), None)
    if marked:
        return _strict(data, marked, where)
    refuse_binary(data, where)
    text = _utf8(data)
    if text is None and html:
        text = _declared(data)
    if text is None:
        text = _western(data)
    if text is None:
        raise EncodingDocumentError(f"{where} is text in no known encoding; save it as UTF-8")
    return text


def refuse_binary(data: bytes, where: Path | str) -> None:
    """Raise a BinaryDocumentError if the first bytes are those of no text."""
    kind = next((name for start, name in _signatures().items() if data.startswith(start)), None)
    probe = data[:PROBE]
    if kind is None and sum(byte in _CONTROLS for byte in probe) > CONTROL_SHARE * len(probe):
        kind = "binary data"
    if kind:
        raise BinaryDocumentError(f"{where} is {kind}, not text; give the article as a text or HTML file")


@cache
def _signatures() -> Mapping[bytes, str]:
    return {start.encode("latin-1"): name for start, name in load("pages")["signatures"].items()}


def _strict(data: bytes, encoding: str, where: Path | str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"{where} is marked as {encoding} but is not ({error.reason}); save it as UTF-8"
        raise EncodingDocumentError(problem) from error


def _utf8(data: bytes) -> str | None:
    """UTF-8, also where a few bytes of much text are broken (they become U+FFFD) or the last character is cut."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.start >= len(data) - 3 and error.reason == "unexpected end of data"
        text = data.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        sound = sum(not c.isascii() for c in text) - broken
        return text if cut or sound >= BROKEN_RATIO * broken else None


def _declared(data: bytes) -> str | None:
    """The encoding that an HTML page names in its head, if it is one and fits."""
    found = _DECLARED.search(data[:PROBE])
    if not found:
        return None
    try:
        return data.decode(found[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None


def _western(data: bytes) -> str | None:
    """cp1252, if what comes out could be Western text."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = [c for c in text if not c.isascii()]
    written = sum(c.isalpha() or c in _WESTERN_MARKS for c in beyond)
    return text if len(beyond) <= WESTERN_SHARE * len(text) and written >= 0.95 * len(beyond) else None
