"""The actors of one text while they are being made out: drafts, joined from all that the phrases tell."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.actors import gazetteer, people
from dragoman.actors.gazetteer import Body, Kind, State
from dragoman.actors.grammar import Text
from dragoman.actors.modifiers import OF_SOMEBODY, Modifiers
from dragoman.actors.names import Name, same_stem
from dragoman.actors.phrases import Office, Phrase
from dragoman.records import Actor, ActorEvidence, ActorKind, Span, content_id

FORMER_OFFICIAL = "ELI"


@dataclass(slots=True, eq=False)
class Draft:
    """An actor in the making. ``home`` is the state that it belongs to, ``forms`` the ways in which it is named."""

    kind: ActorKind
    name: str
    country: str | None = None
    code: str | None = None
    sector: str | None = None
    home: "Draft | None" = None
    role: str | None = None
    role_span: Span | None = None
    country_span: Span | None = None
    gender: str | None = None
    offices: list[Office] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    members: list["Draft"] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    born: int = 0
    named: bool = True
    plural: bool = False

    @property
    def families(self) -> set[str]:
        """The families of the roles that the text gives it."""
        return {office.role.family for office in self.offices}


class Cast:
    """All drafts of one text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.drafts: list[Draft] = []
        self._states: dict[str, Draft] = {}
        self._unknown: list[Draft] = []
        self._bodies: dict[str, Draft] = {}
        self._common: dict[tuple[str, str, str | None], Draft] = {}

    def add(self, draft: Draft) -> Draft:
        """Take a draft into the cast."""
        self.drafts.append(draft)
        return draft

    # states

    def state(self, state: State) -> Draft:
        """The draft of a state of the gazetteer."""
        if state.code not in self._states:
            self._states[state.code] = self.add(Draft("state", state.name, country=state.code))
        return self._states[state.code]

    def state_of(self, name: Name, *uses: gazetteer.Use) -> Draft | None:
        """The state that a name stands for; where it may be two, the one that the text names otherwise, else none."""
        if name.meaning is None or not name.meaning.uses:
            return self._unknown_state(name) if name.label == "STATE" else None
        found = name.meaning.states(*uses)
        if len(found) > 1:
            named = [state for state in found if state.code in self.unambiguous]
            found = named if len(named) == 1 else []
        return self.state(found[0]) if len(found) == 1 else None

    unambiguous: frozenset[str] = frozenset()

    def see(self, names: Iterable[Name]) -> None:
        """Note which states and bodies the text names beyond doubt."""
        meanings = [name.meaning for name in names if name.meaning is not None]
        sure = [meaning.states() for meaning in meanings if meaning.is_state]
        self.unambiguous = frozenset(found[0].code for found in sure if len(found) == 1)
        self.seen_bodies = frozenset(m.body.name for m in meanings if m.body is not None and not m.uses)

    seen_bodies: frozenset[str] = frozenset()

    def _part_of_state(self, word: str) -> list[State]:
        """States of this text in whose names a word stands ("the North", "Korean")."""
        return [gazetteer.states()[c] for c in sorted(self.unambiguous) if word in gazetteer.state_words()[c]]

    def _unknown_state(self, name: Name) -> Draft | None:
        words = self.text.analysis.words(name.start, name.end)
        last = words.split()[-1].lower()
        if name.length == 1 and last in gazetteer.parts_of_states():
            whole = self._part_of_state(last)
            return self.state(whole[0]) if len(whole) == 1 else None
        for draft in self._unknown:
            if any(same_stem(last, form) for form in draft.forms):
                draft.forms.append(last)
                if len(words.split()) == 1 and len(words) < len(draft.name.split()[-1]):
                    draft.name = words
                return draft
        self._unknown.append(self.add(Draft("state", " ".join(words.split()), forms=[last])))
        return self._unknown[-1]

    # bodies and organisations

    def body(self, name: Name, modifiers: Modifiers | None) -> Draft:
        """The draft of a body or organisation by its name."""
        words = " ".join(self.text.analysis.words(name.start, name.end).split())
        if name.meaning is not None and name.meaning.body is not None:
            known = self.known_body(name.meaning.body)
            if gazetteer.is_acronym(known.name) and len(words) > len(known.name):
                known.name = words
            return known
        label = words.lower().strip(".")
        draft = self._bodies.get(label) or self._by_acronym(label, words)
        if draft is None:
            draft = self.add(self._new_body(name, words, modifiers))
        self._bodies[label] = draft
        self.settle(draft, modifiers)
        if len(words) > len(draft.name):
            draft.name = words
        return draft

    def known_body(self, body: Body) -> Draft:
        """The draft of a body of the gazetteer."""
        if body.name.lower() not in self._bodies:
            draft = Draft(body.kind, body.name, body.country, body.code, body.sector, nouns=set(body.nouns))
            if body.country is not None:
                draft.home = self.state(gazetteer.states()[body.country])
            self._bodies[body.name.lower()] = self.add(draft)
        return self._bodies[body.name.lower()]

    def _by_acronym(self, label: str, words: str) -> Draft | None:
        for known, draft in self._bodies.items():
            initials = "".join(word[0] for word in known.replace("-", " ").split() if word[0].isalpha())
            full = "".join(word[0] for word in draft.name.replace("-", " ").split() if word[:1].isupper()).lower()
            if words.isupper() and len(words) > 1 and label.replace(".", "") in (initials, full):
                return draft
        return None

    def _new_body(self, name: Name, words: str, modifiers: Modifiers | None) -> Draft:
        kind = self._kind(name, words)
        draft = Draft(kind.kind, words, sector=kind.sector)
        draft.nouns = {
            words.split()[-1].lower(),
            *(noun for noun in gazetteer.body_nouns() if noun in words.lower().split()),
        }
        if words.lower() in gazetteer.outlets():
            draft.kind, draft.sector, draft.country = "outlet", "JRN", gazetteer.outlets()[words.lower()]
        if modifiers is None or modifiers.home is None:
            self._inner_home(draft, name)
        return draft

    def _kind(self, name: Name, words: str) -> Kind:
        """What the words of a name, or the noun right before it, tell of its kind."""
        keys = gazetteer.key(words.lower())
        for token in range(len(keys)):
            organ = gazetteer.organs().at(keys, token)
            if organ is not None and organ[1].kind == "body" and (token == 0 or organ[0] == len(keys)):
                found: Kind = organ[1]
                return found
        before = self.text.lower[name.start - 1] if name.start else ""
        for words_ in (keys[-2:], keys[-1:], (before,)):
            kind = gazetteer.kinds().get(words_)
            if isinstance(kind, Kind):
                return kind
        return Kind("organisation", None)

    def is_organ(self, name: Name) -> bool:
        """Whether a name is that of an organ which every state has ("Interior Ministry")."""
        known = name.meaning is not None and name.meaning.body is not None
        kind = self._kind(name, " ".join(self.text.analysis.words(name.start, name.end).split()))
        return not known and kind.kind == "body" and kind.sector is not None

    def _inner_home(self, draft: Draft, name: Name) -> None:
        """A state's name within a body's own ("Bank of Japan", "Russian Academy")."""
        for token in range(name.start, name.end):
            for words in (self.text.words, self.text.lower):
                found = gazetteer.names().at(words[token : name.end], 0)
                if (
                    found is not None
                    and found[1].is_state
                    and not found[1].doubtful
                    and self.text.words[token][:1].isupper()
                ):
                    inner = Name(token, token + found[0], "STATE", found[1])
                    self.give_home(draft, self.state_of(inner), (inner.start, inner.end))
                    return

    # homes

    def settle(self, draft: Draft, modifiers: Modifiers | None) -> None:
        """Give a draft the country or code that the words around its noun tell, unless it has one."""
        if modifiers is None or draft.country is not None or draft.code is not None:
            return
        name = modifiers.home
        if name is not None:
            self.give_home(draft, self.home_of(name, owned=name is modifiers.owner), (name.start, name.end))

    def home_of(self, name: Name, *, owned: bool) -> Draft | None:
        """The state or body that a name before a noun stands for."""
        if name.label == "STATE":
            return self.state_of(name)
        if name.label == "PLACE":
            capital = name.meaning is not None and name.meaning.is_capital
            return self.seat_of(name) if capital and owned else None
        if name.label in ("ORG", "OTHER") and name.meaning is not None and name.meaning.body is not None:
            return self.known_body(name.meaning.body)
        if name.label == "ORG":
            return self._bodies.get(" ".join(self.text.analysis.words(name.start, name.end).split()).lower().strip("."))
        return None

    def seat_of(self, name: Name) -> Draft | None:
        """Whose seat a capital is: its state's, or a body's that the text names where the state is not named."""
        assert name.meaning is not None
        body = name.meaning.body
        if body is not None:
            states = name.meaning.states("capital")
            if any(state.code in self.unambiguous for state in states):
                return None if body.name in self.seen_bodies else self.state_of(name, "capital")
            return self.known_body(body) if body.name in self.seen_bodies else None
        return self.state_of(name, "capital")

    def give_home(self, draft: Draft, home: Draft | None, tokens: tuple[int, int]) -> None:
        """Note a draft's state, or the body that it belongs to, and the words that tell it."""
        if home is None or home is draft or draft.country is not None:
            return
        state = home if home.kind == "state" else home.home
        draft.home = draft.home or state
        draft.country = home.country
        draft.code = draft.code or (home.code if home.country is None and home.kind == "body" else None)
        draft.sector = draft.sector or (home.sector if home.kind != "state" else None)
        draft.country_span = draft.country_span or self.text.analysis.span(*tokens)

    # persons

    def person(self, phrases: list[Phrase]) -> Draft:
        """The draft of one person from all the phrases that name it."""
        names = [phrase.name for phrase in phrases if phrase.name is not None]
        forms = [" ".join(self.text.analysis.words(name.start, name.end).split()) for name in names]
        draft = self.add(Draft("person", people.fullest(forms), forms=forms))
        draft.born = min(phrase.head for phrase in phrases)
        draft.gender = next((phrase.gender for phrase in phrases if phrase.gender is not None), None)
        for phrase in phrases:
            for office in phrase.offices:
                self.take_office(draft, office)
        return draft

    def take_office(self, draft: Draft, office: Office) -> None:
        """Note a role that the text gives to a person, with the country and sector that go with it."""
        draft.offices.append(office)
        draft.gender = draft.gender or office.role.gender
        if draft.role is None:
            start, end = office.words
            draft.role = " ".join(self.text.analysis.words(start, end).split())
            draft.role_span = self.text.analysis.span(start, end)
        draft.sector = draft.sector or self._sector(office)
        if office.role.family != "diplomat" or office.around.owner is not None or office.around.names:
            self.settle(draft, office.around)

    def _sector(self, office: Office) -> str | None:
        """The sector of a role: its own, else that of the organ or body in its words, else a state's leader's."""
        if office.around.former and office.role.sector:
            return FORMER_OFFICIAL
        if office.role.sector is not None or office.around.organ is not None:
            return office.role.sector or (office.around.organ.sector if office.around.organ is not None else None)
        after = [name for word, name in office.around.after if word in OF_SOMEBODY]
        named = [name for name in (office.around.owner, *office.around.names, *after) if name is not None]
        bodies = [name.meaning.body for name in named if name.meaning is not None and name.meaning.body is not None]
        if bodies:
            return bodies[0].sector
        of_state = office.around.home is not None and office.around.home.label == "STATE"
        return "GOV" if of_state and office.role.family in ("leader", "spokesperson", "chief") else None

    # what has no name of its own

    def silent_organ(self, modifiers: Modifiers, home: Draft | None) -> Draft | None:
        """The organ that the words of a role name in passing ("a spokesman for the French defence ministry")."""
        if modifiers.organ is None or modifiers.organ.kind != "body":
            return None
        state = home if home is not None and home.kind == "state" else (home.home if home is not None else None)
        draft = self.common("body", modifiers.organ_noun, state, modifiers.organ_noun)
        draft.sector = draft.sector or modifiers.organ.sector
        if state is not None:
            draft.country, draft.home = state.country, state
        return draft

    def common(self, kind: ActorKind, noun: str, home: Draft | None, name: str) -> Draft:
        """The draft of a body or group that the text calls by a noun ("the Russian army", "US officials").

        Bodies of one noun and state are one; groups only where all their words are the same.
        """
        key = (kind, noun if kind == "body" else name.lower(), home.name if home is not None else None)
        if key not in self._common:
            self._common[key] = self.add(Draft(kind, name, nouns={noun, noun.split()[-1]}, named=False))
        return self._common[key]

    def finish(self, text_id: str) -> tuple[tuple[Actor, ...], dict[int, str]]:
        """The actors that are mentioned or members of a group, in order of mention, and the id of each draft."""
        wanted = [draft for draft in self.drafts if draft.mentions]
        wanted += [m for d in wanted for m in d.members if not m.mentions]
        wanted = sorted(dict.fromkeys(wanted), key=lambda d: (not d.mentions, d.mentions[:1], d.name))
        ids: dict[int, str] = {}
        twins: Counter[tuple[str, str]] = Counter()
        for draft in wanted:
            number = twins[draft.kind, draft.name]
            twins[draft.kind, draft.name] += 1
            parts = (draft.kind, draft.name, number) if number else (draft.kind, draft.name)
            ids[id(draft)] = content_id("actor", text_id, *parts)
        return tuple(_record(draft, ids) for draft in wanted), ids


def _record(draft: Draft, ids: dict[int, str]) -> Actor:
    return Actor(
        id=ids[id(draft)],
        name=draft.name,
        kind=draft.kind,
        country=draft.country,
        code=draft.code,
        sector=draft.sector or ("GOV" if draft.kind == "state" else None),
        role=draft.role,
        members=tuple(ids[id(member)] for member in draft.members if id(member) in ids),
        evidence=ActorEvidence(role=draft.role_span, country=draft.country_span),
        mentions=tuple(sorted(set(draft.mentions))),
    )
