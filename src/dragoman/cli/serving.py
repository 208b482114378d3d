"""``dragoman serve``: the page of a ledger on this machine."""

from importlib.util import find_spec
from typing import Annotated

import typer

from dragoman.cli.options import LedgerOption, settings_of
from dragoman.cli.output import say
from dragoman.errors import MissingExtraError

NEEDED = ("fastapi", "jinja2", "uvicorn")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("serve")(serve)


def serve(
    ctx: typer.Context,
    ledger: LedgerOption = None,
    host: Annotated[
        str | None, typer.Option("--host", metavar="HOST", help="The address to listen at; 127.0.0.1 is this machine.")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", metavar="PORT", min=0, max=65_535, help="The port to listen at.")
    ] = None,
) -> None:
    """Serve the ledger's page until Ctrl-C. Needs the extra [web]."""
    settings = settings_of(ctx).with_flags(ledger=ledger, host=host, port=port)
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise MissingExtraError(f"the page needs {', '.join(missing)}; run `pip install 'dragoman[web]'`")
    from dragoman import web

    say(f"The page is at http://{settings.host}:{settings.port}/ (Ctrl-C ends it)")
    web.serve(settings.ledger, settings.host, settings.port)
