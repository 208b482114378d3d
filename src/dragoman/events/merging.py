"""Mentions of one event within a document are one event; its voices are gathered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.events.candidates import Candidate
from dragoman.events.drafts import Draft
from dragoman.events.factuality import FACT
from dragoman.events.participants import Named
from dragoman.events.scene import Scene
from dragoman.records import EventDate, Position

#: How many events back a mention is joined to one; articles have fewer, and a book must not cost quadratic time.
FARTHEST = 200
#: Types whose verbs, told of the same sides without another time or place, tell of one happening.
REPEATED = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "SANCTION", "AID", "RETREAT", "MOBILIZE"})
IRREALIS = frozenset({"planned", "possible", "conditional"})
#: Types that speak of one thing from two sides: a pact is agreed on and signed.
AKIN = (frozenset({"AGREE", "SUPPORT"}),)


@dataclass(frozen=True)
class Merger:
    """Decides which drafts of one scene tell of one event."""

    scene: Scene

    def merged(self, drafts: Iterable[Draft]) -> list[Draft]:
        """The drafts of the body, mentions joined, then those of the titles that the body does not tell."""
        ordered = sorted(drafts, key=lambda d: (d.title, d.candidate.anchor))
        kept: list[Draft] = []
        for draft in ordered:
            number = self._same(kept, draft)
            if number is None:
                kept.append(draft)
            else:
                kept[number] = self._joined(kept[number], draft)
        return kept

    def _same(self, kept: Sequence[Draft], draft: Draft) -> int | None:
        nearest = max(0, len(kept) - FARTHEST) if not draft.title else 0
        for number in range(len(kept) - 1, nearest - 1, -1):
            if self._one_event(kept[number], draft):
                return number
        return None

    def _one_event(self, one: Draft, other: Draft) -> bool:
        if other.title:
            return self._told_in_body(one, other)
        if one.statement is not None or other.statement is not None:
            return False
        if one.candidate.type != other.candidate.type and not self._akin(one, other):
            return False
        if one.candidate.mode and other.candidate.mode and one.candidate.mode != other.candidate.mode:
            return False
        if not self._sides_agree(one.candidate, other.candidate) or not _circumstances_agree(one, other):
            return False
        if not _reality_agrees(one, other):
            return False
        return self._same_words(one, other)

    def _akin(self, one: Draft, other: Draft) -> bool:
        types = {one.candidate.type, other.candidate.type}
        return types in AKIN and (one.candidate.noun or other.candidate.noun)

    def _told_in_body(self, one: Draft, title: Draft) -> bool:
        if one.candidate.type != title.candidate.type or self._crossed(one.candidate, title.candidate):
            return False
        one_verb = self._one_lemma(one, title) and not title.candidate.noun
        return one_verb or bool(self._sides(one.candidate) & self._sides(title.candidate))

    def _same_words(self, one: Draft, other: Draft) -> bool:
        """Whether the words allow it: a noun goes back to what was told; verbs must tell of all the same sides."""
        if one.candidate.noun and other.candidate.noun and not self._nouns_agree(one, other):
            return False
        if other.candidate.noun and (other.candidate.definite or self._one_sentence(one, other)):
            return True
        if one.candidate.noun and self._one_sentence(one, other):
            return True
        if other.candidate.type not in REPEATED or not _equally_sure(one, other):
            return False
        whole = len(self._sides(one.candidate)) > 1 and self._sides(one.candidate) == self._sides(other.candidate)
        return whole and (other.candidate.noun or one.candidate.noun or self._one_word(one, other))

    def _nouns_agree(self, one: Draft, other: Draft) -> bool:
        """Whether two nouns may name one event: the same word, or others ("talks", "summit") of all the same sides."""
        return self._one_lemma(one, other) or self._sides(one.candidate) == self._sides(other.candidate)

    def _one_lemma(self, one: Draft, other: Draft) -> bool:
        return self.scene.lemmas[one.candidate.anchor] == self.scene.lemmas[other.candidate.anchor]

    def _one_word(self, one: Draft, other: Draft) -> bool:
        return self._one_lemma(one, other) or (_mutual(one.candidate) and _mutual(other.candidate))

    def _one_sentence(self, one: Draft, other: Draft) -> bool:
        sentences = self.scene.analysis.sentence_of
        return sentences[one.candidate.anchor] == sentences[other.candidate.anchor]

    # ---- sides: states stand for their officials

    def _side(self, actor_id: str) -> frozenset[str]:
        actor = self.scene.resolution.actor(actor_id)
        members = [member for member in actor.members if member != actor_id]
        if members:
            return frozenset(side for member in members for side in self._side(member))
        return frozenset({actor.country or actor.code or actor.id})

    def _sides(self, one: Candidate) -> frozenset[str]:
        return self._role((*one.actors, *one.recipients))

    def _role(self, found: Sequence[Named]) -> frozenset[str]:
        return frozenset(side for n in found for side in self._side(n.actor))

    def _sides_agree(self, one: Candidate, other: Candidate) -> bool:
        """Whether no role is filled by different sides; at least one side is shared."""
        mutual = _mutual(one) and _mutual(other)
        if mutual:
            first, second = self._sides(one), self._sides(other)
            return bool(first & second) and (first <= second or second <= first)
        if self._crossed(one, other):
            return False
        for role in ("actors", "recipients"):
            first, second = self._role(getattr(one, role)), self._role(getattr(other, role))
            if first and second and not (first <= second or second <= first):
                return False
        shared = self._role(one.actors) & self._role(other.actors) or self._role(one.recipients) & self._role(
            other.recipients
        )
        return bool(shared) or ((_mutual(one) or _mutual(other)) and bool(self._sides(one) & self._sides(other)))

    def _crossed(self, one: Candidate, other: Candidate) -> bool:
        """Whether who does it in one has it done to them in the other."""
        if _mutual(one) or _mutual(other):
            return False
        return not self._role(one.actors).isdisjoint(self._role(other.recipients)) or not self._role(
            one.recipients
        ).isdisjoint(self._role(other.actors))

    # ---- joining

    def _joined(self, one: Draft, other: Draft) -> Draft:
        candidate = self._completed(one.candidate, other.candidate)
        return replace(
            one,
            candidate=candidate,
            positions=one.positions if other.title else _positions(one, other),
            objects=one.objects or other.objects,
            date=one.date or other.date,
            place=one.place or other.place,
            mentions=(*one.mentions, *other.mentions),
            anchors=(*one.anchors, *other.anchors),
        )

    def _completed(self, one: Candidate, other: Candidate) -> Candidate:
        if _mutual(one):
            taken = self._role(one.actors)
            more = [n for n in other.actors if not self._side(n.actor) <= taken] if _mutual(other) else []
            return replace(one, actors=(*one.actors, *more))
        if _mutual(other):
            return one
        return replace(one, actors=one.actors or other.actors, recipients=one.recipients or other.recipients)


def _mutual(one: Candidate) -> bool:
    return one.predicate is not None and one.predicate.frame.mutual


def _circumstances_agree(one: Draft, other: Draft) -> bool:
    """Whether neither time, place nor object speaks against one event."""
    if one.date and other.date and not _overlap(one.date, other.date):
        return False
    if one.place and other.place and one.place.name.lower() != other.place.name.lower():
        return False
    kinds = [{o.kind for o in draft.objects if o.kind} for draft in (one, other)]
    return not (kinds[0] and kinds[1] and not kinds[0] & kinds[1])


def _overlap(one: EventDate, other: EventDate) -> bool:
    if one.earliest is None or other.earliest is None or one.latest is None or other.latest is None:
        return one.text == other.text
    return one.earliest <= other.latest and other.earliest <= one.latest


def _reality_agrees(one: Draft, other: Draft) -> bool:
    """Whether the statuses can be of one event: what happened is not what is only planned or possible."""
    first, second = {p.status for p in one.positions}, {p.status for p in other.positions}
    if (first & FACT and second & IRREALIS) or (first & IRREALIS and second & FACT):
        alleged = other.candidate.noun and other.judged.why.startswith("adj:") and "possible" in second
        return alleged and not any(p.statement is None for p in one.positions)
    return True


def _equally_sure(one: Draft, other: Draft) -> bool:
    """Whether both are facts, or both of one and the same other status."""
    first, second = one.judged.status, other.judged.status
    return first == second or {first, second} <= FACT or "denied" in (first, second)


def _positions(one: Draft, other: Draft) -> tuple[Position, ...]:
    """The positions of both; a noun that only goes back to what somebody said is no word of the article's own."""
    voices = {p.statement for p in one.positions}
    added = [p for p in other.positions if p.statement not in voices]
    if other.candidate.noun and other.judged.presupposed:
        added = [p for p in added if p.statement is not None]
    if None not in voices and other.candidate.noun and other.candidate.light is None:
        added = [p for p in added if p.statement is not None or p.status not in FACT]
    return (*one.positions, *added)
