"""Who does what by the parse alone: logical subjects and objects through passives, relative clauses and control."""

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.events.scene import NOMINAL, Scene

#: A subject is looked for at most so many clauses up (own articles, 2026-11; deeper chains are parser errors).
HIGHEST = 6
#: Phrases within phrases are followed so deep (own articles 01-11, 2026-11).
DEEPEST_PHRASE = 2
RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True)
class Arguments:
    """The logical arguments of a verb, as heads of noun phrases; ``obliques`` by their preposition."""

    subject: int | None
    object: int | None
    indirect: int | None
    obliques: dict[str, tuple[int, ...]]
    passive: bool

    def oblique(self, preposition: str) -> tuple[int, ...]:
        """The phrases with this preposition."""
        return self.obliques.get(preposition, ())


def arguments(scene: Scene, verb: int) -> Arguments:
    """All arguments of a verb."""
    passive = is_passive(scene, verb)
    target = logical_object(scene, verb)
    indirect = scene.child(verb, "iobj")
    both = [c for c in scene.children(verb, "obj") if scene.opener(c) is None]
    if indirect is None and len(both) > 1 and not passive and scene.resolution.at(both[0]) is not None:
        # "gave Y money", both taken for objects.
        indirect, target = both[0], both[1]
    if passive and target is not None and indirect is None and scene.child(verb, "obj") is not None:
        # "Ukraine was given tanks": the subject is the one who receives.
        indirect, target = target, scene.child(verb, "obj")
    if indirect is None and target is not None and not passive and scene.resolution.at(target) is not None:
        gap = _relative_gap(scene, verb)
        if gap is not None and gap != target:
            # "the support that X provides Y"
            indirect, target = target, gap
    return Arguments(logical_subject(scene, verb), target, indirect, _obliques(scene, verb, target), passive)


def is_passive(scene: Scene, verb: int) -> bool:
    """Whether the verb stands in the passive, participles that modify a noun included."""
    analysis = scene.analysis
    relations = {analysis.deprels[c] for c in analysis.children[verb]}
    if "aux:pass" in relations:
        return True
    if relations & {"nsubj:pass", "csubj:pass"} and "VerbForm=Fin" not in analysis.feats[verb]:
        return True
    if not _is_past_participle(scene, verb) or scene.child(verb, "aux") is not None:
        return False
    if analysis.deprels[verb] == "conj":
        return scene.child(verb, "nsubj") is None and is_passive(scene, analysis.heads[verb])
    return scene.child(verb, "nsubj") is None and (
        analysis.has(verb, "Voice=Pass") or scene.relation(verb) in ("acl", "amod")
    )


def _is_past_participle(scene: Scene, verb: int) -> bool:
    return scene.analysis.has(verb, "VerbForm=Part") and not scene.words[verb].endswith("ing")


def is_gerund(scene: Scene, verb: int) -> bool:
    """Whether the verb is an -ing form without an auxiliary."""
    return scene.words[verb].endswith("ing") and scene.child(verb, "aux", "cop") is None


def is_infinitive(scene: Scene, verb: int) -> bool:
    """Whether "to" stands before the verb, or the verb before which it stands governs this one by a shared "to"."""
    return any(scene.words[c] == "to" for c in scene.children(verb, "mark"))


def logical_subject(scene: Scene, verb: int) -> int | None:
    """Who does it: the subject, a passive's agent, or the one whom the clause above provides."""
    if is_passive(scene, verb):
        return agent(scene, verb)
    return surface_subject(scene, verb)


def agent(scene: Scene, verb: int) -> int | None:
    """The "by" phrase of a passive."""
    for child in scene.children(verb, "obl", "nmod"):
        if scene.analysis.deprels[child] == "obl:agent" or scene.opener(child) == "by":
            return child
    return None


def logical_object(scene: Scene, verb: int) -> int | None:
    """What it is done to: the object, a passive's subject, the noun that a relative clause or participle modifies."""
    if is_passive(scene, verb):
        if scene.relation(verb) in ("acl", "amod") and scene.child(verb, "nsubj") is None:
            return scene.analysis.heads[verb]
        return surface_subject(scene, verb)
    found = next((c for c in scene.children(verb, "obj") if scene.opener(c) is None), None)
    if found is None and scene.child(verb, "compound:prt") is not None:
        # "hand over tanks": taken for an oblique that has no preposition.
        found = next((c for c in scene.children(verb, "obl") if c > verb and scene.opener(c) is None), None)
    if found is not None:
        return _antecedent(scene, verb, found)
    shared = _shared_object(scene, verb)
    return shared if shared is not None else _relative_gap(scene, verb)


def _shared_object(scene: Scene, verb: int) -> int | None:
    """The object after "drafted and signed a treaty", which the parse gives to one verb only."""
    others = [c for c in scene.children(verb, "conj") if scene.is_verb(c)]
    if scene.analysis.deprels[verb] == "conj":
        others.append(scene.analysis.heads[verb])
    for other in others:
        found = scene.child(other, "obj")
        if found is not None and found > max(verb, other) and abs(other - verb) <= 2:
            return found
    return None


def _relative_gap(scene: Scene, verb: int) -> int | None:
    if scene.analysis.deprels[verb] != "acl:relcl":
        return None
    subject = scene.child(verb, "nsubj")
    if subject is None or scene.words[subject] in RELATIVE:
        return None
    return scene.analysis.heads[verb]


def _antecedent(scene: Scene, verb: int, found: int) -> int:
    if scene.words[found] not in RELATIVE:
        return found
    if scene.relation(verb) == "acl":
        return scene.analysis.heads[verb]
    return _noun_before(scene, found) if scene.words[found].startswith("wh") else found


def _noun_before(scene: Scene, pronoun: int) -> int:
    """The noun phrase right before a relative pronoun whose clause the parse has hung elsewhere."""
    token = pronoun - 1
    while token > 0 and scene.analysis.upos[token] in ("PUNCT", "ADP"):
        token -= 1
    while (
        token >= 0 and scene.relation(token) in ("flat", "compound", "appos") and scene.analysis.heads[token] < pronoun
    ):
        token = scene.analysis.heads[token]
    return token if token >= 0 and scene.analysis.upos[token] in NOMINAL else pronoun


def surface_subject(scene: Scene, verb: int) -> int | None:
    """The grammatical subject, the verb's own or the one that it shares with a clause above."""
    current = verb
    for _ in range(HIGHEST):
        own = _own_subject(scene, current)
        if own is not None:
            return _antecedent(scene, current, own)
        found, current = _from_above(scene, current)
        if found is not None or current < 0:
            return found
    return None


def _own_subject(scene: Scene, verb: int) -> int | None:
    """The verb's own subject; of two that the parse gives, the one that names somebody."""
    found = list(scene.children(verb, "nsubj"))
    named = [c for c in found if scene.resolution.at(c) is not None]
    return next(iter(named or found), None)


def _from_above(scene: Scene, verb: int) -> tuple[int | None, int]:
    """The subject that the clause above lends, else the clause in which to look on (-1 for none)."""
    head, relation = scene.analysis.heads[verb], scene.relation(verb)
    if head == verb:
        return None, -1
    if relation == "acl":
        return _from_noun(scene, verb, head)
    if relation in ("xcomp", "advcl", "ccomp", "obl", "csubj", "obj") and not _finite(scene, verb):
        controller = _controller(scene, verb, head) if relation != "csubj" else None
        return (controller, -1) if controller is not None else (None, head if relation != "csubj" else -1)
    if relation == "conj" and (scene.is_verb(head) or scene.child(head, "cop", "nsubj") is not None):
        return None, head
    return None, -1


def _from_noun(scene: Scene, verb: int, noun: int) -> tuple[int | None, int]:
    """Of a clause that modifies a noun: the noun itself, or for "its plan to send" who has the plan."""
    if is_infinitive(scene, verb):
        owners = (*scene.children(noun, "nmod:poss"), *modifiers(scene, noun, "by", "from"))
        owner = next(iter(owners), None)
        if owner is not None:
            return owner, -1
        above = scene.analysis.heads[noun]
        if above == noun:
            return None, -1
        if scene.relation(noun) == "obj":
            return None, above
        return (None, above) if scene.is_verb(above) else (None, -1)
    if scene.analysis.deprels[verb] == "acl:relcl" and scene.child(verb, "obj") is None and is_passive(scene, verb):
        return noun, -1
    return noun, -1


def _finite(scene: Scene, verb: int) -> bool:
    if any(scene.words[c] == "to" for c in scene.children(verb, "mark")):
        return False
    return scene.analysis.has(verb, "VerbForm=Fin") or any(
        scene.analysis.has(c, "VerbForm=Fin") for c in scene.children(verb, "aux", "cop")
    )


def _controller(scene: Scene, verb: int, head: int) -> int | None:
    """Whose infinitive or gerund it is, where that is not the subject of the clause above."""
    tables = scene.modality.object_control
    gerund = is_gerund(scene, verb)
    if not any(form in tables["gerund" if gerund else "infinitive"] for form in scene.forms(head)):
        return None
    if is_passive(scene, head):
        return None
    target = scene.child(head, "obj", "iobj")
    if target is not None and target < verb:
        return target
    # "call on somebody to", "appeal to somebody to"
    opened = ("on", "upon", "to", "with")
    return next((c for c in scene.children(head, "obl") if c < verb and scene.opener(c) in opened), None)


def _obliques(scene: Scene, verb: int, target: int | None) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    # An "object" with a preposition is an oblique that the parser has mislabelled.
    for child in scene.children(verb, "obl", "nmod", "obj"):
        opener = scene.opener(child)
        if opener is not None:
            found.setdefault(opener, []).append(child)
    for child in _phrases_within(scene, target) if target is not None else ():
        found.setdefault(f"obj:{scene.opener(child)}", []).append(child)
    return {name: tuple(heads) for name, heads in found.items()}


def _phrases_within(scene: Scene, noun: int, depth: int = 0) -> Iterator[int]:
    """The phrases that modify a noun, what it measures ("containers of munitions to Y") or what is beside it."""
    for child in scene.children(noun, "nmod"):
        opener = scene.opener(child)
        if opener is not None and scene.analysis.deprels[child] != "nmod:poss":
            yield child
        if opener == "of" and depth < DEEPEST_PHRASE:
            yield from _phrases_within(scene, child, depth + 1)
    for child in scene.children(noun, "conj"):
        if depth < DEEPEST_PHRASE and not scene.is_verb(child):
            yield from _phrases_within(scene, child, depth + 1)


def modifiers(scene: Scene, noun: int, *prepositions: str) -> Iterator[int]:
    """The phrases that modify a noun with one of these prepositions."""
    for child in scene.children(noun, "nmod", "obl"):
        if scene.analysis.upos[child] in NOMINAL and scene.opener(child) in prepositions:
            yield child


def negated(scene: Scene, token: int) -> bool:
    """Whether the token bears a negation: "not", "never", "no" on it or on its object."""
    tables = scene.modality
    for child in scene.children(token, "advmod", "det", "cc:preconj"):
        table = "determiner" if scene.relation(child) == "det" else "adverb"
        if tables.effect(table, scene.words[child]) == "denied":
            return True
    return False
