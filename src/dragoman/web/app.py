"""The application: addresses, their pages in two forms, errors as pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles

from dragoman.errors import DragomanError, QueryError, UnknownRecordError
from dragoman.ledger import Ledger
from dragoman.version import __version__
from dragoman.web import pages
from dragoman.web.answers import SUFFIX, Page, answer
from dragoman.web.guard import HEADERS, Guard, names_of
from dragoman.web.lighting import style_sheet
from dragoman.web.queries import Query
from dragoman.web.views import Error, Failed

STATIC = Path(__file__).parent / "static"
UNKNOWN_PAGE = "there is no page at this address; go back to the start, or search"
ONLY_READ = "the page can only be read; use GET"
FAULT = "a fault of Dragoman itself; run `dragoman -vv serve` and report what it prints"

#: Each address, what may be asked of it, and the page that answers.
ROUTES: tuple[tuple[str, str, pages.Maker], ...] = (
    ("/", "", pages.home),
    ("/documents", "text outlet agency language since until page", pages.documents),
    ("/documents/{name}", "", pages.document),
    ("/claims", "text actor recipient voice country type status disputed since until order page", pages.claims),
    ("/claims/{name}", "page", pages.claim),
    ("/actors", "name kind country page", pages.actors),
    ("/actors/{name}", "", pages.actor),
    ("/copies/{name}", "", pages.copies),
    ("/search", "q page", pages.search),
    ("/words", "", pages.words),
)

Endpoint = Callable[[Request], Response]


def application(path: Path, host: str) -> FastAPI:
    """The application for the ledger at a path, answering to the names of the host.

    Raises:
        LedgerError: there is no ledger at the path.
    """
    ledger = Ledger(path, readonly=True)
    app = FastAPI(title="Dragoman", version=__version__, docs_url=None, redoc_url=None)
    for address, filters, make in ROUTES:
        _add(app, ledger, address, tuple(filters.split()), make)
    app.add_route("/documents/{name}/marks.css", _marks(ledger))
    app.add_route("/healthz", _health(ledger))
    app.mount("/static", StaticFiles(directory=STATIC))
    app.add_exception_handler(Exception, _failed)
    app.add_exception_handler(DragomanError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_middleware(Guard, hosts=names_of(host))
    return app


def _add(app: FastAPI, ledger: Ledger, address: str, allowed: tuple[str, ...], make: pages.Maker) -> None:
    """The page at its address, and as JSON at the same address with ``.json``."""

    def shown(request: Request) -> Response:
        path = request.url.path.removesuffix(SUFFIX)
        query = Query.of(path, request.query_params, allowed)
        return answer(request, make(ledger, query, request.path_params.get("name", "")))

    twin = ("/index" if address == "/" else address) + SUFFIX
    parameters = [_parameter(name, "query") for name in allowed]
    parameters += [_parameter("name", "path")] if "{name}" in address else []
    summary = (make.__doc__ or "").splitlines()[0]
    app.add_api_route(twin, shown, summary=summary, name=make.__name__, openapi_extra={"parameters": parameters})
    app.add_route(address, shown)


def _parameter(name: str, place: str) -> dict[str, Any]:
    kind = "integer" if name == "page" else "string"
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": kind}}


def _marks(ledger: Ledger) -> Endpoint:
    def shown(request: Request) -> Response:
        return Response(style_sheet(ledger.reading(request.path_params["name"])), media_type="text/css")

    return shown


def _health(ledger: Ledger) -> Endpoint:
    def shown(request: Request) -> Response:
        del request
        ledger.counts()
        return PlainTextResponse("ok\n")

    return shown


def _told(request: Request, error: Exception) -> Response:
    """An error that a user can act on."""
    if not isinstance(error, DragomanError):
        return _failed(request, error)
    if isinstance(error, UnknownRecordError):
        return _error(request, 404, "Not found", error.code, error.message)
    if isinstance(error, QueryError):
        return _error(request, 400, "This filter cannot be used", error.code, error.message)
    return _error(request, 500, "That did not work", error.code, error.message)


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 404:
        return _error(request, status, "Not found", UnknownRecordError.code, UNKNOWN_PAGE)
    return _error(request, status, "That did not work", QueryError.code, ONLY_READ)


def _failed(request: Request, error: Exception) -> Response:
    del error  # Starlette raises it again, so that the server's log has it
    told = _error(request, 500, "That did not work", DragomanError.code, FAULT)
    told.headers.update(HEADERS)  # it is answered outside all middleware
    return told


def _error(request: Request, status: int, title: str, code: str, message: str) -> Response:
    content = Failed(error=Error(code=code, message=message))
    return answer(request, Page(template="error.html", title=title, content=content, status=status))
