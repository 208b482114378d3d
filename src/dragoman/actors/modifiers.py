"""What stands around a noun in its phrase: whose it is ("Russia's", "White House", "of France"), and its bounds."""

from dataclasses import dataclass, field

from dragoman.actors import gazetteer
from dragoman.actors.gazetteer import Kind
from dragoman.actors.grammar import Text
from dragoman.actors.names import Name

LONGEST_PHRASE = 14
"""Tokens that a phrase may reach to one side of its noun; longer ones are parser errors as a rule."""

INNER = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB", "X"})
IN_PHRASE = frozenset({"compound", "amod", "flat", "nmod:poss", "nummod"})
"""Relations of a noun that stands before another in its phrase."""

POSSESSIVE = frozenset({"'s", "'"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
OF_SOMEBODY = frozenset({"of", "for", "at", "from", "with"})
"""Prepositions between a role and the body or state that it belongs to."""

COMPLEMENT = OF_SOMEBODY | {"to"}
"""... and to whom an envoy is sent; what follows other prepositions is no part of the phrase."""

LOOSE = frozenset({"nsubj", "obj", "iobj", "obl", "root"})
"""Relations that show that a word is no modifier of what follows it."""


@dataclass(slots=True)
class Modifiers:
    """The words of a phrase around its noun.

    ``start``/``end`` bound the phrase, ``inner`` is its first word after article and states; ``owner`` is a name with a
    possessive, ``owner_token`` any other word with one; ``names`` stand before it, ``after`` behind a preposition.
    """

    start: int
    inner: int
    end: int
    determiner: str | None = None
    owner: Name | None = None
    owner_token: int | None = None
    names: list[Name] = field(default_factory=list)
    after: list[tuple[str, Name]] = field(default_factory=list)
    organ: Kind | None = None
    organ_noun: str = ""
    former: bool = False

    @property
    def home(self) -> Name | None:
        """The name that tells whose the noun is: an owner, a state, a body, what follows "of"."""
        if self.owner is not None and self.owner.label != "PERSON":
            return self.owner
        states = [name for name in self.names if name.label == "STATE"]
        before = states or self.names
        return before[0] if before else next((name for word, name in self.after if word in OF_SOMEBODY), None)


class Names:
    """The names of a text by token."""

    def __init__(self, names: list[Name]) -> None:
        self.all = names
        self.at = {token: name for name in names for token in range(name.start, name.end)}


def behind(text: Text, names: "Names", name: Name) -> list[tuple[str, Name]]:
    """What follows a name with a preposition: "Anton Varga of Vessaly"."""
    found = Modifiers(name.start, name.start, name.end)
    if name.end < len(text) and text.lower[name.end] == "of":
        _right(text, names, found, name.start, name.end)
    return found.after


def around(text: Text, names: Names, start: int, end: int, *, right: bool = True) -> Modifiers:
    """The phrase of the noun ``[start, end)``."""
    found = Modifiers(start, start, end)
    _left(text, names, found, start, end)
    if right:
        _right(text, names, found, start, end)
    return found


def _left(text: Text, names: Names, found: Modifiers, start: int, end: int) -> None:
    token, bound = start - 1, max(start - LONGEST_PHRASE, text.analysis.sentences[text.sentence(start)][0])
    while token >= bound and text.paragraph[token] == text.paragraph[start]:
        name = names.at.get(token)
        step = _take_name(text, name, found, end) if name is not None else _take_word(text, token, found, end)
        if step is None:
            break
        token = step
    found.inner = _inner(text, names, found, start)
    _organ(text, found, found.inner, start)


def _take_name(text: Text, name: Name, found: Modifiers, end: int) -> int | None:
    """The token before a name that modifies the noun, or None."""
    owned = text.lower[name.end] in POSSESSIVE if name.end < len(text) and name.end < end else False
    if name.label == "PERSON" and not owned:
        return None
    adjective = name.label == "STATE" and (name.meaning is None or not name.meaning.states("name"))
    if not owned and not (adjective and name.end == found.start) and not _modifies(text, name.start, name.end, end):
        return None
    if owned and found.owner is None and found.owner_token is None:
        found.owner = name
    else:
        found.names.insert(0, name)
    found.start = name.start
    return name.start - 1


def _modifies(text: Text, start: int, stop: int, end: int) -> bool:
    top = text.top(start, stop)
    if text.preposition(top) is not None and not stop <= text.analysis.heads[top] < end:
        return False
    return stop <= text.analysis.heads[top] < end or text.analysis.deprels[top] not in LOOSE


def _take_word(text: Text, token: int, found: Modifiers, end: int) -> int | None:
    """The token before a word that belongs to the phrase, or None; a determiner ends it."""
    upos, word = text.analysis.upos[token], text.lower[token]
    if upos == "DET" or (upos == "PRON" and text.is_possessor(token)):
        found.start, found.determiner = token, word
        if upos == "PRON":
            found.owner_token = token
        return None
    if word in POSSESSIVE:
        return token - 1
    if word == "-" and token > 0 and found.start == token + 1:
        return token - 1
    if upos not in INNER or not _hangs(text, token, end):
        return None
    if token + 1 < len(text) and text.lower[token + 1] in POSSESSIVE and found.owner is None:
        found.owner_token = token
    found.former |= word in gazetteer.words("roles", "former")
    found.start = token
    return token - 1


def _hangs(text: Text, token: int, end: int) -> bool:
    """Whether a word hangs, over words between, on the noun that ends at ``end`` or on what follows it."""
    analysis, current = text.analysis, token
    if analysis.upos[token] == "VERB" and analysis.deprels[token] != "amod":
        return False
    if analysis.upos[token] == "NOUN" and analysis.deprels[token] not in IN_PHRASE:
        return False
    for _ in range(6):
        head = analysis.heads[current]
        if head <= token:
            return False
        if head >= end - 1:
            return head < end + 3 and analysis.deprels[current] not in LOOSE
        current = head
    return False


def _inner(text: Text, names: Names, found: Modifiers, start: int) -> int:
    """Where the words begin that tell the role itself: after the article, the owner and a leading state."""
    token = found.start
    while token < start:
        name = names.at.get(token)
        if name is not None and (name is found.owner or name.label == "STATE"):
            token = name.end
        elif (
            text.lower[token] in POSSESSIVE or text.lower[token] == "-" or text.analysis.upos[token] in ("DET", "PRON")
        ) or (found.owner_token is not None and token <= found.owner_token):
            token += 1
        else:
            break
    return token


def _organ(text: Text, found: Modifiers, start: int, end: int) -> None:
    """Note the organ of state that words before or behind a noun name ("foreign ministry spokesman")."""
    for token in range(start, end):
        match = gazetteer.organs().at(text.lower, token)
        if match is not None and match[0] <= end and found.organ is None:
            found.organ, found.organ_noun = match[1], " ".join(text.lower[token : match[0]])


def _right(text: Text, names: Names, found: Modifiers, start: int, end: int) -> None:
    """Read "of the French navy", "for Vessaly", "to the UN" behind a noun."""
    token = end
    while token < min(len(text) - 1, end + LONGEST_PHRASE) and text.lower[token] in COMPLEMENT:
        stop = _complement(text, names, found, token, start)
        if stop is None:
            return
        found.end = token = stop
        if token >= len(text):
            return


def _complement(text: Text, names: Names, found: Modifiers, adposition: int, start: int) -> int | None:
    """The token after the noun phrase behind a preposition, if it belongs to the noun at ``start``."""
    word, token, stop = text.lower[adposition], adposition + 1, None
    sentence = text.sentence(adposition)
    while token < len(text) and text.sentence(token) == sentence and token - adposition < LONGEST_PHRASE:
        name = names.at.get(token)
        if name is not None:
            if name.label == "PERSON" or not _belongs(text, name.start, name.end, start):
                break
            found.after.append((word, name))
            token = stop = name.end
        elif text.analysis.upos[token] in ("DET", "ADJ") or text.lower[token] in POSSESSIVE or text.lower[token] == "-":
            token += 1
        elif text.analysis.upos[token] in ("NOUN", "PROPN") and _belongs(text, token, token + 1, start):
            token = stop = token + 1
        else:
            break
    if stop is not None and word in OF_SOMEBODY:
        _organ(text, found, adposition + 1, stop)
    return stop


def _belongs(text: Text, start: int, stop: int, noun: int) -> bool:
    """Whether words behind a preposition hang on the noun, directly or over words between."""
    analysis, token = text.analysis, text.top(start, stop)
    for _ in range(5):
        if analysis.deprels[token] in ("obl", "nsubj", "obj", "root", "conj"):
            return False
        token = analysis.heads[token]
        if token < start:
            return noun - 3 <= token
    return False
