"""What an annotated passage is made of, as frozen records; spans are ``[start, end)`` in code points of its text.

The records hold what was written, known to the vocabulary or not: ``validate`` tells what is wrong with them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dragoman.records import Segment, Span

# A mark's kinds by its letter, in the order in which they are written where they stand over the same words.
MARK_KINDS: Mapping[str, str] = {
    "s": "content",
    "q": "source",
    "c": "cue",
    "k": "condition",
    "e": "event",
    "o": "object",
    "d": "time",
    "p": "place",
    "n": "quantity",
    "a": "mention",
}
MARK_ORDER: Mapping[str, int] = {letter: rank for rank, letter in enumerate(MARK_KINDS)}


class CorpusError(Exception):
    """A file of the corpus, or a text that it stands on, cannot be used: what is wrong, and what to do.

    No ``DragomanError``: the tools are not part of the package, whose errors all have a code in its documents.
    """

    @property
    def message(self) -> str:
        """What is wrong and what to do."""
        return str(self)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a line of a file, and what to do; ``doubtful`` ones may be right and are only listed."""

    path: str
    line: int
    message: str
    doubtful: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words ``[start, end)`` with a label: a letter of MARK_KINDS and a number (``a1``)."""

    start: int
    end: int
    label: str

    @property
    def span(self) -> Span:
        """The words' bounds."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Actor:
    """One whom mentions name. ``country`` is an ISO 3166 alpha-3 code or the id of an actor (an invented state)."""

    id: str
    kind: str
    name: str
    role: str | None = None
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    members: tuple[str, ...] = ()
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says something; ``speakers`` is empty where the text tells no source, None where none was written."""

    id: str
    act: str
    form: str
    speakers: tuple[str, ...] | None = None
    parent: str | None = None
    on_behalf_of: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What a voice (``article`` or a statement's id) makes of an event."""

    voice: str
    status: str


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody does something; ``actors`` is empty where nobody is told, None where none was written."""

    id: str
    type: str
    mode: str | None = None
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    contexts: tuple[str, ...] = ()
    statement: str | None = None
    condition: str | None = None
    condition_event: str | None = None
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Object:
    """What is given, taken, moved or agreed on; ``quantity`` is the label of the quantity's words."""

    id: str
    kind: str
    quantity: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression; ``value`` as written: a day, month, year, an interval, or ``?``."""

    id: str
    value: str
    relative_to: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place; ``country`` as for actors."""

    id: str
    name: str
    country: str | None = None


Record = Actor | Statement | Event | Object | Time | Place


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its head, marks and records. Where it stands in which file is no part of its value."""

    id: str
    head: tuple[tuple[str, str], ...]
    text: str
    segments: tuple[Segment, ...] = ()
    marks: tuple[Mark, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    objects: tuple[Object, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    text_line: int = field(default=0, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, in the order in which they are written."""
        return (*self.actors, *self.statements, *self.events, *self.objects, *self.times, *self.places)

    def get(self, key: str) -> str | None:
        """A value of the head, or None."""
        return dict(self.head).get(key)

    @property
    def storyline(self) -> str:
        """The storyline: the head's, else the name of the file."""
        return self.get("storyline") or self.path.rsplit("/", 1)[-1].removesuffix(".txt")

    def spans(self, label: str) -> tuple[Span, ...]:
        """The words that bear a label, in the text's order."""
        return tuple(mark.span for mark in self.marks if mark.label == label)

    def quote(self, span: Span) -> str:
        """The very words of a span."""
        return self.text[span[0] : span[1]]

    def line_of(self, offset: int) -> int:
        """The line of the file on which a code point of the text stands."""
        return self.text_line + self.text.count("\n", 0, offset)


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks as they are written: outer before inner, over the same words by kind and number, none twice."""
    return tuple(sorted(set(marks), key=_place))


def _place(mark: Mark) -> tuple[int, int, int, int]:
    return mark.start, -mark.end, MARK_ORDER[mark.label[0]], int(mark.label[1:])
