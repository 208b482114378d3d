"""What is known while a text is resolved: its phrases, the cast, the memory, whom each phrase turned out to mean."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.actors import gazetteer, names, people
from dragoman.actors.cast import Cast, Draft
from dragoman.actors.grammar import Text
from dragoman.actors.memory import Choice, Memory
from dragoman.actors.names import Name
from dragoman.actors.phrases import Finder, Phrase
from dragoman.actors.resolution import MentionKind

THINGS = frozenset({"state", "body", "organisation", "company", "outlet"})
"""Kinds of actors that are no persons and no groups."""

NOWHERE = (0, 1)
"""The tokens that tell a home where there is none."""

Home = tuple[Draft | None, tuple[int, int]]
"""A state or body, and the tokens that tell it."""


@dataclass(slots=True)
class Outcome:
    """Whom a phrase turned out to mean; ``joined`` are the further parts of a coordination."""

    phrase: Phrase
    kind: MentionKind
    choice: Choice
    metonymic: bool = False
    joined: list["Outcome"] = field(default_factory=list)
    whole: "Outcome | None" = None

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """All who are meant, those of the whole coordination included."""
        found = [*self.choice.drafts, *(draft for other in self.joined for draft in other.drafts)]
        return tuple(dict.fromkeys(found))

    @property
    def end(self) -> int:
        """The token after the whole coordination."""
        return max([self.phrase.end, *(other.end for other in self.joined)])


class Scene:
    """The state of one resolution."""

    def __init__(self, text: Text) -> None:
        self.text = text
        found = names.find(text)
        self.cast = Cast(text)
        self.cast.see(found)
        self.finder = Finder(text, found)
        self.phrases = self.finder.find()
        self.memory = Memory(text)
        self.covering: dict[int, Outcome] = {}
        self.persons = self._persons()
        self._by_name = {id(phrase.name): phrase for phrase in self.phrases if phrase.name is not None}
        self._by_head = {t: phrase for phrase in reversed(self.phrases) for t in (*phrase.also, phrase.head)}

    def _persons(self) -> dict[int, Draft]:
        """The draft of each phrase with a person's name, by ``id`` of the phrase."""
        phrases = [phrase for phrase in self.phrases if phrase.sort == "person"]
        rows = [(self.words(phrase), phrase.head, phrase.gender) for phrase in phrases]
        own: dict[int, list[Phrase]] = {}
        for phrase, number in zip(phrases, people.join(rows), strict=True):
            own.setdefault(number, []).append(phrase)
        drafts = {number: self.cast.person(own[number]) for number in sorted(own)}
        return {id(phrase): drafts[number] for number, found in own.items() for phrase in found}

    def words(self, phrase: Phrase) -> str:
        """The name in a phrase, else the phrase without its article, on one line."""
        if phrase.name is not None:
            start, end = phrase.name.start, phrase.name.end
        else:
            start, end = phrase.plain if phrase.plain[1] else (phrase.start, phrase.end)
        return " ".join(self.text.analysis.words(start, end).split())

    def phrase_at(self, token: int) -> Phrase | None:
        """The phrase that has this token for its head, or may have."""
        return self._by_head.get(token)

    def person_of(self, name: Name) -> Draft | None:
        """The person whom a name names."""
        phrase = self._by_name.get(id(name))
        return self.persons.get(id(phrase)) if phrase is not None else None

    def all_persons(self) -> Iterable[Draft]:
        """All persons of the cast so far."""
        return (draft for draft in self.cast.drafts if draft.kind == "person")

    def home_of(self, phrase: Phrase) -> Home:
        """The state or body that a phrase belongs to by its own words, and those words."""
        around = phrase.around
        if around is None:
            return None, NOWHERE
        name = around.home
        diplomat = bool(phrase.offices) and phrase.offices[0].role.family == "diplomat"
        if name is not None and not (diplomat and name not in (around.owner, *around.names)):
            return self.cast.home_of(name, owned=name is around.owner), (name.start, name.end)
        return self.owner(around.owner, around.owner_token)

    def owner(self, name: Name | None, token: int | None) -> Home:
        """The state or body of a possessor that is a person, a pronoun or a common noun."""
        if name is not None and name.label == "PERSON":
            person = self.person_of(name)
            return (home(person) if person is not None else None), (name.start, name.end)
        if token is None:
            return None, NOWHERE
        outcome = self.covering.get(token)
        if outcome is not None and outcome.phrase.head == token and outcome.choice.drafts:
            return home(outcome.choice.drafts[0]), (token, token + 1)
        return self._owner_noun(token)

    def _owner_noun(self, token: int) -> Home:
        noun = self.text.lower[token]
        if noun in gazetteer.body_nouns():
            return self.body_by_noun(noun, token), (token, token + 1)
        if noun in gazetteer.words("bodies", "states") | gazetteer.words("bodies", "governments"):
            choice = self.memory.choose(token, state_weight)
            return (choice.drafts[0] if choice.drafts else None), (token, token + 1)
        return None, NOWHERE

    def body_by_noun(self, noun: str, token: int) -> Draft | None:
        """The body that a text calls "the alliance": the one named last, else the only one that it names at all."""
        for occurrence in self.memory.recent(token, len(self.text)):
            for draft in occurrence.drafts:
                if draft.named and draft.kind in THINGS and noun in draft.nouns:
                    return draft
        meanings = (name.meaning for name in self.finder.names.all if name.meaning is not None)
        bodies = {m.body.name: m.body for m in meanings if m.body is not None and noun in m.body.nouns}
        return self.cast.known_body(next(iter(bodies.values()))) if len(bodies) == 1 else None

    def near_state(self, token: int) -> Home | None:
        """The only state that acts in the same sentence before a token, the sentence's own subject before others."""
        for rank in ("matrix", "embedded"):
            found = {
                id(draft): (draft, (occurrence.token, occurrence.token + 1))
                for occurrence in self.memory.recent(token, 0)
                for draft in occurrence.drafts
                if draft.kind == "state" and occurrence.rank == rank and not occurrence.silent
            }
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def earlier(self, kind: str, noun: str, token: int, state: Draft | None = None) -> Draft | None:
        """A body or group without a name that was called by this noun before, of this state if one is given."""
        for occurrence in self.memory.recent(token, len(self.text)):
            for draft in occurrence.drafts:
                if not draft.named and draft.kind == kind and noun in draft.nouns and state in (None, draft.home):
                    return draft
        return None


def home(draft: Draft) -> Draft | None:
    """A draft's state, itself if it is one, or the body whose code it bears."""
    if draft.kind == "state" or (draft.kind == "body" and draft.country is None):
        return draft
    return draft.home


def state_weight(draft: Draft) -> float:
    """States only."""
    return 1.0 if draft.kind == "state" else 0.0
