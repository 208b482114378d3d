"""Words that carry events, from ``vocab/predicates.yaml``, checked when loaded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from dragoman import vocab
from dragoman.events import kinds

FILE = "predicates"
WORD_LISTS = (
    "joint",
    "powers",
    "power_sectors",
    "disapproving",
    "duty",
    "menacing",
    "first_person",
    "crowds",
    "forces",
    "officers",
)
SUBJECTS = frozenset({"force", "crowd", "police", "political", "several", "body", "troops", "visitor"})
RECIPIENTS = frozenset({"named", "person", "any", "target"})


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the participants of a predicate stand: slots in order of preference (``vocab/predicates.yaml``)."""

    name: str
    needs: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    object: tuple[str, ...]
    mutual: bool


@dataclass(frozen=True, slots=True)
class Predicate:
    """A group of words with one PLOVER type and one frame, and what must hold of their arguments.

    ``classes`` (of ``vocab/objects.yaml``) and ``nouns`` restrict the object, ``source`` what is left or quitted,
    ``subject`` and ``recipient`` the participants. A ``weak`` word carries an event only with both of them.
    """

    type: str
    mode: str | None
    frame: Frame
    classes: frozenset[str]
    nouns: frozenset[str]
    source: frozenset[str]
    needs: tuple[str, ...]
    subject: str | None
    recipient: str | None
    weak: bool
    joint: bool
    infinitive: bool
    clause: bool
    blame: bool


@dataclass(frozen=True)
class Predicates:
    """Verbs ("shoot down" as one key) and nouns ("air strike" too) with their predicates, and the words around them.

    ``verb_heads`` and ``noun_heads`` are the words that such keys begin and end with.
    """

    verbs: Mapping[str, tuple[Predicate, ...]]
    nouns: Mapping[str, tuple[Predicate, ...]]
    verb_heads: frozenset[str]
    noun_heads: frozenset[str]
    light: Mapping[str, frozenset[str]]
    joint: frozenset[str]
    powers: frozenset[str]
    power_sectors: frozenset[str]
    disapproving: frozenset[str]
    duty: frozenset[str]
    crowds: frozenset[str]
    forces: frozenset[str]
    officers: frozenset[str]
    metaphor: Mapping[str, frozenset[str]]
    irregular: Mapping[str, str]
    speech_slots: Mapping[str, tuple[str, ...]]
    prepositions: Mapping[str, frozenset[str]]
    blameful: Mapping[str, frozenset[str]]
    menacing: frozenset[str]
    first_person: frozenset[str]
    learned: Mapping[str, Mapping[str, Frame]]


@cache
def predicates() -> Predicates:
    """The lexicon, loaded once.

    Raises:
        VocabularyError: a type, mode, frame or class is unknown.
    """
    data = vocab.load(FILE)
    frames = {name: _frame(name, row) for name, row in data["frames"].items()}
    _check_sectors(data["power_sectors"])
    verbs, nouns = _by_word(data["verbs"], "verbs", frames), _by_word(data["nouns"], "nouns", frames)
    return Predicates(
        verbs=verbs,
        nouns=nouns,
        verb_heads=frozenset(key.split(" ")[0] for key in verbs),
        noun_heads=frozenset(key.split(" ")[-1] for key in nouns),
        light=_sets(data["light"]),
        metaphor=_sets(data["metaphor"]),
        blameful=_sets(data["blameful"]),
        irregular=MappingProxyType(dict(data["irregular"])),
        speech_slots=MappingProxyType({name: tuple(slots) for name, slots in data["speech_slots"].items()}),
        prepositions=_sets(data["prepositions"]),
        learned=_learned(data["learned"], frames),
        **{name: frozenset(data[name]) for name in WORD_LISTS},
    )


def _learned(rows: Mapping[str, Mapping[str, str]], frames: Mapping[str, Frame]) -> Mapping[str, Mapping[str, Frame]]:
    """The frame of each type for anchors that only the trained layer knows, for verbs and for nouns."""
    for name, row in rows.items():
        vocab.require(set(row) == set(vocab.event_types()), FILE, f"learned: {name} must name a frame for each type")
        vocab.require(set(row.values()) <= set(frames), FILE, f"learned: {name} names an unknown frame")
    return MappingProxyType({name: {kind: frames[frame] for kind, frame in row.items()} for name, row in rows.items()})


def _check_sectors(found: Iterable[str]) -> None:
    vocab.require(set(found) <= set(vocab.sectors()), FILE, "power_sectors names an unknown sector")


def _sets(rows: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({name: frozenset(words) for name, words in rows.items()})


def _frame(name: str, row: Mapping[str, Any]) -> Frame:
    places = {slot: tuple(row[slot]) for slot in ("actor", "recipient", "object")}
    # YAML 1.1 reads a bare "on" or "off" as a truth value.
    for words in (*places.values(), row.get("needs", ())):
        vocab.require(all(isinstance(word, str) for word in words), FILE, f"quote the prepositions of the frame {name}")
    return Frame(name, tuple(row.get("needs", ())), mutual=bool(row.get("mutual")), **places)


def _by_word(
    rows: Sequence[Mapping[str, Any]], words: str, frames: Mapping[str, Frame]
) -> Mapping[str, tuple[Predicate, ...]]:
    found: dict[str, list[Predicate]] = {}
    for row in rows:
        predicate = _predicate(row, frames)
        for word in row[words]:
            found.setdefault(word, []).append(predicate)
    return MappingProxyType({word: tuple(sorted(kept, key=_looseness)) for word, kept in found.items()})


def _looseness(predicate: Predicate) -> int:
    """Rows that ask for more come first; among equals the file's order stays."""
    things = bool(predicate.classes or predicate.nouns or predicate.source)
    others = (predicate.needs, predicate.subject, predicate.recipient, predicate.blame, predicate.joint)
    return -(len(others) * things + sum(map(bool, others)))


def _predicate(row: Mapping[str, Any], frames: Mapping[str, Frame]) -> Predicate:
    _check(row, frames)
    return Predicate(
        type=row["type"],
        mode=row.get("mode"),
        frame=frames[row["frame"]],
        classes=frozenset(_listed(row.get("class"))),
        nouns=frozenset(row.get("noun", ())),
        source=frozenset(_listed(row.get("from"))),
        needs=tuple(row.get("needs", ())),
        subject=row.get("subject"),
        recipient=row.get("recipient"),
        **{flag: bool(row.get(flag)) for flag in ("weak", "joint", "infinitive", "clause", "blame")},
    )


def _listed(value: str | list[str] | None) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value or ()


def _check(row: Mapping[str, Any], frames: Mapping[str, Frame]) -> None:
    types, known = vocab.event_types(), kinds.kinds()
    name = f"{row.get('type')} {row.get('frame')}"
    vocab.require(row["type"] in types, FILE, f"{name} names no PLOVER type")
    mode = row.get("mode")
    vocab.require(mode is None or mode in types[row["type"]].modes, FILE, f"{name} has the unknown mode {mode!r}")
    vocab.require(row["frame"] in frames, FILE, f"{name} has an unknown frame")
    for class_name in (*_listed(row.get("class")), *_listed(row.get("from"))):
        vocab.require(class_name in known.names, FILE, f"{name} has the unknown class {class_name!r}")
    vocab.require(row.get("subject") in SUBJECTS | {None}, FILE, f"{name} has an unknown kind of subject")
    vocab.require(row.get("recipient") in RECIPIENTS | {None}, FILE, f"{name} has an unknown kind of recipient")
