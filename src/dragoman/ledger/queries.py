"""The questions that can be put to a ledger: a select each, whose columns are the fields of its row type."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, get_origin

from sqlalchemy import ColumnElement, FromClause, Select, Text, cast, distinct, func, literal, or_, select, tuple_
from sqlalchemy.engine import RowMapping

from dragoman.errors import QueryError
from dragoman.ledger import filters
from dragoman.ledger import schema as s
from dragoman.ledger.filters import Values
from dragoman.ledger.rows import (
    ActorRow,
    ClaimRow,
    DocumentRow,
    EventRow,
    EvidenceRow,
    RowType,
    StatementRow,
    columns,
    marks_of,
)

ORDERS = ("recent", "sources")


@dataclass(frozen=True, slots=True)
class Query(Generic[RowType]):
    """A select without its order, the type of its rows, the order of pages, and ``stable``, that of exports.

    Pages follow an index; exports follow ids, so that they do not depend on what was added when.
    """

    kind: type[RowType]
    select: Select[Any]
    order: tuple[ColumnElement[Any], ...]
    stable: tuple[ColumnElement[Any], ...]

    def page(self, limit: int | None, offset: int) -> Select[Any]:
        """The select of one page.

        Raises:
            QueryError: limit or offset is negative.
        """
        filters.page(limit, offset)
        paged = self.select.order_by(*self.order).limit(limit)
        return paged.offset(offset) if offset else paged

    def count(self) -> Select[Any]:
        """The select that counts all rows."""
        return select(func.count()).select_from(self.select.subquery())


_FROM_DOCUMENTS = (
    s.documents.c.title,
    s.documents.c.outlet,
    s.documents.c.agency,
    s.documents.c.url,
)


def documents(
    *,
    text: str | None = None,
    outlet: str | None = None,
    agency: str | None = None,
    language: str | None = None,
    coded: bool | None = None,
    since: str | None = None,
    until: str | None = None,
    superseded: bool = False,
) -> Query[DocumentRow]:
    """Documents, the last published first; superseded ones only if asked for (then they alone)."""
    table = s.documents
    conditions = [
        table.c.superseded_by.is_not(None) if superseded else table.c.superseded_by.is_(None),
        None if text is None else s.texts.c.row.in_(filters.holding("texts", text)),
        None if outlet is None else func.lower(table.c.outlet) == outlet.lower(),
        None if agency is None else func.lower(table.c.agency) == agency.lower(),
        None if language is None else table.c.language == language.lower(),
        None if coded is None else table.c.coded.is_(coded),
        *filters.within(table, since, until, "published"),
    ]
    order = (table.c.published_from.desc().nulls_last(), table.c.id)
    return Query(DocumentRow, all_documents().where(*filters.all_of(conditions)), order, (table.c.id,))


def all_documents() -> Select[Any]:
    """The rows of all documents, superseded or not."""
    table = s.documents
    group = select(s.copy_members.c.group_id).where(s.copy_members.c.document == table.c.row).limit(1)
    own = [table.c[name] for name in columns(DocumentRow) if name in table.c]
    query = select(*own, s.texts.c.characters, group.scalar_subquery().label("copy_group"))
    return query.select_from(table.join(s.texts, s.texts.c.text_id == table.c.text_id))


def statements(
    *,
    speaker: str | None = None,
    act: Values | None = None,
    form: Values | None = None,
    country: str | None = None,
    since: str | None = None,
    until: str | None = None,
    text: str | None = None,
    document: int | None = None,
) -> Query[StatementRow]:
    """Statements, those of the last published documents first."""
    table = s.statements
    place = tuple_(table.c.document, table.c.number)
    conditions = [
        None if document is None else table.c.document == document,
        None if speaker is None else place.in_(filters.said_by(filters.actors(speaker))),
        None if country is None else place.in_(filters.said_by(filters.of_country(country))),
        None if act is None else table.c.act.in_(filters.acts(act)),
        None if form is None else table.c.form.in_(filters.forms(form)),
        None if text is None else table.c.row.in_(filters.holding("statements", text)),
        *filters.within(table, since, until, "published"),
    ]
    own = [table.c[name] for name in columns(StatementRow) if name in table.c and name != "document"]
    query = select(*own, table.c.marks, s.documents.c.id.label("document"), *_FROM_DOCUMENTS)
    joined = query.select_from(table.join(s.documents, s.documents.c.row == table.c.document))
    stable = (s.documents.c.id, table.c.number)
    return Query(StatementRow, joined.where(*filters.all_of(conditions)), _in_order(table), stable)


def events(
    *,
    type: Values | None = None,  # noqa: A002 - the vocabulary's word
    status: Values | None = None,
    actor: str | None = None,
    recipient: str | None = None,
    country: str | None = None,
    voice: str | None = None,
    since: str | None = None,
    until: str | None = None,
    event_since: str | None = None,
    event_until: str | None = None,
    text: str | None = None,
    document: int | None = None,
    claim: str | None = None,
) -> Query[EventRow]:
    """Events, those of the last published documents first."""
    table = s.events
    place = tuple_(table.c.document, table.c.number)
    conditions = [
        None if document is None else table.c.document == document,
        None if claim is None else s.claim_events.c.claim == claim,
        None if type is None else table.c.type.in_(filters.types(type)),
        None if status is None else table.c.status.in_(filters.statuses(status)),
        None if actor is None else place.in_(filters.taken_part_in(filters.actors(actor), "actor")),
        None if recipient is None else place.in_(filters.taken_part_in(filters.actors(recipient), "recipient")),
        None if country is None else _of_country(table, place, country),
        None if voice is None else place.in_(filters.voiced_by(filters.actors(voice))),
        None if text is None else table.c.row.in_(filters.holding("events", text)),
        *filters.within(table, since, until, "published"),
        *filters.within(table, event_since, event_until, "date", "event_"),
    ]
    own = [table.c[name] for name in columns(EventRow) if name in table.c and name != "document"]
    query = select(*own, table.c.marks, s.documents.c.id.label("document"), s.claim_events.c.claim, *_FROM_DOCUMENTS)
    joined = table.join(s.documents, s.documents.c.row == table.c.document)
    of_claim = (s.claim_events.c.document == table.c.document) & (s.claim_events.c.event == table.c.number)
    joined = joined.join(s.claim_events, of_claim, isouter=True)
    selected = query.select_from(joined).where(*filters.all_of(conditions))
    return Query(EventRow, selected, _in_order(table), (s.documents.c.id, table.c.number))


def claims(
    *,
    type: Values | None = None,  # noqa: A002 - the vocabulary's word
    status: Values | None = None,
    actor: str | None = None,
    recipient: str | None = None,
    country: str | None = None,
    voice: str | None = None,
    since: str | None = None,
    until: str | None = None,
    text: str | None = None,
    document: int | None = None,
    disputed: bool | None = None,
    independent: int | None = None,
    order: str = "recent",
) -> Query[ClaimRow]:
    """Claims; ``recent``: the last seen first, ``sources``: those with most independent reports first."""
    table = s.claims
    conditions = [
        None if document is None else table.c.id.in_(_claims_with(s.claim_events.c.document == document)),
        None if text is None else table.c.id.in_(_claims_with(s.events.c.row.in_(filters.holding("events", text)))),
        None if type is None else table.c.type.in_(filters.types(type)),
        None if status is None else table.c.status.in_(filters.statuses(status)),
        None if actor is None else table.c.id.in_(_claims_of(filters.linked(actor), "actor")),
        None if recipient is None else table.c.id.in_(_claims_of(filters.linked(recipient), "recipient")),
        None if country is None else _claims_of_country(country),
        None if voice is None else table.c.id.in_(_claims_voiced_by(voice)),
        None if since is None else table.c.last_seen >= filters.first_day("since", since),
        None if until is None else table.c.first_seen <= filters.last_day("until", until),
        None if disputed is None else (table.c.denied_by != "[]" if disputed else table.c.denied_by == "[]"),
        None if independent is None else table.c.independent_reports >= independent,
    ]
    first, evidence = s.claim_events, s.events
    own = [table.c[name] for name in columns(ClaimRow) if name in table.c]
    words = (evidence.c.evidence, evidence.c.start, evidence.c.marks, evidence.c.id.label("event"))
    query = select(*own, *words, s.documents.c.id.label("document"))
    # Outer joins, so that claims are gone through in their order; those whose documents are all being read again
    # have no event until the next linking, and are left out.
    joined = table.outerjoin(first, (first.c.claim == table.c.id) & (first.c.number == _first_event(table)))
    told = (evidence.c.document == first.c.document) & (evidence.c.number == first.c.event)
    joined = joined.outerjoin(evidence, told).outerjoin(s.documents, s.documents.c.row == first.c.document)
    shown = _first_event(table).is_not(None)
    selected = query.select_from(joined).where(shown, *filters.all_of(conditions))
    return Query(ClaimRow, selected, _claim_order(order), (table.c.id,))


def actors(
    *,
    name: str | None = None,
    kind: Values | None = None,
    country: str | None = None,
    sector: Values | None = None,
    document: int | None = None,
) -> Query[ActorRow]:
    """Actors across documents, those that most documents name first."""
    table = s.linked_actors
    links = s.actor_links
    code = None if country is None else filters.country(country)
    conditions = [
        None if name is None else table.c.id.in_(filters.linked(name)),
        None if kind is None else table.c.kind.in_(filters.kinds(kind)),
        None if code is None else or_(table.c.country == code, table.c.code == code),
        None if sector is None else table.c.sector.in_(filters.sectors(sector)),
        None if document is None else table.c.id.in_(select(links.c.linked).where(links.c.document == document)),
    ]
    own = [table.c[column] for column in columns(ActorRow) if column in table.c]
    query = select(*own, literal(0).label("statements"), literal(0).label("events"))
    order = (table.c.documents.desc(), table.c.id)
    return Query(ActorRow, query.where(*filters.all_of(conditions)), order, (table.c.id,))


def statement_counts(linked: Sequence[str]) -> Select[Any]:
    """How many statements each of the linked actors makes."""
    return _counts(s.speakers, s.speakers.c.statement, linked)


def event_counts(linked: Sequence[str]) -> Select[Any]:
    """How many events each of the linked actors takes part in."""
    return _counts(s.participants, s.participants.c.event, linked)


def _counts(table: FromClause, record: ColumnElement[int], linked: Sequence[str]) -> Select[Any]:
    links = s.actor_links
    joined = links.join(table, (table.c.document == links.c.document) & (table.c.actor == links.c.actor))
    name = cast(table.c.document, Text) + ":" + cast(record, Text)
    query = select(links.c.linked, func.count(distinct(name))).select_from(joined)
    return query.where(links.c.linked.in_(linked)).group_by(links.c.linked)


def _in_order(table: FromClause) -> tuple[ColumnElement[Any], ...]:
    return table.c.published_from.desc().nulls_last(), table.c.document, table.c.number


def _of_country(table: FromClause, place: Any, country: str) -> ColumnElement[bool]:
    taking = place.in_(filters.taken_part_in(filters.of_country(country)))
    return or_(taking, table.c.place_country == filters.country(country))


def _claims_with(condition: ColumnElement[bool]) -> Select[Any]:
    held = s.claim_events
    matching = (s.events.c.document == held.c.document) & (s.events.c.number == held.c.event)
    return select(held.c.claim).select_from(held.join(s.events, matching)).where(condition)


def _claims_of(linked: Select[Any], role: str | None = None) -> Select[Any]:
    query = select(s.claim_actors.c.claim).where(s.claim_actors.c.linked.in_(linked))
    return query if role is None else query.where(s.claim_actors.c.role == role)


def _claims_of_country(value: str) -> ColumnElement[bool]:
    code, linked = filters.country(value), s.linked_actors
    of = select(linked.c.id).where(or_(linked.c.country == code, linked.c.code == code))
    return or_(s.claims.c.id.in_(_claims_of(of)), s.claims.c.place_country == code)


def _claims_voiced_by(value: str) -> Select[Any]:
    voices = s.claim_voices
    by_link = voices.c.linked.in_(filters.linked(value))
    return select(voices.c.claim).where(or_(by_link, filters.named(voices, value)))


def _first_event(table: FromClause) -> Any:
    held = s.claim_events.alias("held")
    return select(func.min(held.c.number)).where(held.c.claim == table.c.id).scalar_subquery()


def _claim_order(order: str) -> tuple[ColumnElement[Any], ...]:
    table = s.claims
    recent = (table.c.last_seen.desc().nulls_last(), table.c.id)
    if order not in ORDERS:
        raise QueryError(f"order {order!r} is unknown; choose of: {', '.join(ORDERS)}")
    return (table.c.independent_reports.desc(), table.c.reports.desc(), *recent) if order == "sources" else recent


def make(kind: type[RowType]) -> Callable[[RowMapping], RowType]:
    """The function that makes a row of this type from a result's mapping."""
    plain, lists = _split(kind)
    evidence = issubclass(kind, EvidenceRow)

    def made(data: RowMapping) -> RowType:
        values = {name: data[name] for name in plain}
        for name in lists:
            values[name] = _tuple(data[name])
        if evidence:
            values["end"] = data["start"] + len(data["evidence"])
            values["marks"] = marks_of(json.loads(data["marks"]))
        return kind(**values)

    return made


def _split(kind: type[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    origins: dict[str, object] = {name: get_origin(hint) for name, hint in columns(kind).items()}
    lists = tuple(name for name, origin in origins.items() if origin is tuple)
    return tuple(name for name in columns(kind) if name not in lists and name != "end"), lists


@lru_cache(maxsize=65_536)
def _tuple(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text))
