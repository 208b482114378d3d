"""The one rule by which an event's status follows from its positions (``docs/reading-format.md``, Derived status)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman import vocab
from dragoman.records import Position, Status


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from positions: the event's status, and the statements that assert or deny it."""

    status: Status
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]


def derive(positions: Sequence[Position]) -> Derived:
    """Status, asserting and denying statements of an event with these positions (at least one).

    The article's own voice decides where it takes a position; else the asserting voices, the least certain one where
    they differ; ``denied`` only if every voice denies.
    """
    own = [position.status for position in positions if position.statement is None]
    asserting = [position.status for position in positions if position.statement and position.status != "denied"]
    status: Status = least_certain(own or asserting or ["denied"])
    return Derived(status, _voices(positions, denying=False), _voices(positions, denying=True))


def least_certain(found: Iterable[Status]) -> Status:
    """The least certain of these statuses."""
    ranks = vocab.statuses()
    return max(found, key=lambda status: ranks[status].rank)


def _voices(positions: Iterable[Position], *, denying: bool) -> tuple[str, ...]:
    kept = [p.statement for p in positions if p.statement is not None and (p.status == "denied") is denying]
    return tuple(dict.fromkeys(kept))
