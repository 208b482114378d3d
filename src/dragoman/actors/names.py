"""Names in a text: the language model's entities, set right by the gazetteer and by the rest of the document."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.actors import gazetteer
from dragoman.actors.gazetteer import Meaning
from dragoman.actors.grammar import Text

LONGEST_OFFICE = 4
"""Words of an office before those that a tagger took into a name ("Secretary of [State Ann Lee]")."""

STEM = 4
"""Letters that a state unknown to the gazetteer and its adjective share at least."""

STEM_PART = 0.6
"""... and what part of the shorter word that must be."""

FRAME = frozenset({"the", "'s", "'", "-", ","})
"""Words and marks at a name's edge that are no part of it."""


@dataclass(slots=True)
class Name:
    """Tokens ``[start, end)`` that name somebody or something: the class, and what the gazetteer knows of them."""

    start: int
    end: int
    label: str
    meaning: Meaning | None = None

    @property
    def length(self) -> int:
        """How many tokens it has."""
        return self.end - self.start


def find(text: Text) -> list[Name]:
    """The names of a text in order, without overlap."""
    known = list(_scan(text))
    tagged = [name for name in _entities(text) if name.length > 0]
    return _spread(text, _demonyms(text, _merge(text, tagged, known)))


def lookup(text: Text, start: int, end: int) -> Meaning | None:
    """What the tokens ``[start, end)`` as a whole stand for, or what stood there before a machine changed them."""
    for table_words in (text.words, text.lower):
        found = gazetteer.names().at(table_words[start:end], 0)
        if found is not None and found[0] == end - start:
            return _meaning(found[1])
    for token in range(start, end):
        flaw = text.likely.get(token)
        if flaw is not None and flaw[0] <= end:
            before = [*text.words[start:token], *flaw[1].split(), *text.words[flaw[0] : end]]
            return _meaning(gazetteer.names().get(gazetteer.key(" ".join(before))))
    return None


def _meaning(found: object) -> Meaning | None:
    return found if isinstance(found, Meaning) else None


def _entities(text: Text) -> Iterable[Name]:
    for span in text.analysis.entities:
        for start, end, label in _parts(text, span.start, span.end, span.label):
            yield _trimmed(text, Name(start, _before_organ(text, start, end), label))


def _parts(text: Text, start: int, end: int, label: str) -> Iterable[tuple[int, int, str]]:
    """A name does not go over the end of a line; a person's not over "of", behind which a place stands."""
    for low, high in _lines(text, start, end):
        cut = next((t for t in range(low + 1, high - 1) if text.lower[t] == "of"), None) if label == "PERSON" else None
        yield low, high if cut is None else cut, label
        if cut is not None:
            yield cut + 1, high, "PLACE"


def _before_organ(text: Text, start: int, end: int) -> int:
    """A common noun for an organ behind a word is no part of a name ("Dormanian defence ministry")."""
    organ = gazetteer.organs().at(text.lower, start + 1) if end - start > 1 else None
    common = (
        organ is not None and organ[0] >= end and all(text.words[t] == text.lower[t] for t in range(start + 1, end))
    )
    return start + 1 if common else end


def _lines(text: Text, start: int, end: int) -> Iterable[tuple[int, int]]:
    for token in range(start + 1, end):
        if text.paragraph[token] != text.paragraph[token - 1]:
            yield start, token
            start = token
    yield start, end


def _trimmed(text: Text, name: Name) -> Name:
    while name.length > 0 and text.lower[name.start] in FRAME and lookup(text, name.start, name.end) is None:
        name.start += 1
    while name.length > 0 and text.lower[name.end - 1] in FRAME:
        name.end -= 1
    _complete(text, name)
    if name.label == "PERSON":
        _untitle(text, name)
    name.meaning = lookup(text, name.start, name.end) if name.length else None
    words = text.analysis.words(name.start, name.end) if name.length else ""
    if name.label == "STATE" and name.meaning is None:
        name.label = "PLACE" if words in gazetteer.words("places", "regions") else name.label
        name.label = "OTHER" if words in gazetteer.words("places", "peoples") else name.label
    return name


def _complete(text: Text, name: Name) -> None:
    """A name that the tagger cut behind a preposition ("Division of"): take the capitals behind it, or none."""
    if name.length == 0 or text.analysis.upos[name.end - 1] != "ADP":
        return
    end = len(text) if name.label == "PERSON" else name.end
    while end < len(text) and text.words[end][:1].isupper() and text.paragraph[end] == text.paragraph[name.start]:
        end += 1
    name.end = end if name.end < end < len(text) else name.end - 1


def _untitle(text: Text, name: Name) -> None:
    """Take state, office and form of address off the front of a person's name."""
    for start in range(max(0, name.start - LONGEST_OFFICE), name.start):
        role = gazetteer.roles().at(text.lower, start)
        if role is not None and name.start < role[0] < name.end:
            name.start = role[0]
    while name.length > 1:
        cut = _title_end(text, name.start)
        if cut is None or cut >= name.end:
            return
        name.start = cut
        while name.length > 1 and text.lower[name.start] in FRAME:
            name.start += 1


def _title_end(text: Text, start: int) -> int | None:
    if text.lower[start] in gazetteer.titles():
        return start + 1
    role = gazetteer.roles().at(text.lower, start)
    if role is not None:
        return int(role[0])
    for table_words in (text.words, text.lower):
        state = gazetteer.names().at(table_words, start)
        if state is not None and state[1].is_state and not state[1].doubtful and text.words[start][:1].isupper():
            return int(state[0])
    return None


def _scan(text: Text) -> Iterable[Name]:
    """What the gazetteer knows, wherever it is written with a capital."""
    table, token, length = gazetteer.names(), 0, len(text)
    while token < length:
        capital = text.words[token][:1].isupper()
        found = (table.at(text.words, token) or table.at(text.lower, token)) if capital else None
        if found is None or not _stands(text, token, found):
            token += 1
            continue
        end, meaning = found
        yield Name(token, end, _label(meaning), meaning)
        token = end


def _stands(text: Text, token: int, found: tuple[int, Meaning]) -> bool:
    end, _ = found
    if text.paragraph[token] != text.paragraph[end - 1]:
        return False
    return end - token > 1 or text.analysis.upos[token] in ("PROPN", "NOUN", "ADJ", "X")


def _label(meaning: Meaning) -> str:
    if meaning.is_state:
        return "STATE"
    if meaning.uses:
        return "PLACE"
    return "OTHER" if meaning.body is not None and meaning.body.kind == "group" else "ORG"


def _merge(text: Text, tagged: list[Name], known: list[Name]) -> list[Name]:
    """One list without overlap: the longer name stands; of equals, the gazetteer's class, unless it is doubtful."""
    holder: dict[int, Name] = {}
    for name in tagged:
        for token in range(name.start, name.end):
            holder[token] = name
    dropped: set[int] = set()
    added = []
    for name in known:
        rivals = {id(holder[t]): holder[t] for t in range(name.start, name.end) if t in holder}
        if _yields(text, name, list(rivals.values())):
            continue
        dropped |= set(rivals)
        added.append(name)
    return sorted([n for n in tagged if id(n) not in dropped] + added, key=lambda n: n.start)


def _yields(text: Text, name: Name, rivals: list[Name]) -> bool:
    """Whether a name of the gazetteer gives way to the tagger's."""
    meaning = name.meaning
    assert meaning is not None
    if not rivals:
        return meaning.doubtful
    if any(rival.start < name.start or rival.end > name.end for rival in rivals):
        return True
    same = len(rivals) == 1 and (rivals[0].start, rivals[0].end) == (name.start, name.end)
    if same and rivals[0].label == "PERSON":
        return meaning.doubtful or _is_persons(text, name)
    if same and meaning.doubtful:
        rivals[0].meaning = meaning if _agrees(rivals[0].label, meaning) else None
        return True
    return False


def _agrees(label: str, meaning: Meaning) -> bool:
    return label == _label(meaning) or (meaning.body is not None and label in ("ORG", "OTHER"))


def _is_persons(text: Text, name: Name) -> bool:
    """Whether the word is the last of a longer name of a person in this text, or follows a form of address."""
    before = name.start - 1
    addressed = before >= 0 and text.lower[before] in gazetteer.titles()
    return addressed or (name.length == 1 and text.lower[name.start] in text.surnames)


def _demonyms(text: Text, found: list[Name]) -> list[Name]:
    """States unknown to the gazetteer: a word in two forms ("Vessaly", "Vessalian") beside offices and organs."""
    covered = {token for name in found for token in range(name.start, name.end)}
    found = sorted(found + [n for n in _adjectives(text) if n.start not in covered], key=lambda n: n.start)
    single = [n for n in found if n.meaning is None and n.length == 1 and text.words[n.start][:1].isupper()]
    surnames = {text.lower[n.end - 1] for n in found if n.label == "PERSON" and n.length > 1}
    words = {text.lower[n.start] for n in single}
    states = {text.lower[n.start] for n in single if n.label == "STATE"}
    offices = {text.lower[n.start] for n in single if n.end < len(text) and _is_office(text, n.end)}
    states |= {word for word in offices - states if any(word != other and same_stem(word, other) for other in words)}
    kin = {word for word in words - surnames if any(same_stem(word, state) for state in states)}
    for name in single:
        name.label = "STATE" if text.lower[name.start] in kin else name.label
    return [name for name in found if name.label]


def _adjectives(text: Text) -> Iterable[Name]:
    """Capitalised words before an office or organ of state; names only if the text shows them to be."""
    for token, word in enumerate(text.words[:-1]):
        if word[:1].isupper() and text.analysis.upos[token] in ("ADJ", "PROPN") and _is_office(text, token + 1):
            yield Name(token, token + 1, "")


def _is_office(text: Text, token: int) -> bool:
    role = gazetteer.roles().at(text.lower, token)
    organ = gazetteer.organs().at(text.lower, token)
    of_state = role is not None and role[1][0].family in ("leader", "minister", "diplomat", "official")
    return of_state or (organ is not None and organ[1].sector in ("GOV", "MIL"))


def same_stem(one: str, other: str) -> bool:
    """Whether two words may be a state's name and its adjective ("Vessaly", "Vessalian")."""
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= STEM and shared >= STEM_PART * min(len(one), len(other))


def _spread(text: Text, found: list[Name]) -> list[Name]:
    """Surnames and unknown states that the tagger saw in one place and missed or mistook in another."""
    known = {text.words[n.end - 1]: "PERSON" for n in found if n.label == "PERSON" and n.length > 1}
    known |= {text.words[n.start]: "STATE" for n in found if n.label == "STATE" and n.length == 1 and n.meaning is None}
    known = {word: label for word, label in known.items() if len(word) > 2 and word[:1].isupper()}
    for name in found:
        if name.length == 1 and name.meaning is None:
            name.label = known.get(text.words[name.start], name.label)
    covered = {token for name in found for token in range(name.start, name.end)}
    for token, word in enumerate(text.words):
        if word in known and token not in covered and text.analysis.upos[token] == "PROPN":
            found.append(Name(token, token + 1, known[word]))
    return sorted(found, key=lambda n: n.start)
