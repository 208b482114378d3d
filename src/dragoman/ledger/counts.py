"""How much a ledger holds, and how much an addition did."""

from dataclasses import dataclass

from dragoman.ledger.writing import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What :meth:`Ledger.add` did, in numbers of documents, with the outcomes of those that failed."""

    added: int = 0
    superseding: int = 0
    reread: int = 0
    unchanged: int = 0
    failures: tuple[Outcome, ...] = ()

    @property
    def failed(self) -> int:
        """How many documents could not be read."""
        return len(self.failures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much the ledger holds; statements and events are those of documents that are not superseded."""

    documents: int
    superseded: int
    texts: int
    statements: int
    events: int
    actors: int
    claims: int
    copy_groups: int
    failures: int
    judgements: int
