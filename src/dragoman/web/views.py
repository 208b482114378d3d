"""What the pages show, as records: their fields are the keys of the pages' JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman import vocab
from dragoman.ledger import (
    ActorRow,
    ClaimRow,
    Counts,
    DocumentRow,
    FailureRow,
    Rows,
    SearchRow,
    StatementRow,
)
from dragoman.linking.records import Claim, ClaimPosition, ClaimVoice, CopyGroup, LinkedActor
from dragoman.records import EventDate, Reading
from dragoman.web.queries import Paging
from dragoman.web.reading import DoneView, Named, ReadingView, SaidView
from dragoman.web.wording import parties, type_words, web_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """How many of something the ledger holds, and the page that lists them."""

    name: str
    number: int
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The first page."""

    numbers: tuple[Number, ...]
    claims: Sequence[ClaimRow]
    documents: Sequence[DocumentRow]
    failures: Sequence[FailureRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """A page of documents."""

    paging: Paging
    documents: Sequence[DocumentRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """A page of claims."""

    paging: Paging
    claims: Sequence[ClaimRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """A page of actors."""

    paging: Paging
    actors: Sequence[ActorRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of what a search found."""

    words: str | None
    paging: Paging
    documents: Sequence[SearchRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A document of a copy group: how it relates to the one that it derives from, and what shows it."""

    document: str
    title: str | None
    outlet: str | None
    agency: str | None
    published_from: str | None
    published_to: str | None
    relation: str | None
    of: str | None
    basis: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Documents that derive from one text."""

    id: str
    kind: str
    agency: str | None
    members: tuple[Copy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """The copy group that a document belongs to, and as what."""

    id: str
    copies: int
    relation: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document: its reading as the JSON contract has it, and the same in words. ``address`` may become a link."""

    id: str
    title: str | None
    address: str | None
    superseded_by: str | None
    copies: Membership | None
    source: tuple[str, ...]
    statements: tuple[SaidView, ...]
    events: tuple[DoneView, ...]
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A dated position of a claim's history with the words that it rests on and where they stand."""

    date: str | None
    status: str
    voice: str
    actor: str | None
    document: str
    event: str
    statement: str | None
    words: str
    chain: tuple[str, ...]
    title: str | None
    copy_group: str | None
    relation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One independent report: a document, or the copies of one text."""

    copy_group: str | None
    documents: tuple[Copy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim."""

    id: str
    type: str
    mode: str | None
    status: str
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    objects: tuple[str, ...]
    date: EventDate | None
    place: str | None
    place_country: str | None
    asserted_by: tuple[ClaimVoice, ...]
    denied_by: tuple[ClaimVoice, ...]
    first_seen: str | None
    last_seen: str | None
    reports: int
    independent_reports: int
    voices: int
    paging: Paging
    history: tuple[Step, ...]
    sources: tuple[Source, ...]

    @property
    def headline(self) -> str:
        """The claim in one line."""
        told = parties([named.name for named in self.actors], [named.name for named in self.recipients])
        return f"{told}: {type_words(self.type)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """The first claims of a list, of how many."""

    total: int
    claims: Sequence[ClaimRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """One actor across documents: the claims in which it acts or is acted upon, those that it voices, what it says."""

    id: str
    name: str
    kind: str
    country: str | None
    code: str | None
    sector: str | None
    role: str | None
    documents: int
    acting: Claimed
    acted_upon: Claimed
    voicing: Claimed
    statements_total: int
    statements: Sequence[StatementRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A word of the vocabulary and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the vocabulary means."""

    statuses: tuple[Meaning, ...]
    types: tuple[Meaning, ...]
    acts: tuple[Meaning, ...]


def words() -> Words:
    """The vocabulary of statuses, types of events and speech acts."""
    return Words(
        statuses=tuple(Meaning(name=s.name, meaning=s.meaning) for s in vocab.statuses().values()),
        types=tuple(Meaning(name=t.code, meaning=t.definition) for t in vocab.event_types().values()),
        acts=tuple(Meaning(name=a.name, meaning=a.meaning) for a in vocab.acts().values()),
    )


def numbers(counts: Counts) -> tuple[Number, ...]:
    """What the ledger holds."""
    return (
        Number(name="documents", number=counts.documents, path="/documents"),
        Number(name="copy groups", number=counts.copy_groups),
        Number(name="statements", number=counts.statements),
        Number(name="events", number=counts.events),
        Number(name="claims", number=counts.claims, path="/claims"),
        Number(name="actors", number=counts.actors, path="/actors"),
    )


def actor(found: LinkedActor, lists: Mapping[str, Rows[ClaimRow]], said: Rows[StatementRow]) -> ActorView:
    """An actor's page."""
    acting, acted_upon, voicing = (
        Claimed(total=lists[name].total, claims=lists[name]) for name in ("acting", "acted_upon", "voicing")
    )
    return ActorView(
        id=found.id,
        name=found.name,
        kind=found.kind,
        country=found.country,
        code=found.code,
        sector=found.sector,
        role=found.role,
        documents=len({member.document for member in found.members}),
        acting=acting,
        acted_upon=acted_upon,
        voicing=voicing,
        statements_total=said.total,
        statements=said,
    )


def document(row: DocumentRow, view: ReadingView, group: CopyGroup | None) -> Document:
    """A document's page."""
    reading = view.reading
    return Document(
        id=row.id,
        title=reading.document.title,
        address=web_url(reading.document.url),
        superseded_by=row.superseded_by,
        copies=_membership(row.id, group) if group else None,
        source=view.source,
        statements=view.statements,
        events=view.events,
        reading=reading,
    )


def _membership(document: str, group: CopyGroup) -> Membership:
    member = next(member for member in group.members if member.document == document)
    return Membership(id=group.id, copies=len(group.members), relation=member.relation, basis=member.basis)


def copies(group: CopyGroup, rows: Mapping[str, DocumentRow]) -> Copies:
    """A copy group's page; ``rows`` holds its documents by id."""
    members = tuple(
        _copy(rows[member.document], relation=member.relation, of=member.of, basis=member.basis)
        for member in group.members
        if member.document in rows
    )
    return Copies(id=group.id, kind=group.kind, agency=group.agency, members=members)


def _copy(row: DocumentRow, *, relation: str | None = None, of: str | None = None, basis: str | None = None) -> Copy:
    return Copy(
        document=row.id,
        title=row.title,
        outlet=row.outlet,
        agency=row.agency,
        published_from=row.published_from,
        published_to=row.published_to,
        relation=relation,
        of=of,
        basis=basis,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The part of a claim's history that a page shows: its steps, their documents with readings, the copies there."""

    steps: Sequence[ClaimPosition]
    documents: Mapping[str, DocumentRow]
    readings: Mapping[str, ReadingView]
    groups: Iterable[CopyGroup]


def claim(found: Claim, actors: Mapping[str, str], told: Told, paging: Paging) -> ClaimView:
    """A claim's page; ``actors`` gives names by id."""
    relations = {member.document: member.relation for group in told.groups for member in group.members}
    return ClaimView(
        id=found.id,
        type=found.type,
        mode=found.mode,
        status=found.status,
        actors=_named(found.actors, actors),
        recipients=_named(found.recipients, actors),
        objects=found.objects,
        date=found.date,
        place=found.place,
        place_country=found.place_country,
        asserted_by=found.asserted_by,
        denied_by=found.denied_by,
        first_seen=found.first_seen,
        last_seen=found.last_seen,
        reports=found.reports,
        independent_reports=found.independent_reports,
        voices=found.voices,
        paging=paging,
        history=tuple(
            _step(step, told.readings[step.document], told.documents[step.document], relations) for step in told.steps
        ),
        sources=_sources(told.documents.values(), relations),
    )


def _named(ids: Iterable[str], names: Mapping[str, str]) -> tuple[Named, ...]:
    return tuple(Named(name=names[name], actor=name, linked=name) for name in ids if name in names)


def _step(position: ClaimPosition, view: ReadingView, row: DocumentRow, relations: Mapping[str, str]) -> Step:
    return Step(
        date=position.date,
        status=position.status,
        voice=position.voice,
        actor=position.actor,
        document=position.document,
        event=position.event,
        statement=position.statement,
        words=view.words_of(position.event, position.statement),
        chain=view.chain(position.statement),
        title=row.title,
        copy_group=row.copy_group,
        relation=relations.get(row.id),
    )


def _sources(rows: Iterable[DocumentRow], relations: Mapping[str, str]) -> tuple[Source, ...]:
    """The documents, copies together."""
    grouped: dict[str, list[DocumentRow]] = {}
    for row in rows:
        grouped.setdefault(row.copy_group or row.id, []).append(row)
    return tuple(
        Source(
            copy_group=members[0].copy_group,
            documents=tuple(_copy(row, relation=relations.get(row.id)) for row in members),
        )
        for members in grouped.values()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """What went wrong and what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An answer that has no more to show than an error."""

    error: Error
