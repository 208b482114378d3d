"""One reading as its page shows it: names in place of ids, words in place of spans, voices as chains."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.ledger import ClaimRow
from dragoman.marking import Mark, event_marks, statement_marks
from dragoman.records import Event, EventDate, EventObject, Published, Reading, Span, Statement
from dragoman.web.article import Block, Reference, blocks
from dragoman.web.wording import UNNAMED, days

GAP = " … "  # between the pieces of what is said
DEEPEST = 6  # statements nested deeper than this are shown as deep as this


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor of the reading: its name, its local id, and its id across documents (None before linking)."""

    name: str
    actor: str
    linked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView:
    """A statement in words. ``chain`` runs from the page inwards: outlet, agency, who speaks, whom they quote."""

    id: str
    label: str
    depth: int
    chain: tuple[str, ...]
    speakers: tuple[Named, ...]
    speaker_words: str | None
    speakers_reason: str | None
    on_behalf_of: tuple[Named, ...]
    act: str
    form: str
    cue: str | None
    words: str
    addressees: tuple[Named, ...]
    venue: str | None
    date: EventDate | None
    parent: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    """What one voice makes of an event; ``label`` and ``statement`` are None for the article's own voice."""

    status: str
    chain: tuple[str, ...]
    statement: str | None
    label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneView:
    """An event in words; ``claim`` is the claim that it belongs to (None before linking)."""

    id: str
    label: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    objects: tuple[EventObject, ...]
    date: EventDate | None
    place: str | None
    place_country: str | None
    casualties: str | None
    positions: tuple[PositionView, ...]
    condition: str | None
    statement: str | None
    statement_label: str | None
    anchor: str
    words: str
    confidence: float
    rule: str
    claim: ClaimRow | None


class ReadingView:
    """The statements, events and marked article of a reading.

    ``linked`` leads from a local actor to the one across documents (its id), ``claims`` from an event to its claim.
    """

    def __init__(self, reading: Reading, linked: Mapping[str, str], claims: Mapping[str, ClaimRow]) -> None:
        self.reading, self.linked, self.claims = reading, linked, claims
        self._actors = {actor.id: actor for actor in reading.actors}
        self._statements = {statement.id: statement for statement in reading.statements}
        self._order = _nested(reading.statements)
        self._labels = {statement.id: f"S{number}" for number, statement in enumerate(reading.statements, 1)}
        self._labels |= {event.id: f"E{number}" for number, event in enumerate(reading.events, 1)}
        self._evidence = {event.id: event.evidence for event in reading.events}
        self._events = sorted(reading.events, key=lambda event: (event.anchor, event.evidence))

    @cached_property
    def source(self) -> tuple[str, ...]:
        """Who stands for the text: the outlet and, where it is another, the agency."""
        document = self.reading.document
        names = [name for name in (document.outlet, document.agency) if name]
        if len(names) == 2 and names[0].casefold() == names[1].casefold():
            names.pop()
        return tuple(names) or ("the article",)

    @cached_property
    def statements(self) -> tuple[SaidView, ...]:
        """Statements in the order of the text, nested ones after what they are nested in."""
        return tuple(self._said(statement, depth) for statement, depth in self._order)

    @cached_property
    def events(self) -> tuple[DoneView, ...]:
        """Events in the order of the text."""
        return tuple(self._done(event) for event in self._events)

    def article(self) -> tuple[Block, ...]:
        """The text with marks and references."""
        marks = [mark for statement, _ in self._order for mark in statement_marks(statement)]
        marks += [mark for event in self._events for mark in event_marks(event)]
        marks += [Mark(*flaw.span, "flaw") for flaw in self.reading.document.quality.spans]
        return blocks(self.reading, marks, self._references())

    def _references(self) -> list[Reference]:
        said = [(statement.content[0][1], statement.id) for statement, _ in self._order]
        done = [(event.anchor[1], event.id) for event in self._events]
        return [Reference(position, self._labels[record], record) for position, record in said + done]

    def chain(self, statement: str | None) -> tuple[str, ...]:
        """The voices from the page inwards; None is the article's own voice."""
        speakers = [self._speaker(found) for found in reversed(self._ancestry(statement))]
        return (*self.source, *speakers)

    def words_of(self, event: str, statement: str | None) -> str:
        """The words in which a voice takes its position: the event's evidence, or the statement's where it is apart."""
        start, end = self._evidence[event]
        said = self._statements.get(statement or "")
        if said is None:
            return self.reading.quote((start, end))
        spans = [span for span in (*said.content, said.cue, said.speaker_span) if span]
        first, last = min(span[0] for span in spans), max(span[1] for span in spans)
        apart = last <= start or end <= first
        return self.reading.quote((first, last) if apart else (start, end))

    def _ancestry(self, statement: str | None) -> list[Statement]:
        """The statement, what it is nested in, and so on outwards."""
        found: list[Statement] = []
        while statement in self._statements and self._statements[statement] not in found:
            found.append(self._statements[statement])
            statement = found[-1].parent
        return found

    def _speaker(self, statement: Statement) -> str:
        if statement.speakers:
            return " and ".join(named.name for named in self._named(statement.speakers))
        return self._quoted(statement.speaker_span) or UNNAMED

    def _said(self, statement: Statement, depth: int) -> SaidView:
        return SaidView(
            id=statement.id,
            label=self._labels[statement.id],
            depth=min(depth, DEEPEST),
            chain=self.chain(statement.id),
            speakers=self._named(statement.speakers),
            speaker_words=self._quoted(statement.speaker_span),
            speakers_reason=statement.speakers_reason,
            on_behalf_of=self._named(statement.on_behalf_of),
            act=statement.act,
            form=statement.form,
            cue=self._quoted(statement.cue),
            words=GAP.join(self.reading.quote(span) for span in statement.content),
            addressees=self._named(statement.addressees),
            venue=statement.venue.text if statement.venue else None,
            date=statement.date,
            parent=statement.parent,
            confidence=statement.confidence,
        )

    def _done(self, event: Event) -> DoneView:
        return DoneView(
            id=event.id,
            label=self._labels[event.id],
            type=event.type,
            mode=event.mode,
            contexts=event.contexts,
            status=event.status,
            actors=self._taking_part(event, "actor"),
            recipients=self._taking_part(event, "recipient"),
            objects=event.objects,
            date=event.date,
            place=event.place.name if event.place else None,
            place_country=event.place.country if event.place else None,
            casualties=event.casualties,
            positions=tuple(self._position(position.statement, position.status) for position in event.positions),
            condition=self._quoted(event.condition.span) if event.condition else None,
            statement=event.statement,
            statement_label=self._labels.get(event.statement or ""),
            anchor=self.reading.quote(event.anchor),
            words=self.reading.quote(event.evidence),
            confidence=event.confidence,
            rule=event.rule,
            claim=self.claims.get(event.id),
        )

    def _position(self, statement: str | None, status: str) -> PositionView:
        label = self._labels.get(statement or "")
        return PositionView(status=status, chain=self.chain(statement), statement=statement, label=label)

    def _taking_part(self, event: Event, role: str) -> tuple[Named, ...]:
        return self._named(dict.fromkeys(taking.actor for taking in event.participants if taking.role == role))

    def _named(self, actors: Iterable[str]) -> tuple[Named, ...]:
        return tuple(
            Named(name=self._actors[actor].name, actor=actor, linked=self.linked.get(actor))
            for actor in actors
            if actor in self._actors
        )

    def _quoted(self, span: Span | None) -> str | None:
        return self.reading.quote(span) if span else None


def _nested(statements: Sequence[Statement]) -> list[tuple[Statement, int]]:
    """Statements with their depth, in the order of the text, each followed by those nested in it."""
    children: dict[str | None, list[Statement]] = {}
    known = {statement.id for statement in statements}
    for statement in sorted(statements, key=lambda statement: statement.content[0]):
        parent = statement.parent if statement.parent in known else None
        children.setdefault(parent, []).append(statement)
    found: list[tuple[Statement, int]] = []
    waiting = [(statement, 0) for statement in reversed(children.get(None, []))]
    while waiting:
        statement, depth = waiting.pop()
        found.append((statement, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(statement.id, []))]
    reached = {statement.id for statement, _ in found}  # a ring of parents hangs on nothing
    return found + [(statement, 0) for statement in statements if statement.id not in reached]


def words_of_date(date: EventDate | None) -> str:
    """A date as the text tells it and as it is understood: "last year (2024)"."""
    if date is None:
        return ""
    known = days(date.earliest, date.latest)
    told = " ".join(date.text.split()) if date.text else ""
    if told and known and told.casefold() != known.casefold():
        return f"{told} ({known})"
    return told or known


def words_of_published(published: Published | None) -> str:
    """When a document was published, and how it is known unless the page says so itself."""
    if published is None:
        return ""
    known = days(published.earliest, published.latest)
    return f"{known} (as told by the {published.basis})" if published.basis in ("url", "text") else known
