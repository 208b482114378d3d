"""The page of a ledger: server-rendered, works without JavaScript, reads and never writes."""

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import MissingExtraError

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["create_app", "serve"]

HOST = "127.0.0.1"
PORT = 8321


def create_app(ledger_path: str | Path, *, host: str = HOST) -> "FastAPI":
    """The page as an ASGI application; it answers only to the names of ``host`` (see ``guard.names_of``).

    Raises:
        MissingExtraError: FastAPI or Jinja2 is not installed.
        LedgerError: there is no ledger at the path.
    """
    try:
        from dragoman.web.app import application
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    return application(Path(ledger_path), host)


def serve(ledger_path: str | Path, host: str = HOST, port: int = PORT) -> None:
    """Serve the page until the process is interrupted. Loopback by default: whoever reaches it may read the ledger.

    Raises:
        MissingExtraError: FastAPI, Jinja2 or uvicorn is not installed.
        LedgerError: there is no ledger at the path.
    """
    try:
        import uvicorn
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    app = create_app(ledger_path, host=host)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


def _missing(error: ModuleNotFoundError) -> MissingExtraError:
    return MissingExtraError(f"the page needs {error.name}; run `pip install 'dragoman[web]'`")
