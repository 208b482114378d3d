"""Options that several commands share, and what they make of the settings."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.config import Config

LedgerOption = Annotated[
    Path | None,
    typer.Option("--ledger", metavar="FILE", help="The ledger; else $DRAGOMAN_LEDGER, the settings, ./dragoman.db."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, for programs.")]
LimitOption = Annotated[int | None, typer.Option("--limit", metavar="N", min=0, help="Rows at most; 0 shows all.")]
OffsetOption = Annotated[int, typer.Option("--offset", metavar="N", min=0, help="Rows to pass over first.")]
DocumentArgument = Annotated[
    str, typer.Argument(metavar="DOCUMENT", help="A document's id, the beginning of it, its path or its URL.")
]


def settings_of(ctx: typer.Context) -> Config:
    """The settings that the root command loaded."""
    found = ctx.obj
    return found if isinstance(found, Config) else Config()
