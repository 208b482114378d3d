"""Participants which speech lends to the deeds it speaks of: the accused did it, the threatened will suffer it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman import vocab
from dragoman.events import anchors
from dragoman.events.candidates import Candidate
from dragoman.events.implied import implicit
from dragoman.events.participants import Named
from dragoman.events.scene import Scene
from dragoman.events.speech import GRAVE, SpeechEvents
from dragoman.events.voices import Voices
from dragoman.records import Statement

ACCUSING = frozenset({"accuse", "condemn", "suspect"})
#: Prepositions between the accused and the deed ("blamed Y for the attack").
DEED = frozenset({"for", "of", "over"})
#: Types of deeds that somebody may be accused of by a noun alone.
DEEDS = GRAVE | {"PROTEST", "AID", "REJECT"}


@dataclass(frozen=True)
class Lending:
    """Completes the candidates of one text by what the statements around them tell."""

    scene: Scene
    voices: Voices
    speech: SpeechEvents

    def completed(self, one: Candidate) -> Candidate:
        """The candidate with the actors and recipients that its speech act lends it."""
        voice = self.voices.voice(one.anchor)
        if voice is None or one.type not in DEEDS:
            return one
        if not one.actors:
            one = self._with_actors(one, voice)
        if voice.act == "threaten" and not one.recipients:
            one = replace(one, recipients=self._concerned(voice, "THREATEN", one.actors))
        return one

    def _with_actors(self, one: Candidate, voice: Statement) -> Candidate:
        if voice.act in ACCUSING:
            return replace(one, actors=self._concerned(voice, "ACCUSE", one.recipients))
        if voice.act == "warn" and (warned := self._concerned(voice, "THREATEN", one.recipients)):
            # "cautioned Y that sending arms would be a mistake": Y might send them.
            return replace(one, actors=warned)
        own_deed = vocab.acts()[voice.act].stance == "commits" or voice.act == "warn"
        if not own_deed or voice.cue is None:
            return one
        taken = {n.actor for n in one.recipients}
        span = voice.speaker_span or voice.cue
        speakers = [Named(actor, span, one.anchor, True) for actor in self.speech.implied.speakers(voice)]
        return replace(one, actors=tuple(n for n in speakers if n.actor not in taken))

    def _concerned(self, voice: Statement, kind: str, taken: Iterable[Named]) -> tuple[Named, ...]:
        cue = self.speech.cue(voice)
        found = implicit(self.speech.concerned(voice, cue, kind)) if cue is not None else []
        others = {n.actor for n in taken}
        return tuple(n for n in found if n.actor not in others)

    def lent(self, known: set[int]) -> list[Candidate]:
        """Deeds of which only the accusation tells who did them: "blamed Y for the attack"."""
        found = []
        for statement in self.voices.statements:
            if statement.act not in ACCUSING or statement.cue is None:
                continue
            accused = self._concerned(statement, "ACCUSE", ())
            for noun in self._deeds(statement) if accused else ():
                one = anchors.deed(self.scene, noun, accused, DEEDS) if noun not in known else None
                found += [one] if one is not None else []
        return found

    def _deeds(self, statement: Statement) -> list[int]:
        cue = self.speech.cue(statement)
        phrases = [] if cue is None else self.scene.children(cue, "obl", "nmod")
        return [c for c in phrases if self.scene.is_noun(c) and self.scene.opener(c) in DEED]
