"""The values of filters: checked against the vocabularies, and turned into conditions."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from sqlalchemy import ColumnElement, CompoundSelect, FromClause, Select, Subquery, or_, select, union

from dragoman import vocab
from dragoman.errors import QueryError
from dragoman.ledger import dialect
from dragoman.ledger import schema as s
from dragoman.ledger.flat import folded, storable
from dragoman.records import ActorKind, Form

Pairs = Select[Any] | CompoundSelect[Any]
Values = str | Iterable[str]  # one value or several, any of which may hold
_DAY = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(0[1-9]|[12]\d|3[01]))?")
_CODE = re.compile(r"[A-Z]{2,4}")
_HEX = re.compile(r"[0-9a-f]+")
_COUNTRY = re.compile(r"[A-Z]{3}")
ID_PREFIX = 6  # a name of so many letters from a to f and more could be meant as an id; both are looked for


def any_of(name: str, value: Values, allowed: Iterable[str]) -> list[str]:
    """The values, each of which must be one of those allowed (case does not matter).

    Raises:
        QueryError: one is not; the message lists what is allowed.
    """
    known = {word.casefold(): word for word in allowed}
    wanted = [value] if isinstance(value, str) else list(value)
    unknown = [word for word in wanted if word.casefold() not in known]
    if unknown:
        raise QueryError(f"{name} {unknown[0]!r} is unknown; choose of: {', '.join(known.values())}")
    return [known[word.casefold()] for word in wanted]


def types(value: Values) -> list[str]:
    """Event types of PLOVER."""
    return any_of("type", value, vocab.event_types())


def statuses(value: Values) -> list[str]:
    """Statuses of events."""
    return any_of("status", value, vocab.statuses())


def acts(value: Values) -> list[str]:
    """Speech acts."""
    return any_of("act", value, vocab.acts())


def forms(value: Values) -> list[str]:
    """Forms of statements."""
    return any_of("form", value, get_args(Form))


def kinds(value: Values) -> list[str]:
    """Kinds of actors."""
    return any_of("kind", value, get_args(ActorKind))


def sectors(value: Values) -> list[str]:
    """Sectors of actors."""
    return any_of("sector", value, vocab.sectors())


def country(value: str) -> str:
    """A country (ISO 3166 alpha-3) or a PLOVER code of actors that are none.

    Raises:
        QueryError: it is neither.
    """
    code = value.upper()
    if not _COUNTRY.fullmatch(code) and code not in vocab.actor_codes():
        codes = ", ".join(vocab.actor_codes())
        raise QueryError(f"country {value!r} is no code of three letters (ISO 3166, as in USA), and none of: {codes}")
    return code


def first_day(name: str, value: str) -> str:
    """The first day of a day, month or year ("2024-06" is "2024-06-01")."""
    year, month, day = _date(name, value)
    return f"{year}-{month or '01'}-{day or '01'}"


def last_day(name: str, value: str) -> str:
    """The last day of a day, month or year; "31" for every month, since days are compared as text."""
    year, month, day = _date(name, value)
    return f"{year}-{month or '12'}-{day or '31'}"


def _date(name: str, value: str) -> tuple[str, str | None, str | None]:
    found = _DAY.fullmatch(value)
    if not found:
        raise QueryError(f"{name} {value!r} is no date; write a day, month or year (2024-06-18, 2024-06, 2024)")
    return found[1], found[2], found[3]


def within(
    table: FromClause, since: str | None, until: str | None, stem: str, name: str = ""
) -> list[ColumnElement[bool]]:
    """Conditions: the range ``STEM_from`` to ``STEM_to`` may lie between the dates. Rows without a date do not."""
    conditions: list[ColumnElement[bool]] = []
    if since is not None:
        conditions.append(table.c[f"{stem}_to"] >= first_day(f"{name}since", since))
    if until is not None:
        conditions.append(table.c[f"{stem}_from"] <= last_day(f"{name}until", until))
    return conditions


def page(limit: int | None, offset: int) -> None:
    """Check a page's limits.

    Raises:
        QueryError: one is negative.
    """
    if (limit is not None and limit < 0) or offset < 0:
        raise QueryError("limit and offset must not be negative; leave limit out for all rows")


def holding(table: str, words: str) -> Select[tuple[int]]:
    """The numbers of rows whose text holds the words.

    Raises:
        QueryError: there is no word to look for.
    """
    words = storable(words)
    if not dialect.search_query(words):
        raise QueryError(f"the text {words!r} holds no word to look for; write words, or a phrase in double quotes")
    return dialect.matching(table, words)


def named(columns: FromClause, value: str) -> ColumnElement[bool]:
    """Condition on a table with ``folded`` (and perhaps ``country``, ``code``): the words stand in the name, or the
    value is the country's or PLOVER's code in capitals.

    Raises:
        QueryError: the value holds no word.
    """
    words = folded(value)
    if not words.strip():
        raise QueryError(f"{value!r} names nobody; write a name, a linked actor's id, or a code as in USA")
    conditions = [columns.c.folded.contains(words)]
    if _CODE.fullmatch(value) and "country" in columns.c:
        conditions += [columns.c.country == value, columns.c.code == value]
    return or_(*conditions)


def linked(value: str) -> Select[tuple[str]]:
    """Ids of the linked actors that a name, code, id or beginning of an id stands for."""
    conditions = [named(s.linked_actors, value)]
    if _HEX.fullmatch(value) and len(value) >= ID_PREFIX:
        conditions.append(beginning(s.linked_actors.c.id, value))
    return select(s.linked_actors.c.id).where(or_(*conditions))


def actors(value: str) -> CompoundSelect[Any]:
    """The pairs (document, number) of the actors whom the value stands for, by their own or by their linked name."""
    own = select(s.actors.c.document, s.actors.c.number).where(named(s.actors, value))
    by_link = select(s.actor_links.c.document, s.actor_links.c.actor.label("number")).where(
        s.actor_links.c.linked.in_(linked(value))
    )
    return union(own, by_link)


def of_country(value: str) -> Select[Any]:
    """The pairs (document, number) of the actors with this country or PLOVER code."""
    code = country(value)
    return select(s.actors.c.document, s.actors.c.number).where(
        or_(s.actors.c.country == code, s.actors.c.code == code)
    )


def said_by(pairs: Pairs) -> Select[Any]:
    """The pairs (document, number) of the statements that these actors make."""
    who, speaking = _listed(pairs), s.speakers.c
    joined = who.join(s.speakers, (speaking.document == who.c.document) & (speaking.actor == who.c.number))
    return select(speaking.document, speaking.statement.label("number")).select_from(joined)


def taken_part_in(pairs: Pairs, role: str | None = None) -> Select[Any]:
    """The pairs (document, number) of the events in which these actors take part."""
    who, taking = _listed(pairs), s.participants.c
    joined = who.join(s.participants, (taking.document == who.c.document) & (taking.actor == who.c.number))
    query = select(taking.document, taking.event.label("number")).select_from(joined)
    return query if role is None else query.where(taking.role == role)


def voiced_by(pairs: Pairs) -> Select[Any]:
    """The pairs (document, number) of the events towards which a statement of these actors takes a position."""
    said, held = _listed(said_by(pairs)), s.positions.c
    joined = said.join(s.positions, (held.document == said.c.document) & (held.statement == said.c.number))
    return select(held.document, held.event.label("number")).select_from(joined)


def _listed(pairs: Pairs) -> Subquery:
    """The pairs as a table to start from: a join looks up these few, ``IN`` would go through all that might match."""
    return pairs.subquery()


def beginning(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """Condition: the id begins so. A range, which an index serves."""
    return (column >= prefix) & (column < prefix + "g")


def all_of(conditions: Sequence[ColumnElement[bool] | None]) -> list[ColumnElement[bool]]:
    """The conditions that are there."""
    return [condition for condition in conditions if condition is not None]
