"""Answers: one content, as a page for people or as JSON for programs."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from dragoman.contract import members
from dragoman.ledger import Row, SearchRow
from dragoman.version import __version__
from dragoman.web import wording
from dragoman.web.reading import words_of_date, words_of_published

SUFFIX = ".json"
JSON = "application/json"
_UNENCODABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows: ``content`` (a record) is its JSON too; ``extra`` is what only the template needs."""

    template: str
    title: str
    content: object
    section: str = ""
    wide: bool = False
    status: int = 200
    extra: Mapping[str, Any] = field(default_factory=dict)


def _environment() -> Environment:
    loader = PackageLoader("dragoman.web")
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.filters |= {
        "act_meaning": wording.act_meaning,
        "counted": wording.counted,
        "counts": lambda row: wording.counts(row.reports, row.independent_reports, row.voices),
        "country_name": wording.country_name,
        "day": wording.day,
        "days": wording.days,
        "listed": wording.listed,
        "passage": _passage,
        "percent": wording.percent,
        "quoted": wording.quoted,
        "plain_name": wording.plain_name,
        "sector_name": wording.sector_name,
        "shortened": wording.shortened,
        "status_meaning": wording.status_meaning,
        "status_words": wording.status_words,
        "type_meaning": wording.type_meaning,
        "type_words": wording.type_words,
        "words_of_date": words_of_date,
        "words_of_published": words_of_published,
    }
    found.globals |= {"days": wording.days, "bdi": _bdi}
    for macros in ("parts", "lists"):
        found.globals[macros] = found.get_template(f"{macros}.html").module
    return found


def _bdi(text: str, kind: str | None = None) -> Markup:
    """The text apart from what stands around it, so that its direction does not reach out."""
    return Markup('<bdi class="{}">{}</bdi>').format(kind, text) if kind else Markup("<bdi>{}</bdi>").format(text)


def _passage(row: SearchRow) -> Markup:
    """The passage of a search with its hits marked."""
    return Markup(row.evidence_html())  # noqa: S704 - escaped by dragoman.marking


TEMPLATES = _environment()


def plain(value: object) -> object:
    """A content as JSON values: a row of the ledger by its columns, a record by its fields under their JSON names."""
    if isinstance(value, Row):
        return value.to_dict()
    if is_dataclass(value):
        return {name: plain(item) for name, item in members(value).items()}
    return [plain(item) for item in value] if isinstance(value, Sequence) and not isinstance(value, str) else value


def wants_json(request: Request) -> bool:
    """Whether the address ends in ``.json`` or the client asks for JSON and not for HTML."""
    accepted = request.headers.get("accept", "")
    return request.url.path.endswith(SUFFIX) or (JSON in accepted and "text/html" not in accepted)


def answer(request: Request, page: Page) -> Response:
    """The page in the form that the request asks for."""
    made = json_answer(plain(page.content), page.status) if wants_json(request) else _html(request, page)
    made.headers["Vary"] = "Accept"
    return made


def _html(request: Request, page: Page) -> Response:
    html = TEMPLATES.get_template(page.template).render(
        title=page.title,
        content=page.content,
        section=page.section,
        wide=page.wide,
        searched=request.query_params.get("q") if page.section == "/search" else None,
        twin=_twin(request) if page.status == 200 else None,
        version=__version__,
        **page.extra,
    )
    # What UTF-8 or HTML cannot hold (an article may hold it) is shown as U+FFFD.
    return HTMLResponse(_UNENCODABLE.sub("\ufffd", html), page.status)


def _twin(request: Request) -> str:
    """The address of the same page as JSON."""
    path = request.url.path.rstrip("/") or "/index"
    return f"{path}{SUFFIX}" + (f"?{request.url.query}" if request.url.query else "")


def json_answer(content: object, status: int = 200) -> Response:
    """JSON in UTF-8; what UTF-8 cannot hold (a surrogate without its pair) as escapes."""
    line = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    try:
        body = line.encode()
    except UnicodeEncodeError:
        body = json.dumps(content, separators=(",", ":")).encode()
    return Response(body, status, media_type=JSON)
