"""Assertions that do something by what they assert: lay a duty on somebody, blame somebody, call a claim untrue."""

from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.events import grammar, objects
from dragoman.events.participants import Named, is_political, named, owners, unique
from dragoman.events.scene import Scene
from dragoman.events.voices import Voices
from dragoman.records import Statement


@dataclass(frozen=True)
class Implied:
    """Looks into the content of statements of one text."""

    scene: Scene
    voices: Voices

    def heads(self, statement: Statement) -> list[int]:
        """The tokens of the content that nothing in it governs."""
        known = self._heads.get(statement.id)
        if known is None:
            tokens, above = self.voices.tokens(statement), self.scene.analysis.heads
            inside = set(tokens)
            known = self._heads[statement.id] = [t for t in tokens if above[t] not in inside or above[t] == t]
        return known

    @cached_property
    def _heads(self) -> dict[str, list[int]]:
        return {}

    # ---- duty

    def duty(self, statement: Statement) -> list[Named] | None:
        """Whom an assertion puts under a duty ("Y must withdraw"), empty if it does not say, None if it does not."""
        for head in self.heads(statement):
            if not self._obliged(head):
                continue
            subject = grammar.surface_subject(self.scene, head)
            people = [n for n in named(self.scene, subject) if is_political(self.scene, n.actor)]
            if people and not {n.actor for n in people} & set(statement.speakers):
                return people
            if subject is not None and self.scene.words[subject] in self.scene.modality.backward:
                return []
        return None

    def _obliged(self, head: int) -> bool:
        duty = self.scene.predicates.duty
        helpers = [c for c in self.scene.children(head, "aux") if self.scene.words[c] not in ("have", "has", "had")]
        if any(self.scene.lemmas[c] in duty for c in helpers):
            return True
        bound = (
            any(form in ("have", "need") for form in self.scene.forms(head)) and self.scene.child(head, "obj") is None
        )
        return bound and any(grammar.is_infinitive(self.scene, c) for c in self.scene.children(head, "xcomp"))

    # ---- blame

    def blamed(self, statement: Statement) -> list[Named] | None:
        """Whom an assertion blames, empty for a deed whose doer is not named, None if it blames nobody."""
        heads = self.heads(statement)
        named_bad = [h for h in heads if any(c > h and self._blames(c) for c in self.scene.children(h, "amod"))]
        for noun in named_bad:
            people = [n for n in self._people(noun) if n.actor not in statement.speakers]
            if people or self._is_deed(noun):
                return people
        for head in (*heads, *(c for h in heads for c in self.scene.children(h, "conj"))):
            if not self._blames(head):
                continue
            subject = self._blamed_subject(head, heads)
            if subject is None:
                continue
            people = [n for n in self._people(subject) if n.actor not in statement.speakers]
            if people or self._is_deed(subject):
                return people
        return None

    def _blames(self, head: int) -> bool:
        words, forms = self.scene.predicates.blameful, self.scene.forms(head)
        helpers = [self.scene.words[c] for c in self.scene.children(head, "aux")]
        if self.scene.modality.effect("auxiliaries", *helpers) is not None or grammar.negated(self.scene, head):
            return False
        if self.scene.is_verb(head) and any(form in words["verb"] for form in forms):
            return True
        if self.scene.analysis.upos[head] in ("ADJ", "VERB") and self.scene.words[head] in words["adjective"]:
            return True
        return self.scene.is_noun(head) and self._blaming_noun(head)

    def _blaming_noun(self, head: int) -> bool:
        words = self.scene.predicates.blameful
        if any(form in words["noun"] for form in self.scene.forms(head)):
            return True
        return any(self.scene.words[c] in words["adjective"] for c in self.scene.children(head, "amod"))

    def _blamed_subject(self, head: int, heads: list[int]) -> int | None:
        found = (
            grammar.surface_subject(self.scene, head) if self.scene.child(head, "nsubj", "cop") is not None else None
        )
        if found is not None:
            return found
        above = self.scene.analysis.heads[head]
        target = self.scene.child(above, "obj") if above != head else None
        if target is not None and target != head:
            return target
        return grammar.logical_subject(self.scene, head) if self.scene.is_verb(head) and head in heads else None

    def _people(self, subject: int) -> list[Named]:
        found = named(self.scene, subject) or owners(self.scene, subject)
        if not found:
            by = grammar.modifiers(self.scene, subject, "by", "of", "between", "from")
            found = [n for child in by for n in named(self.scene, child)]
        return [n for n in unique(found) if is_political(self.scene, n.actor)]

    def _is_deed(self, subject: int) -> bool:
        known = "conduct" in objects.classes(self.scene, subject)
        return known or any(key in self.scene.predicates.nouns for key in objects.keys(self.scene, subject))

    # ---- claims called untrue

    def refutes(self, statement: Statement) -> bool:
        """Whether the content calls a claim untrue ("the claims are baseless")."""
        return any(self._refuting(head) for head in self.heads(statement))

    def _refuting(self, head: int) -> bool:
        if not any(form in self.scene.modality.refuting for form in self.scene.forms(head)):
            return False
        subject = self.scene.child(head, "nsubj")
        return subject is not None and self.goes_back(subject)

    def goes_back(self, head: int) -> bool:
        """Whether a noun phrase goes back to what was claimed before: "it", "the allegation"."""
        if self.scene.words[head] in self.scene.modality.backward and self.scene.analysis.upos[head] in ("PRON", "DET"):
            return True
        return "allegation" in objects.classes(self.scene, head)

    # ---- first persons

    def speakers(self, statement: Statement) -> tuple[str, ...]:
        """The speakers; of "we" inside somebody's words, that somebody."""
        current: Statement | None = statement
        while current is not None and not current.speakers and self._is_first_person(current):
            current = self.voices.by_id.get(current.parent) if current.parent is not None else None
        if current is not None and not current.speakers:
            return self._named_by_grammar(current)
        return current.speakers if current is not None else ()

    def _named_by_grammar(self, statement: Statement) -> tuple[str, ...]:
        """Whom the grammar makes the speaker where the statement names nobody: "X, who has denied"."""
        cue = next((t for t in self.voices.cue_tokens(statement) if self.scene.is_verb(t)), None)
        if cue is None or statement.candidates:
            return ()
        return tuple(one.actor for one in named(self.scene, grammar.logical_subject(self.scene, cue)))

    def _is_first_person(self, statement: Statement) -> bool:
        if statement.speaker_span is None:
            return False
        token = self.scene.analysis.token_at(statement.speaker_span[0])
        return token is not None and self.scene.words[token] in self.scene.predicates.first_person


def implicit(found: list[Named]) -> list[Named]:
    """The same participants, marked as told by the context only."""
    return [replace(one, implicit=True) for one in found]
