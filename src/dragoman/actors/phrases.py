"""Noun phrases that name somebody: each whole, with all that its words tell, before it is known whom it means."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal

from dragoman.actors import gazetteer
from dragoman.actors.gazetteer import Kind, Role
from dragoman.actors.grammar import Text
from dragoman.actors.modifiers import Modifiers, Names, around, behind
from dragoman.actors.names import Name
from dragoman.language.analysis import matches

Sort = Literal[
    "person",
    "state",
    "people",
    "adjective",
    "place",
    "body",
    "role",
    "organ",
    "group",
    "government",
    "land",
    "pair",
    "pronoun",
    "folk",
]

NOUNS = frozenset({"NOUN", "PROPN"})
REACH = 40
"""Tokens from a name within which its roles are looked for."""

UNCOUNTED = frozenset({"advmod", "obl", "fixed", "case"})
GAP = 3
WIDE_GAP = 8
"""... where the tree joins the two itself ("Minister in charge of security Ann Lee")."""

"""Unknown words that may stand between a role noun and the name that it belongs to ("Secretary-Basic")."""

PRONOUNS = frozenset({"Prs", "Rel"})
COUNTED = frozenset({"two", "2", "both"})
INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "PUNCT"})
UNKNOWN_FAMILY = "other"
TOGETHER = frozenset({"flat", "compound", "appos", "nmod"})
OURS = frozenset({"my", "our", "your"})
INDEFINITE = frozenset({"a", "an", "another", "some", "any"})


@dataclass(slots=True)
class Office:
    """A role noun with its phrase: the ``noun`` at ``[start, end)`` and what stands around it."""

    role: Role
    plural: bool
    start: int
    end: int
    around: Modifiers
    taken: bool = False
    described: frozenset[str] = frozenset()

    @property
    def words(self) -> tuple[int, int]:
        """The tokens that tell the role, without article, owner and leading state."""
        return self.around.inner, self.around.end


@dataclass(slots=True)
class Phrase:
    """A noun phrase ``[start, end)`` with its syntactic head; ``also`` are further tokens a parser may take for it."""

    sort: Sort
    start: int
    end: int
    head: int
    also: tuple[int, ...] = ()
    name: Name | None = None
    offices: list[Office] = field(default_factory=list)
    around: Modifiers | None = None
    kind: Kind | None = None
    noun: str = ""
    plain: tuple[int, int] = (0, 0)
    plural: bool = False
    gender: str | None = None

    @property
    def determiner(self) -> str | None:
        """The article or other determiner of the phrase."""
        return self.around.determiner if self.around is not None else None


class Finder:
    """Finds the phrases of one text; every token is the core of one phrase at most."""

    def __init__(self, text: Text, names: list[Name]) -> None:
        self.text = text
        self.names = Names(names)
        self.used: set[int] = set()
        self.given: set[int] = set()
        self.within: set[int] = set()
        self.offices = list(self._offices())

    def find(self) -> list[Phrase]:
        """All phrases, in the order of their heads."""
        found = [self._person(name) for name in self.names.all if name.label == "PERSON"]
        found += self._roles()
        found += self._nouns()
        found += [phrase for name in self.names.all if (phrase := self._named(name)) is not None]
        found += self._pronouns()
        return sorted(found, key=lambda phrase: (phrase.head, phrase.start))

    # offices

    def _offices(self) -> Iterator[Office]:
        token, length, table = 0, len(self.text), gazetteer.roles()
        while token < length:
            match = None if token in self.names.at else table.at(self.text.lower, token)
            if match is None or not self._is_noun(token, match[0]):
                token += 1
                continue
            end, (role, plural) = match
            around_ = around(self.text, self.names, token, end)
            if role.noun in gazetteer.words("roles", "of_others"):
                around_.owner = around_.owner_token = None
            plain = {self.text.lower[t] for t in range(around_.inner, token) if t not in self.names.at}
            yield Office(role, plural, token, end, around_, described=frozenset(plain - {"-"}))
            token = end

    def _is_noun(self, start: int, end: int) -> bool:
        if any(token in self.names.at for token in range(start, end)):
            return False
        upos = [self.text.analysis.upos[token] for token in range(start, end)]
        return any(tag in NOUNS for tag in upos) or (end - start == 1 and upos[0] == "X")

    def _offices_of(self, name: Name) -> list[Office]:
        """The roles that the text gives to a name: titles first, then what stands beside name and titles."""
        low = bisect_left(self.offices, name.start - REACH, key=lambda office: office.start)
        near = takewhile(lambda office: office.start < name.end + REACH, self.offices[low : low + 2 * REACH])
        free = [office for office in near if not office.taken]
        titles = [office for office in free if self._before(office, name)]
        if any(office.end == name.start for office in titles):
            titles = [office for office in titles if office.around.end == office.end]
        titles += self._stacked(titles, free)
        start = min([name.start, *(office.around.start for office in titles)])
        whole = Name(start, name.end, name.label)
        others = [o for o in free if o not in titles and self._beside(o, whole)]
        return titles + others

    def _stacked(self, titles: list[Office], free: list[Office]) -> list[Office]:
        """Roles right before a title ("spokesman Colonel Ruben Saar")."""
        starts = {office.start for office in titles}
        return [office for office in free if office not in titles and office.end in starts and not office.plural]

    def _before(self, office: Office, name: Name) -> bool:
        """Whether the role stands right before the name as its title, unknown words between allowed."""
        if self.text.paragraph[office.start] != self.text.paragraph[name.start]:
            return False
        if name.start in (office.around.end, office.end):
            return self._is_title(office, name)
        between, wide = range(office.end, name.start), self._hangs(office, name)
        if not 0 < len(between) <= (WIDE_GAP if wide else GAP):
            return False
        allowed = INSIDE | ({"ADP", "DET"} if wide else set())
        plain = all(self.text.analysis.upos[t] in allowed and self.text.words[t] not in ',;:."“”(' for t in between)
        return plain and not any(t in self.names.at for t in between) and self._joined(office, name)

    def _hangs(self, office: Office, name: Name) -> bool:
        """Whether the name hangs directly on the role noun."""
        analysis, top = self.text.analysis, self.text.top(name.start, name.end)
        return office.start <= analysis.heads[top] < office.end and analysis.deprels[top] in TOGETHER

    def _is_title(self, office: Office, name: Name) -> bool:
        if office.around.determiner is None and not office.plural:
            return True
        return self._joined(office, name)

    def _joined(self, office: Office, name: Name) -> bool:
        """Whether role and name hang together in the tree."""
        heads, low = self.text.analysis.heads, office.around.start
        top_name, top_role = self.text.top(name.start, name.end), self.text.top(office.start, office.end)
        if low <= heads[top_name] < name.end and self.text.analysis.deprels[top_name] not in ("nsubj", "obj"):
            return True
        return name.start <= heads[top_role] < name.end or self._undecided(top_role, top_name)

    def _undecided(self, one: int, other: int) -> bool:
        """Whether the parser gave both the same place in the clause, which only one can have."""
        analysis = self.text.analysis
        same = analysis.heads[one] == analysis.heads[other] and analysis.deprels[one] == analysis.deprels[other]
        return same and analysis.deprels[one] in ("nsubj", "nsubj:pass", "obj")

    def _beside(self, office: Office, name: Name) -> bool:
        """Whether role and name stand in apposition, with a comma or bracket between."""
        text, around_ = self.text, office.around
        if around_.start == name.end + 1 and text.words[name.end] in (",", "(", "–", "—"):
            return self._apposed(office, name, office) and not self._titles_other(office)
        if 0 < name.start - around_.end <= GAP and text.words[around_.end] == ",":
            closed = name.end < len(text) and text.words[name.end] in (",", ".")
            return closed and (self._apposed(office, name, name) or self._is_inserted(office, name))
        return False

    def _is_inserted(self, office: Office, name: Name) -> bool:
        """A name between commas behind a definite office, whatever its parse: "his rival, Ilse Lind, put"."""
        after = name.end + 1
        if office.plural or office.around.determiner is None or after >= len(self.text):
            return False
        return self.text.words[name.end] == "," and self.text.analysis.upos[after] in ("VERB", "AUX", "SCONJ", "NUM")

    def _titles_other(self, office: Office) -> bool:
        after = self.names.at.get(office.end) or self.names.at.get(office.around.end)
        return after is not None and after.label == "PERSON" and after.start in (office.end, office.around.end)

    def _apposed(self, office: Office, name: Name, second: Office | Name) -> bool:
        text, analysis = self.text, self.text.analysis
        top = text.top(second.start, second.end)
        if analysis.deprels[top] == "appos":
            return True
        first = text.top(name.start, name.end) if second is office else text.top(office.start, office.end)
        if analysis.heads[top] == first:
            return analysis.deprels[top] not in ("nsubj", "obj", "conj", "acl:relcl")
        return self._undecided(top, first) or office.around.start <= analysis.heads[top] < office.around.end

    # persons

    def _person(self, name: Name) -> Phrase:
        start, end, gender = name.start, name.end, None
        if start > 0 and self.text.lower[start - 1] in gazetteer.titles():
            start, gender = start - 1, gazetteer.titles()[self.text.lower[start - 1]]
        offices = self._offices_of(Name(start, end, name.label))
        if all(office.start > start for office in offices):
            offices = self._unknown_title(start, name) + offices
        if offices and all(office.around.home is None for office in offices):
            offices[0].around.after += behind(self.text, self.names, name)
        for office in offices:
            office.taken = not office.plural
            start, end = min(start, office.around.start), max(end, office.around.end)
            self._give(office.around)
            gender = gender or office.role.gender
        self.used |= set(range(name.start, name.end))
        self.used |= {token for office in offices for token in range(office.start, office.end)}
        phrase = Phrase("person", start, end, self._head(start, end), name=name, offices=offices, gender=gender)
        cores = [*range(name.start, name.end), *(t for o in offices for t in range(o.start, o.around.end))]
        cores = sorted({*cores, *self._tops(start, end)})
        phrase.also = tuple(
            t for t in cores if t != phrase.head and self.text.analysis.upos[t] in ("NOUN", "PROPN", "ADJ", "X")
        )
        return phrase

    def _unknown_title(self, start: int, name: Name) -> list[Office]:
        """A noun before a name that hangs together with it is a role, though no vocabulary has it ("Skipper Lee")."""
        if start == 0 or not self._leads(start - 1, name):
            return []
        role = Role(self.text.lower[start - 1], UNKNOWN_FAMILY, None, None, True)
        return [Office(role, False, start - 1, start, around(self.text, self.names, start - 1, start, right=False))]

    def _leads(self, token: int, name: Name) -> bool:
        """Whether a noun stands right before a name and hangs together with it."""
        analysis, top = self.text.analysis, self.text.top(name.start, name.end)
        if analysis.upos[token] not in NOUNS or token in self.names.at or token in self.used:
            return False
        if name.start <= analysis.heads[token] < name.end:
            return analysis.deprels[token] in TOGETHER
        return analysis.heads[top] == token and analysis.deprels[top] in TOGETHER

    def _tops(self, start: int, end: int) -> list[int]:
        """Tokens of a phrase that the parser hung on something outside: any may be taken for its head."""
        heads = self.text.analysis.heads
        return [t for t in range(start, end) if not start <= heads[t] < end or heads[t] == t]

    def _give(self, modifiers: Modifiers) -> None:
        """Names that tell whose somebody is are not heard as actors themselves; persons stay."""
        named = [modifiers.owner, *modifiers.names, *(name for _, name in modifiers.after)]
        self.given |= {t for n in named if n is not None and n.label != "PERSON" for t in range(n.start, n.end)}

    def _head(self, start: int, end: int) -> int:
        return self.text.top(start, end)

    # roles, organs, groups

    def _roles(self) -> Iterator[Phrase]:
        for office in self.offices:
            if office.taken or self.used & set(range(office.start, office.end)) or self._modifies_noun(office.end - 1):
                continue
            if office.around.determiner in OURS:
                continue
            sort: Sort = "role"
            if (
                office.plural
                and office.around.determiner in {"the", *COUNTED}
                and self._is_pair(office.start, office.around)
            ):
                sort = "pair"
            elif office.plural:
                sort = "group"
            yield self._phrase(sort, office.start, office.end, office.around, office=office)

    def _phrase(
        self,
        sort: Sort,
        start: int,
        end: int,
        around_: Modifiers,
        office: Office | None = None,
        kind: Kind | None = None,
    ) -> Phrase:
        self._give(around_)
        self.used |= set(range(start, end))
        found = Phrase(sort, around_.start, around_.end, self._head(start, end), around=around_, kind=kind)
        found.plain = self._plain(around_, start)
        if self.text.analysis.upos[around_.start] not in ("DET", "PRON"):
            found.start = found.plain[0]
        found.noun = " ".join(word for word in self.text.lower[start:end] if word != "-")
        cores = sorted({*range(start, end), *self._tops(found.start, found.end)})
        found.also = tuple(t for t in cores if t != found.head and self.text.analysis.upos[t] in NOUNS)
        if office is not None:
            found.offices, found.plural, found.gender = [office], office.plural, office.role.gender
            found.kind = found.kind or self._group_kind(office)
        return found

    def _plain(self, around_: Modifiers, start: int) -> tuple[int, int]:
        """The phrase without article, possessive pronoun and such words as "at least"."""
        analysis, first = self.text.analysis, around_.start
        while first < start and (
            analysis.upos[first] in ("DET", "PRON", "ADV", "ADP") or analysis.deprels[first] in UNCOUNTED
        ):
            first += 1
        return first, around_.end

    def _group_kind(self, office: Office) -> Kind | None:
        if not office.plural:
            return None
        match = gazetteer.groups().at(self.text.lower, office.start)
        sector = match[1].sector if match is not None else office.role.sector
        return Kind("group", sector)

    def _is_pair(self, start: int, around_: Modifiers) -> bool:
        return bool(COUNTED & set(self.text.lower[max(0, around_.start - 1) : start]))

    def _modifies_noun(self, token: int) -> bool:
        analysis = self.text.analysis
        head = analysis.heads[token]
        return (
            analysis.deprels[token] in ("compound", "amod")
            and head > token
            and analysis.upos[head] in NOUNS
            and head not in self.used
        )

    def _nouns(self) -> Iterator[Phrase]:
        used = [office.around for office in self.offices if office.start in self.used]
        self.within = {token for around_ in used for token in range(around_.start, around_.end)}
        token, length = 0, len(self.text)
        while token < length:
            found = None if token in self.used or token in self.names.at else self._noun(token)
            if found is not None:
                yield found
            token += 1

    def _noun(self, token: int) -> Phrase | None:
        text = self.text
        if text.analysis.upos[token] not in ("NOUN", "PROPN", "ADJ", "DET", "PRON"):
            return None
        if text.analysis.upos[token] in ("DET", "PRON"):
            return self._both(token)
        match = gazetteer.groups().at(text.lower, token) or gazetteer.organs().at(text.lower, token)
        named = gazetteer.body_noun_table().at(text.lower, token)
        end = match[0] if match is not None else (named[0] if named is not None else token + 1)
        if text.analysis.upos[end - 1] not in NOUNS or self._modifies_noun(end - 1) or self._consumed(token, end):
            return None
        after = self.names.at.get(end)
        led = after is not None and after.label == "ORG" and end == token + 1 and self._leads(token, after)
        if led or (end < len(text) and text.lower[end] == "-"):
            return None
        kind = match[1] if match is not None else None
        if kind is not None and not kind.speaks and not matches(text.analysis.deprels[end - 1], ("nsubj", "obl:agent")):
            return None
        return self._common(token, end, kind)

    def _both(self, token: int) -> Phrase | None:
        """ "Both" and "the two" standing alone."""
        text = self.text
        subject = matches(text.analysis.deprels[token], ("nsubj", "obj", "obl"))
        if text.lower[token] != "both" or not subject or token in self.used:
            return None
        self.used.add(token)
        return Phrase("pair", token, token + 1, token, noun="sides", plural=True)

    def _consumed(self, start: int, end: int) -> bool:
        inside = start in self.within and end - 1 in self.within
        return inside and not self.text.analysis.deprels[end - 1].startswith("nsubj")

    def _common(self, start: int, end: int, kind: Kind | None) -> Phrase | None:
        noun = " ".join(self.text.lower[start:end])
        sort = self._sort(noun, kind)
        if sort is None:
            return None
        around_ = around(self.text, self.names, start, end)
        if sort in ("state", "land") and around_.determiner in INDEFINITE:
            return None
        definite = noun in gazetteer.words("roles", "uncounted_pairs") and around_.determiner == "the"
        counted = noun in gazetteer.pairs() and (definite or self._is_pair(start, around_))
        if counted:
            sort = "pair"
        elif sort == "pair" or (sort == "land" and self._is_plural(end - 1)) or self._is_adverbial(start, end, around_):
            return None
        return self._phrase(sort, start, end, around_, kind=kind)

    def _is_adverbial(self, start: int, end: int, around_: Modifiers) -> bool:
        """A singular noun right behind a preposition names nobody ("in opposition to")."""
        bare = around_.start == start and not self._is_plural(end - 1) and start > 0
        return bare and self.text.analysis.upos[start - 1] == "ADP" and self.text.lower[end - 1] != "police"

    def _sort(self, noun: str, kind: Kind | None) -> Sort | None:
        if kind is not None:
            return "organ" if kind.kind == "body" else "group"
        if noun in gazetteer.words("bodies", "governments"):
            return "government"
        if noun in gazetteer.words("bodies", "states") or noun in gazetteer.words("bodies", "sides"):
            return "land"
        return "pair" if noun in gazetteer.pairs() else ("body" if noun in gazetteer.body_nouns() else None)

    def _is_plural(self, token: int) -> bool:
        return self.text.analysis.has(token, "Number=Plur") or self.text.lower[token].endswith(("s", "men", "people"))

    # names and pronouns

    def _named(self, name: Name) -> Phrase | None:
        if name.label == "PERSON" or name.start in self.given:
            return None
        head = self._head(name.start, name.end)
        sort = self._name_sort(name, head)
        around_ = around(self.text, self.names, name.start, name.end, right=False)
        start = self._name_start(name)
        if sort == "body":
            around_.after += behind(self.text, self.names, name)
            self._give(around_)
            owner = around_.owner if around_.owner is not None else next(iter(around_.names), None)
            start = min(start, owner.start) if owner is not None and owner.label == "STATE" else start
            if name.start > 0 and self._leads(name.start - 1, name):
                start = min(start, name.start - 1)
        also = tuple(t for t in range(min(start, name.start), name.end) if t != head and t not in self.given)
        return Phrase(sort, start, name.end, head, also, name, around=around_, plural=sort == "people")

    def _name_start(self, name: Name) -> int:
        """A name with its own article."""
        before = name.start - 1
        own = (
            before >= 0
            and self.text.lower[before] == "the"
            and name.start <= self.text.analysis.heads[before] < name.end
        )
        return before if own else name.start

    def _name_sort(self, name: Name, head: int) -> Sort:
        if name.label == "PLACE":
            return "place"
        if name.label in ("ORG", "OTHER"):
            folk = self.text.words[name.end - 1] in gazetteer.words("places", "peoples") and self._is_plural(head)
            return "folk" if folk and not self._attributive(head) else "body"
        meaning = name.meaning
        if meaning is not None and not meaning.states("name"):
            people = (
                bool(meaning.states("people"))
                and self.text.analysis.upos[head] in NOUNS
                and not self._modifies_noun(head)
            )
            return "people" if people or not self._attributive(head) else "adjective"
        return "adjective" if self._attributive(head) and self.text.analysis.upos[head] == "ADJ" else "state"

    def _attributive(self, head: int) -> bool:
        return self.text.analysis.deprels[head] in ("amod", "compound") and self.text.analysis.heads[head] > head

    def _pronouns(self) -> Iterator[Phrase]:
        analysis = self.text.analysis
        for token, upos in enumerate(analysis.upos):
            word = self.text.lower[token]
            if upos in ("PRON", "DET") and word in gazetteer.pronouns() and analysis.deprels[token] != "expl":
                entry = gazetteer.pronouns()[word]
                if entry["relative"] and not self._is_relative(token):
                    continue
                yield Phrase(
                    "pronoun",
                    token,
                    token + 1,
                    token,
                    noun=word,
                    plural=entry["number"] == "plural",
                    gender=entry["gender"],
                )

    def _is_relative(self, token: int) -> bool:
        return any(self.text.analysis.deprels[a] == "acl:relcl" for a in (self.text.analysis.heads[token],))
