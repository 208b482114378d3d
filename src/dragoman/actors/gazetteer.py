"""States, bodies and roles by their names: ``vocab/states.yaml``, ``bodies.yaml``, ``roles.yaml`` and ``places.yaml``.

A *key* is a name as the tokeniser cuts it, without hyphens, in lower case; names in capitals alone (US, WHO, IS) are
matched as they stand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args

from dragoman import vocab
from dragoman.language.tokens import tokenize
from dragoman.records import ActorKind

Key = tuple[str, ...]
Use = Literal["name", "adjective", "people", "capital"]

LONGEST_ACRONYM = 7
"""Characters of a name in capitals that may also be a common word; longer ones are matched in any case."""


@dataclass(frozen=True, slots=True)
class State:
    """A state: ISO 3166 alpha-3 and its common English name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body known by name; ``nouns`` are what a text may call it afterwards ("the alliance")."""

    name: str
    kind: ActorKind
    code: str | None = None
    country: str | None = None
    sector: str | None = None
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is: the noun, whose family tells who else's noun may mean the same person."""

    noun: str
    family: str
    sector: str | None
    gender: str | None
    speaks: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """What a noun tells of the organisation or group that it names."""

    kind: ActorKind
    sector: str | None
    speaks: bool = True


@dataclass(slots=True)
class Meaning:
    """What a name may stand for: states in some use, or a body. Two states where only the text can decide."""

    uses: dict[Use, list[State]] = field(default_factory=dict)
    body: Body | None = None
    doubtful: bool = False

    def states(self, *uses: Use) -> list[State]:
        """The states that the name stands for in one of these uses (in any, if none is given), each once."""
        found = [state for use in uses or get_args(Use) for state in self.uses.get(use, ())]
        return list(dict.fromkeys(found))

    @property
    def is_state(self) -> bool:
        """Whether it names a state or its people."""
        return any(use != "capital" for use in self.uses)

    @property
    def is_capital(self) -> bool:
        """Whether it is the name of a capital and of nothing else but a body that has its seat there."""
        return bool(self.uses) and not self.is_state


def key(name: str) -> Key:
    """The name as it is looked up: ``("port", "au", "prince")``."""
    words = [name[start:end].replace("’", "'") for start, end in tokenize(name)]
    return tuple(word if is_acronym(name) else word.lower() for word in words if word != "-")


def is_acronym(name: str) -> bool:
    """Whether a name is in capitals and short, so that in lower case it may be another word."""
    return name.isupper() and len(name) <= LONGEST_ACRONYM


class Table:
    """Keys with what they stand for, found at a place of a text, longest first."""

    def __init__(self, entries: Mapping[Key, Any]) -> None:
        self._entries = dict(entries)
        lengths: dict[str, set[int]] = {}
        for words in self._entries:
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def get(self, words: Key) -> Any:
        """What exactly these words stand for, or None."""
        return self._entries.get(words)

    def at(self, words: Sequence[str], start: int) -> tuple[int, Any] | None:
        """The longest entry that begins at ``words[start]``: the index after it, and its meaning."""
        lengths = self._lengths.get(words[start])
        if lengths is None:
            return None
        for length in lengths:
            end, found = _gather(words, start, length)
            if len(found) == length and found in self._entries:
                return end, self._entries[found]
        return None

    def __iter__(self) -> Iterator[Key]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _gather(words: Sequence[str], start: int, length: int) -> tuple[int, Key]:
    found, place = [words[start]], start + 1
    while len(found) < length and place < len(words):
        if words[place] != "-":
            found.append(words[place])
        place += 1
    return place, tuple(found)


@cache
def states() -> Mapping[str, State]:
    """The states by code.

    Raises:
        VocabularyError: an entry lacks its name or the code is not of three letters.
    """
    found = {}
    for code, row in vocab.load("states")["states"].items():
        good = isinstance(code, str) and len(code) == 3 and code.isupper() and bool(row.get("name"))
        vocab.require(good, "states", f"{code!r} needs a code of three capitals and a name")
        found[code] = State(code, row["name"])
    return MappingProxyType(found)


@cache
def state_words() -> Mapping[str, frozenset[str]]:
    """For each state the single words of its longer names and adjectives ("north", "korean")."""
    found: dict[str, set[str]] = {code: set() for code in states()}
    for name, use, state in _state_names():
        words_ = key(name)
        if len(words_) > 1 and use != "capital":
            found[state.code] |= {word.lower() for word in words_}
    return MappingProxyType({code: frozenset(words_) for code, words_ in found.items()})


@cache
def parts_of_states() -> frozenset[str]:
    """Words that stand in the longer names of states and are no name themselves."""
    return frozenset().union(*state_words().values())


@cache
def bodies() -> tuple[Body, ...]:
    """The bodies and named groups.

    Raises:
        VocabularyError: an entry names an unknown kind, code, country or sector.
    """
    return tuple(body for body, _ in _body_rows())


@cache
def names() -> Table:
    """All names of states, capitals and bodies, as :class:`Meaning`."""
    found: dict[Key, Meaning] = {}
    doubtful = {*vocab.load("states")["doubtful"], *vocab.load("bodies")["doubtful"]}
    for name, use, state in _state_names():
        meaning = _meaning(found, name, doubtful)
        meaning.uses.setdefault(use, []).append(state)
    for body, written in _body_rows():
        for name in written:
            _meaning(found, name, doubtful).body = body
    by_name = {body.name: body for body in bodies()}
    for city, name in vocab.load("bodies")["seats"].items():
        vocab.require(name in by_name, "bodies", f"the seat {city} is that of no body")
        _meaning(found, city, doubtful).body = by_name[name]
    return Table(found)


@cache
def roles() -> Table:
    """All role nouns, singular and plural, as ``(Role, is plural)``."""
    found: dict[Key, tuple[Role, bool]] = {}
    genders = {noun: gender for gender, nouns in vocab.load("roles")["gender"].items() for noun in nouns}
    for row in vocab.load("roles")["roles"]:
        _check_sector("roles", row["family"], row["sector"])
        for noun in row["nouns"]:
            role = Role(noun, row["family"], row["sector"], genders.get(noun), row.get("speaks", True))
            found[_plain(plural(noun))] = (role, True)
            found[_plain(noun)] = (role, False)
    for form, noun in vocab.load("roles")["plurals"].items():
        vocab.require(_plain(noun) in found, "roles", f"the plural {form!r} belongs to no role")
        found[_plain(form)] = (found[_plain(noun)][0], True)
    for short, noun in vocab.load("roles")["short"].items():
        vocab.require(_plain(noun) in found, "roles", f"the short form {short!r} stands for no role")
        found[_plain(short)] = (found[_plain(noun)][0], False)
    return Table(found)


@cache
def groups() -> Table:
    """Nouns for groups of people, as :class:`Kind`."""
    found = {}
    for row in vocab.load("roles")["groups"]:
        _check_sector("roles", "a group", row["sector"])
        found.update({_plain(noun): Kind("group", row["sector"], row.get("speaks", True)) for noun in row["nouns"]})
    return Table(found)


@cache
def organs() -> Table:
    """Nouns for organs of a state, as :class:`Kind`."""
    rows = vocab.load("bodies")["organs"].items()
    for noun, sector in rows:
        _check_sector("bodies", noun, sector)
    found = {_plain(noun): Kind("body", sector) for noun, sector in rows}
    found |= {_plain(plural(noun)): Kind("group", sector) for noun, sector in rows if _plain(plural(noun)) not in found}
    return Table(found)


@cache
def kinds() -> Table:
    """Last words of organisations' names, as :class:`Kind`."""
    rows = vocab.load("bodies")["kinds"]
    for noun, row in rows.items():
        vocab.require(row["kind"] in get_args(ActorKind), "bodies", f"{noun} has the unknown kind {row['kind']!r}")
        _check_sector("bodies", noun, row.get("sector"))
    return Table({_plain(noun): Kind(row["kind"], row.get("sector")) for noun, row in rows.items()})


@cache
def words(vocabulary: str, name: str) -> frozenset[str]:
    """A plain list of a vocabulary as a set."""
    return frozenset(str(word) for word in vocab.load(vocabulary)[name])


@cache
def outlets() -> Mapping[str, str | None]:
    """News agencies by name and mark, in lower case, with the country of their seat."""
    found: dict[str, str | None] = {}
    for row in vocab.load("agencies")["agencies"]:
        for name in (row["name"], *row["marks"]):
            found[name.lower()] = row["country"]
    return MappingProxyType(found)


@cache
def covers() -> Mapping[str, frozenset[str]]:
    """General role nouns with the families that they may mean."""
    families = {row["family"] for row in vocab.load("roles")["roles"]}
    found = {noun: frozenset(meant) for noun, meant in vocab.load("roles")["covers"].items()}
    for noun, meant in found.items():
        vocab.require(meant <= families, "roles", f"{noun} covers an unknown family")
    return MappingProxyType(found)


@cache
def titles() -> Mapping[str, str | None]:
    """Words of address, in lower case, with the gender that they show."""
    rows = vocab.load("roles")["titles"].items()
    return MappingProxyType({word: None if gender == "none" else gender for gender, listed in rows for word in listed})


@cache
def pairs() -> Mapping[str, str]:
    """Plural nouns that may stand for two actors named before: person, state or any."""
    rows = vocab.load("roles")["pairs"].items()
    return MappingProxyType({noun: sort for sort, nouns in rows for noun in nouns})


@cache
def pronouns() -> Mapping[str, Mapping[str, Any]]:
    """Pronouns with the gender, number and sort of what they stand for, and whether they are relative."""
    return MappingProxyType(dict(vocab.load("roles")["pronouns"]))


@cache
def body_nouns() -> frozenset[str]:
    """Common nouns by which a text may call a body that it has named."""
    return frozenset(noun for body in bodies() for noun in body.nouns) | frozenset(" ".join(words) for words in kinds())


@cache
def body_noun_table() -> Table:
    """The same as keys, with themselves as meaning."""
    return Table({_plain(noun): noun for noun in body_nouns()})


@cache
def cue_verbs() -> frozenset[str]:
    """Lemmas of verbs by which somebody speaks or takes a stand (``vocab/cues.yaml``)."""
    frames = vocab.load("cues")
    return frozenset(_strings(frames.get("clause"))) | frozenset(_strings(frames.get("infinitive")))


def plural(noun: str) -> str:
    """The regular plural of a noun or of the last word of a phrase."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _plain(noun: str) -> Key:
    return tuple(word.lower() for word in key(noun))


def _meaning(found: dict[Key, Meaning], name: str, doubtful: Iterable[str]) -> Meaning:
    meaning = found.setdefault(key(name), Meaning())
    meaning.doubtful |= name in doubtful
    return meaning


def _state_names() -> Iterator[tuple[str, Use, State]]:
    uses: tuple[tuple[str, Use], ...] = (("adjectives", "adjective"), ("people", "people"), ("capitals", "capital"))
    for code, row in vocab.load("states")["states"].items():
        state = states()[code]
        for name in (row["name"], *row.get("names", ())):
            yield name, "name", state
        for column, use in uses:
            for name in row.get(column, ()):
                yield name, use, state


@cache
def _body_rows() -> tuple[tuple[Body, tuple[str, ...]], ...]:
    found = []
    for row in vocab.load("bodies")["bodies"]:
        body = Body(
            row["name"],
            row.get("kind", "body"),
            row.get("code"),
            row.get("country"),
            row.get("sector"),
            frozenset(row.get("nouns", ())),
        )
        _check_body(body)
        found.append((body, (body.name, *row.get("names", ()))))
    groups_ = vocab.load("bodies")["groups"]
    found += [(Body(row["name"], "group"), (row["name"], *row.get("names", ()))) for row in groups_]
    return tuple(found)


def _check_body(body: Body) -> None:
    vocab.require(body.kind in get_args(ActorKind), "bodies", f"{body.name} has the unknown kind {body.kind!r}")
    vocab.require(body.code is None or body.code in vocab.actor_codes(), "bodies", f"{body.name} has an unknown code")
    vocab.require(body.country is None or body.country in states(), "bodies", f"{body.name} has an unknown country")
    _check_sector("bodies", body.name, body.sector)


def _check_sector(name: str, entry: str, sector: str | None) -> None:
    vocab.require(sector is None or sector in vocab.sectors(), name, f"{entry} has the unknown sector {sector!r}")
