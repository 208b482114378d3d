"""Draws who and what stands for whom and what in a twin."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.twins.scanning import scan
from benchmarks.twins.tables import (
    GENERIC,
    SEATS,
    Country,
    Person,
    Thing,
    countries,
    cultures,
    load,
    persons,
    things,
)

# Slots whose forms tell no country alone: "the North", a town, "us" in capitals.
DOUBTFUL = ({"brief"}, {"cities"}, {"acronym"})


class CastError(ValueError):
    """The tables have too few that could stand for those of a text."""


@dataclass(frozen=True)
class Role:
    """What stands for a form; whether the old and the new one take the article "the"."""

    new: str
    old_article: bool = False
    new_article: bool = False
    people: str | None = None  # for an adjective that also names the people ("the French"): the new people
    people_article: bool = False


@dataclass(frozen=True)
class Cast:
    """All forms that are replaced in one article, and countries' codes."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)

    def other_forms(self, form: str) -> list[str]:
        """The forms of the thing that stands for the one of this form."""
        for thing in things():
            if form in thing.forms and form in self.roles:
                return next(
                    list(o.forms) for o in things() if o.group == thing.group and self.roles[form].new in o.forms
                )
        return []


def cast(text: str, names: Iterable[str], speakers: Iterable[str], chance: random.Random) -> Cast:
    """A cast for a text whose gold names these actors, countries by code among them; some of them are its speakers."""
    said = sorted({*names})
    whole = "\n".join([text, *said])
    swapped = _countries(whole, set(said), chance)
    roles = dict(_things(whole, chance))
    roles.update(_country_roles(swapped))
    roles.update(_persons(text, sorted({*speakers}), swapped, chance))
    return Cast(roles | {form: Role(form) for form in load("things")["keep"]}, swapped)


# Countries


def _country_forms() -> dict[str, list[tuple[str, str, int]]]:
    found: dict[str, list[tuple[str, str, int]]] = {form: [] for form in load("things")["keep"]}
    for code, country in countries().items():
        for slot, forms in country.forms.items():
            for number, form in enumerate(forms):
                found.setdefault(form, []).append((code, slot, number))
    return found


def _countries(text: str, codes: set[str], chance: random.Random) -> dict[str, str]:
    """For each country of the text the one that stands for it."""
    forms = _country_forms()
    used: dict[str, set[str]] = {code: set() for code in sorted(codes & set(countries()))}
    for hit in scan(text, forms):
        for code, slot, _ in forms[hit.form][:1]:
            used.setdefault(code, set()).add(slot)
    used = {code: slots for code, slots in used.items() if code in codes or slots not in DOUBTFUL}
    groups: dict[str, list[str]] = {}
    for code in used:
        groups.setdefault(countries()[code].group, []).append(code)
    swapped: dict[str, str] = {}
    for group, members in sorted(groups.items()):
        swapped |= _swap(group, sorted(members, key=lambda code: not used[code] & SEATS), used, chance)
    return swapped


def _swap(group: str, members: Sequence[str], used: Mapping[str, set[str]], chance: random.Random) -> dict[str, str]:
    """A country of the group for each member: another one, not of the text unless the group is too small."""
    pool = [code for code, country in countries().items() if country.group == group and country.target]
    fresh = [code for code in pool if code not in used]
    for candidates in (fresh, pool):
        chance.shuffle(candidates)
        found = _assign(list(members), candidates, used)
        if found is not None:
            return found
    raise CastError(
        f"too few countries of the group {group} to stand for {', '.join(members)}; add some to countries.yaml"
    )


def _assign(members: list[str], pool: list[str], used: Mapping[str, set[str]]) -> dict[str, str] | None:
    if not members:
        return {}
    first, *rest = members
    for code in pool:
        needed = used[first] & SEATS
        if code != first and needed <= set(countries()[code].forms):
            found = _assign(rest, [one for one in pool if one != code], used)
            if found is not None:
                return {first: code, **found}
    return None


def _country_roles(swapped: Mapping[str, str]) -> Iterator[tuple[str, Role]]:
    seen: set[str] = set()
    for code, other in swapped.items():
        old, new = countries()[code], countries()[other]
        for slot, forms in old.forms.items():
            for number, form in enumerate(forms):
                role = _country_role(old, new, slot, number)
                if role is not None and form not in seen:
                    seen.add(form)
                    yield form, role


def _country_role(old: Country, new: Country, slot: str, number: int) -> Role | None:
    article = slot in old.articled
    found = new.form(slot, number)
    if found is not None:
        people = new.form("people", 0) if slot == "adjective" and _names_people(old.forms[slot][0]) else None
        return Role(found, article, slot in new.articled, people, "people" in new.articled)
    if slot in GENERIC:
        return Role(GENERIC[slot], article, article)
    instead = {"brief": "name", "people": "adjective", "dotted": "name", "acronym": "name"}.get(slot)
    if instead is None:
        return None
    return Role(new.forms[instead][0], article, instead in new.articled) if instead in new.forms else None


def _names_people(adjective: str) -> bool:
    """Whether the adjective also names the people: "the French", "the Chinese"."""
    return adjective.endswith(("sh", "ch", "ese"))


# People


def _persons(
    text: str, names: Sequence[str], swapped: Mapping[str, str], chance: random.Random
) -> Iterator[tuple[str, Role]]:
    taken: set[str] = set()
    known = list(_present(text))
    for person in [*known, *_unknown(names, known)]:
        culture = _culture(person.country, swapped)
        given, family = _draw_name(culture, person, taken, chance)
        full = f"{family} {given}" if cultures()[culture].family_first else f"{given} {family}"
        yield from ((name, Role(full)) for name in person.names)
        yield from ((short, Role(family)) for short in person.shorts)
        yield from ((f"{short}s", Role(f"{family}s")) for short in person.shorts if len(short) > len("James"))
        yield from ((one, Role(given)) for one in person.givens)


def _present(text: str) -> Iterator[Person]:
    """The people of the tables whom the text names in full (or by the family name, where that is allowed)."""
    forms = {form for one in persons() for form in (*one.names, *one.shorts, *one.givens)}
    found = {hit.form for hit in scan(text, forms)}
    for person in persons():
        if found & set(person.names) or (person.alone and found & {*person.shorts, *person.givens}):
            yield person


def _unknown(names: Sequence[str], known: Sequence[Person]) -> Iterator[Person]:
    """Speakers of the gold who look like people and stand in no table."""
    listed = {form for one in known for form in one.names} | set(_country_forms())
    listed |= {form for thing in things() for form in thing.forms}
    for name in names:
        if _looks_like_a_person(name) and not any(scan(name, listed)):
            yield Person((name,), (name.split()[-1],), (), "english", "m")


def _looks_like_a_person(name: str) -> bool:
    words = name.split()
    capitals = all(word[0].isupper() and re.fullmatch(r"[^\W\d_][\w'’.-]+", word) for word in words)
    return len(words) > 1 and capitals and not set(words) & set(load("persons")["not_people"])


def _culture(country: str, swapped: Mapping[str, str]) -> str:
    if country in cultures():
        return country
    return countries()[swapped.get(country, country)].culture


def _draw_name(culture: str, person: Person, taken: set[str], chance: random.Random) -> tuple[str, str]:
    """A given and a family name that nobody else has in the article; two family names where there was a hyphen."""
    pool = cultures()[culture]
    hyphens = "-" in person.names[0].split()[-1] and not pool.family_first
    family = "-".join(_fresh(pool.family, taken, chance) for _ in range(1 + hyphens))
    return _fresh(pool.given[person.gender], taken, chance), family


def _fresh(names: Sequence[str], taken: set[str], chance: random.Random) -> str:
    free = [name for name in names if name not in taken] or list(names)
    name = chance.choice(free)
    taken.add(name)
    return name


# Things


def _things(text: str, chance: random.Random) -> Iterator[tuple[str, Role]]:
    owners = {form: thing for thing in things() for form in thing.forms}
    present = {owners[hit.form] for hit in scan(text, {*owners, *load("things")["keep"]}) if hit.form in owners}
    groups: dict[str, list[Thing]] = {}
    for thing in things():
        groups.setdefault(thing.group, []).append(thing)
    for group in groups.values():
        old = [thing for thing in group if thing in present]
        new = [thing for thing in group if thing not in present]
        if len(new) < len(old):
            raise CastError(f"too few of the group {group[0].group}; add some to things.yaml")
        for one, other in zip(old, chance.sample(new, k=len(old)), strict=True):
            yield from ((form, Role(other.forms[min(n, len(other.forms) - 1)])) for n, form in enumerate(one.forms))
