"""Denials that go back: "both denied the allegation" takes a position towards what was alleged before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman import vocab
from dragoman.events.drafts import Draft
from dragoman.events.implied import Implied
from dragoman.events.scene import Scene
from dragoman.events.voices import Voices
from dragoman.records import Position, Statement

#: How many statements back an allegation is looked for (own articles 01-11, 2026-11).
FARTHEST = 12

ACCUSING = frozenset({"accuse", "condemn", "suspect"})


@dataclass(frozen=True)
class Denials:
    """Finds for each denial of a text the statement that it answers."""

    scene: Scene
    voices: Voices

    def applied(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts, each with the denials that go back to it."""
        found = list(drafts)
        for denial in self.voices.statements:
            if self._goes_back(denial):
                found = self._answered(found, denial)
        return found

    def _goes_back(self, statement: Statement) -> bool:
        if vocab.acts()[statement.act].stance == "denies":
            return any(self._implied.goes_back(head) for head in self._implied.heads(statement))
        return self._implied.refutes(statement)

    @cached_property
    def _implied(self) -> Implied:
        return Implied(self.scene, self.voices)

    def _answered(self, drafts: list[Draft], denial: Statement) -> list[Draft]:
        asserted = self._asserted(drafts, denial)
        position = Position(statement=denial.id, status="denied")
        return [
            replace(d, positions=(*d.positions, position)) if number in asserted else d
            for number, d in enumerate(drafts)
        ]

    def _asserted(self, drafts: Sequence[Draft], denial: Statement) -> set[int]:
        """The events that the nearest earlier statement by others tells of the denier, or in the denial's sentence."""
        start, speakers = denial.content[0][0], self._sides(denial.speakers)
        by_voice: dict[str | None, list[int]] = {}
        for number, draft in enumerate(drafts):
            for position in draft.positions:
                by_voice.setdefault(position.statement, []).append(number)
        for statement in self.voices.before(start, FARTHEST):
            if self._sides(statement.speakers) & speakers or vocab.acts()[statement.act].stance == "denies":
                continue
            numbers = {n for n in by_voice.get(statement.id, ()) if self._told(drafts[n], statement)}
            told = {n for n in numbers if self._takes_part(drafts[n], speakers)}
            if not told and self._one_sentence(statement, denial):
                told = numbers
            if told:
                return told
        return set()

    def _one_sentence(self, statement: Statement, denial: Statement) -> bool:
        """ "X said S; a spokeswoman denied it": the denial answers, whoever the spokeswoman is."""
        analysis = self.scene.analysis
        one, other = (analysis.token_at(s.content[0][0]) for s in (statement, denial))
        return one is not None and other is not None and analysis.sentence_of[one] == analysis.sentence_of[other]

    def _told(self, draft: Draft, statement: Statement) -> bool:
        return draft.statement is None and any(
            p.statement == statement.id and p.status != "denied" for p in draft.positions
        )

    def _takes_part(self, draft: Draft, speakers: frozenset[str]) -> bool:
        found = (*draft.candidate.actors, *draft.candidate.recipients)
        return bool(speakers & self._sides(one.actor for one in found))

    def _sides(self, actors: Iterable[str]) -> frozenset[str]:
        known = self.scene.resolution
        found = [known.actor(actor) for actor in actors]
        return frozenset(actor.country or actor.code or actor.id for actor in found)

    def accusers(self, drafts: Sequence[Draft], denial: Statement) -> tuple[str, ...]:
        """The speakers of the accusation that a denial answers."""
        back = self._goes_back(denial)
        for number in sorted(self._asserted(drafts, denial)):
            for position in drafts[number].positions:
                told = self.voices.by_id.get(position.statement or "")
                if told is not None and position.status != "denied" and (back or told.act in ACCUSING):
                    return told.speakers
        return ()
