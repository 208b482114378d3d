"""What words around an event make of it, from ``vocab/modality.yaml``, checked when loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman import vocab

FILE = "modality"
EFFECTS = frozenset({"keep", "fact", "own", "ongoing", "planned", "possible", "conditional", "denied"})
TABLES = (
    "auxiliaries",
    "infinitive",
    "gerund",
    "noun_object",
    "noun_of_noun",
    "adjective",
    "determiner",
    "mark",
    "preposition",
    "adverb",
    "clause",
)


@dataclass(frozen=True)
class Modality:
    """For each grammatical place the effect of each word, and the verbs whose object does what the infinitive says."""

    tables: Mapping[str, Mapping[str, str]]
    clause_nouns: frozenset[str]
    refuting: frozenset[str]
    definite: frozenset[str]
    backward: frozenset[str]
    helpers: Mapping[str, frozenset[str]]
    object_control: Mapping[str, frozenset[str]]

    def effect(self, table: str, *words: str) -> str | None:
        """The effect of the first of these words that the table knows."""
        rows = self.tables[table]
        return next((rows[word] for word in words if word in rows), None)


@cache
def modality() -> Modality:
    """The lexicon, loaded once.

    Raises:
        VocabularyError: an effect is unknown.
    """
    data = vocab.load(FILE)
    tables = {name: MappingProxyType(_by_word(name, data[name])) for name in TABLES}
    return Modality(
        tables=MappingProxyType(tables),
        clause_nouns=frozenset(data["clause_noun"]),
        refuting=frozenset(data["refuting"]),
        definite=frozenset(data["definite"]),
        backward=frozenset(data["backward"]),
        helpers=_sets(data["helpers"]),
        object_control=_sets(data["object_control"]),
    )


def _sets(rows: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({name: frozenset(words) for name, words in rows.items()})


def _by_word(name: str, rows: Mapping[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for effect, words in rows.items():
        vocab.require(effect in EFFECTS, FILE, f"{name} has the unknown effect {effect!r}")
        for word in words:
            # The first effect listed wins: tables are ordered from the common reading to the rarer one.
            found.setdefault(word, effect)
    return found
