"""When and where an event was: the expression of time and the place that hang on its clause."""

from dragoman.events.candidates import Candidate
from dragoman.events.scene import Scene
from dragoman.language.calendar import Calendar
from dragoman.records import EventDate, Place, Status

AHEAD: frozenset[Status] = frozenset({"planned", "conditional"})


def date(calendar: Calendar, one: Candidate, status: Status) -> EventDate | None:
    """The date of an event, None if its clause tells none."""
    expression = calendar.on(one.anchor) or calendar.on(one.clause)
    return calendar.resolved(expression, 1 if status in AHEAD else -1) if expression is not None else None


def place(scene: Scene, one: Candidate) -> Place | None:
    """Where an event was: the place or state in a locative phrase of its anchor or clause."""
    for head in dict.fromkeys((one.anchor, one.clause)):
        for child in scene.children(head, "obl", "nmod"):
            if scene.opener(child) in scene.predicates.prepositions["locative"] and scene.named_tokens.get(child) in (
                "PLACE",
                "STATE",
            ):
                return _place(scene, child)
    return None


def _place(scene: Scene, head: int) -> Place:
    span = next((s for s in scene.analysis.entities if s.start <= head < s.end), None)
    start, end = (span.start, span.end) if span is not None else (head, head + 1)
    return Place(
        name=scene.analysis.words(start, end), country=_country(scene, head), span=scene.analysis.span(start, end)
    )


def _country(scene: Scene, head: int) -> str | None:
    """The country that the place is, is the capital of, or is said to lie in."""
    for token in (head, *scene.children(head, "nmod", "appos", "conj")):
        mention = scene.resolution.at(token)
        if mention is not None and len(mention.actors) == 1:
            actor = scene.resolution.actor(mention.actors[0])
            if actor.kind == "state":
                return actor.country
    return None
