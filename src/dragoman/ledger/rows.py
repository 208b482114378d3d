"""What queries give: frozen, typed rows, and ``Rows``, the sequence of them that becomes a table of other libraries."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast, get_type_hints, overload

from dragoman.ledger import frames
from dragoman.marking import STYLES, Mark, escaped, marked_html

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

SHOWN = 50  # rows that a notebook shows
CELL = 80  # characters of a cell that a notebook shows
_APART: dict[str, Any] = {"apart": True}  # metadata of a field that is no column of a table

RowType = TypeVar("RowType", bound="Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a result. Its fields are the columns of tables and exports, ``shown`` those of a notebook's table."""

    shown: ClassVar[tuple[str, ...]] = ()

    def to_dict(self) -> dict[str, Any]:
        """The columns as a JSON object, in order."""
        return {name: _listed(getattr(self, name)) for name in columns(type(self))}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow(Row):
    """A document; ``statements`` and ``events`` count its records, ``superseded_by`` is a document's id."""

    shown: ClassVar[tuple[str, ...]] = (
        "id",
        "title",
        "outlet",
        "agency",
        "published_from",
        "language",
        "coded",
        "statements",
        "events",
    )

    id: str
    text_id: str
    url: str | None
    path: str | None
    title: str | None
    outlet: str | None
    agency: str | None
    bylines: tuple[str, ...]
    published_from: str | None
    published_to: str | None
    published_precision: str | None
    language: str | None
    coded: bool
    coded_reason: str | None
    characters: int
    statements: int
    events: int
    version: str
    model: str
    superseded_by: str | None
    copy_group: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow(Row):
    """A row that rests on the words ``evidence``, which are ``text[start:end]`` of the document."""

    evidence: str
    start: int
    end: int
    marks: tuple[Mark, ...] = field(default=(), metadata=_APART)

    def evidence_html(self, *, notebook: bool = False) -> str:
        """The evidence with marked words; for notebooks with inline styles."""
        return marked_html(self.evidence, self.marks, styles=STYLES if notebook else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow(EvidenceRow):
    """Somebody says something: ``speakers`` are names, ``words`` what is said, ``parent`` a statement's id."""

    shown: ClassVar[tuple[str, ...]] = (
        "document",
        "speakers",
        "act",
        "form",
        "outlet",
        "published_from",
    )

    document: str
    id: str
    speakers: tuple[str, ...]
    act: str
    form: str
    cue: str | None
    words: str
    venue: str | None
    date_from: str | None
    date_to: str | None
    parent: str | None
    confidence: float
    title: str | None
    outlet: str | None
    agency: str | None
    url: str | None
    published_from: str | None
    published_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow(EvidenceRow):
    """Somebody does something to somebody.

    ``actors`` and ``recipients`` are names, their ``…_codes`` countries or PLOVER codes in the same order, as are
    ``quantities`` to ``objects``. ``asserted_by`` and ``denied_by`` name the voices; ``own_voice`` tells that the
    article itself takes a position. ``claim`` is None until the ledger is linked.
    """

    shown: ClassVar[tuple[str, ...]] = (
        "document",
        "type",
        "status",
        "actors",
        "recipients",
        "objects",
        "date_from",
        "asserted_by",
        "denied_by",
    )

    document: str
    id: str
    claim: str | None
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str
    actors: tuple[str, ...]
    actor_codes: tuple[str | None, ...]
    recipients: tuple[str, ...]
    recipient_codes: tuple[str | None, ...]
    objects: tuple[str, ...]
    quantities: tuple[str | None, ...]
    date_from: str | None
    date_to: str | None
    date_text: str | None
    place: str | None
    place_country: str | None
    casualties: str | None
    own_voice: bool
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    condition: str | None
    statement: str | None
    anchor: str
    confidence: float
    rule: str
    title: str | None
    outlet: str | None
    agency: str | None
    url: str | None
    published_from: str | None
    published_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow(EvidenceRow):
    """An event across documents. The evidence is that of its first event, which ``document`` and ``event`` name.

    ``reports`` counts documents, ``independent_reports`` copy groups, ``voices`` distinct speakers and articles.
    """

    shown: ClassVar[tuple[str, ...]] = (
        "id",
        "type",
        "status",
        "actors",
        "recipients",
        "asserted_by",
        "denied_by",
        "reports",
        "independent_reports",
        "voices",
    )

    id: str
    type: str
    mode: str | None
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    objects: tuple[str, ...]
    date_from: str | None
    date_to: str | None
    place: str | None
    place_country: str | None
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    reports: int
    independent_reports: int
    voices: int
    first_seen: str | None
    last_seen: str | None
    document: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow(Row):
    """An actor across documents, with the numbers of documents that name it, statements it makes, events it is in."""

    shown: ClassVar[tuple[str, ...]] = (
        "name",
        "kind",
        "country",
        "role",
        "documents",
        "statements",
        "events",
    )

    id: str
    name: str
    kind: str
    country: str | None
    code: str | None
    sector: str | None
    role: str | None
    documents: int
    statements: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow(EvidenceRow):
    """A document whose text holds the words, the best one first; ``evidence`` is a passage with the words marked."""

    shown: ClassVar[tuple[str, ...]] = (
        "document",
        "title",
        "outlet",
        "published_from",
    )

    document: str
    title: str | None
    outlet: str | None
    agency: str | None
    url: str | None
    published_from: str | None
    published_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow(Row):
    """One reading of a document; ``superseded_by`` is the id of the reading that took its place."""

    shown: ClassVar[tuple[str, ...]] = (
        "id",
        "document",
        "version",
        "model",
        "superseded_by",
    )

    id: str
    document: str
    version: str
    model: str
    added: str
    superseded_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureRow(Row):
    """A document that could not be read: the error's code and what to do."""

    shown: ClassVar[tuple[str, ...]] = (
        "path",
        "code",
        "message",
    )

    path: str
    code: str
    message: str
    added: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow(Row):
    """A person's verdict on a record: ``accept``, ``reject``, ``unsure`` or ``correct`` (then with what is right)."""

    shown: ClassVar[tuple[str, ...]] = (
        "number",
        "kind",
        "record",
        "verdict",
        "judge",
        "note",
        "at",
    )

    number: int
    kind: str
    document: str | None
    record: str
    verdict: str
    correction: str | None
    judge: str | None
    note: str | None
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow(Row):
    """One difference between two readings: a record or field that was added, removed or changed."""

    shown: ClassVar[tuple[str, ...]] = (
        "change",
        "kind",
        "field",
        "before",
        "after",
    )

    change: str
    kind: str
    id: str | None
    field: str | None
    before: str | None
    after: str | None


_COLUMNS: dict[type[Row], Mapping[str, Any]] = {}


def columns(kind: type[Row]) -> Mapping[str, Any]:
    """The column names of a row type with the types of their values; the evidence comes last."""
    if kind not in _COLUMNS:
        _COLUMNS[kind] = MappingProxyType(_columns(kind))
    return _COLUMNS[kind]


def _columns(kind: type[Row]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names = [item.name for item in fields(kind) if not item.metadata.get("apart")]
    evidence = ("evidence", "start", "end")
    ordered = [name for name in names if name not in evidence] + [name for name in evidence if name in names]
    return {name: hints[name] for name in ordered}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


class Rows(Sequence[RowType], Generic[RowType]):
    """The rows of a result, in memory, in a fixed order.

    ``total`` is how many there would be without ``limit`` and ``offset``; it is counted when first asked for.
    """

    def __init__(self, kind: type[RowType], rows: Sequence[RowType], count: Callable[[], int] | None = None) -> None:
        self.kind = kind
        self._rows = tuple(rows)
        self._count = count
        self._total: int | None = None

    @overload
    def __getitem__(self, place: int) -> RowType: ...
    @overload
    def __getitem__(self, place: slice) -> "Rows[RowType]": ...
    def __getitem__(self, place: int | slice) -> "RowType | Rows[RowType]":
        if isinstance(place, slice):
            return Rows(self.kind, self._rows[place], lambda: self.total)
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[RowType]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and (self.kind, self._rows) == (other.kind, other._rows)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Rows of {len(self)} {self.kind.__name__}>"

    @property
    def total(self) -> int:
        """How many rows there are without limit and offset."""
        if self._total is None:
            self._total = self._count() if self._count else len(self._rows)
        return self._total

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as JSON objects."""
        return [row.to_dict() for row in self._rows]

    def to_pandas(self) -> "pd.DataFrame":
        """The rows as a pandas DataFrame; columns of lists hold lists.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return frames.to_pandas(self.to_dicts(), columns(self.kind))

    def to_polars(self) -> "pl.DataFrame":
        """The rows as a Polars DataFrame, typed even where there is no row.

        Raises:
            MissingExtraError: Polars is not installed.
        """
        return cast("pl.DataFrame", frames.to_polars(self.to_dicts(), columns(self.kind)))

    def to_arrow(self) -> "pa.Table":
        """The rows as an Arrow table, typed even where there is no row.

        Raises:
            MissingExtraError: pyarrow is not installed.
        """
        return frames.to_arrow(self.to_dicts(), columns(self.kind))

    def _repr_html_(self) -> str:
        """A table for notebooks, the evidence highlighted in its last column."""
        evidence = ["evidence"] if issubclass(self.kind, EvidenceRow) else []
        names = [name.replace("_", " ") for name in (*self.kind.shown, *evidence)]
        head = "".join(f"<th>{escaped(name)}</th>" for name in names)
        body = "".join(f"<tr>{_cells(row)}</tr>" for row in self._rows[:SHOWN])
        more = f"<p>… and {len(self) - SHOWN} more</p>" if len(self) > SHOWN else ""
        return f'<table class="dragoman-rows"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}'


def _cells(row: Row) -> str:
    cells = "".join(f"<td><bdi>{escaped(cell_text(getattr(row, name))[:CELL])}</bdi></td>" for name in row.shown)
    evidence = row.evidence_html(notebook=True) if isinstance(row, EvidenceRow) else None
    return cells if evidence is None else f'{cells}<td dir="auto">{evidence}</td>'


def cell_text(value: object) -> str:
    """A value as the text of one cell: nothing for None, ``true`` and ``false``, lists joined with semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "; ".join(cell_text(item) for item in value)
    return str(value)


def marks_of(data: Sequence[Sequence[Any]]) -> tuple[Mark, ...]:
    """Marks from the JSON that the ledger keeps."""
    return tuple(Mark(start, end, kind) for start, end, kind in data)
