"""What an HTML page says about itself: title, outlet, authors, address and dates, each with where it stands."""

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import lxml.html

from dragoman.errors import MetadataError
from dragoman.records import Published
from dragoman.sources.addresses import canonical, dated
from dragoman.sources.evidence import DateEvidence, DateSource, Page
from dragoman.sources.given import published
from dragoman.vocab import load

_ARTICLE = re.compile(r"(?:\w*Article|\w*NewsArticle|BlogPosting|LiveBlogPosting|Report|WebPage)$")
_SPACE = re.compile(r"\s+")
#: "Doe, Jane", as citation fields write names.
_LAST_FIRST = re.compile(r"^([^\W\d_]+), ([^\W\d_]+)$")
_BETWEEN_NAMES = re.compile(r"\s*[,;|]\s*|\s+(?:and|und|et|og|och|y)\s+")


def describe(tree: lxml.html.HtmlElement, url: str | None = None) -> Page:
    """Reads a page's marks, field by field from the most reliable place (JSON-LD, meta fields, markup)."""
    article, meta = _article(tree), _meta(tree)
    address = _address(tree, meta, url)
    return Page(
        title=_title(tree, article, meta),
        outlet=_text(_name(article.get("publisher"))) or _first(meta, "outlet"),
        authors=_authors(article, meta),
        url=address,
        dates=tuple(_dates(tree, article, meta, address)),
    )


# --- marks -----------------------------------------------------------------------------------------------------------


def _article(tree: lxml.html.HtmlElement) -> dict[str, Any]:
    """The page's article in its JSON-LD, or an empty object."""
    scripts = tree.iterfind('.//script[@type="application/ld+json"]')
    found = [item for script in scripts for item in _objects(script.text)]
    articles = [item for item in found if any(_ARTICLE.match(str(kind)) for kind in _listed(item.get("@type")))]
    return max(articles, key=lambda item: ("headline" in item, "datePublished" in item, "author" in item), default={})


def _objects(text: str | None) -> Iterator[dict[str, Any]]:
    try:
        data = json.loads(text or "", strict=False)
    except (ValueError, RecursionError):
        return
    todo = _listed(data)
    while todo:
        item = todo.pop(0)
        if isinstance(item, dict):
            yield item
            todo.extend(_listed(item.get("@graph")))


def _listed(value: Any) -> list[Any]:
    return value[:200] if isinstance(value, list) else [] if value is None else [value]


def _meta(tree: lxml.html.HtmlElement) -> dict[str, list[str]]:
    """The contents of the meta fields by lower-case name."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = _text(element.get("content"))
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _first(meta: dict[str, list[str]], field: str) -> str | None:
    """The first value of the meta fields that give this (``vocab/pages.yaml``)."""
    return next(iter(_all(meta, field)), None)


def _all(meta: dict[str, list[str]], field: str) -> list[str]:
    return [value for name in load("pages")["meta"][field] for value in meta.get(name, [])]


def _text(value: object) -> str | None:
    """A text without markup, entities (often escaped twice) and superfluous white space, or None."""
    if not isinstance(value, str):
        return None
    plain = re.sub(r"<[^>]{0,200}>", "", html.unescape(html.unescape(value)))
    return _SPACE.sub(" ", plain).strip() or None


def _name(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, which may be a text, an object or a list."""
    first = next(iter(_listed(value)), None)
    return first.get("name") if isinstance(first, dict) else first if isinstance(first, str) else None


# --- fields ----------------------------------------------------------------------------------------------------------


def _title(tree: lxml.html.HtmlElement, article: dict[str, Any], meta: dict[str, list[str]]) -> str | None:
    """JSON-LD's headline, else the H1 that is in ``<title>``, else Open Graph's, else ``<title>``."""
    headline = _text(article.get("headline"))
    if headline and not headline.endswith(("…", "...")):
        return headline
    heads = [text for element in tree.iter("h1") if (text := _text(element.text_content()))]
    tagged = _text(tree.findtext(".//title")) or ""
    fitting = [head for head in heads if head in tagged or head in (_first(meta, "title") or "")]
    return next(iter(fitting or heads[:1]), None) or _first(meta, "title") or tagged or None


def _authors(article: dict[str, Any], meta: dict[str, list[str]]) -> tuple[str, ...]:
    """Names of authors as the page writes them, agencies and outlets among them."""
    named = [_text(_name(author)) for author in _listed(article.get("author"))]
    found = [name for name in named if name] or _all(meta, "author")
    turned = [_LAST_FIRST.sub(r"\2 \1", name) for name in found]
    single = [part.strip() for name in turned for part in _BETWEEN_NAMES.split(name)]
    return tuple(dict.fromkeys(name for name in single if name and "://" not in name))


def _address(tree: lxml.html.HtmlElement, meta: dict[str, list[str]], url: str | None) -> str | None:
    linked = [element.get("href") for element in tree.iterfind('.//link[@rel="canonical"]')]
    for candidate in (url, *linked, *meta.get("og:url", [])):
        try:
            if candidate:
                return canonical(candidate)
        except MetadataError:
            continue
    return None


def _dates(
    tree: lxml.html.HtmlElement, article: dict[str, Any], meta: dict[str, list[str]], address: str | None
) -> Iterator[DateEvidence]:
    """Every date with its place: publication in JSON-LD, meta fields, marked times, address, other markup; changes."""
    marked = [e.get("datetime") for e in tree.iterfind(".//time[@pubdate]")]
    marked += [e.get("content") or e.get("datetime") for e in tree.iterfind('.//*[@itemprop="datePublished"]')]
    given: list[tuple[DateSource, list[Any], bool]] = [
        ("json-ld", [article.get("datePublished")], False),
        ("meta", _all(meta, "published"), False),
        ("time", marked, False),
    ]
    found = [e for source, values, changed in given for e in _evidence(source, values, changed)]
    changed = [
        *_evidence("json-ld", [article.get("dateModified")], True),
        *_evidence("meta", _all(meta, "modified"), True),
    ]
    yield from found
    if address and (day := dated(address)):
        yield DateEvidence(day, "url")
    if not found:
        known = {evidence.value for evidence in changed}
        yield from (e for e in _evidence("markup", [_searched(tree)], False) if e.value not in known)
    yield from changed


def _evidence(source: DateSource, values: list[Any], modified: bool) -> Iterator[DateEvidence]:
    for value in values:
        text = _text(value)
        day = _day(text) if text else None
        if day:
            yield DateEvidence(day, source, modified)


def _day(text: str) -> Published | None:
    """The day of a time stamp as written (the publisher's own day), in ISO 8601 or as dateparser reads it."""
    try:
        return published(text.replace("/", "-"), "metadata")
    except MetadataError:
        pass
    if not re.search(r"\d{4}", text) or len(text) > 60:
        return None
    import dateparser

    rules = {"REQUIRE_PARTS": ["day", "month", "year"], "RETURN_AS_TIMEZONE_AWARE": False}
    found = dateparser.parse(text, languages=["en"], settings=rules)
    return published(found.date().isoformat(), "metadata") if found else None


def _searched(tree: lxml.html.HtmlElement) -> str | None:
    """What htmldate finds in the markup (not in running text: a date told there is no publication date)."""
    from htmldate import find_date

    latest = date.max.replace(year=2199).isoformat()
    found = find_date(tree, extensive_search=False, original_date=True, max_date=latest)
    return found if isinstance(found, str) else None
