"""Who has been named so far, and whom a pronoun or a noun may therefore mean: a score of a few named features."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile

from dragoman.actors.cast import Draft
from dragoman.actors.grammar import Rank, Text

# All constants of this block: coordinate search on third-person pronouns with a named antecedent in GUM's training
# documents (news, speech, interview, bio; OntoGUM coreference), 2026-11, each over three or four values around its own;
# of "he", "she" and their forms in GUM's development documents 86 % are then resolved, 99 % of these rightly (n = 106).
RANKS: dict[Rank, float] = {"matrix": 1.0, "embedded": 0.75, "object": 0.55, "oblique": 0.45, "modifier": 0.25}
"""Prominence of a mention by its place in the sentence."""

DECAY = 0.5
"""What is left of a mention's prominence one sentence later; sentences within a quotation do not count."""

WINDOW = 8
"""Sentences after which a mention is forgotten by pronouns."""

REACH = 400
"""Occurrences that are looked at in any case at most, so that a text of any length costs linear time."""

QUOTED, HEADING = 0.5, 0.5
"""What is left where a mention stands inside a quotation, or in a heading, and the pronoun outside of it."""

SPEAKS_ON = 0.35
"""A pronoun that speaks mostly goes on with the one who spoke before."""

DOMINATES, INNERMOST = 0.6, 0.5
"""The subject of a clause around the pronoun ("Kirby said he ..."), and what is left of that one clause further out."""

FORWARD = 1.2
"""A subject that follows a pronoun in an adjunct before it ("In his speech, Okoro ...")."""

GENDER_KNOWN = 0.05
"""The gender is known to be the pronoun's."""

OFTEN, OFTEN_AT_MOST = 0.03, 0.2
"""For each mention of an actor so far, and at most."""

PAIR_OFTEN, PAIR_OFTEN_AT_MOST, PAIR_MARGIN = 0.05, 0.5, 0.1
"""The same for "the two countries", where a text's topic counts for more; and how far a third must be behind."""

LEAST, MARGIN = 0.2, 0.08
"""A candidate scores so much at least, and so much more than the next, or nothing is resolved."""

HIGHEST = 1.6
"""The score that is shown as 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Occurrence:
    """A mention in the past: who, where, how prominent; ``together`` for all who are named in one coordination."""

    drafts: tuple[Draft, ...]
    token: int
    span: tuple[int, int]
    time: int
    rank: Rank
    speaking: bool = False
    quoted: bool = False
    heading: bool = False
    silent: bool = False

    def covers(self, token: int) -> bool:
        """Whether a token belongs to the phrase."""
        return self.span[0] <= token < self.span[1]


@dataclass(slots=True)
class Choice:
    """Whom a mention means; no drafts where two fit alike, then the scores tell who."""

    drafts: tuple[Draft, ...] = ()
    scores: tuple[tuple[Draft, float], ...] = ()


@dataclass(slots=True)
class Memory:
    """All occurrences so far, in order."""

    text: Text
    past: list[Occurrence] = field(default_factory=list)
    counts: dict[int, int] = field(default_factory=dict)
    latest: dict[int, Occurrence] = field(default_factory=dict)

    def note(self, drafts: tuple[Draft, ...], head: int, phrase: tuple[int, int] | None = None) -> None:
        """Remember that these were named by a phrase with this head; without a phrase they were no actors there."""
        text, silent = self.text, phrase is None
        rank: Rank = "modifier" if phrase is None else text.rank(head)
        speaking = phrase is not None and text.is_speaking(head, *phrase)
        flags = (speaking, text.quoted[head], text.heading[head], silent)
        occurrence = Occurrence(drafts, head, phrase or (head, head + 1), text.time(head), rank, *flags)
        self.past.append(occurrence)
        for draft in drafts:
            self.latest[id(draft)] = occurrence
            self.counts[id(draft)] = self.counts.get(id(draft), 0) + 1

    def recent(self, token: int, window: int = WINDOW) -> Iterator[Occurrence]:
        """Occurrences before a token, last first, within a window of sentences, at most :data:`REACH`."""
        time = self.text.time(token)
        for occurrence in islice(reversed(self.past), REACH):
            if occurrence.token < token:
                if time - occurrence.time > window:
                    return
                yield occurrence

    def named(self, token: int, kind: str) -> list[Draft]:
        """Actors of a kind that were named before a token, last first."""
        found = (draft for occurrence in self.recent(token, len(self.text)) for draft in occurrence.drafts)
        return list(dict.fromkeys(draft for draft in found if draft.kind == kind))

    def distance(self, draft: Draft, token: int) -> int | None:
        """Sentences since a draft was named last, or None."""
        occurrence = self.latest.get(id(draft))
        return None if occurrence is None else self.text.time(token) - occurrence.time

    def choose(
        self,
        token: int,
        fits: Callable[[Draft], float],
        forward: Iterable[Draft] = (),
        gender: str | None = None,
        margin: float = MARGIN,
        barred: Iterable[Draft] = (),
    ) -> Choice:
        """Whom a pronoun or a noun used like one means; ``fits`` weighs a draft's sort (0: cannot be)."""
        scores: dict[int, tuple[Draft, float]] = {}
        out = self._barred(token) | {id(draft) for draft in barred}
        dominating = {subject: INNERMOST**n for n, subject in enumerate(self.text.dominating_subjects(token))}
        partner = self._partner(token)
        dominating |= {partner: 1.0} if partner is not None else {}
        for occurrence in self.recent(token):
            for draft in occurrence.drafts:
                weight = 0.0 if id(draft) in out or _wrong(draft, gender) else fits(draft)
                if weight > 0:
                    score = weight * self._score(occurrence, draft, token, dominating, gender)
                    _keep(scores, draft, score)
        for draft in forward:
            if fits(draft) > 0 and not _wrong(draft, gender):
                _keep(scores, draft, FORWARD + (GENDER_KNOWN if gender and draft.gender == gender else 0))
        return decide(scores.values(), margin=margin)

    def _score(
        self, occurrence: Occurrence, draft: Draft, token: int, dominating: dict[int, float], gender: str | None
    ) -> float:
        text = self.text
        faded = DECAY ** (text.time(token) - occurrence.time)
        score = RANKS[occurrence.rank] * faded
        score *= QUOTED if occurrence.quoted and not text.quoted[token] else 1
        score *= HEADING if occurrence.heading and not text.heading[token] else 1
        score += SPEAKS_ON * faded if occurrence.speaking and text.is_speaking(token) else 0
        score += DOMINATES * max((w for t, w in dominating.items() if occurrence.covers(t)), default=0.0)
        score += GENDER_KNOWN if gender is not None and draft.gender == gender else 0
        return score + min(OFTEN_AT_MOST, OFTEN * self.counts.get(id(draft), 0))

    def last(self, draft: Draft) -> int:
        """The token at which a draft was named last, -1 if it was not."""
        occurrence = self.latest.get(id(draft))
        return -1 if occurrence is None else occurrence.token

    def pair(self, token: int, fits: Callable[[Draft], bool]) -> list[Draft]:
        """The two most prominent actors of a sort so far, in the order of naming; none where a third comes near."""
        scores: dict[int, tuple[Draft, float]] = {}
        barred = self._barred(token)
        for occurrence in self.recent(token, len(self.text)):
            for draft in occurrence.drafts:
                if fits(draft) and id(draft) not in barred:
                    score = RANKS[occurrence.rank] * DECAY ** (self.text.time(token) - occurrence.time)
                    _keep(scores, draft, score + min(PAIR_OFTEN_AT_MOST, PAIR_OFTEN * self.counts[id(draft)]))
        ranked = sorted(scores.values(), key=lambda pair: -pair[1])
        if len(ranked) > 2 and ranked[1][1] - ranked[2][1] < PAIR_MARGIN:
            return []
        order = {
            id(draft): n
            for n, occurrence in enumerate(self.recent(token, len(self.text)))
            for draft in occurrence.drafts
        }
        return sorted((draft for draft, _ in ranked[:2]), key=lambda draft: -order[id(draft)])

    def _partner(self, token: int) -> int | None:
        """The first part of a coordination whose second begins with the pronoun ("Okoro and his wife")."""
        analysis = self.text.analysis
        owned = analysis.heads[token]
        if (
            analysis.deprels[token] == "nmod:poss"
            and analysis.deprels[owned] == "conj"
            and analysis.heads[owned] < token
        ):
            return analysis.heads[owned]
        return None

    def _barred(self, token: int) -> set[int]:
        """Drafts that a pronoun cannot mean: the subject of its verb ("Putin told him"), the speaker of its quotation,
        whoever stands in an adjunct whose subject the pronoun is itself ("Meeting Kim, he ...")."""
        analysis = self.text.analysis
        found = self._quoting(token)
        verb = analysis.heads[token]
        if analysis.deprels[token] in ("obj", "iobj", "obl"):
            subject = self._subject(verb)
            found |= {
                id(d) for o in self._sentence_past(token) if subject is not None and o.covers(subject) for d in o.drafts
            }
        adjunct = self._opening_adjunct(token)
        if adjunct is not None:
            found |= {id(d) for o in self._sentence_past(token) if adjunct < o.token for d in o.drafts}
        return found

    def _sentence_past(self, token: int) -> Iterator[Occurrence]:
        """Occurrences before a token in its own sentence, last first."""
        start = self.text.analysis.sentences[self.text.sentence(token)][0]
        return takewhile(lambda occurrence: occurrence.span[1] > start, self.recent(token, len(self.text)))

    def _subject(self, verb: int) -> int | None:
        """A verb's subject, or for an infinitive that of the verb on which it hangs ("met him to tell him")."""
        analysis = self.text.analysis
        own = analysis.child(verb, "nsubj")
        if own is None and analysis.deprels[verb] in ("xcomp", "advcl") and analysis.child(verb, "mark") is not None:
            return analysis.child(analysis.heads[verb], "nsubj")
        return own

    def _opening_adjunct(self, token: int) -> int | None:
        """The participle that opens the sentence and whose subject the token is, being that of the main verb."""
        analysis = self.text.analysis
        start = analysis.sentences[self.text.sentence(token)][0]
        first = next((t for t in range(start, token) if analysis.upos[t] not in ("ADV", "PUNCT", "CCONJ")), token)
        if (
            analysis.deprels[token] != "nsubj"
            or analysis.upos[first] != "VERB"
            or analysis.heads[first] != analysis.heads[token]
        ):
            return None
        return first if analysis.deprels[first] == "advcl" and analysis.child(first, "nsubj") is None else None

    def _quoting(self, token: int) -> set[int]:
        """Who speaks the quotation in which the token stands: speakers call themselves "I"."""
        if not self.text.quoted[token]:
            return set()
        speakers = (o for o in self.recent(token, 1) if o.speaking and not o.quoted)
        last = next(speakers, None)
        return set() if last is None else {id(draft) for draft in last.drafts}


def decide(
    scores: Iterable[tuple[Draft, float]], least: float = LEAST, margin: float = MARGIN, highest: float = HIGHEST
) -> Choice:
    """The best candidate, if it is good enough and alone at the top; else only the scores."""
    ranked = sorted(scores, key=lambda pair: (-pair[1], pair[0].name))
    shown = tuple((draft, round(min(1.0, score / highest), 2)) for draft, score in ranked[:4] if score >= least / 2)
    if not ranked or ranked[0][1] < least:
        return Choice((), shown)
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < margin:
        return Choice((), shown)
    return Choice((ranked[0][0],), shown)


def _wrong(draft: Draft, gender: str | None) -> bool:
    return gender is not None and draft.gender is not None and draft.gender != gender


def _keep(scores: dict[int, tuple[Draft, float]], draft: Draft, score: float) -> None:
    if id(draft) not in scores or scores[id(draft)][1] < score:
        scores[id(draft)] = (draft, score)
