"""The slots of a frame ("subj", "to", "obj's", "mod") as participants of one verb or noun."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dragoman.events import grammar
from dragoman.events.grammar import Arguments
from dragoman.events.participants import Named, named, own, owners, unique
from dragoman.events.scene import Scene

#: How a slot "source" may be opened.
SOURCES = ("from", "out of", "of", "out from")
#: What verbs make of talks that their subject takes part in ("seeks", "plans", "rules out talks").
UNREAL = frozenset({"planned", "possible", "denied"})


@dataclass(frozen=True)
class VerbSlots:
    """A verb's slots."""

    scene: Scene
    verb: int
    arguments: Arguments

    @classmethod
    def of(cls, scene: Scene, verb: int) -> "VerbSlots":
        """The slots of this verb."""
        return cls(scene, verb, grammar.arguments(scene, verb))

    def heads(self, slot: str) -> tuple[int, ...]:
        """Heads of the noun phrases that stand in a slot."""
        found = self.arguments
        if slot in ("subj", "obj", "iobj"):
            head = {"subj": found.subject, "obj": found.object, "iobj": found.indirect}[slot]
            return () if head is None else (head,)
        if slot == "obj's":
            return () if found.object is None else (found.object,)
        if slot == "obj:mod":
            return () if found.object is None else (found.object,)
        if slot == "source":
            return next((heads for name in SOURCES if (heads := found.oblique(name))), ())
        return found.oblique(slot) or (() if slot.startswith("obj:") else found.oblique(f"obj:{slot}"))

    def named(self, slot: str) -> list[Named]:
        """Whom these phrases name."""
        if slot in ("obj's", "obj:mod"):
            return unique(n for head in self.heads(slot) for n in _owners_and_of(self.scene, head))
        return unique(n for head in self.heads(slot) for n in named(self.scene, head))


@dataclass(frozen=True)
class NounSlots:
    """An event noun's slots; ``light`` is the verb that lends it a subject and obliques."""

    scene: Scene
    noun: int
    light: VerbSlots | None
    subject_is_recipient: bool = False

    def heads(self, slot: str) -> tuple[int, ...]:
        """Heads of the noun phrases that stand in a slot."""
        if slot == "subj":
            return () if self.light is None or self.subject_is_recipient else self.light.heads("subj")
        if slot == "compound":
            return tuple(c for c in self.scene.compounds(self.noun) if self.scene.is_noun(c))
        own = tuple(grammar.modifiers(self.scene, self.noun, slot))
        if own or self.light is None:
            return own
        return self.light.arguments.oblique(slot)

    def named(self, slot: str) -> list[Named]:
        """Whom these phrases name."""
        if slot == "mod":
            return self._owners()
        if slot == "around":
            return [replace(one, implicit=True) for one in around(self.scene, self.noun)]
        return unique(n for head in self.heads(slot) for n in named(self.scene, head))

    def _owners(self) -> list[Named]:
        """Whom a possessor or a name before the noun names; a light verb's subject says better who "his" is."""
        found = owners_before(self.scene, self.noun)
        pronoun = any(self.scene.analysis.upos[one.head] == "PRON" for one in found)
        return (self.named("subj") or found) if pronoun else found


def around(scene: Scene, noun: int) -> list[Named]:
    """Who takes part by what stands around: "X, on a visit", "after talks with Y, X said", "X hinted at talks"."""
    above, opener = scene.analysis.heads[noun], scene.opener(noun)
    if above == noun or scene.analysis.deprels[noun] == "nmod:poss":
        return []
    if scene.is_verb(above):
        if scene.relation(noun) == "obl" and opener in scene.predicates.prepositions["attended"]:
            return named(scene, grammar.surface_subject(scene, above))
        wanted = scene.relation(noun) == "obj" and scene.modality.effect("noun_object", *scene.forms(above)) in UNREAL
        return named(scene, grammar.logical_subject(scene, above)) if wanted else []
    if scene.relation(noun) == "nmod" and opener in scene.predicates.prepositions["attended"]:
        return _own_or_around(scene, above)
    return []


def _own_or_around(scene: Scene, head: int) -> list[Named]:
    mention = scene.resolution.at(head)
    return named(scene, head) if mention is not None else around(scene, head)


def owners_before(scene: Scene, noun: int) -> list[Named]:
    """Those who own a noun by a possessor, a demonym or a name before it."""
    return [one for one in owners(scene, noun) if one.head < noun]


def _owners_and_of(scene: Scene, head: int) -> list[Named]:
    """The owners of a thing, else those whom it is about or by: "a demand by Y", "the invasion of Y"."""
    found = owners(scene, head) or own(scene, head)
    if found:
        return found
    return unique(n for child in grammar.modifiers(scene, head, "by", "of", "for") for n in named(scene, child))


def fill(slots: VerbSlots | NounSlots, wanted: Iterable[str], without: Iterable[Named] = ()) -> list[Named]:
    """The participants of the first slot that names any who are not there yet."""
    taken = {one.actor for one in without}
    for slot in wanted:
        found = [one for one in slots.named(slot) if one.actor not in taken]
        if found:
            return found
    return []
