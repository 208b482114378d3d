"""What may stand for what, loaded from the YAML files beside this module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
SLOTS = ("name", "acronym", "dotted", "brief", "adjective", "people", "capital", "seat", "seat_short", "spun_seat",
         "diplomacy", "spun_diplomacy", "defence", "parliament", "army", "cities")  # fmt: skip
GENERIC = {
    "diplomacy": "Foreign Ministry",
    "spun_diplomacy": "Overseas Ministry",
    "defence": "Defence Ministry",
    "parliament": "parliament",
    "army": "army",
}
SEATS = {"seat", "seat_short", "spun_seat"}


@dataclass(frozen=True)
class Country:
    """A country with its forms by slot; `articled` are the slots whose forms take "the"."""

    code: str
    group: str
    culture: str
    target: bool
    forms: Mapping[str, tuple[str, ...]]
    articled: frozenset[str]

    def form(self, slot: str, number: int) -> str | None:
        """The form of a slot: the spelling of that number, or the last; of cities the one of that number."""
        forms = self.forms.get(slot, ())
        if slot == "cities":
            return forms[number] if number < len(forms) else None
        return forms[min(number, len(forms) - 1)] if forms else None


@dataclass(frozen=True)
class Person:
    """Somebody with all spellings of the full name, the short forms and given names that may stand alone."""

    names: tuple[str, ...]
    shorts: tuple[str, ...]
    givens: tuple[str, ...]
    country: str
    gender: str
    alone: bool = False


@dataclass(frozen=True)
class Culture:
    """Given names by gender and family names."""

    given: Mapping[str, tuple[str, ...]]
    family: tuple[str, ...]
    family_first: bool


@dataclass(frozen=True)
class Thing:
    """Something of a group, with its forms."""

    group: str
    number: int
    forms: tuple[str, ...]


@cache
def load(name: str) -> Any:
    """The data of one YAML file."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def _listed(value: str | Sequence[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


@cache
def countries() -> Mapping[str, Country]:
    """The countries by code."""
    return {code: _country(code, row) for code, row in load("countries")["countries"].items()}


def _country(code: str, row: Mapping[str, Any]) -> Country:
    forms = {slot: _listed(row.get(slot)) for slot in SLOTS if slot in row}
    return Country(
        code=code,
        group=row.get("group", "plain"),
        culture=row["culture"],
        target=row.get("target", True),
        forms=forms,
        articled=frozenset(row.get("the", ())),
    )


@cache
def persons() -> tuple[Person, ...]:
    """The people of the articles."""
    return tuple(_person(row) for row in load("persons")["persons"])


def _person(row: Mapping[str, Any]) -> Person:
    names = _listed(row["name"])
    shorts = _listed(row["short"]) if "short" in row else (names[0].split()[-1],)
    return Person(names, shorts, _listed(row.get("given")), row["country"], row["gender"], row.get("alone", False))


@cache
def cultures() -> Mapping[str, Culture]:
    """The cultures that names are drawn from."""
    return {
        name: Culture({sex: tuple(row[sex]) for sex in "mf"}, tuple(row["family"]), row.get("family_first", False))
        for name, row in load("names")["cultures"].items()
    }


@cache
def things() -> tuple[Thing, ...]:
    """Goods, agencies, outlets, companies and places."""
    rows = load("things")
    groups = {f"{kind}/{name}": group for kind in rows if kind != "keep" for name, group in rows[kind].items()}
    return tuple(
        Thing(name, number, tuple(forms)) for name, group in groups.items() for number, forms in enumerate(group)
    )
