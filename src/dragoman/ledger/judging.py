"""A person's verdicts on records: appended, never changed, and kept when a document is read again."""

import json
from collections.abc import Mapping
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Select, Table, func, insert, select

from dragoman.errors import QueryError, UnknownRecordError
from dragoman.ledger import filters
from dragoman.ledger import schema as s
from dragoman.ledger.rows import JudgementRow, columns
from dragoman.ledger.writing import now

Verdict = Literal["accept", "reject", "unsure", "correct"]
JudgedKind = Literal["document", "statement", "event", "actor", "claim", "copy_group"]
_OF_DOCUMENTS: Mapping[str, Table] = {"statement": s.statements, "event": s.events, "actor": s.actors}
_ACROSS: Mapping[str, Table] = {"document": s.documents, "claim": s.claims, "copy_group": s.copy_groups}


def append(
    connection: Connection,
    kind: str,
    record: str,
    verdict: str,
    *,
    document: int | None,
    correction: Mapping[str, Any] | None,
    judge: str | None,
    note: str | None,
) -> JudgementRow:
    """Write a judgement.

    Raises:
        QueryError: kind or verdict is unknown, or a correction is missing or out of place.
        UnknownRecordError: no record of the kind has this id, or several have.
    """
    (kind,) = filters.any_of("kind", kind, get_args(JudgedKind))
    (verdict,) = filters.any_of("verdict", verdict, get_args(Verdict))
    if (verdict == "correct") != (correction is not None):
        raise QueryError("give a correction with the verdict 'correct', and with no other")
    held_by, found = _record(connection, kind, record, document)
    values = {
        "kind": kind,
        "document": held_by,
        "record": found,
        "verdict": verdict,
        "correction": None if correction is None else json.dumps(correction, ensure_ascii=False, sort_keys=True),
        "judge": judge,
        "note": note,
        "at": now(),
    }
    connection.execute(insert(s.judgements), values)
    last = select(func.max(s.judgements.c.number)).scalar_subquery()
    written = judgements(None).where(s.judgements.c.number == last)
    return JudgementRow(**connection.execute(written).mappings().one())


def judgements(record: str | None, document: str | None = None) -> Select[Any]:
    """The judgements on a record, on a document and its records, or all."""
    table = s.judgements
    conditions = [
        None if record is None else filters.beginning(table.c.record, record),
        None if document is None else table.c.document == document,
    ]
    query = select(*(table.c[name] for name in columns(JudgementRow)))
    return query.where(*filters.all_of(conditions)).order_by(table.c.number)


def _record(connection: Connection, kind: str, record: str, document: int | None) -> tuple[str | None, str]:
    """The ids of the document that holds the record, if one does, and of the record."""
    if kind in _ACROSS:
        found = one(connection, _ACROSS[kind], record, kind)
        return (found if kind == "document" else None), found
    table = _OF_DOCUMENTS[kind]
    query = select(s.documents.c.id, table.c.id).where(
        s.documents.c.row == table.c.document, filters.beginning(table.c.id, record)
    )
    if document is not None:
        query = query.where(table.c.document == document)
    rows = connection.execute(query.limit(2)).all()
    if len(rows) != 1:
        raise unknown(kind, record, [name for _, name in rows])
    held_by, found = rows[0]
    return held_by, found


def one(connection: Connection, table: Table, prefix: str, kind: str) -> str:
    """The only id of the table that begins so.

    Raises:
        UnknownRecordError: there is none, or several.
    """
    found = select(table.c.id).where(filters.beginning(table.c.id, prefix)).limit(2)
    ids = list(connection.execute(found).scalars())
    if len(ids) != 1:
        raise unknown(kind, prefix, ids)
    return str(ids[0])


def unknown(kind: str, name: str, found: list[str]) -> UnknownRecordError:
    """The error that tells that an id stands for nothing, or for more than one."""
    if found:
        some = ", ".join(one[:16] for one in found)
        return UnknownRecordError(f"{name!r} stands for more than one {kind} ({some}, …); give more of the id")
    return UnknownRecordError(f"the ledger holds no {kind} {name!r}; look its id up in a list of them")
