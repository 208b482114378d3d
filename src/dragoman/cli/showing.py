"""``dragoman show`` and ``dragoman diff``: one document."""

import sys
from typing import TYPE_CHECKING

import typer

from dragoman.cli.options import DocumentArgument, JsonOption, LedgerOption, settings_of
from dragoman.cli.output import console, put_json, put_line, say

if TYPE_CHECKING:
    from dragoman.ledger.rows import ReadingRow


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("show")(show)
    app.command("diff")(diff)


def show(
    ctx: typer.Context, document: DocumentArgument, ledger: LedgerOption = None, as_json: JsonOption = False
) -> None:
    """Show an article with its evidence marked, its statements and events.

    Words that somebody says stand in [S1 … ], words that name an event in [E1 … ]; furniture is dim.
    """
    from dragoman.ledger import Ledger

    with Ledger(settings_of(ctx).with_flags(ledger=ledger).ledger, readonly=True) as opened:
        reading = opened.reading(document)
    if as_json:
        put_line(sys.stdout.buffer, reading.to_json())
        return
    from dragoman.cli import article

    article.show(reading, console())


def diff(
    ctx: typer.Context, document: DocumentArgument, ledger: LedgerOption = None, as_json: JsonOption = False
) -> None:
    """Show what a document's reading changed against the one before.

    Where there is none before: against the older version of the document, which this one supersedes.
    """
    from dragoman.ledger import Ledger

    with Ledger(settings_of(ctx).with_flags(ledger=ledger).ledger, readonly=True) as opened:
        found = opened.difference(document)
    if as_json:
        for row in found.changes:
            put_json(row.to_dict())
        return
    from dragoman.cli import tables

    if found.before is None:
        say("no earlier reading: there is nothing to compare with")
        return
    say(f"from {_named(found.before)} to {_named(found.after)}: {len(found.changes)} changes")
    tables.put(console(), found.changes)


def _named(reading: "ReadingRow") -> str:
    return f"the reading of {reading.document[:10]} by version {reading.version}, model {reading.model}"
