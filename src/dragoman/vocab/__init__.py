"""Vocabularies: data files, checked when loaded. One function a file; each returns frozen values, loaded once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, get_args

import yaml

from dragoman.errors import VocabularyError
from dragoman.records import Status

QUADS = frozenset({"verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"})
STANCES = frozenset({"asserts", "doubts", "denies", "wants", "commits", "asks"})


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of PLOVER with its quad class, conflict score and modes."""

    code: str
    definition: str
    quad: str
    score: float
    modes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Act:
    """A speech act: the PLOVER type that it is as an event (or None), and its stance towards the content."""

    name: str
    event: str | None
    stance: str
    meaning: str


@dataclass(frozen=True, slots=True)
class StatusMeaning:
    """A status, its rank by certainty (0 is certain) and words for people."""

    name: str
    rank: int
    meaning: str
    words: str


@cache
def load(name: str) -> Mapping[str, Any]:
    """The content of ``vocab/NAME.yaml``, a mapping.

    Raises:
        VocabularyError: the file is missing, is no YAML or holds no mapping.
    """
    try:
        text = resources.files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    except (OSError, yaml.YAMLError) as error:
        raise VocabularyError(f"the vocabulary {name!r} cannot be loaded ({error}); install Dragoman again") from error
    if not isinstance(data, dict):
        raise VocabularyError(f"the vocabulary {name!r} must be a mapping; see docs/vocabulary.md")
    return MappingProxyType(data)


def require(condition: bool, name: str, problem: str) -> None:
    """Raise a VocabularyError about ``vocab/NAME.yaml`` unless the condition holds."""
    if not condition:
        raise VocabularyError(f"vocab/{name}.yaml: {problem}; mend the entry")


@cache
def event_types() -> Mapping[str, EventType]:
    """PLOVER's types by code."""
    found = {}
    for row in load("plover")["types"]:
        require(row["quad"] in QUADS, "plover", f"{row['code']} has the unknown quad {row['quad']!r}")
        found[row["code"]] = EventType(
            row["code"], row["definition"], row["quad"], float(row["score"]), frozenset(row["modes"])
        )
    require(len(found) == 16, "plover", "PLOVER 2.0 has 16 types")
    return MappingProxyType(found)


@cache
def contexts() -> Mapping[str, str]:
    """PLOVER's contexts with their meanings."""
    return MappingProxyType(dict(load("plover")["contexts"]))


@cache
def actor_codes() -> Mapping[str, str]:
    """Codes of actors that are no country, with their meanings."""
    return MappingProxyType(dict(load("plover")["actor_codes"]))


@cache
def sectors() -> Mapping[str, str]:
    """PLOVER's sectors with their meanings."""
    return MappingProxyType(dict(load("sectors")["sectors"]))


@cache
def acts() -> Mapping[str, Act]:
    """The closed list of speech acts by name."""
    found = {name: Act(name, **row) for name, row in load("acts")["acts"].items()}
    for act in found.values():
        require(act.event is None or act.event in event_types(), "acts", f"{act.name} names no PLOVER type")
        require(act.stance in STANCES, "acts", f"{act.name} has the unknown stance {act.stance!r}")
    return MappingProxyType(found)


@cache
def statuses() -> Mapping[str, StatusMeaning]:
    """The statuses by name, certain ones first."""
    found = {name: StatusMeaning(name, **row) for name, row in load("statuses")["statuses"].items()}
    require(set(found) == set(get_args(Status)), "statuses", "the list differs from the records' own")
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: item[1].rank)))
