"""Finding single records: by id or its beginning, by URL or path; and what a plain select does not give."""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Table, bindparam, select
from sqlalchemy.engine import RowMapping

from dragoman import contract
from dragoman.errors import LedgerError
from dragoman.ledger import dialect, filters, judging, queries, writing
from dragoman.ledger import schema as s
from dragoman.ledger.adding import Failed
from dragoman.ledger.flat import storable
from dragoman.ledger.queries import Query
from dragoman.ledger.rows import ActorRow, DocumentRow, ReadingRow, Row, SearchRow, columns
from dragoman.ledger.superseding import version_key
from dragoman.marking import Mark
from dragoman.records import Reading

PASSAGE = 32  # words of a search result's passage
Record = TypeVar("Record")

# Built once: building a statement takes longer than running it.
_PLAIN = select(s.documents.c.row, s.documents.c.id)
_BY_ID = _PLAIN.where(s.documents.c.id >= bindparam("name"), s.documents.c.id < bindparam("after")).limit(2)
_AT_URL = _PLAIN.where(s.documents.c.url == bindparam("name")).order_by(s.documents.c.arrival.desc()).limit(1)
_AT_PATH = (
    _PLAIN.select_from(s.sightings.join(s.documents, s.documents.c.row == s.sightings.c.document))
    .where(s.sightings.c.path == bindparam("name"))
    .order_by(s.sightings.c.seq.desc())
    .limit(1)
)
_DOCUMENT_ROW = queries.all_documents().where(s.documents.c.row == bindparam("row"))
_READINGS = (
    select(*(s.readings.c[name] for name in columns(ReadingRow) if name != "document"))
    .add_columns(s.documents.c.id.label("document"))
    .select_from(s.readings.join(s.documents, s.documents.c.row == s.readings.c.document))
    .where(s.readings.c.document == bindparam("document_row"))
    .order_by(s.readings.c.row)
)


def document(connection: Connection, name: str) -> tuple[int, str]:
    """Number and id of the document that this id, beginning of an id, URL or path stands for.

    A URL or path stands for what stands there now.

    Raises:
        UnknownRecordError: it stands for no document, or for several.
    """
    name = storable(name)
    by_id = connection.execute(_BY_ID, {"name": name, "after": f"{name}g"}).all()
    if len(by_id) == 1:
        return by_id[0].row, by_id[0].id
    if by_id:
        raise judging.unknown("document", name, [found.id for found in by_id])
    for place in (_AT_URL, _AT_PATH) if name else ():
        found = connection.execute(place, {"name": name}).first()
        if found is not None:
            return found.row, found.id
    raise judging.unknown("document", name, [])


def document_row(connection: Connection, row: int) -> DocumentRow:
    """The row of a document, superseded or not."""
    return queries.make(DocumentRow)(connection.execute(_DOCUMENT_ROW, {"row": row}).mappings().one())


def readings(connection: Connection, document: int) -> list[ReadingRow]:
    """The readings of a document, the current one last, each after those that it supersedes."""
    rows = [ReadingRow(**row) for row in connection.execute(_READINGS, {"document_row": document}).mappings()]
    return sorted(rows, key=lambda row: (row.superseded_by is None, version_key(row.version)))


def last_two(connection: Connection, row: int) -> tuple[ReadingRow | None, ReadingRow]:
    """The current reading, and the one before it: of this document, else of the one that it superseded last."""
    held = readings(connection, row)
    current = held[-1]
    before = [reading for reading in held if reading.superseded_by == current.id]
    if before:
        return before[-1], current
    table = s.documents
    older = select(table.c.row).where(table.c.superseded_by == current.document).order_by(table.c.arrival.desc())
    number = connection.execute(older.limit(1)).scalar()
    return (None if number is None else readings(connection, number)[-1]), current


def reading(connection: Connection, name: str) -> Reading:
    """A reading by its id."""
    row = connection.execute(select(s.readings.c.row).where(s.readings.c.id == name)).scalar_one()
    return contract.from_dict(Reading, writing.read_reading(connection, row))


def record(connection: Connection, table: Table, name: str, kind: str, type_: type[Record]) -> Record:
    """A record that linking made, by its id or the beginning of it.

    Raises:
        UnknownRecordError: there is none, or several.
    """
    found = judging.one(connection, table, name, kind)
    line = connection.execute(select(table.c.json).where(table.c.id == found)).scalar_one()
    return contract.from_dict(type_, json.loads(line))


def with_counts(connection: Connection, rows: Sequence[RowMapping]) -> list[ActorRow]:
    """Rows of actors with the numbers of their statements and events."""
    ids = [row["id"] for row in rows]
    said = {actor: count for actor, count in connection.execute(queries.statement_counts(ids))}  # noqa: C416
    done = {actor: count for actor, count in connection.execute(queries.event_counts(ids))}  # noqa: C416
    return [ActorRow(**{**row, "statements": said.get(row["id"], 0), "events": done.get(row["id"], 0)}) for row in rows]


def search(connection: Connection, text: str, limit: int | None, offset: int) -> list[SearchRow]:
    """Documents that hold the words, with their best passage."""
    filters.page(limit, offset)
    filters.holding("texts", text)  # raises where there is no word
    # The passage comes with its hits between signs that no text can know beforehand.
    sign = secrets.token_hex(8)
    opening, closing = f"<{sign}>", f"</{sign}>"
    found = dialect.snippets(storable(text), opening, closing, PASSAGE).subquery("found")
    table = s.documents
    own = [table.c[name] for name in columns(SearchRow) if name in table.c]
    joined = found.join(s.texts, s.texts.c.row == found.c.row).join(table, table.c.text_id == s.texts.c.text_id)
    query = select(found.c.passage, s.texts.c.text, table.c.id.label("document"), *own).select_from(joined)
    query = query.where(table.c.superseded_by.is_(None)).order_by(found.c.score, table.c.id).limit(limit)
    rows = connection.execute(query.offset(offset) if offset else query).mappings()
    return [_search_row(row, opening, closing) for row in rows]


def _search_row(row: RowMapping, opening: str, closing: str) -> SearchRow:
    passage, marks = _hits(row["passage"].strip("…"), opening, closing)
    start = max(0, row["text"].find(passage))
    told = {name: row[name] for name in columns(SearchRow) if name in row and name != "evidence"}
    return SearchRow(**told, evidence=passage, start=start, end=start + len(passage), marks=marks)


def _hits(passage: str, opening: str, closing: str) -> tuple[str, tuple[Mark, ...]]:
    """The passage without the signs, and where the hits are."""
    first, *rest = passage.split(opening)
    words, marks = first, []
    for part in rest:
        hit, _, after = part.partition(closing)
        marks.append(Mark(len(words), len(words) + len(hit), "hit"))
        words += hit + after
    return words, tuple(marks)


def stream(connection: Connection, query: Query[Any]) -> Iterator[Row]:
    """All rows of a query in the order of ids, a few in memory at a time."""
    ordered = query.select.order_by(*query.stable)
    if query.kind is ActorRow:
        yield from with_counts(connection, connection.execute(ordered).mappings().all())
        return
    make = queries.make(query.kind)
    result = connection.execution_options(yield_per=1000).execute(ordered)
    for row in result.mappings():
        yield make(row)


def contract_objects(connection: Connection, query: Query[DocumentRow]) -> Iterator[dict[str, Any]]:
    """The current readings of the documents that a query gives, by document id."""
    ids = query.select.with_only_columns(s.documents.c.row).order_by(s.documents.c.id)
    for document in connection.execute(ids).scalars().all():
        current = s.readings.c.superseded_by.is_(None) & (s.readings.c.document == document)
        yield writing.read_reading(connection, connection.execute(select(s.readings.c.row).where(current)).scalar_one())


def read_jsonl(path: Path) -> Iterator[Reading | Failed]:
    """The readings of a JSON lines file; a line that tells an error as the failure.

    Raises:
        LedgerError: the file cannot be read, or a line is neither.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _reading_of(line, f"{path}, line {number}")
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"{path} cannot be read ({error}); give a file of readings as JSON lines") from error


def _reading_of(line: str, where: str) -> Reading | Failed:
    try:
        data = json.loads(line)
        if "error" in data:
            return Failed(str(data.get("path") or ""), data["error"]["code"], data["error"]["message"])
        if data["format"] != "dragoman-reading/1":
            raise LedgerError(f"{where} has the format {data['format']!r}; this version knows dragoman-reading/1")
        return contract.from_dict(Reading, cast("Mapping[str, Any]", data))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        told = f"{type(error).__name__}: {error}"
        raise LedgerError(f"{where} is no reading ({told}); give lines of `dragoman read --format jsonl`") from error
