"""Kinds and classes of things, from ``vocab/objects.yaml``, and contexts, from ``vocab/contexts.yaml``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from dragoman import vocab

FILE = "objects"


@dataclass(frozen=True)
class Kinds:
    """For each noun (or "modifier noun") its kind, and all classes and groups that it belongs to."""

    kind: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]
    measures: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True)
class Contexts:
    """PLOVER contexts by object kind and by word; ``most`` of them are given at most."""

    by_kind: Mapping[str, tuple[str, ...]]
    by_word: Mapping[str, tuple[str, ...]]
    most: int


@cache
def kinds() -> Kinds:
    """The kinds, loaded once.

    Raises:
        VocabularyError: a group names an unknown kind.
    """
    data = vocab.load(FILE)
    nouns = {name: tuple(row["nouns"]) for name, row in data["kinds"].items()}
    classes = {name: tuple(words) for name, words in data["classes"].items()}
    for name, members in data["groups"].items():
        vocab.require(set(members) <= set(nouns), FILE, f"the group {name} names an unknown kind")
    return Kinds(
        kind=MappingProxyType(_first_kind(nouns)),
        classes=_classes({**nouns, **classes}, data["groups"]),
        measures=frozenset(data["measures"]),
        names=frozenset({*nouns, *classes, *data["groups"]}),
    )


def _first_kind(nouns: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words in nouns.items():
        for word in words:
            found.setdefault(word, name)
    return found


def _classes(words: Mapping[str, Iterable[str]], groups: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    above: dict[str, list[str]] = {}
    for group, members in groups.items():
        for member in members:
            above.setdefault(member, []).append(group)
    for name, nouns in words.items():
        for noun in nouns:
            found.setdefault(noun, set()).update((name, *above.get(name, ())))
    return MappingProxyType({noun: frozenset(names) for noun, names in found.items()})


@cache
def contexts() -> Contexts:
    """The contexts, loaded once.

    Raises:
        VocabularyError: a context is none of PLOVER's, or a kind none of ours.
    """
    data: Mapping[str, Any] = vocab.load("contexts")
    for name in (*data["by_kind"], *data["by_word"]):
        vocab.require(name in vocab.contexts(), "contexts", f"{name!r} is no context of PLOVER")
    for members in data["by_kind"].values():
        vocab.require(set(members) <= set(vocab.load(FILE)["kinds"]), "contexts", f"{members} names an unknown kind")
    return Contexts(_inverted(data["by_kind"]), _inverted(data["by_word"]), int(data["most"]))


def _inverted(rows: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, words in rows.items():
        for word in words:
            found.setdefault(word, []).append(name)
    return MappingProxyType({word: tuple(names) for word, names in found.items()})
