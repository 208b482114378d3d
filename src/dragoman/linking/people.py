"""Actors across documents: joined by full name, role and country; what could be two stays two."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.linking.invariants import folded
from dragoman.linking.records import ActorLink, LinkedActor
from dragoman.records import Actor, Reading, content_id

NAMED_BY_CODE = frozenset({"state", "body"})


@dataclass(frozen=True, slots=True)
class Local:
    """An actor where it stands."""

    document: str
    actor: Actor


def linked_actors(readings: Sequence[Reading]) -> tuple[LinkedActor, ...]:
    """One actor for all that are surely the same; every actor of every reading is in exactly one."""
    by_key: dict[tuple[str, ...], list[Local]] = defaultdict(list)
    for reading in readings:
        for actor in reading.actors:
            by_key[_key(reading, actor)].append(Local(reading.document.id, actor))
    groups = [group for key, members in by_key.items() for group in _by_country(key, members)]
    return tuple(sorted((_linked(group) for group in groups), key=lambda actor: actor.id))


def _key(reading: Reading, actor: Actor) -> tuple[str, ...]:
    name = " ".join(folded(part) for part in actor.name.replace("-", " ").split())
    if actor.kind == "state" and actor.country:
        return ("state", actor.country)
    if actor.kind == "body" and actor.code:
        return ("body", actor.code, name)
    if _distinctive(actor):
        return (actor.kind, name)
    return (actor.kind, name, reading.document.id, actor.id)


def _distinctive(actor: Actor) -> bool:
    """Whether the name alone, with a country that does not differ, means one actor in any document."""
    if actor.members or actor.kind == "group":
        return actor.kind == "group" and actor.country is not None and not actor.members
    if actor.kind == "person":
        return len(actor.name.split()) > 1
    return actor.name[:1].isupper() or actor.country is not None


def _by_country(key: tuple[str, ...], members: list[Local]) -> Iterable[list[Local]]:
    """Namesakes of different countries apart; those without a country go where there is only one to go to."""
    countries = sorted({m.actor.country for m in members if m.actor.country})
    if len(countries) <= 1 or key[0] == "state":
        return [members]
    groups = [[m for m in members if m.actor.country == country] for country in countries]
    homeless = [m for m in members if m.actor.country is None]
    return [*groups, homeless] if homeless else groups


def _linked(members: list[Local]) -> LinkedActor:
    first = max(members, key=lambda m: (len(m.actor.mentions), len(m.actor.name), m.actor.name, m.document))
    links = sorted({(m.document, m.actor.id) for m in members})
    country, code, sector = (_agreed(getattr(m.actor, name) for m in members) for name in ("country", "code", "sector"))
    return LinkedActor(
        id=content_id("linked", first.actor.kind, folded(first.actor.name), country, links[0]),
        name=first.actor.name,
        kind=first.actor.kind,
        country=country,
        code=code,
        sector=sector,
        role=_agreed(m.actor.role for m in members),
        members=tuple(ActorLink(document=document, actor=actor) for document, actor in links),
    )


def _agreed(values: Iterable[str | None]) -> str | None:
    """The most frequent value, the first in order of the alphabet among equals."""
    known = [value for value in values if value]
    return max(sorted(set(known)), key=known.count, default=None)
