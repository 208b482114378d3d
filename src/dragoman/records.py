"""The vocabulary as frozen records: what a reading of one document is made of.

A *span* is ``(start, end)`` in code points of ``Document.text``. Field names are those of the JSON contract
(``docs/reading-format.md``), save ``earliest``/``latest``, which JSON calls ``from``/``to``. This module imports
nothing of ours.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]

SegmentKind = Literal["title", "standfirst", "heading", "body", "byline", "dateline", "credit", "furniture"]
CreditKind = Literal["agency", "outlet", "broadcaster", "author"]
CreditBasis = Literal["byline", "dateline", "credit", "metadata", "given"]
DatePrecision = Literal["day", "month", "year", "window"]
DateBasis = Literal["metadata", "url", "dateline", "text", "given"]
FlawKind = Literal["spun", "translated", "stub"]
ActorKind = Literal["person", "state", "body", "organisation", "group", "company", "outlet", "other"]
Form = Literal["direct", "indirect", "mixed"]
Role = Literal["actor", "recipient"]
Status = Literal["happened", "ongoing", "planned", "possible", "conditional", "denied"]


def content_id(*parts: object) -> str:
    """Sixteen hexadecimal digits that stand for these values (never for scores), the same on every machine."""
    joined = "\x1f".join(repr(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a document was published: first and last possible day (ISO 8601), how exactly, and how it is known."""

    earliest: str
    latest: str
    precision: DatePrecision
    basis: DateBasis
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Somebody whom the page credits with the text."""

    name: str
    kind: CreditKind
    basis: CreditBasis
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Words that a machine put there: a spun or translated term, a stub; ``likely`` is what stood there before."""

    span: Span
    kind: FlawKind
    likely: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How far the text is spun or machine-translated (0..1, or None with the reason), and the words that show it."""

    spun: float | None = None
    translated: float | None = None
    reason: str | None = None
    spans: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it came; ``text`` is never changed."""

    id: str
    text_id: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    bylines: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    published: Published | None = None
    published_reason: str | None = None
    language: str | None = None
    text: str
    quality: Quality = field(default_factory=Quality)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A span of the text with a kind; ``role`` (``vocab/segments.yaml``) says what furniture it is."""

    start: int
    end: int
    kind: SegmentKind
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEvidence:
    """The words that tell an actor's role and country."""

    role: Span | None = None
    country: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whom mentions name; ``country`` is ISO 3166 alpha-3, ``code`` (where no country) and ``sector`` PLOVER's."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    code: str | None = None
    sector: str | None = None
    role: str | None = None
    members: tuple[str, ...] = ()
    evidence: ActorEvidence = field(default_factory=ActorEvidence)
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An actor whom an unresolved mention may mean, with the resolver's score (0..1)."""

    actor: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """A time that the text gives: first and last possible day (None with the reason where no anchor), and its words."""

    earliest: str | None = None
    latest: str | None = None
    text: str | None = None
    span: Span | None = None
    relative_to: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """Where something was said: a news conference, a statement, an interview, an outlet."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody says something. ``act`` is of ``vocab/acts.yaml``; ``parent`` is the statement that it is nested in."""

    id: str
    speakers: tuple[str, ...] = ()
    speakers_reason: str | None = None
    candidates: tuple[Candidate, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    speaker_span: Span | None = None
    cue: Span | None = None
    content: tuple[Span, ...]
    form: Form
    act: str
    addressees: tuple[str, ...] = ()
    venue: Venue | None = None
    date: EventDate | None = None
    parent: str | None = None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who takes part in an event, in which role, and where the text says so; ``implicit`` if only the context does."""

    actor: str
    role: Role
    span: Span
    implicit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How much: ``minimum`` and ``maximum`` in ``unit`` (None where open)."""

    text: str
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventObject:
    """What was transferred, demanded or agreed; ``kind`` is of ``vocab/objects.yaml``."""

    text: str
    kind: str | None = None
    span: Span
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it happened; ``country`` only where the text or the name itself tells it."""

    name: str
    country: str | None = None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one voice makes of an event; ``statement`` None is the article's own voice."""

    statement: str | None
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What an event depends on: its words, and the event that they tell where it is one."""

    span: Span
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Somebody does something to somebody: a PLOVER type with the positions that the voices take towards it."""

    id: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    statement: str | None = None
    participants: tuple[Participant, ...] = ()
    objects: tuple[EventObject, ...] = ()
    date: EventDate | None = None
    place: Place | None = None
    casualties: str | None = None
    positions: tuple[Position, ...]
    status: Status
    asserted_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    condition: Condition | None = None
    anchor: Span
    mentions: tuple[Span, ...] = ()
    evidence: Span
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read of one document: a pure function of its text, metadata and the model's version."""

    format: str = "dragoman-reading/1"
    version: str
    model: str
    coded: bool = True
    coded_reason: str | None = None
    document: Document
    segments: tuple[Segment, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()

    def quote(self, span: Span) -> str:
        """The very words of a span."""
        return self.document.text[span[0] : span[1]]

    def to_dict(self) -> dict[str, object]:
        """The JSON contract's object, keys in its order."""
        from dragoman.contract import to_dict

        return to_dict(self)

    def to_json(self) -> str:
        """One line of JSON, UTF-8, the same bytes for the same reading."""
        from dragoman.contract import to_json

        return to_json(self)

    def _repr_html_(self) -> str:
        from dragoman.marking import reading_html

        return reading_html(self)
