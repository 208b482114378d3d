"""From noun phrases to actors: whom a phrase names, or to whom what it names belongs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.actors.resolution import Mention
from dragoman.events import grammar, kinds
from dragoman.events.scene import Scene, known_forms
from dragoman.records import Span

#: How deep "the leaders of the armies of X" is followed (own articles, 2026-11).
DEEPEST = 3
OWNED = ("of", "from", "within")
OFFICIAL = ("state", "body")


@dataclass(frozen=True, slots=True)
class Named:
    """An actor with the words that name it; ``head`` is the noun phrase's head token."""

    actor: str
    span: Span
    head: int
    implicit: bool = False


def named(scene: Scene, head: int | None, depth: int = 0) -> list[Named]:
    """Whom this noun phrase names: its actors and those coordinated with it, else the owners of what it names."""
    if head is None or depth > DEEPEST:
        return []
    found = own(scene, head)
    if not found:
        found = [n for child in scene.children(head, "appos") for n in named(scene, child, depth + 1)]
    if not found:
        found = owners(scene, head, depth)
    for child in scene.children(head, "conj"):
        if not scene.is_verb(child):
            found = found + named(scene, child, depth + 1)
    return unique(found)


def own(scene: Scene, head: int) -> list[Named]:
    """Whom the phrase itself names."""
    mention = scene.resolution.at(head)
    if mention is None:
        return []
    return [Named(actor, _span(scene, mention), head) for actor in mention.actors]


def _span(scene: Scene, mention: Mention) -> Span:
    return scene.analysis.span(mention.start, mention.end)


def owners(scene: Scene, head: int, depth: int = 0) -> list[Named]:
    """To whom a thing or a person belongs: "Yian forces", "Y's ambassador", "the army of Y", "a Y ship"."""
    found = [n for child in _before(scene, head) for n in named(scene, child, depth + 1)]
    if found:
        return unique(found)
    measure = any(form in kinds.kinds().measures for form in scene.forms(head))
    for child in grammar.modifiers(scene, head, *OWNED):
        if measure or _is_owner(scene, child):
            found += named(scene, child, depth + 1)
    return unique(found)


def _is_owner(scene: Scene, head: int) -> bool:
    return scene.is_noun(head) or scene.analysis.upos[head] == "PRON"


def _before(scene: Scene, head: int) -> Iterator[int]:
    """What stands before the head and may own it, in order, the parts of "Y-Z" included."""
    todo = [c for c in scene.children(head, "nmod:poss", "amod", "compound", "nmod") if c < head]
    for child in todo:
        if scene.relation(child) == "nmod" and scene.analysis.deprels[child] != "nmod:poss" and scene.opener(child):
            continue
        yield child
        if scene.resolution.at(child) is None:
            todo.extend(
                c for c in scene.children(child, "compound", "amod", "conj", "nmod") if c < head and c not in todo
            )
        elif scene.analysis.deprels[child] != "nmod:poss":
            todo.extend(c for c in scene.children(child, "conj", "compound") if c < head and c not in todo)


def unique(found: Iterable[Named]) -> list[Named]:
    """The first of each actor."""
    kept: dict[str, Named] = {}
    for one in found:
        kept.setdefault(one.actor, one)
    return list(kept.values())


def is_political(scene: Scene, actor_id: str, *, crowds: bool = False, persons: bool = False) -> bool:
    """Whether an actor takes part in politics: a state, a body, somebody or some group with a role or a country.

    ``crowds`` lets groups of people count of whom no more is known (who protest, fight, or are arrested), ``persons``
    single ones too.
    """
    actor = scene.resolution.actor(actor_id)
    if actor.kind in OFFICIAL or actor.code:
        return True
    members = [member for member in actor.members if member != actor_id]
    if members:
        return any(is_political(scene, member, crowds=crowds, persons=persons) for member in members)
    if (actor.kind == "group" and crowds) or (actor.kind == "person" and persons):
        return True
    if actor.sector is not None:
        return actor.sector in scene.predicates.power_sectors
    if actor.kind not in ("person", "group", "organisation"):
        return False
    return bool(actor.country) or _is_power(scene, actor.role or (actor.name if actor.kind != "person" else ""))


def _is_power(scene: Scene, name: str) -> bool:
    """Whether a name's words are of government or force: "two governments", "Eastern Fleet"."""
    words = {form for word in name.lower().split() for form in known_forms(word, word)}
    if not words.isdisjoint(scene.predicates.metaphor["business"]):
        return False
    return not words.isdisjoint(scene.predicates.powers) or not words.isdisjoint(scene.predicates.forces)
