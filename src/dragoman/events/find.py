"""What was done: events from words and speech acts, each with the position of every voice that takes one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.actors.resolution import Resolution
from dragoman.events import anchors, dating, learned, objects
from dragoman.events.candidates import Candidate
from dragoman.events.denials import Denials
from dragoman.events.drafts import Draft
from dragoman.events.evidence import contexts_of, evidence
from dragoman.events.factuality import FACT
from dragoman.events.lending import Lending
from dragoman.events.merging import Merger
from dragoman.events.participants import Named
from dragoman.events.scene import Scene
from dragoman.events.speech import SpeechEvents
from dragoman.events.status import derive
from dragoman.events.voices import Voices
from dragoman.language.analysis import Analysis
from dragoman.language.calendar import Calendar
from dragoman.records import (
    Condition,
    Document,
    Event,
    EventDate,
    Participant,
    Position,
    Role,
    Segment,
    Span,
    Statement,
    content_id,
)
from dragoman.statements.quotes import quotations

TITLES = frozenset({"title", "standfirst", "heading"})
#: A quotation of fewer characters is a term in marks, not somebody's words (own articles 01-11, 2026-11).
SHORTEST_QUOTE = 30


def find(
    analysis: Analysis,
    resolution: Resolution,
    statements: Sequence[Statement],
    document: Document,
    segments: Iterable[Segment],
) -> tuple[Event, ...]:
    """The events of a text, in order of their anchors."""
    kept = [segment for segment in segments if segment.kind != "furniture"]
    titles = tuple((s.start, s.end) for s in kept if s.kind in TITLES)
    scene = Scene(analysis, resolution, titles)
    return Finder(scene, Voices(scene, tuple(statements)), document, tuple(kept)).events()


@dataclass(frozen=True)
class Finder:
    """One text on its way from candidates to events."""

    scene: Scene
    voices: Voices
    document: Document
    segments: tuple[Segment, ...]

    def events(self) -> tuple[Event, ...]:
        """The events, in order."""
        drafts = Denials(self.scene, self.voices).applied(Merger(self.scene).merged(self._drafts()))
        drafts = sorted(self._answered(drafts), key=lambda d: (d.candidate.anchor, d.candidate.type))
        ids = [self._id(draft) for draft in drafts]
        return tuple(self._event(draft, number, drafts, ids) for number, draft in enumerate(drafts))

    # ---- drafts

    def _drafts(self) -> list[Draft]:
        said = self._speech.all()
        spoken = {event.anchor for _, event in said} | {t for s, _ in said if s.cue for t in self._tokens_of(s.cue)}
        lending = Lending(self.scene, self.voices, self._speech)
        plain = [lending.completed(one) for one in self._candidates if one.anchor not in spoken]
        plain += lending.lent({one.anchor for one in plain} | spoken)
        known = {t for one in plain for t in (one.anchor, *one.consumed)} | spoken
        plain += map(lending.completed, learned.candidates(self.scene, frozenset(known)))
        found = [self._draft(one, None) for one in plain]
        return found + [self._draft(event, statement) for statement, event in said]

    @cached_property
    def _candidates(self) -> list[Candidate]:
        return anchors.candidates(self.scene)

    @cached_property
    def _speech(self) -> SpeechEvents:
        return SpeechEvents(self.scene, self.voices, self._candidates)

    def _tokens_of(self, span: Span) -> list[int]:
        first = self.scene.analysis.token_at(span[0])
        if first is None:
            return []
        return [t for t in range(first, len(self.scene.analysis)) if self.scene.analysis.starts[t] < span[1]][:8]

    def _draft(self, one: Candidate, statement: Statement | None) -> Draft:
        voice, judged = self.voices.judge(one.anchor, noun=one.noun)
        date = dating.date(self._calendar, one, judged.status)
        if judged.status in FACT and self._lies_ahead(date):
            judged = replace(judged, status="planned", presupposed=False, why=f"{judged.why}, dated ahead")
        if voice is None and judged.status in FACT and self._in_quotes(one.anchor):
            judged = replace(judged, status="possible", why="unclaimed quotation")
        position = Position(statement=voice.id if voice is not None else None, status=judged.status)
        return Draft(
            candidate=one,
            judged=judged,
            positions=(position,),
            statement=statement.id if statement is not None else None,
            title=self.scene.in_title(one.anchor),
            objects=tuple(o for head in one.objects for o in objects.objects(self.scene, head)),
            date=date,
            place=dating.place(self.scene, one),
            mentions=(self.scene.analysis.span(one.anchor, one.anchor + 1),),
            anchors=(one.anchor,),
        )

    def _lies_ahead(self, date: EventDate | None) -> bool:
        """Whether a date lies wholly after the publication."""
        published = self.document.published
        return bool(date and date.earliest and published and date.earliest > published.latest)

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar(self.scene.analysis, self.document.published)

    @cached_property
    def _quotes(self) -> list[Span]:
        found = quotations(self.document.text, [(s.start, s.end) for s in self.segments])
        return [q.span for q in found if q.end - q.start >= SHORTEST_QUOTE]

    def _in_quotes(self, token: int) -> bool:
        start = self.scene.analysis.starts[token]
        return any(low <= start < high for low, high in self._quotes)

    def _answered(self, drafts: Sequence[Draft]) -> list[Draft]:
        """A denial is aimed at whoever made the accusation that it answers."""
        denials, found = Denials(self.scene, self.voices), []
        for draft in drafts:
            one = draft.candidate
            if draft.statement is not None and one.type == "REJECT" and not one.recipients:
                statement = self.voices.by_id[draft.statement]
                span = self.scene.analysis.span(one.anchor, one.anchor + 1)
                accusers = [Named(a, span, one.anchor, True) for a in denials.accusers(drafts, statement)]
                draft = replace(draft, candidate=replace(one, recipients=tuple(accusers)))
            found.append(draft)
        return found

    # ---- records

    def _id(self, draft: Draft) -> str:
        anchor = self.scene.analysis.span(draft.candidate.anchor, draft.candidate.anchor + 1)
        return content_id(self.document.id, "event", draft.candidate.type, anchor, draft.statement)

    def _event(self, draft: Draft, number: int, drafts: Sequence[Draft], ids: Sequence[str]) -> Event:
        one, derived = draft.candidate, derive(draft.positions)
        anchor = self.scene.analysis.span(one.anchor, one.anchor + 1)
        return Event(
            id=ids[number],
            type=one.type,
            mode=one.mode,
            contexts=contexts_of(self.scene, one, draft.objects),
            statement=draft.statement,
            participants=_participants(one),
            objects=draft.objects,
            date=draft.date,
            place=draft.place,
            positions=draft.positions,
            status=derived.status,
            asserted_by=derived.asserted_by,
            denied_by=derived.denied_by,
            condition=self._condition(draft, drafts, ids),
            anchor=anchor,
            mentions=tuple(sorted(set(draft.mentions))),
            evidence=evidence(self.scene, one.anchor),
            confidence=draft.confidence,
            rule=f"{one.rule}; {draft.judged.why}",
        )

    def _condition(self, draft: Draft, drafts: Sequence[Draft], ids: Sequence[str]) -> Condition | None:
        clause = draft.judged.condition
        if clause is None or draft.judged.status != "conditional":
            return None
        tokens = self.scene.analysis.subtree(clause)
        inside = set(tokens)
        if draft.candidate.anchor in inside:
            return None
        told = next((ids[n] for n, other in enumerate(drafts) if other.candidate.anchor in inside), None)
        return Condition(span=self.scene.analysis.span(tokens[0], tokens[-1] + 1), event=told)


def _participants(one: Candidate) -> tuple[Participant, ...]:
    roles: tuple[tuple[Role, tuple[Named, ...]], ...] = (("actor", one.actors), ("recipient", one.recipients))
    return tuple(
        Participant(actor=n.actor, role=role, span=n.span, implicit=n.implicit) for role, found in roles for n in found
    )
