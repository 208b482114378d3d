"""``dragoman export`` and ``dragoman forget``."""

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import LedgerOption, settings_of
from dragoman.cli.output import STANDARD_OUTPUT, say


class ExportFormat(enum.StrEnum):
    """How to write."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class ExportKind(enum.StrEnum):
    """What to write."""

    READINGS = "readings"
    DOCUMENTS = "documents"
    STATEMENTS = "statements"
    EVENTS = "events"
    CLAIMS = "claims"
    ACTORS = "actors"


_KINDS = ", ".join(kind.value for kind in ExportKind)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("export")(export)
    app.command("forget")(forget)


def export(
    ctx: typer.Context,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The file to write; - is standard output.")
    ] = STANDARD_OUTPUT,
    kind: Annotated[
        ExportKind | None,
        typer.Option("--what", metavar="KIND", help=f"{_KINDS}; else readings for jsonl, events else."),
    ] = None,
    to_format: Annotated[
        ExportFormat | None,
        typer.Option("--format", metavar="FORMAT", help="jsonl, csv, parquet; else as the file's name says."),
    ] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV: no apostrophe before text that a spreadsheet would run as a formula.")
    ] = False,
    ledger: LedgerOption = None,
) -> None:
    """Write what the ledger holds as JSON lines, CSV or Parquet.

    The file is there whole or not at all; the same ledger gives the same bytes.
    """
    from dragoman.ledger import Ledger

    target = sys.stdout.buffer if output == STANDARD_OUTPUT else output
    told = ExportFormat.JSONL if to_format is None and output == STANDARD_OUTPUT else to_format
    with Ledger(settings_of(ctx).with_flags(ledger=ledger).ledger, readonly=True) as opened:
        count = opened.export(target, kind.value if kind else None, format=told.value if told else None, raw=raw)
    if output != STANDARD_OUTPUT:
        say(f"{count:,} written to {output}")


def forget(
    ctx: typer.Context,
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="Its id, the beginning of it, its path or its URL.")
    ],
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Do not ask.")] = False,
    ledger: LedgerOption = None,
) -> None:
    """Remove a document for good.

    Its text, its readings, the judgements on it and its words in the search index are gone.
    """
    from dragoman.ledger import Ledger

    with Ledger(settings_of(ctx).with_flags(ledger=ledger).ledger, create=False) as opened:
        row = opened.document(document)
        named = row.title or row.path or row.id
        if not yes:
            typer.confirm(f"Forget “{named}” ({row.id[:10]}) for good?", abort=True, err=True)
        opened.forget(row.id)
    say(f"forgotten: {named} ({row.id[:10]})")
