"""Which words carry an event: verbs and nouns of ``vocab/predicates.yaml`` whose arguments fit."""

from collections.abc import Iterator, Sequence

from dragoman.events import grammar, kinds, objects
from dragoman.events.candidates import Candidate
from dragoman.events.participants import Named, is_political, unique
from dragoman.events.predicates import Predicate
from dragoman.events.scene import Scene
from dragoman.events.slots import SOURCES, NounSlots, VerbSlots, fill

#: Frames whose object is another event ("condemned the attack"): it is kept beside this one.
TELLING = frozenset({"conduct", "ask", "accuse", "judge"})
#: Types whose object is another event in the frame "propose" ("welcomed the ceasefire").
TELLING_TYPES = frozenset({"SUPPORT", "REQUEST"})
#: Types that are no event with an outlet, a firm or an unknown person on the other side.
AMONG_POWERS = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
#: Types that groups of whom nothing is known may do or suffer.
BY_ANYBODY = frozenset({"PROTEST", "ASSAULT", "COERCE"})
TARGETS = frozenset({"target", "persons", "territory", "force"})
#: Kinds of actors that may use force themselves; of a person "attack" mostly means words.
ARMED = ("state", "group", "organisation")
ABSTRACT = frozenset({"proposal", "document", "allegation", "conduct", "press"})
UNCERTAIN_ADJUNCTS = ("advmod", "compound:prt")


def candidates(scene: Scene) -> list[Candidate]:
    """All events that words of the text carry, in order of their anchors."""
    found: list[Candidate] = []
    for token in range(len(scene.analysis)):
        one = at(scene, token)
        if one is not None:
            found.append(one)
    consumed = {token for one in found for token in one.consumed}
    return [one for one in found if one.anchor not in consumed and not _metaphor(scene, one)]


def at(scene: Scene, token: int) -> Candidate | None:
    """The event that this word carries, or None."""
    if scene.is_verb(token):
        return _verb(scene, token) if scene.relation(token) not in ("amod", "compound") else None
    if scene.is_noun(token) and token not in scene.named_tokens:
        return _noun(scene, token)
    return None


# ---- verbs


def _verb(scene: Scene, verb: int) -> Candidate | None:
    if scene.predicates.verb_heads.isdisjoint(scene.forms(verb)):
        return None
    rows = scene.predicates.verbs
    slots: VerbSlots | None = None
    for key in _verb_keys(scene, verb):
        for predicate in rows.get(key, ()):
            slots = slots or VerbSlots.of(scene, verb)
            found = _verb_event(scene, slots, predicate, key)
            if found is not None:
                return found
    return None


def _verb_keys(scene: Scene, verb: int) -> Iterator[str]:
    forms = scene.forms(verb)
    beside = list(scene.children(verb, *UNCERTAIN_ADJUNCTS))
    target = scene.child(verb, "obj")
    beside += [c for c in scene.children(verb, "xcomp") if scene.is_noun(c)]
    more = [scene.words[c] for c in beside] + ([] if target is None else [scene.lemmas[target]])
    if verb + 1 < len(scene.analysis) and scene.analysis.upos[verb + 1] in ("ADP", "ADV"):
        more.append(scene.words[verb + 1])
    for word in more:
        yield from (f"{form} {word}" for form in forms)
    yield from forms


def _verb_event(scene: Scene, slots: VerbSlots, predicate: Predicate, key: str) -> Candidate | None:
    frame = predicate.frame
    if not all(slots.heads(slot) for slot in (*frame.needs, *predicate.needs)):
        return None
    if not _shape_fits(scene, slots.verb, predicate):
        return None
    found = _object(scene, slots, predicate)
    if found is None:
        return None
    actors = fill(slots, frame.actor)
    recipients = fill(slots, frame.recipient, actors)
    if not _people_fit(scene, slots, predicate, actors, recipients):
        return None
    if not _subject_fits(scene, slots, predicate, actors):
        return None
    return _candidate(scene, slots, predicate, key, found, actors, recipients)


def _candidate(
    scene: Scene,
    slots: VerbSlots,
    predicate: Predicate,
    key: str,
    found: Sequence[int],
    actors: list[Named],
    recipients: list[Named],
) -> Candidate:
    if predicate.frame.mutual:
        actors, recipients = unique([*actors, *recipients]), []
    telling = predicate.frame.name in TELLING or (predicate.frame.name == "propose" and predicate.type in TELLING_TYPES)
    return Candidate(
        anchor=slots.verb,
        type=predicate.type,
        mode=predicate.mode,
        actors=tuple(actors),
        recipients=tuple(recipients),
        objects=tuple(found),
        clause=slots.verb,
        predicate=predicate,
        consumed=() if telling else _consumed(scene, found),
        rule=f"{predicate.frame.name}:{key}",
    )


def _consumed(scene: Scene, heads: Sequence[int]) -> tuple[int, ...]:
    """The object's nouns, which tell the same event as the verb."""
    beside = [c for head in heads for c in scene.children(head, "conj") if scene.is_noun(c)]
    return tuple(token for head in (*heads, *beside) for token in (head, *objects.measured(scene, head)))


def _shape_fits(scene: Scene, verb: int, predicate: Predicate) -> bool:
    if predicate.infinitive and not any(
        grammar.is_infinitive(scene, c) for c in scene.children(verb, "xcomp", "advcl", "ccomp")
    ):
        return False
    if predicate.clause and scene.child(verb, "ccomp") is None:
        return False
    if predicate.blame and not is_blamed(scene, verb):
        return False
    if predicate.joint and not any(scene.words[c] in scene.predicates.joint for c in scene.children(verb, "advmod")):
        return False
    if predicate.source:
        left = [c for c in scene.children(verb, "obl") if scene.opener(c) in SOURCES]
        return any(objects.classes(scene, head) & predicate.source for head in left)
    return True


def is_blamed(scene: Scene, verb: int) -> bool:
    """Whether a verb's object is called something bad: "labelled the move hostile", "described it as a crime"."""
    target, words = scene.child(verb, "obj"), scene.predicates.blameful
    if target is None:
        return False
    after = [c for head in (verb, target) for c in scene.children(head, "xcomp", "amod", "obl", "advcl", "nmod")]
    after = [c for c in after if c > target]
    after += [c for child in after for c in scene.children(child, "conj", "amod")]
    return any(scene.words[c] in words["adjective"] or scene.lemmas[c] in words["noun"] for c in after)


def _object(scene: Scene, slots: VerbSlots, predicate: Predicate) -> tuple[int, ...] | None:
    """The object's head, empty where the predicate asks for none, None where it is of the wrong class."""
    wanted = predicate.frame.object or (("obj",) if predicate.classes or predicate.nouns else ())
    for slot in wanted:
        for head in slots.heads(slot):
            if _class_fits(scene, head, predicate):
                return (head,) if predicate.frame.object else ()
    return None if predicate.classes or predicate.nouns else ()


def _class_fits(scene: Scene, head: int, predicate: Predicate) -> bool:
    if predicate.nouns:
        return any(form in predicate.nouns for form in objects.keys(scene, head))
    if not predicate.classes or objects.classes(scene, head) & predicate.classes:
        return True
    # Whatever our own nouns call an event is conduct: "blasted the ambush".
    return "conduct" in predicate.classes and any(key in scene.predicates.nouns for key in objects.keys(scene, head))


def _people_fit(
    scene: Scene, slots: VerbSlots, predicate: Predicate, actors: Sequence[Named], recipients: Sequence[Named]
) -> bool:
    if predicate.recipient == "named" and not recipients:
        return False
    if predicate.type == "CONSULT" and _abstract(scene, slots):
        return False
    if predicate.type in AMONG_POWERS and recipients and not any(is_political(scene, one.actor) for one in recipients):
        return False
    if predicate.recipient == "person" and not _all_persons(scene, recipients):
        return False
    if predicate.recipient == "any" and not any(slots.heads(slot) for slot in predicate.frame.recipient):
        return False
    if predicate.recipient == "target" and not (recipients or _aimed(scene, slots, predicate)):
        return False
    if predicate.type == "REQUEST" and not actors:
        return False
    if predicate.weak and not (actors and (recipients or predicate.frame.object)):
        return False
    return _political(scene, predicate, (*actors, *recipients))


def _aimed(scene: Scene, slots: VerbSlots, predicate: Predicate) -> bool:
    """Whether arms are fired at something that can be hit: no test into the sea."""
    heads = [head for slot in predicate.frame.recipient for head in slots.heads(slot)]
    return any(objects.classes(scene, head) & TARGETS for head in heads)


def _political(scene: Scene, predicate: Predicate, people: Sequence[Named]) -> bool:
    crowds, persons = predicate.type in BY_ANYBODY, predicate.type == "PROTEST"
    return any(is_political(scene, one.actor, crowds=crowds, persons=persons) for one in people)


def _abstract(scene: Scene, slots: VerbSlots) -> bool:
    """ "its demands were met": what belongs to a power does not meet."""
    heads = [slots.arguments.subject, slots.arguments.object]
    heads += [head for place in ("to", "with") for head in slots.heads(place)]
    return any(objects.classes(scene, head) & ABSTRACT for head in heads)


def _all_persons(scene: Scene, found: Sequence[Named]) -> bool:
    return bool(found) and all(scene.resolution.actor(one.actor).kind == "person" for one in found)


def _subject_fits(scene: Scene, slots: VerbSlots, predicate: Predicate, actors: Sequence[Named]) -> bool:
    head = slots.arguments.subject
    if predicate.subject is None:
        return True
    if predicate.subject == "several":
        return len(actors) > 1 or any(len(scene.resolution.actor(one.actor).members) > 1 for one in actors)
    if predicate.subject == "body":
        return any(scene.resolution.actor(one.actor).kind == "body" for one in actors)
    if predicate.subject == "political":
        return any(is_political(scene, one.actor) for one in actors) or head is None
    if predicate.subject == "force":
        return _is_force(scene, head, actors)
    if predicate.subject == "visitor":
        return any(_travels(scene, one) for one in actors)
    if predicate.subject == "crowd":
        return _is_crowd(scene, head, actors)
    words = scene.predicates.forces if predicate.subject == "troops" else scene.predicates.officers
    return head is not None and any(form in words for form in scene.forms(head))


def _travels(scene: Scene, one: Named) -> bool:
    """Whether an actor may go on a visit: a person, or the envoys and delegations of a power, no troops."""
    if scene.resolution.actor(one.actor).kind == "person":
        return True
    forms = scene.forms(one.head)
    return any(form in scene.predicates.powers for form in forms) and not any(
        f in scene.predicates.forces for f in forms
    )


def _is_crowd(scene: Scene, head: int | None, actors: Sequence[Named]) -> bool:
    if head is None:
        return False
    if any(form in scene.predicates.crowds for form in scene.forms(head)):
        return True
    kinds_of = {scene.resolution.actor(one.actor).kind for one in actors if one.head == head}
    return bool(kinds_of & {"group", "person"}) and not any(f in scene.predicates.forces for f in scene.forms(head))


def _is_force(scene: Scene, head: int | None, actors: Sequence[Named]) -> bool:
    """Whether the subject may use force: a state, a group, troops or arms; an unnamed one may."""
    if head is None:
        return True
    if any(form in scene.predicates.forces for form in scene.forms(head)):
        return True
    return any(scene.resolution.actor(one.actor).kind in ARMED and one.head == head for one in actors)


# ---- nouns


def _noun(scene: Scene, noun: int) -> Candidate | None:
    if scene.predicates.noun_heads.isdisjoint(scene.forms(noun)):
        return None
    if scene.relation(noun) in ("compound", "flat", "fixed"):
        return None
    rows = scene.predicates.nouns
    slots: NounSlots | None = None
    for key in objects.keys(scene, noun):
        for predicate in rows.get(key, ()):
            slots = slots or noun_slots(scene, noun)
            found = _noun_event(scene, slots, predicate, key)
            if found is not None:
                return found
    return None


def noun_slots(scene: Scene, noun: int) -> NounSlots:
    """A noun's slots, with the light verb that it is the object of."""
    verb = light_verb(scene, noun)
    if verb is None:
        return NounSlots(scene, noun, None)
    receives = key_of(scene, verb, scene.predicates.light["undergo"]) and not grammar.is_passive(scene, verb)
    return NounSlots(scene, noun, VerbSlots.of(scene, verb), bool(receives))


def light_verb(scene: Scene, noun: int) -> int | None:
    """The verb that lends itself to the noun: of which it is the object, the passive's subject, or that modifies it."""
    light = scene.predicates.light["do"] | scene.predicates.light["undergo"]
    head, relation = scene.analysis.heads[noun], scene.relation(noun)
    first = noun
    while relation == "conj" and scene.is_noun(head):
        first, head, relation = head, scene.analysis.heads[head], scene.relation(head)
    while relation == "nmod" and scene.opener(first) == "of" and _is_stretch(scene, head):
        # "began three days of drills", "launched a series of strikes"
        first, head, relation = head, scene.analysis.heads[head], scene.relation(head)
    if relation == "obl" and scene.opener(noun) == "with" and key_of(scene, head, scene.predicates.light["with"]):
        return head
    verbs = [head] if relation in ("obj", "nsubj") else []
    verbs += [c for c in scene.children(first, "acl") if scene.is_verb(c)]
    for verb in verbs:
        if scene.is_verb(verb) and key_of(scene, verb, light) and grammar.logical_object(scene, verb) == first:
            return verb
    return None


def _is_stretch(scene: Scene, noun: int) -> bool:
    forms = scene.forms(noun)
    stretch = scene.modality.effect("noun_of_noun", *forms) == "fact"
    return stretch or any(form in kinds.kinds().measures for form in forms)


def key_of(scene: Scene, verb: int, words: frozenset[str]) -> str | None:
    """The key ("carry out", "hold") by which a word list knows the verb."""
    particles = [scene.words[c] for c in scene.children(verb, *UNCERTAIN_ADJUNCTS)]
    forms = scene.forms(verb)
    keys = [f"{form} {particle}" for particle in particles for form in forms]
    return next((key for key in (*keys, *forms) if key in words), None)


def _noun_event(scene: Scene, slots: NounSlots, predicate: Predicate, key: str) -> Candidate | None:
    frame, noun = predicate.frame, slots.noun
    found = [head for slot in frame.object for head in slots.heads(slot) if _class_fits(scene, head, predicate)]
    if predicate.classes and not found:
        return None
    actors = fill(slots, frame.actor)
    recipients = fill(slots, frame.recipient, actors) or _struck(scene, slots)
    if slots.light is not None and slots.subject_is_recipient and not frame.mutual:
        recipients = recipients or slots.light.named("subj")
        actors = [one for one in actors if one.actor not in {r.actor for r in recipients}] or slots.light.named("from")
    if frame.mutual:
        actors, recipients = _all_sides(slots, actors), []
    if not _political(scene, predicate, (*actors, *recipients)):
        return None
    if predicate.weak and not (actors and (recipients or slots.light is not None)):
        return None
    return Candidate(
        anchor=noun,
        type=_joint_type(scene, noun, predicate, actors),
        mode=predicate.mode,
        actors=tuple(actors),
        recipients=tuple(recipients),
        objects=tuple(found[:1]) if predicate.classes else (),
        clause=slots.light.verb if slots.light is not None else noun,
        predicate=predicate,
        light=slots.light.verb if slots.light is not None else None,
        noun=True,
        definite=is_definite(scene, noun),
        rule=f"{frame.name}:{key}",
    )


def _struck(scene: Scene, slots: NounSlots) -> list[Named]:
    """The object of "hit Y with sanctions"."""
    if slots.light is None or scene.relation(slots.noun) != "obl":
        return []
    return slots.light.named("obj")


def deed(scene: Scene, noun: int, actors: tuple[Named, ...], types: frozenset[str]) -> Candidate | None:
    """The event of one of these types that a noun carries, done by these actors."""
    for key in objects.keys(scene, noun):
        for predicate in scene.predicates.nouns.get(key, ()):
            if predicate.type in types and not predicate.classes:
                recipients = tuple(fill(noun_slots(scene, noun), predicate.frame.recipient, actors))
                return Candidate(
                    anchor=noun,
                    type=predicate.type,
                    mode=predicate.mode,
                    actors=actors,
                    recipients=() if predicate.frame.mutual else recipients,
                    clause=noun,
                    predicate=predicate,
                    noun=True,
                    definite=is_definite(scene, noun),
                    rule=f"{predicate.frame.name}:{key}, accused",
                )
    return None


def _all_sides(slots: NounSlots, first: list[Named]) -> list[Named]:
    """The sides of a mutual event, from all its slots."""
    found = list(first)
    for slot in (*slots_of_sides(slots), "with"):
        found += slots.named(slot)
    if len(unique(found)) == 1 and slots.heads("with"):
        found += slots.named("around")
    return unique(found)


def slots_of_sides(slots: NounSlots) -> tuple[str, ...]:
    """Where a mutual noun's sides stand: with "between" or before it, the subject of its light verb too."""
    if slots.named("between"):
        return ("between",)
    return ("mod", "subj") if slots.light is not None else ("mod",)


def _joint_type(scene: Scene, noun: int, predicate: Predicate, actors: Sequence[Named]) -> str:
    """Exercises of several states are COOPERATE, those of one MOBILIZE (PLOVER 2.0, rules of COOPERATE)."""
    if predicate.type != "MOBILIZE":
        return predicate.type
    joint = any(scene.words[c] in scene.predicates.joint for c in scene.children(noun, "amod", "compound"))
    joint = joint or len({scene.resolution.actor(one.actor).country for one in actors} - {None}) > 1
    return "COOPERATE" if joint else predicate.type


def is_definite(scene: Scene, noun: int) -> bool:
    """Whether the noun phrase speaks of something known: "the visit", "their talks", "Y's attack"."""
    if scene.child(noun, "nmod:poss") is not None:
        return True
    return any(scene.words[c] in scene.modality.definite for c in scene.children(noun, "det"))


# ---- words of war in other fields


def _metaphor(scene: Scene, one: Candidate) -> bool:
    """Whether the sentence speaks of sport, business or show with two of that field's words."""
    start, end = scene.sentence(one.anchor)
    lemmas = set(scene.lemmas[start:end])
    return any(len(lemmas & words) >= 2 for words in scene.predicates.metaphor.values())
