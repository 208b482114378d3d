"""Anchors with their participants, before voices, status and time are known."""

from dataclasses import dataclass, field

from dragoman.events.participants import Named
from dragoman.events.predicates import Predicate


@dataclass(frozen=True)
class Candidate:
    """An event that a word carries. ``clause`` is the verb that its time and place hang on (the anchor of a verb).

    ``consumed`` are nouns that say the same event ("sanctions" of "imposed sanctions"); ``objects`` are heads of
    noun phrases.
    """

    anchor: int
    type: str
    mode: str | None
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    objects: tuple[int, ...] = ()
    clause: int = -1
    predicate: Predicate | None = None
    light: int | None = None
    noun: bool = False
    definite: bool = False
    consumed: tuple[int, ...] = field(default=())
    rule: str = ""

    @property
    def people(self) -> frozenset[str]:
        """Ids of all participants."""
        return frozenset(one.actor for one in (*self.actors, *self.recipients))
