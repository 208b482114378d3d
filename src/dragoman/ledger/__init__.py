"""The ledger room: readings, links and judgements in one SQLite file, and the questions that it answers."""

from dragoman.ledger.counts import Added, Counts
from dragoman.ledger.difference import Difference
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.rows import (
    ActorRow,
    ChangeRow,
    ClaimRow,
    DocumentRow,
    EventRow,
    FailureRow,
    JudgementRow,
    ReadingRow,
    Row,
    Rows,
    SearchRow,
    StatementRow,
)
from dragoman.ledger.writing import Outcome

__all__ = [
    "ActorRow",
    "Added",
    "ChangeRow",
    "ClaimRow",
    "Counts",
    "Difference",
    "DocumentRow",
    "EventRow",
    "FailureRow",
    "JudgementRow",
    "Ledger",
    "Outcome",
    "ReadingRow",
    "Row",
    "Rows",
    "SearchRow",
    "StatementRow",
]
