"""Addresses of pages: their canonical form, and the date that many of them hold."""

import re
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dragoman.errors import MetadataError
from dragoman.records import Published
from dragoman.sources.given import published
from dragoman.vocab import load

DEFAULT_PORTS = {"http": 80, "https": 443}
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_LOOSE_DAY = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/|$)")
_NAMED_DAY = re.compile(r"/((?:19|20)\d\d)/([a-z]{3})[a-z]*/(\d{1,2})(?=/|$)", re.IGNORECASE)
_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?=/)")


def canonical(url: str) -> str:
    """The address without fragment, tracking fields, default port and closing slash; scheme and host in lower case.

    Raises:
        MetadataError: it is no web address.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise MetadataError(f"{url!r} is no address ({error}); write it as https://host/path") from error
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if scheme not in DEFAULT_PORTS or not host:
        raise MetadataError(f"{url!r} is no web address; write it as https://host/path")
    place = host if port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    fields = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _tracking().fullmatch(k)]
    return urlunsplit((scheme, place, parts.path.rstrip("/"), urlencode(fields), ""))


def dated(url: str) -> Published | None:
    """The publication date in an address (``/2024/06/18/``, ``/2024-06-18-``, ``/2024/jun/18/``, ``/2024/06/``)."""
    path = urlsplit(url).path
    for pattern in (_DAY, _LOOSE_DAY, _NAMED_DAY, _MONTH):
        found = pattern.search(path)
        if found and (parts := _parts(found)):
            try:
                return published("-".join(parts), "url")
            except MetadataError:
                continue
    return None


def _parts(found: re.Match[str]) -> list[str] | None:
    values = list(found.groups())
    if values[1].isalpha():
        number = month_number(values[1])
        if number is None:
            return None
        values[1] = str(number)
    return values


def month_number(word: str) -> int | None:
    """The number of an English month, whole or shortened (``Sept.``)."""
    return _months().get(word.lower().rstrip("."))


@cache
def _months() -> dict[str, int]:
    return {word: number for number, words in load("pages")["months"].items() for word in words}


@cache
def _tracking() -> re.Pattern[str]:
    names = (re.escape(name).replace(r"\*", r"\w*") for name in load("pages")["tracking"])
    return re.compile("|".join(names), re.IGNORECASE)
