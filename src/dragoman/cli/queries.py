"""The questions: ``claims``, ``events``, ``statements``, ``actors``, ``documents``, ``search``, ``failures``.

Each is a method of ``Ledger`` of the same name with the same filters; the same words in Python give the same rows.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import JsonOption, LedgerOption, LimitOption, OffsetOption, settings_of
from dragoman.cli.output import console, put_json, say

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

Words = Annotated[
    str | None, typer.Option("--text", metavar="WORDS", help='All of these words; "…" is a phrase, word* a beginning.')
]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Published on or after a day, month, year.")]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Published on or before a day, month, year.")
]
Type = Annotated[
    list[str] | None, typer.Option("--type", metavar="TYPE", help="PLOVER type (AID, ACCUSE …); repeatable.")
]
StatusOption = Annotated[
    list[str] | None,
    typer.Option(
        "--status", metavar="STATUS", help="happened, ongoing, planned, possible, conditional, denied; repeatable."
    ),
]
Actor = Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who does it: a name, part of one, a code.")]
Recipient = Annotated[str | None, typer.Option("--recipient", metavar="NAME", help="To whom it is done.")]
Voice = Annotated[str | None, typer.Option("--voice", metavar="NAME", help="Who asserts or denies it.")]
Country = Annotated[str | None, typer.Option("--country", metavar="CODE", help="ISO 3166 alpha-3 or a PLOVER code.")]
OfDocument = Annotated[
    str | None, typer.Option("--document", metavar="DOCUMENT", help="Of this document: id, beginning of it, path, URL.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for question in (claims, events, statements, actors, documents, search, failures):
        app.command(question.__name__)(question)


def claims(
    ctx: typer.Context,
    type_: Type = None,
    status: StatusOption = None,
    actor: Actor = None,
    recipient: Recipient = None,
    country: Country = None,
    voice: Voice = None,
    disputed: Annotated[
        bool | None, typer.Option("--disputed/--undisputed", help="That somebody denies, or nobody.")
    ] = None,
    independent: Annotated[
        int | None, typer.Option("--independent", metavar="N", min=1, help="With at least N independent reports.")
    ] = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    document: OfDocument = None,
    order: Annotated[
        str,
        typer.Option(
            "--order", metavar="ORDER", help="recent: last seen first; sources: most independent reports first."
        ),
    ] = "recent",
    limit: LimitOption = None,
    offset: OffsetOption = 0,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show claims: who did what to whom, on whose word, from how many sources.

    Each with its status, who asserts and who denies it, its reports, independent reports and voices, and the words.
    """
    filters = {
        "type": type_ or None,
        "status": status or None,
        "actor": actor,
        "recipient": recipient,
        "country": country,
        "voice": voice,
        "disputed": disputed,
        "independent": independent,
        "since": since,
        "until": until,
        "text": text,
        "document": document,
        "order": order,
    }
    _answer(ctx, "claims", filters, limit=limit, offset=offset, ledger=ledger, as_json=as_json)


def events(
    ctx: typer.Context,
    type_: Type = None,
    status: StatusOption = None,
    actor: Actor = None,
    recipient: Recipient = None,
    country: Country = None,
    voice: Voice = None,
    since: Since = None,
    until: Until = None,
    event_since: Annotated[
        str | None, typer.Option("--event-since", metavar="DATE", help="That happened on or after it.")
    ] = None,
    event_until: Annotated[
        str | None, typer.Option("--event-until", metavar="DATE", help="That happened on or before it.")
    ] = None,
    text: Words = None,
    document: OfDocument = None,
    claim: Annotated[
        str | None, typer.Option("--claim", metavar="ID", help="Of this claim: its id or the beginning.")
    ] = None,
    limit: LimitOption = None,
    offset: OffsetOption = 0,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show events, each as one document tells it, with the voices towards it."""
    filters = {
        "type": type_ or None,
        "status": status or None,
        "actor": actor,
        "recipient": recipient,
        "country": country,
        "voice": voice,
        "since": since,
        "until": until,
        "event_since": event_since,
        "event_until": event_until,
        "text": text,
        "document": document,
        "claim": claim,
    }
    _answer(ctx, "events", filters, limit=limit, offset=offset, ledger=ledger, as_json=as_json)


def statements(
    ctx: typer.Context,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Who says it: a name, part of one, a code.")
    ] = None,
    act: Annotated[
        list[str] | None,
        typer.Option("--act", metavar="ACT", help="Speech act (assert, deny, threaten …); repeatable."),
    ] = None,
    form: Annotated[
        list[str] | None, typer.Option("--form", metavar="FORM", help="direct, indirect, mixed; repeatable.")
    ] = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    text: Words = None,
    document: OfDocument = None,
    limit: LimitOption = None,
    offset: OffsetOption = 0,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show statements: who says what, in which words."""
    filters = {
        "speaker": speaker,
        "act": act or None,
        "form": form or None,
        "country": country,
        "since": since,
        "until": until,
        "text": text,
        "document": document,
    }
    _answer(ctx, "statements", filters, limit=limit, offset=offset, ledger=ledger, as_json=as_json)


def actors(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="A name or part of one.")] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="person, state, body, organisation, group, company, outlet, other; repeatable.",
        ),
    ] = None,
    country: Country = None,
    sector: Annotated[
        list[str] | None, typer.Option("--sector", metavar="SECTOR", help="PLOVER sector (GOV, MIL …); repeatable.")
    ] = None,
    document: OfDocument = None,
    limit: LimitOption = None,
    offset: OffsetOption = 0,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show actors across documents, those that most documents name first."""
    filters = {"name": name, "kind": kind or None, "country": country, "sector": sector or None, "document": document}
    _answer(ctx, "actors", filters, limit=limit, offset=offset, ledger=ledger, as_json=as_json)


def documents(
    ctx: typer.Context,
    text: Words = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Of this outlet.")] = None,
    agency: Annotated[str | None, typer.Option("--agency", metavar="NAME", help="That credit this agency.")] = None,
    language: Annotated[str | None, typer.Option("--language", metavar="CODE", help="In this language (en).")] = None,
    coded: Annotated[bool | None, typer.Option("--coded/--not-coded", help="Coded ones, or those only kept.")] = None,
    since: Since = None,
    until: Until = None,
    superseded: Annotated[bool, typer.Option("--superseded", help="Those that a newer version replaced.")] = False,
    limit: LimitOption = None,
    offset: OffsetOption = 0,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show documents, the last published first."""
    filters = {
        "text": text,
        "outlet": outlet,
        "agency": agency,
        "language": language,
        "coded": coded,
        "since": since,
        "until": until,
        "superseded": superseded,
    }
    _answer(ctx, "documents", filters, limit=limit, offset=offset, ledger=ledger, as_json=as_json)


def search(
    ctx: typer.Context,
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help='All of these words; "…" is a phrase, word* a beginning.')
    ],
    limit: LimitOption = None,
    offset: OffsetOption = 0,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Search the texts of all documents; the best match comes first."""
    _answer(ctx, "search", {"text": words}, limit=limit, offset=offset, ledger=ledger, as_json=as_json)


def failures(ctx: typer.Context, ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """Show the documents that could not be read, and what to do."""
    _answer(ctx, "failures", {}, limit=0, offset=0, ledger=ledger, as_json=as_json)


def _answer(
    ctx: typer.Context,
    question: str,
    filters: dict[str, Any],
    *,
    limit: int | None,
    offset: int,
    ledger: Path | None,
    as_json: bool,
) -> None:
    """Ask the ledger and print the rows: as JSON, or as blocks for people with a note of how many there are."""
    settings = settings_of(ctx).with_flags(ledger=ledger, limit=limit)
    from dragoman.ledger import Ledger

    page = {} if question == "failures" else {"limit": settings.limit or None, "offset": offset}
    with Ledger(settings.ledger, readonly=True) as opened:
        rows = getattr(opened, question)(**filters, **page)
        if question in ("claims", "actors"):
            _warn_unless_linked(opened)
        if as_json:
            for row in rows:
                put_json(row.to_dict())
            return
        from dragoman.cli import tables

        tables.put(console(), rows, first=offset + 1, ledger=opened)
        say(_note(question, offset, len(rows), rows.total))


def _warn_unless_linked(ledger: "Ledger") -> None:
    if not ledger.linked:
        say("dragoman: some documents are not linked yet (was a read broken off?); `dragoman read` does it at its end")


def _note(question: str, offset: int, shown: int, total: int) -> str:
    noun = "documents" if question == "search" else question
    if shown == total:
        return f"{total:,} {noun if total != 1 else noun.removesuffix('s')}"
    if not shown:
        return f"no {noun} from number {offset + 1:,} on; there are {total:,}"
    here = f"{offset + 1:,} to {offset + shown:,} of {total:,} {noun}"
    return here if offset + shown >= total else f"{here}; --offset {offset + shown} shows the next, --limit 0 all"
