"""What linking finds across documents: the contract between ``linking`` (which computes) and ``ledger`` (which keeps).

``linking.link(readings: Iterable[Reading]) -> Links`` is a pure function of all current readings, whatever their
order: no database, no network, no clock. Ids are content hashes (:func:`dragoman.records.content_id`), so that the
same readings give the same links. Every tuple has one order that depends on content alone.
"""

from dataclasses import dataclass
from typing import Literal

from dragoman.records import ActorKind, EventDate, Status

Relation = Literal["original", "verbatim", "edited", "spun", "translated"]
CopyKind = Literal["verbatim", "edited", "spun", "translated"]
VoiceKind = Literal["speaker", "article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMember:
    """A document of a copy group: how it relates to the one that it derives from (``of``, where that is told).

    ``basis`` says in words for people what shows it ("same text", "38 of 41 names and numbers in the same order").
    """

    document: str
    relation: Relation
    of: str | None = None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """Two or more documents that derive from one text; it counts as one independent source.

    ``kind`` is the relation of the member that is furthest from the original, ``agency`` the credited one.
    A document in no group stands alone and is a source of its own.
    """

    id: str
    kind: CopyKind
    agency: str | None = None
    members: tuple[CopyMember, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLink:
    """An actor of one reading: ids of the document and, local to it, of the actor."""

    document: str
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedActor:
    """One actor across documents. Every actor of every reading belongs to exactly one (it may be its only member)."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    code: str | None = None
    sector: str | None = None
    role: str | None = None
    members: tuple[ActorLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLink:
    """An event of one reading: ids of the document and of the event."""

    document: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimVoice:
    """One voice towards a claim: an ultimate speaker, or an article that tells it in its own voice.

    ``actor`` is a linked actor's id (None for an article and for a speaker whom nothing names), ``name`` what people
    call the voice (the speaker; for an article its agency, outlet or title), ``status`` what the voice makes of the
    claim (the latest), ``since`` when it was first seen to, ``documents`` where.
    """

    kind: VoiceKind
    actor: str | None = None
    name: str
    status: Status
    since: str | None = None
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPosition:
    """One dated step of a claim's history: what one voice makes of it in one document.

    ``date`` is the first possible day on which the voice took the position (the statement's own date, else the
    publication's; None where neither is known). ``statement`` None is the article's own voice.
    """

    date: str | None = None
    status: Status
    voice: str
    actor: str | None = None
    document: str
    event: str
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One event across documents: who asserts it, who denies it, and how many sources stand behind it.

    ``actors`` and ``recipients`` are linked actors' ids. ``events`` are ordered by publication; the first is the one
    to show. Every event of every reading belongs to exactly one claim (it may be its only event).
    ``reports`` counts documents, ``independent_reports`` copy groups (a document in no group counts as one),
    ``voices`` distinct ultimate speakers plus distinct articles' own voices (copies counted once).
    ``first_seen`` and ``last_seen`` are publication days. ``history`` is ordered by date (unknown ones last).
    """

    id: str
    type: str
    mode: str | None = None
    status: Status
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    date: EventDate | None = None
    place: str | None = None
    place_country: str | None = None
    events: tuple[EventLink, ...]
    asserted_by: tuple[ClaimVoice, ...] = ()
    denied_by: tuple[ClaimVoice, ...] = ()
    first_seen: str | None = None
    last_seen: str | None = None
    reports: int
    independent_reports: int
    voices: int
    history: tuple[ClaimPosition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """All that linking found, each tuple ordered by id."""

    copies: tuple[CopyGroup, ...] = ()
    actors: tuple[LinkedActor, ...] = ()
    claims: tuple[Claim, ...] = ()
