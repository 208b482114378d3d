"""Writing readings: each in one transaction of the caller's, nothing twice, and forgetting without a trace."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from dragoman import contract
from dragoman.ledger import schema as s
from dragoman.ledger.dialect import SEARCHED, index, insert_many, insert_one, unindex
from dragoman.ledger.flat import (
    Prepared,
    document_row,
    exact_text,
    prepare,
    restored,
    rows_of,
    storable,
    text_row,
)
from dragoman.ledger.superseding import (
    NOWHERE,
    before_at_path,
    before_at_url,
    neighbours,
    settle_documents,
    settle_readings,
)
from dragoman.records import Document, Reading

Change = Literal["added", "superseding", "reread", "unchanged", "failed"]
STDIN = "-"  # no place that a document stands at

_KNOWN_READING = select(s.readings.c.row).where(s.readings.c.id == bindparam("id"))
_KNOWN_DOCUMENT = select(s.documents.c.row).where(s.documents.c.id == bindparam("id"))
_KNOWN_TEXT = select(s.texts.c.row).where(s.texts.c.text_id == bindparam("text_id"))
_MADE_FROM = select(s.readings.c.row).where(s.readings.c.input == bindparam("key"))
_NEXT_SEQ = select(func.coalesce(func.max(s.sightings.c.seq), 0) + 1)
_STANDS_AT = (
    select(s.sightings.c.reading)
    .where(s.sightings.c.path == bindparam("path"))
    .order_by(s.sightings.c.seq.desc())
    .limit(1)
)
_CURRENT = s.readings.c.superseded_by.is_(None)
_CURRENT_READING = select(s.readings.c.row, s.readings.c.id).where(
    s.readings.c.document == bindparam("document"), _CURRENT
)
_KEPT_READING = (
    select(s.readings.c.json, s.texts.c.text, s.texts.c.exact, s.documents.c.path)
    .select_from(
        s.readings.join(s.documents, s.documents.c.row == s.readings.c.document).join(
            s.texts, s.texts.c.text_id == s.documents.c.text_id
        )
    )
    .where(s.readings.c.row == bindparam("reading"))
)
_FACT_TABLES = {table.name: table for table in s.FACTS}
_DROP_FACTS = [delete(table).where(table.c.document == bindparam("document")) for table in s.FACTS]
_DROP_FAILURE = delete(s.failures).where(s.failures.c.path == bindparam("path"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What adding did.

    ``change`` is ``added`` (a new document), ``superseding`` (a new one in the place of an older), ``reread`` (another
    reading of a known one counts now), ``unchanged``, or ``failed`` (a row of failures; ``error`` is its text).
    """

    change: Change
    document: str | None = None
    path: str | None = None
    error: str | None = None


def now() -> str:
    """The time of an entry, UTC to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def place_of(path: str | None) -> str:
    """The path as a place that documents stand at one after another, if it is one."""
    return NOWHERE if path is None or path == STDIN else storable(path)


def store(connection: Connection, prepared: Prepared, made_from: str | None) -> Outcome:
    """Keep a reading, unless the ledger holds it already from this place. ``made_from`` is its input's key."""
    document = prepared.plain.document
    path = place_of(document.path)
    row = connection.execute(_KNOWN_DOCUMENT, {"id": document.id}).scalar()
    if row is not None:
        return _store_again(connection, prepared, made_from, row, path)
    _clear_failure(connection, document.path)
    seq = connection.execute(_NEXT_SEQ).scalar_one()
    row = _add_document(connection, prepared, seq)
    reading = _add_reading(connection, prepared, made_from, row, None)
    insert_one(connection, s.sightings, {"seq": seq, "path": path, "document": row, "reading": reading})
    _write_facts(connection, row, prepared.plain)
    before = {before_at_url(connection, document.url, seq), before_at_path(connection, path, seq, row)} - {None}
    superseded = _settle(connection, {older for older in before if older is not None})
    return Outcome(change="superseding" if superseded else "added", document=document.id, path=document.path)


def _store_again(connection: Connection, prepared: Prepared, made_from: str | None, row: int, path: str) -> Outcome:
    """Keep a further reading of a known document, if it is not that which is known."""
    known = connection.execute(_KNOWN_READING, {"id": prepared.id}).scalar()
    if known is not None:
        return sight(connection, known, path)
    _clear_failure(connection, prepared.plain.document.path)
    before = neighbours(connection, row)
    current = connection.execute(_CURRENT_READING, {"document": row}).one()
    reading = _add_reading(connection, prepared, made_from, row, current.id)
    return _sighted(connection, row, reading, path, before)


def made_from(connection: Connection, key: str) -> int | None:
    """The reading that was made of this very input (loaded document, version and model), if the ledger holds it."""
    return connection.execute(_MADE_FROM, {"key": key}).scalar()


def sight(connection: Connection, reading: int, path: str) -> Outcome:
    """Note that a known reading stands at this path. Nothing changes if it stood there last time too."""
    document = select(s.readings.c.document).where(s.readings.c.row == reading)
    row = connection.execute(document).scalar_one()
    if path == NOWHERE or connection.execute(_STANDS_AT, {"path": path}).scalar() == reading:
        return _outcome(connection, "unchanged", row)
    _clear_failure(connection, path)
    return _sighted(connection, row, reading, path, neighbours(connection, row))


def _sighted(connection: Connection, row: int, reading: int, path: str, before: set[int]) -> Outcome:
    """Write the sighting of a known document's reading, and whatever follows from it."""
    seen = s.sightings.c
    connection.execute(delete(s.sightings).where(seen.path == path, seen.reading == reading))
    seq = connection.execute(_NEXT_SEQ).scalar_one()
    insert_one(connection, s.sightings, {"seq": seq, "path": path, "document": row, "reading": reading})
    place = {"path": path} if path != NOWHERE else {}
    connection.execute(update(s.documents).where(s.documents.c.row == row).values(arrival=seq, **place))
    reread = settle_readings(connection, row)
    if reread:
        _rewrite_facts(connection, row)
    changed = _settle(connection, {row, *before, *neighbours(connection, row)})
    return _outcome(connection, "reread" if reread or changed else "unchanged", row)


def _outcome(connection: Connection, change: Change, row: int) -> Outcome:
    query = select(s.documents.c.id, s.documents.c.path).where(s.documents.c.row == row)
    document, path = connection.execute(query).one()
    return Outcome(change=change, document=document, path=path)


def forget(connection: Connection, row: int) -> None:
    """Remove a document and all that hangs on it, as if it had never been added."""
    document = connection.execute(select(s.documents.c.id, s.documents.c.text_id).where(s.documents.c.row == row)).one()
    older = select(s.documents.c.row).where(s.documents.c.superseded_by == document.id)
    orphans = set(connection.execute(older).scalars())
    paths = connection.execute(select(s.sightings.c.path).where(s.sightings.c.document == row)).scalars().all()
    _forget_links(connection, row)
    connection.execute(delete(s.judgements).where(s.judgements.c.document == document.id))
    connection.execute(delete(s.failures).where(s.failures.c.path.in_(paths)))
    _drop_facts(connection, row)
    for table in (s.sightings, s.readings):
        connection.execute(delete(table).where(table.c.document == row))
    connection.execute(delete(s.documents).where(s.documents.c.row == row))
    kept = select(s.documents.c.row).where(s.documents.c.text_id == document.text_id).limit(1)
    if connection.execute(kept).scalar() is None:
        unindex(connection, "texts", document.text_id)
        connection.execute(delete(s.texts).where(s.texts.c.text_id == document.text_id))
    _settle(connection, orphans)


def add_failure(connection: Connection, path: str, code: str, message: str) -> bool:
    """Note that a document could not be read; False if the same is noted already."""
    path, message = storable(path), storable(message)
    known = connection.execute(select(s.failures).where(s.failures.c.path == path)).one_or_none()
    if known is not None and (known.code, known.message) == (code, message):
        return False
    _clear_failure(connection, path)
    connection.execute(insert(s.failures).values(path=path, code=code, message=message, added=now()))
    return True


def read_reading(connection: Connection, reading: int) -> dict[str, Any]:
    """A kept reading as the JSON contract's object."""
    data, text, exact, path = connection.execute(_KEPT_READING, {"reading": reading}).one()
    return restored(data, exact_text(text, exact), path)


def _add_document(connection: Connection, prepared: Prepared, seq: int) -> int:
    document = prepared.plain.document
    if connection.execute(_KNOWN_TEXT, {"text_id": document.text_id}).scalar() is None:
        insert_one(connection, s.texts, text_row(prepared.reading))
        index(connection, "texts", document.text_id)
    values = _identity(document) | {"arrival": seq} | document_row(prepared.plain)
    return insert_one(connection, s.documents, values)


def _identity(document: Document) -> dict[str, str | None]:
    return {"id": document.id, "text_id": document.text_id, "url": document.url, "path": document.path}


def _add_reading(connection: Connection, prepared: Prepared, key: str | None, row: int, current: str | None) -> int:
    """Insert the reading; until the readings are settled, the one that was current before (if any) stays so."""
    values = {
        "id": prepared.id,
        "document": row,
        "version": prepared.reading.version,
        "model": prepared.reading.model,
        "input": key,
        "added": now(),
        "json": prepared.json,
        "superseded_by": current,
    }
    return insert_one(connection, s.readings, values)


def _settle(connection: Connection, documents: set[int]) -> set[int]:
    """Settle what stands where; a document that is superseded has no facts, one that stands again gets them back."""
    changed = settle_documents(connection, documents)
    for document in sorted(changed):
        _rewrite_facts(connection, document)
    return changed


def _rewrite_facts(connection: Connection, document: int) -> None:
    _drop_facts(connection, document)
    current = connection.execute(_CURRENT_READING, {"document": document}).one()
    plain = prepare(contract.from_dict(Reading, read_reading(connection, current.row))).plain
    connection.execute(update(s.documents).where(s.documents.c.row == document).values(**document_row(plain)))
    stands = select(s.documents.c.superseded_by.is_(None)).where(s.documents.c.row == document)
    if connection.execute(stands).scalar_one():
        _write_facts(connection, document, plain)


def _write_facts(connection: Connection, document: int, plain: Reading) -> None:
    for name, rows in rows_of(plain, document).items():
        if rows:
            insert_many(connection, _FACT_TABLES[name], rows)
            if name in SEARCHED:
                index(connection, name, document)


def _drop_facts(connection: Connection, document: int) -> None:
    for table in _FACT_TABLES:
        if table in SEARCHED:
            unindex(connection, table, document)
    for statement in _DROP_FACTS:
        connection.execute(statement, {"document": document})


def _clear_failure(connection: Connection, path: str | None) -> None:
    if path is not None:
        connection.execute(_DROP_FAILURE, {"path": path})


def _forget_links(connection: Connection, row: int) -> None:
    """Remove every copy group, linked actor and claim that the document has a part in; linking makes them anew."""
    of_claims = select(s.claim_events.c.claim).where(s.claim_events.c.document == row)
    of_positions = select(s.claim_positions.c.claim).where(s.claim_positions.c.document == row)
    connection.execute(delete(s.claims).where(or_(s.claims.c.id.in_(of_claims), s.claims.c.id.in_(of_positions))))
    of_actors = select(s.actor_links.c.linked).where(s.actor_links.c.document == row)
    connection.execute(delete(s.linked_actors).where(s.linked_actors.c.id.in_(of_actors)))
    of_groups = select(s.copy_members.c.group_id).where(s.copy_members.c.document == row)
    connection.execute(delete(s.copy_groups).where(s.copy_groups.c.id.in_(of_groups)))
