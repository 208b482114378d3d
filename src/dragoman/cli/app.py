"""``dragoman`` and its commands."""

import logging
import os
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from dragoman import config
from dragoman.cli import keeping, queries, reading, serving, settings, showing
from dragoman.cli.faults import status_of, tell
from dragoman.cli.output import WIDTH
from dragoman.errors import DragomanError
from dragoman.version import __version__

LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)


class Commands(TyperGroup):
    """The group of all commands, in the order of their use; an error ends as one line and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (DragomanError, KeyboardInterrupt) as error:
            tell(error)
            raise typer.Exit(status_of(error)) from error

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands' names as they are written down here."""
        del ctx
        return list(self.commands)


# Plain help: Rich's takes twice as long to load as the whole rest of it.
app = typer.Typer(
    cls=Commands,
    help="Read political news into a ledger: who says who did what to whom, on whose word, and how sure.",
    epilog="Errors are one line with a code; docs/exit-codes.md lists codes and exit statuses.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDTH},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    configuration: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="The configuration file to read.")
    ] = None,
    verbose: Annotated[
        int,
        typer.Option(
            "-v",
            "--verbose",
            count=True,
            show_default=False,
            help="Tell what is done; -vv: and where an error happened.",
        ),
    ] = 0,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Load the settings for the command that follows."""
    del version
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("dragoman").setLevel(LEVELS[min(verbose, len(LEVELS) - 1)])
    ctx.obj = config.load(configuration)
    if ctx.obj.model:
        # The language room reads it there, in this process and in those that it starts.
        os.environ[config.SETTINGS["model"].variable] = str(ctx.obj.model)


for room in (reading, showing, queries, keeping, serving, settings):
    room.register(app)


def command() -> Any:
    """The whole command line as Click's command tree, for the docs and their test."""
    return get_command(app)
