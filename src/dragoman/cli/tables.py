"""Rows of the ledger for people: each a numbered block with the words that it rests on."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dragoman.cli.output import on_one_line, put_indented
from dragoman.cli.wording import (
    OWN_VOICE,
    SHORT_ID,
    counted,
    counts,
    days,
    listed,
    quoted,
    source,
    status_words,
    things,
    what,
)
from dragoman.ledger.rows import (
    ActorRow,
    ChangeRow,
    ClaimRow,
    DocumentRow,
    EventRow,
    EvidenceRow,
    FailureRow,
    Row,
    SearchRow,
    StatementRow,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from dragoman.ledger import Ledger

NUMBER_WIDTH = 3
NEGATIVE = "red"
STATUS_STYLES = {"happened": "bold", "ongoing": "bold", "denied": NEGATIVE}


def put(console: "Console", rows: Iterable[Row], *, first: int = 1, ledger: "Ledger | None" = None) -> None:
    """Print every row as a numbered block. ``ledger`` tells where the words of a claim stand."""
    for number, row in enumerate(rows, start=first):
        words = block(row, ledger.document(row.document) if ledger and isinstance(row, ClaimRow) else None)
        put_indented(console, f"{number:>{NUMBER_WIDTH}} ", words)
        console.print()


def block(row: Row, document: DocumentRow | None = None) -> "Text":
    """A row as a few lines; ``document`` is the one that holds a claim's words."""
    from rich.text import Text

    lines = [*_BLOCKS[type(row)](row), *([_source(row, document)] if isinstance(row, EvidenceRow) else ())]
    return Text("\n").join(line if isinstance(line, Text) else Text(line) for line in lines if line)


Lines = Iterable["str | Text"]


def _claim(row: ClaimRow) -> Lines:
    yield _happening(row)
    yield _styled((status_words(row.status), STATUS_STYLES.get(row.status, "")), *_voices(row))
    seen = days(row.first_seen, row.last_seen)
    yield _styled(
        (counts(row.reports, row.independent_reports, row.voices), "bold"), (f" · {seen}" if seen else "", "")
    )
    yield quoted(row.evidence, row.marks)


def _event(row: EventRow) -> Lines:
    yield _happening(row)
    voices = [*((OWN_VOICE,) if row.own_voice else ()), *row.asserted_by]
    yield _styled((status_words(row.status), STATUS_STYLES.get(row.status, "")), *_sides(voices, row.denied_by))
    yield quoted(row.evidence, row.marks)


def _statement(row: StatementRow) -> Lines:
    said = f" · {row.act}, {row.form}" + (f" · venue: {on_one_line(row.venue)}" if row.venue else "")
    yield _styled((listed(row.speakers), "bold"), (said, ""))
    yield quoted(row.evidence, row.marks)


def _document(row: DocumentRow) -> Lines:
    yield _styled((on_one_line(row.title or row.path or row.id), "bold"))
    credit = " / ".join(dict.fromkeys(name for name in (row.outlet, row.agency) if name))
    by = f"by {listed(row.bylines)}" if row.bylines else ""
    told = [credit, by, days(row.published_from, row.published_to)]
    yield on_one_line(" · ".join(part for part in told if part))
    if row.coded:
        yield f"{counted(row.statements, 'statement')}, {counted(row.events, 'event')}"
    else:
        yield f"not coded: {on_one_line(row.coded_reason or 'no reason is told')}"
    yield _dim(on_one_line(" · ".join(part for part in (row.id[:SHORT_ID], row.path, row.url) if part)))
    if row.superseded_by:
        yield _dim(f"superseded by {row.superseded_by[:SHORT_ID]}")


def _actor(row: ActorRow) -> Lines:
    yield _styled((on_one_line(row.name), "bold"), (f" · {on_one_line(row.role)}" if row.role else "", ""))
    yield " · ".join(part for part in (row.kind, row.country or row.code, row.sector) if part)
    amounts = (counted(row.documents, "document"), counted(row.statements, "statement"), counted(row.events, "event"))
    yield _dim(f"{', '.join(amounts)} · {row.id}")


def _found(row: SearchRow) -> Lines:
    yield quoted(row.evidence, row.marks)


def _failure(row: FailureRow) -> Lines:
    yield _styled((on_one_line(row.path), "bold"))
    yield _styled((row.code, NEGATIVE), (f" {on_one_line(row.message)}", ""))


def _change(row: ChangeRow) -> Lines:
    named = " ".join(part for part in (row.kind, row.field, row.id) if part)
    yield _styled((row.change, "bold"), (f" {named}", ""))
    if row.before is not None:
        yield _styled((f"- {on_one_line(row.before)}", NEGATIVE))
    if row.after is not None:
        yield _styled((f"+ {on_one_line(row.after)}", "green"))


_BLOCKS: Mapping[type[Row], Callable[[Any], Lines]] = {
    ClaimRow: _claim,
    EventRow: _event,
    StatementRow: _statement,
    DocumentRow: _document,
    ActorRow: _actor,
    SearchRow: _found,
    FailureRow: _failure,
    ChangeRow: _change,
}


def _happening(row: ClaimRow | EventRow) -> "Text":
    """Who, whom, what, when and where."""
    whom = f" → {listed(row.recipients)}" if row.recipients else ""
    quantities = row.quantities if isinstance(row, EventRow) else ()
    told = [things(row.objects, quantities), days(row.date_from, row.date_to), on_one_line(row.place or "")]
    rest = " · ".join([what(row.type, row.mode), *(part for part in told if part)])
    return _styled((listed(row.actors) + whom, "bold"), (f" · {rest}", ""))


def _voices(row: ClaimRow) -> "Iterable[tuple[str, str]]":
    return _sides(row.asserted_by, row.denied_by)


def _sides(asserting: Iterable[str], denying: Iterable[str]) -> "Iterable[tuple[str, str]]":
    """Who asserts it and who denies it."""
    said, against = listed(asserting, ""), listed(denying, "")
    if said:
        yield f" · asserted by {said}", ""
    if against:
        yield f" · denied by {against}", NEGATIVE


def _source(row: EvidenceRow, document: DocumentRow | None) -> "Text":
    """Where the words stand; of a claim also its id."""
    if isinstance(row, ClaimRow):
        told = f"{_place(document, document.id)} · " if document else ""
        return _dim(f"{told}claim {row.id}")
    return _dim(_place(row, row.document)) if isinstance(row, EventRow | StatementRow | SearchRow) else _dim("")


def _place(row: DocumentRow | EventRow | StatementRow | SearchRow, document: str) -> str:
    published = days(row.published_from, row.published_to)
    return source(title=row.title, outlet=row.outlet, agency=row.agency, published=published, document=document)


def _styled(*parts: tuple[str, str]) -> "Text":
    from rich.text import Text

    return Text.assemble(*parts)


def _dim(words: str) -> "Text":
    return _styled((words, "dim"))
