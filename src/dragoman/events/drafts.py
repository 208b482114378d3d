"""An event on its way: a candidate with its voice, status, time and place, before mentions of one event are one."""

from dataclasses import dataclass, field

from dragoman.events.candidates import Candidate
from dragoman.events.factuality import Judged
from dragoman.events.participants import Named
from dragoman.records import EventDate, EventObject, Place, Position, Span

#: How sure an event is by the way it was found, before calibration (own articles 01-11, 2026-11).
CONFIDENCE = {"verb": 0.8, "light": 0.78, "noun": 0.66, "speech": 0.82, "title": 0.5}
BOTH_SIDES = 0.08
IMPLICIT = -0.15
WEAK = -0.1
MENTIONED_AGAIN = 0.03
SUREST = 0.95


@dataclass(frozen=True)
class Draft:
    """An event on its way; ``statement`` is the speech act that it is, ``title`` tells that it stands in a heading."""

    candidate: Candidate
    judged: Judged
    positions: tuple[Position, ...]
    statement: str | None = None
    title: bool = False
    objects: tuple[EventObject, ...] = ()
    date: EventDate | None = None
    place: Place | None = None
    mentions: tuple[Span, ...] = ()
    anchors: tuple[int, ...] = field(default=())

    @property
    def confidence(self) -> float:
        """The probability that the row is right, from its named parts."""
        one = self.candidate
        score = CONFIDENCE[self._way()]
        score += BOTH_SIDES if _both_sides(one) else 0
        score += IMPLICIT if any(n.implicit for n in (*one.actors, *one.recipients)) else 0
        score += WEAK if one.predicate is not None and one.predicate.weak else 0
        score += MENTIONED_AGAIN * min(2, len(self.mentions) - 1)
        return round(min(SUREST, score), 2)

    def _way(self) -> str:
        if self.title:
            return "title"
        if self.statement is not None:
            return "speech"
        if not self.candidate.noun:
            return "verb"
        return "light" if self.candidate.light is not None else "noun"


def _both_sides(one: Candidate) -> bool:
    mutual = one.predicate is not None and one.predicate.frame.mutual
    return len(one.actors) > 1 if mutual else bool(one.actors and one.recipients)


def named_ids(found: tuple[Named, ...]) -> frozenset[str]:
    """The actor ids of participants."""
    return frozenset(one.actor for one in found)
