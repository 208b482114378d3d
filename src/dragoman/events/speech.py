"""Speech acts that are events too: accusing, threatening, asking, refusing, promising, praising, apologising.

The voice of such an event is whoever reports the speech act: the statement that holds the cue, or the article.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman import vocab
from dragoman.events import grammar, objects
from dragoman.events.anchors import is_blamed
from dragoman.events.candidates import Candidate
from dragoman.events.implied import Implied, implicit
from dragoman.events.participants import Named, is_political, named, owners, unique
from dragoman.events.scene import Scene
from dragoman.events.slots import VerbSlots
from dragoman.events.voices import Voices
from dragoman.records import Statement

#: Types of events by which a warning of one's own deed is a threat (PLOVER: coercive warnings of serious consequences).
GRAVE = frozenset({"ASSAULT", "SANCTION", "COERCE", "MOBILIZE"})
#: What only a power's word makes an event; of anybody else's it is an opinion.
IMPLIED = frozenset({"duty", "blame", "refutes", "warn", "concern"})
#: Types in whose content the one concerned is who acts there; in the others it is who receives.
ACTS_WITHIN = frozenset({"ACCUSE", "REQUEST", "REJECT"})
#: Types that are an event without anybody concerned only where a political deed is spoken of.
NEEDS_RECIPIENT = frozenset({"SUPPORT", "AGREE"})
CONDEMNING = frozenset({"accuse", "condemn"})
#: Types that a verb alone makes an event.
BARE = frozenset({"REQUEST", "REJECT", "THREATEN"})


@dataclass(frozen=True)
class SpeechEvents:
    """Makes events out of the statements of one text, given the events that its words carry."""

    scene: Scene
    voices: Voices
    candidates: Sequence[Candidate]

    @cached_property
    def implied(self) -> Implied:
        """What the contents of the statements imply."""
        return Implied(self.scene, self.voices)

    def all(self) -> list[tuple[Statement, Candidate]]:
        """Each statement that is an event, with the event."""
        found = [(statement, self.of(statement)) for statement in self.voices.statements if statement.cue is not None]
        return [(statement, event) for statement, event in found if event is not None]

    def of(self, statement: Statement) -> Candidate | None:
        """The event that this statement is, or None."""
        cue = self.cue(statement)
        if cue is None or cue in self._demonstrations:
            return None
        typed = self._type(statement, cue)
        if typed is None:
            return None
        kind, mode, how = typed
        speakers = self._speakers(statement, cue)
        powers = any(is_political(self.scene, one.actor) for one in speakers)
        if not powers and (how in IMPLIED or not self._heard(speakers)):
            return None
        taken = {one.actor for one in speakers}
        concerned = [one for one in self.concerned(statement, cue, kind) if one.actor not in taken]
        if not powers and not concerned:
            return None
        if not self._enough(statement, cue, kind, concerned):
            return None
        return Candidate(
            anchor=cue,
            type=kind,
            mode=mode,
            actors=tuple(speakers),
            recipients=tuple(concerned),
            clause=cue,
            noun=not self._verbal(cue),
            rule=f"speech:{how}",
        )

    @cached_property
    def _demonstrations(self) -> frozenset[int]:
        """Verbs of bodily protest, which are more than words ("thousands protested against")."""
        return frozenset(one.anchor for one in self.candidates if one.type == "PROTEST")

    def _heard(self, speakers: Sequence[Named]) -> bool:
        """Whether those whose politics are not known may still accuse or ask a power: people, no outlets or firms."""
        found = [self.scene.resolution.actor(one.actor).kind for one in speakers]
        return bool(found) and all(kind in ("person", "organisation", "group") for kind in found)

    def cue(self, statement: Statement) -> int | None:
        """The cue's main token."""
        return self.scene.analysis.top_of(statement.cue) if statement.cue is not None else None

    def _verbal(self, cue: int) -> bool:
        return self.scene.is_verb(cue) or self.scene.child(cue, "cop") is not None

    def _speakers(self, statement: Statement, cue: int) -> list[Named]:
        span = statement.speaker_span or statement.cue
        assert span is not None
        head = self.scene.analysis.token_at(span[0])
        return [Named(actor, span, cue if head is None else head) for actor in self.implied.speakers(statement)]

    # ---- which event it is

    def _type(self, statement: Statement, cue: int) -> tuple[str, str | None, str] | None:
        act = vocab.acts()[statement.act]
        if act.event == "REQUEST" and self._inquires(cue):
            return None
        if act.event is not None:
            kind = self._retyped(act.event, statement, cue)
            return kind, self._mode(kind, act.name), act.name
        if act.stance == "doubts" and self._disapproves(statement, cue):
            return "ACCUSE", "disapprove", "concern"
        if act.name == "warn" and self._is_threat(statement, cue):
            return "THREATEN", None, "warn"
        if act.name == "deny" and self.scene.is_verb(cue):
            return "REJECT", None, act.name
        return self._implied(statement) if act.stance == "asserts" else None

    def _inquires(self, cue: int) -> bool:
        """ "asked whether": a question is no demand."""
        return any(self.scene.opener(c) in ("whether", "if") for c in self.scene.children(cue, "ccomp", "advcl"))

    def _retyped(self, kind: str, statement: Statement, cue: int) -> str:
        """A vow of grave deeds is a threat; to call something a crime is no request."""
        if kind == "AGREE" and self._menaces(statement):
            return "THREATEN"
        if kind == "REQUEST" and self.scene.is_verb(cue) and is_blamed(self.scene, cue):
            return "ACCUSE"
        return kind

    def _implied(self, statement: Statement) -> tuple[str, str | None, str] | None:
        if self.implied.refutes(statement):
            return "REJECT", None, "refutes"
        if self.implied.blamed(statement) is not None:
            return "ACCUSE", "disapprove", "blame"
        return ("REQUEST", None, "duty") if self._duty(statement) is not None else None

    def _mode(self, kind: str, act: str) -> str | None:
        if kind == "ACCUSE":
            return "allege" if act == "accuse" else "disapprove"
        return None

    def _disapproves(self, statement: Statement, cue: int) -> bool:
        if self.scene.child(cue, "ccomp") is not None:
            return False
        words = self.scene.predicates.disapproving
        around = [cue, *self._content_start(statement), *self.scene.children(cue, "obj")]
        return any(self.scene.words[t] in words or self.scene.lemmas[t] in words for t in around)

    def _content_start(self, statement: Statement) -> list[int]:
        """The first words of the content: "(voiced) grave concern over"."""
        first = self.scene.analysis.token_at(statement.content[0][0])
        return [] if first is None else [t for t in range(first, first + 4) if self.voices.holds_index(statement, t)]

    def _menaces(self, statement: Statement) -> bool:
        """Whether a vow or warning is of grave deeds of the speaker's own."""
        speakers = set(self.implied.speakers(statement))
        for one in self._within(statement):
            doers = {a.actor for a in one.actors}
            if one.type in GRAVE and (speakers & doers or not doers):
                return True
        menacing = self.scene.predicates.menacing
        return any(form in menacing for head in self.implied.heads(statement) for form in self.scene.forms(head))

    def _is_threat(self, statement: Statement, cue: int) -> bool:
        if self._menaces(statement):
            return True
        slots = VerbSlots.of(self.scene, cue) if self.scene.is_verb(cue) else None
        heard = [*slots.named("obj"), *slots.named("iobj")] if slots is not None else []
        return any(self.scene.resolution.actor(one.actor).kind in ("state", "body") for one in heard)

    def _duty(self, statement: Statement) -> list[Named] | None:
        """Whom the statement puts under a duty; for "this must end" whoever did what the speaker spoke of before."""
        found = self.implied.duty(statement)
        return found if found is None or found else self._before(statement)

    def _before(self, statement: Statement) -> list[Named] | None:
        start = statement.content[0][0]
        earlier = self.voices.before(start, 1)
        if not earlier or set(earlier[0].speakers) != set(statement.speakers):
            return None
        said = earlier[0]
        subjects = [
            grammar.surface_subject(self.scene, head) for head in self.implied.heads(said) if self._verbal(head)
        ]
        found = implicit([n for subject in subjects for n in named(self.scene, subject)])
        found += implicit([one for event in self._within(said) for one in event.actors])
        others = [one for one in found if one.actor not in statement.speakers]
        return others[:1] or None

    # ---- whom it concerns

    def concerned(self, statement: Statement, cue: int, kind: str) -> list[Named]:
        """Whom the speech act concerns: accused, threatened, asked, promised to, praised."""
        speakers = set(statement.speakers)
        for found in self._places(statement, cue, kind):
            people = [n for n in unique(found) if n.actor not in speakers and is_political(self.scene, n.actor)]
            if people:
                return people
        return []

    def _places(self, statement: Statement, cue: int, kind: str) -> Iterable[list[Named]]:
        if self.scene.is_verb(cue):
            slots = VerbSlots.of(self.scene, cue)
            for slot in self.scene.predicates.speech_slots[kind]:
                yield slots.named(slot)
        yield self._addressees(statement, cue)
        if kind == "REQUEST":
            yield self._duty(statement) or []
        yield self.implied.blamed(statement) or []
        yield self._from_phrases(cue)
        yield self._subject_of_content(statement, kind)
        yield self._from_events(statement, kind)
        if kind in ("ACCUSE", "REJECT"):
            yield [n for head in self.implied.heads(statement) for n in self._concerned_by(head)]

    def _addressees(self, statement: Statement, cue: int) -> list[Named]:
        span = statement.cue or statement.content[0]
        return [Named(actor, span, cue, implicit=True) for actor in statement.addressees]

    def _from_phrases(self, cue: int) -> list[Named]:
        heads = [cue, *self.scene.children(cue, "obj")]
        phrases = [
            c
            for head in heads
            for c in self.scene.children(head, "nmod", "obl")
            if self.scene.opener(c) in self.scene.predicates.prepositions["concerned"]
        ]
        return [n for phrase in phrases for n in self._concerned_by(phrase)]

    def _concerned_by(self, head: int) -> list[Named]:
        """Whom a phrase concerns: the one it names, who owns it, or the sides that it stands between."""
        found = named(self.scene, head) or owners(self.scene, head)
        if found:
            return found
        between = grammar.modifiers(self.scene, head, "between", "by", "of", "with", "from")
        return [n for child in between for n in named(self.scene, child)]

    def _subject_of_content(self, statement: Statement, kind: str) -> list[Named]:
        if kind not in ACTS_WITHIN:
            return []
        subjects = [
            grammar.logical_subject(self.scene, head) for head in self.implied.heads(statement) if self._verbal(head)
        ]
        return [n for subject in subjects for n in named(self.scene, subject)]

    def _from_events(self, statement: Statement, kind: str) -> list[Named]:
        """Whom the deeds that the content is about concern: who does them, or whom they are done to."""
        events = self._within(statement)
        if kind == "THREATEN":
            aimed = [n for one in events if one.type in GRAVE for n in one.recipients]
            return aimed + [n for one in events if one.type not in GRAVE for n in one.actors]
        heads = set(self.implied.heads(statement))
        near = [one for one in events if one.anchor in heads or self.scene.analysis.heads[one.anchor] in heads]
        if kind in ACTS_WITHIN:
            return [n for one in near for n in one.actors]
        return [n for one in near for n in (*one.recipients, *one.actors)]

    def _within(self, statement: Statement) -> list[Candidate]:
        analysis = self.scene.analysis
        found: list[Candidate] = []
        for start, end in statement.content:
            first = bisect_left(self._anchors, bisect_left(analysis.starts, start))
            last = bisect_left(self._anchors, bisect_left(analysis.starts, end))
            found += self.candidates[first:last]
        return found

    @cached_property
    def _anchors(self) -> list[int]:
        return [one.anchor for one in self.candidates]

    def _enough(self, statement: Statement, cue: int, kind: str, concerned: Sequence[Named]) -> bool:
        """Whether enough is known for an event: whom it concerns, or for the rest what it is about."""
        if concerned:
            return True
        if kind == "CONCEDE":
            return False
        if kind in NEEDS_RECIPIENT:
            return bool(self._within(statement))
        if (kind in BARE and self._verbal(cue)) or statement.act in CONDEMNING:
            return True
        deeds = any("conduct" in objects.classes(self.scene, head) for head in self.implied.heads(statement))
        return deeds or bool(self._within(statement)) or self.implied.blamed(statement) is not None
