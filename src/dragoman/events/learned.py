"""Events whose words the lexicon does not know: anchors and types of the trained layer, sides by type and grammar."""

from collections.abc import Iterator

from dragoman.events.anchors import is_definite, noun_slots, slots_of_sides
from dragoman.events.candidates import Candidate
from dragoman.events.participants import Named, is_political, unique
from dragoman.events.predicates import Frame, Predicate
from dragoman.events.scene import Scene
from dragoman.events.slots import NounSlots, VerbSlots, fill

#: The layer's mean probability from which its anchors count (development part of the corpus, 2026-11).
SURE = 0.5
#: From here on it overrules the lexicon, where that knows the word only as one of other types ("arm" is no attack).
SURER = 0.75
NOMINAL = ("NOUN", "PROPN")


def candidates(scene: Scene, known: frozenset[int]) -> Iterator[Candidate]:
    """The events of anchors that the trained layer marks at words which carry none by the lexicon."""
    for span in scene.analysis.anchors:
        if span.score < SURE or not known.isdisjoint(range(span.start, span.end)):
            continue
        anchor = scene.analysis.top_of(scene.analysis.span(span.start, span.end))
        if anchor is None or not (span.score >= SURER or _may_be(scene, anchor, span.label)):
            continue
        one = _at(scene, anchor, span.label)
        if one is not None and any(_takes_part(scene, n) for n in (*one.actors, *one.recipients)):
            yield one


def _takes_part(scene: Scene, one: Named) -> bool:
    return is_political(scene, one.actor, crowds=True, persons=True)


def _at(scene: Scene, anchor: int, kind: str) -> Candidate | None:
    noun = scene.analysis.upos[anchor] in NOMINAL
    if not noun and scene.analysis.upos[anchor] not in ("VERB", "ADJ"):
        return None
    slots = noun_slots(scene, anchor) if noun else VerbSlots.of(scene, anchor)
    frame = scene.predicates.learned["noun" if noun else "verb"][kind]
    actors = fill(slots, frame.actor)
    recipients = fill(slots, frame.recipient, actors)
    if frame.mutual:
        actors, recipients = _sides(slots, [*actors, *recipients]), []
    light = slots.light if isinstance(slots, NounSlots) else None
    return Candidate(
        anchor=anchor,
        type=kind,
        mode=None,
        actors=tuple(actors),
        recipients=tuple(recipients),
        objects=_objects(slots, frame, {one.head for one in recipients}),
        clause=light.verb if light is not None else anchor,
        predicate=_predicate(kind, frame),
        light=light.verb if light is not None else None,
        noun=noun,
        definite=noun and is_definite(scene, anchor),
        rule=f"learned:{scene.lemmas[anchor]}",
    )


def _may_be(scene: Scene, anchor: int, kind: str) -> bool:
    """Whether the lexicon knows the word as one of this type too, or not at all."""
    rows = scene.predicates.nouns if scene.analysis.upos[anchor] in NOMINAL else scene.predicates.verbs
    types = {predicate.type for form in scene.forms(anchor) for predicate in rows.get(form, ())}
    return not types or kind in types


def _sides(slots: VerbSlots | NounSlots, found: list[Named]) -> list[Named]:
    if isinstance(slots, NounSlots):
        found = [*found, *(one for name in slots_of_sides(slots) for one in slots.named(name))]
    return unique(found)


def _objects(slots: VerbSlots | NounSlots, frame: Frame, taken: set[int]) -> tuple[int, ...]:
    heads = (head for slot in frame.object for head in slots.heads(slot))
    return tuple(head for head in heads if head not in taken)[:1]


def _predicate(kind: str, frame: Frame) -> Predicate:
    empty: frozenset[str] = frozenset()
    return Predicate(kind, None, frame, empty, empty, empty, (), None, None, True, False, False, False, False)
