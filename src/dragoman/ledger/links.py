"""Keeping what linking found. Only what changed is written, so that linking again writes little or nothing."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, delete, func, insert, select, update

from dragoman import contract
from dragoman.contract import to_json
from dragoman.errors import LedgerError
from dragoman.ledger import schema as s
from dragoman.ledger.dialect import insert_many
from dragoman.ledger.flat import Row, encoded, folded
from dragoman.ledger.writing import read_reading
from dragoman.linking.records import Claim, ClaimVoice, CopyGroup, LinkedActor, Links
from dragoman.records import Reading
from dragoman.version import __version__

KEY = "linked"  # the row of ``meta`` that tells which readings the links were made of
Linked = TypeVar("Linked", CopyGroup, LinkedActor, Claim)
Numbers = Mapping[tuple[str, str], tuple[int, int]]  # (document id, record id) to (document, number)


@dataclass(frozen=True, slots=True)
class _Places:
    """The ledger's numbers of the documents, actors and events that links name by id."""

    documents: Mapping[str, int]
    actors: Numbers
    events: Numbers


def current_readings(connection: Connection) -> Iterator[Reading]:
    """The readings that count, by document id."""
    for row in _current(connection, s.readings.c.row):
        yield contract.from_dict(Reading, read_reading(connection, row))


def state(connection: Connection) -> str:
    """What stands for the set of readings that count, and for the version that links them."""
    digest = hashlib.sha256(__version__.encode())
    for name in _current(connection, s.readings.c.id):
        digest.update(name.encode())
    return digest.hexdigest()


def linked_state(connection: Connection) -> str | None:
    """The state that the links were made of."""
    return connection.execute(select(s.meta.c.value).where(s.meta.c.key == KEY)).scalar()


def write(connection: Connection, links: Links, made_of: str) -> None:
    """Replace the links by these, in the caller's transaction.

    Raises:
        LedgerError: a link names a document, actor or event that does not count in the ledger.
    """
    places = _places(connection)
    names = {actor.id: actor.name for actor in links.actors}
    # Claims first: an actor that goes may be named by one.
    _replace(connection, s.claims, links.claims, lambda claim: _claim_rows(claim, places, names))
    _replace(connection, s.linked_actors, links.actors, lambda actor: _actor_rows(actor, places))
    _replace(connection, s.copy_groups, links.copies, lambda group: _copy_rows(group, places))
    if linked_state(connection) is None:
        connection.execute(insert(s.meta).values(key=KEY, value=made_of))
    connection.execute(update(s.meta).where(s.meta.c.key == KEY).values(value=made_of))


def _current(connection: Connection, column: Any) -> list[Any]:
    joined = s.readings.join(s.documents, s.documents.c.row == s.readings.c.document)
    query = select(column).select_from(joined).order_by(s.documents.c.id)
    stands = s.readings.c.superseded_by.is_(None) & s.documents.c.superseded_by.is_(None)
    return list(connection.execute(query.where(stands)).scalars())


def _places(connection: Connection) -> _Places:
    standing = select(s.documents.c.id, s.documents.c.row).where(s.documents.c.superseded_by.is_(None))
    documents = {name: row for name, row in connection.execute(standing)}  # noqa: C416 - rows are no pairs to a checker
    return _Places(documents, _numbers(connection, s.actors), _numbers(connection, s.events))


def _numbers(connection: Connection, table: Table) -> Numbers:
    joined = table.join(s.documents, s.documents.c.row == table.c.document)
    query = select(s.documents.c.id, table.c.id, table.c.document, table.c.number).select_from(joined)
    return {(document, record): (row, number) for document, record, row, number in connection.execute(query)}


def _replace(
    connection: Connection, table: Table, records: Sequence[Linked], rows: Callable[[Linked], Mapping[Table, list[Row]]]
) -> None:
    """Delete the rows of records that are gone or changed, with all that hangs on them; insert new and changed ones."""
    held = {row.id: (row.json, row.members) for row in connection.execute(_HELD[table.name])}
    wanted = {record.id: (to_json(record), len(_members(record))) for record in records}
    gone = [{"gone": name} for name, record in held.items() if wanted.get(name) != record]
    if gone:
        connection.execute(delete(table).where(table.c.id == bindparam("gone")), gone)
    pending: dict[Table, list[Row]] = {}
    for record in records:
        if held.get(record.id) != wanted[record.id]:
            for target, new in rows(record).items():
                pending.setdefault(target, []).extend(new)
    for target, new in pending.items():
        if new:
            insert_many(connection, target, new)


def _held(table: Table, members: ColumnElement[str]) -> Select[tuple[str, str, int]]:
    """Id, JSON and number of member rows: rows of a document that was read again are gone, whatever the JSON says."""
    count = select(func.count()).where(members == table.c.id).scalar_subquery()
    return select(table.c.id, table.c.json, count.label("members"))


_HELD = {
    "copy_groups": _held(s.copy_groups, s.copy_members.c.group_id),
    "linked_actors": _held(s.linked_actors, s.actor_links.c.linked),
    "claims": _held(s.claims, s.claim_events.c.claim),
}


def _members(record: CopyGroup | LinkedActor | Claim) -> Sequence[object]:
    return record.events if isinstance(record, Claim) else record.members


def _actor_rows(actor: LinkedActor, places: _Places) -> Mapping[Table, list[Row]]:
    row = {
        "id": actor.id,
        "name": actor.name,
        "folded": folded(actor.name),
        "kind": actor.kind,
        "country": actor.country,
        "code": actor.code,
        "sector": actor.sector,
        "role": actor.role,
        "documents": len({member.document for member in actor.members}),
        "json": to_json(actor),
    }
    pairs = [_found(places.actors, (member.document, member.actor), "actor") for member in actor.members]
    links = [{"linked": actor.id, "document": document, "actor": number} for document, number in pairs]
    return {s.linked_actors: [row], s.actor_links: links}


def _copy_rows(group: CopyGroup, places: _Places) -> Mapping[Table, list[Row]]:
    members = [
        {
            "group_id": group.id,
            "number": number,
            "document": _document(places, member.document),
            "relation": member.relation,
            "derived_from": member.of,
            "basis": member.basis,
        }
        for number, member in enumerate(group.members)
    ]
    row = {"id": group.id, "kind": group.kind, "agency": group.agency, "json": to_json(group)}
    return {s.copy_groups: [row], s.copy_members: members}


def _claim_rows(claim: Claim, places: _Places, names: Mapping[str, str]) -> Mapping[Table, list[Row]]:
    pairs = [_found(places.events, (event.document, event.event), "event") for event in claim.events]
    events = [
        {"claim": claim.id, "number": number, "document": document, "event": event}
        for number, (document, event) in enumerate(pairs)
    ]
    roles = {"actor": claim.actors, "recipient": claim.recipients}
    actors = [
        {"claim": claim.id, "linked": linked, "role": role}
        for role, ids in roles.items()
        for linked in dict.fromkeys(ids)
    ]
    voices = [
        _voice_row(claim.id, side, number, voice)
        for side, held in (("asserted", claim.asserted_by), ("denied", claim.denied_by))
        for number, voice in enumerate(held)
    ]
    return {
        s.claims: [_claim_row(claim, names)],
        s.claim_events: events,
        s.claim_actors: actors,
        s.claim_voices: voices,
        s.claim_positions: _position_rows(claim, places),
    }


def _claim_row(claim: Claim, names: Mapping[str, str]) -> Row:
    return {
        "id": claim.id,
        "type": claim.type,
        "mode": claim.mode,
        "status": claim.status,
        "actors": encoded(_names(claim.actors, names)),
        "recipients": encoded(_names(claim.recipients, names)),
        "objects": encoded(claim.objects),
        "date_from": claim.date.earliest if claim.date else None,
        "date_to": claim.date.latest if claim.date else None,
        "place": claim.place,
        "place_country": claim.place_country,
        "asserted_by": encoded(tuple(voice.name for voice in claim.asserted_by)),
        "denied_by": encoded(tuple(voice.name for voice in claim.denied_by)),
        "first_seen": claim.first_seen,
        "last_seen": claim.last_seen,
        "reports": claim.reports,
        "independent_reports": claim.independent_reports,
        "voices": claim.voices,
        "json": to_json(claim),
    }


def _voice_row(claim: str, side: str, number: int, voice: ClaimVoice) -> Row:
    return {
        "claim": claim,
        "side": side,
        "number": number,
        "kind": voice.kind,
        "linked": voice.actor,
        "name": voice.name,
        "folded": folded(voice.name),
        "status": voice.status,
        "since": voice.since,
    }


def _position_rows(claim: Claim, places: _Places) -> list[Row]:
    return [
        {
            "claim": claim.id,
            "number": number,
            "date": position.date,
            "status": position.status,
            "voice": position.voice,
            "linked": position.actor,
            "document": _document(places, position.document),
            "event": position.event,
            "statement": position.statement,
        }
        for number, position in enumerate(claim.history)
    ]


def _document(places: _Places, document: str) -> int:
    if document not in places.documents:
        raise LedgerError(
            f"linking names the document {document[:12]!r}, which does not count in the ledger; link again"
        )
    return places.documents[document]


def _found(numbers: Numbers, key: tuple[str, str], kind: str) -> tuple[int, int]:
    if key not in numbers:
        raise LedgerError(f"linking names the {kind} {key[1]!r} of {key[0][:12]!r}, which is not there; link again")
    return numbers[key]


def _names(ids: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    missing = [linked for linked in ids if linked not in names]
    if missing:
        raise LedgerError(f"a claim names the linked actor {missing[0]!r}, which linking does not give; link again")
    return tuple(names[linked] for linked in ids)
