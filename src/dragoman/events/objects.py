"""What is transferred, agreed or attacked: the classes of a noun phrase, its kind and its quantity."""

from collections.abc import Iterator

from dragoman.events import grammar, kinds
from dragoman.events.quantities import read
from dragoman.events.scene import Scene
from dragoman.records import EventObject, Quantity

DEEPEST = 3
#: Tokens of an object's words at most; longer noun phrases are cut at their first clause.
LONGEST = 14
NOTHING: frozenset[str] = frozenset()


def classes(scene: Scene, head: int | None, depth: int = 0) -> frozenset[str]:
    """All classes of ``vocab/objects.yaml`` that the noun phrase belongs to, its coordinated nouns included."""
    if head is None or depth > DEEPEST:
        return NOTHING
    found = set(_head_classes(scene, head))
    for meant in (*measured(scene, head), *_coordinated(scene, head)):
        found |= classes(scene, meant, depth + 1)
    return frozenset(found)


def _coordinated(scene: Scene, head: int) -> Iterator[int]:
    return (c for c in scene.children(head, "conj") if not scene.is_verb(c))


def _head_classes(scene: Scene, head: int) -> frozenset[str]:
    known = kinds.kinds().classes
    found: set[str] = set()
    for key in keys(scene, head):
        found |= known.get(key, NOTHING)
    if scene.analysis.upos[head] == "NUM":
        # "killed 12", "arrested five"
        found.add("persons")
    if not found and scene.is_noun(head):
        # "power lines", "the arms programme": what narrows the noun down tells its class.
        nouns = [c for c in scene.compounds(head) if scene.analysis.upos[c] == "NOUN"]
        found |= {name for c in nouns for form in scene.forms(c) for name in known.get(form, NOTHING)}
    if scene.analysis.upos[head] == "PROPN":
        # "Ambassador Jan Novak": the title stands beside the name.
        for title in scene.children(head, "compound", "nmod", "flat", "appos"):
            if scene.opener(title) is None:
                found |= {name for form in scene.forms(title) for name in known.get(form, NOTHING)}
    return frozenset(found)


def keys(scene: Scene, head: int) -> Iterator[str]:
    """What the lexicons may know a noun by: "modifier noun" first, then the noun."""
    forms = scene.forms(head)
    for modifier in reversed(scene.compounds(head)):
        for form in scene.forms(modifier):
            yield from (f"{form} {own}" for own in forms)
    yield from forms


def measured(scene: Scene, head: int) -> list[int]:
    """What a noun of measure measures: the munitions of "containers of munitions"."""
    if not any(form in kinds.kinds().measures for form in scene.forms(head)):
        return []
    return [*grammar.modifiers(scene, head, "of"), *(c for c in scene.compounds(head) if scene.is_noun(c))]


def kind(scene: Scene, head: int, depth: int = 0) -> str | None:
    """The kind of what the noun phrase names: of the measured thing before the measure's own."""
    for meant in measured(scene, head):
        found = kind(scene, meant, depth + 1) if depth < DEEPEST else None
        if found is not None:
            return found
    known = kinds.kinds().kind
    return next((known[key] for key in keys(scene, head) if key in known), None)


def objects(scene: Scene, head: int | None) -> tuple[EventObject, ...]:
    """The object that stands at this head, and those coordinated with it."""
    if head is None:
        return ()
    heads = [head, *_coordinated(scene, head)]
    return tuple(_object(scene, one) for one in heads if scene.analysis.upos[one] != "PRON")


def _object(scene: Scene, head: int) -> EventObject:
    start, end = _extent(scene, head)
    return EventObject(
        text=scene.analysis.words(start, end),
        kind=kind(scene, head),
        span=scene.analysis.span(start, end),
        quantity=quantity(scene, head),
    )


def _extent(scene: Scene, head: int) -> tuple[int, int]:
    """The tokens of the noun phrase without clauses, coordinated phrases, recipients and its article."""
    kept = [child for child in scene.analysis.children[head] if _kept(scene, head, child)]
    tokens = sorted({head, *(t for child in kept for t in _phrase_tokens(scene, child))})
    start = end = tokens.index(head)
    while start > 0 and tokens[start - 1] == tokens[start] - 1:
        start -= 1
    while end + 1 < len(tokens) and tokens[end + 1] == tokens[end] + 1 and end - start < LONGEST:
        end += 1
    while tokens[start] < head and scene.relation(tokens[start]) in ("cc", "punct", "det"):
        start += 1
    return tokens[start], tokens[end] + 1


def _kept(scene: Scene, head: int, child: int) -> bool:
    relation = scene.relation(child)
    if relation in ("compound", "amod", "nummod", "flat", "advmod", "fixed", "goeswith"):
        return True
    return relation == "nmod" and scene.opener(child) == "of" and child > head


def _phrase_tokens(scene: Scene, child: int) -> list[int]:
    """The tokens of a kept phrase, without the phrases behind its own noun."""
    later = [c for c in scene.children(child, "nmod", "acl", "conj", "appos") if c > child]
    left_out = {t for c in later for t in scene.analysis.subtree(c)}
    return [t for t in scene.analysis.subtree(child) if t not in left_out]


def quantity(scene: Scene, head: int) -> Quantity | None:
    """How much of it, as the text says, with numbers where it gives them."""
    number = scene.child(head, "nummod")
    unit = None
    if measured(scene, head):
        unit = scene.words[head]
    if number is None and unit is None:
        return None
    if number is None:
        return read(_measure_words(scene, head), None)
    tokens = [t for t in scene.analysis.subtree(number) if t < head or number > head]
    tokens += [c for c in scene.children(head, "advmod") if c < number]
    text = scene.analysis.words(min(tokens), max(tokens) + 1)
    return read(text, unit if unit != scene.words[number] else None)


def _measure_words(scene: Scene, head: int) -> str:
    before = [c for c in scene.children(head, "det", "amod", "advmod") if c < head]
    start = min([head, *before])
    return scene.analysis.words(start, head + 1)
