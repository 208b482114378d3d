"""Claims: one event across documents, with the voices for and against it and three counts.

Two events are one claim if type and parties agree, their objects do not differ and their times meet. A person in
office counts as a party for the state, so that "Putin vowed" and "Moscow vowed" meet.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman import vocab
from dragoman.linking.records import Claim, ClaimPosition, ClaimVoice, CopyGroup, EventLink, LinkedActor
from dragoman.records import Actor, Event, EventDate, Reading, Statement, Status, content_id

#: Undated events of one kind between the same parties are one claim if published so close (own examples, 2026-11).
UNDATED_DAYS = 5
#: Types whose parties have no direction.
MUTUAL = frozenset({"CONSULT", "COOPERATE"})
OFFICIAL = frozenset({"GOV", "MIL", "SPY", "LEG", "JUD", "COP"})
TOOK_PLACE = frozenset({"happened", "ongoing"})
UNKNOWN_VOICE = "somebody unnamed"


@dataclass(frozen=True)
class Told:
    """An event where it stands, with its parties."""

    reading: Reading
    event: Event
    actors: frozenset[str]
    recipients: frozenset[str]

    @property
    def published(self) -> str | None:
        """First possible day of publication."""
        known = self.reading.document.published
        return known.earliest if known else None

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of what was transferred or agreed."""
        return frozenset(o.kind for o in self.event.objects if o.kind)


@dataclass(frozen=True)
class Context:
    """What claims need to know of actors and copies."""

    links: Mapping[tuple[str, str], LinkedActor]
    sources: Mapping[str, str]

    @classmethod
    def of(cls, actors: Sequence[LinkedActor], copies: Sequence[CopyGroup]) -> "Context":
        """From linked actors and copy groups."""
        links = {(m.document, m.actor): actor for actor in actors for m in actor.members}
        return cls(links, {m.document: group.id for group in copies for m in group.members})

    def source(self, document: str) -> str:
        """The copy group of a document, or the document itself."""
        return self.sources.get(document, document)


def claims(readings: Sequence[Reading], context: Context) -> tuple[Claim, ...]:
    """The claims of these readings, which are ordered by publication (earliest first)."""
    told = [_told(context, reading, event) for reading in readings for event in reading.events]
    clusters: dict[tuple[object, ...], list[list[Told]]] = defaultdict(list)
    for one in told:
        _join(clusters[_key(one)], one)
    found = [_claim(context, members) for groups in clusters.values() for members in groups]
    return tuple(sorted(found, key=lambda claim: claim.id))


def _told(context: Context, reading: Reading, event: Event) -> Told:
    actors = {a.id: a for a in reading.actors}
    sides: dict[str, set[str]] = {"actor": set(), "recipient": set()}
    for participant in event.participants:
        sides[participant.role] |= _parties(context, reading, actors, participant.actor)
    if event.type in MUTUAL:
        sides = {"actor": sides["actor"] | sides["recipient"], "recipient": set()}
    return Told(reading, event, frozenset(sides["actor"]), frozenset(sides["recipient"]))


def _parties(context: Context, reading: Reading, actors: Mapping[str, Actor], actor_id: str) -> set[str]:
    actor = actors[actor_id]
    if actor.members:
        return {p for m in actor.members if m in actors for p in _parties(context, reading, actors, m)}
    official = actor.kind in ("state", "body") or actor.sector in OFFICIAL
    if actor.country and official:
        return {actor.country}
    return {context.links[reading.document.id, actor_id].id}


def _key(one: Told) -> tuple[object, ...]:
    return one.event.type, one.actors, one.recipients


def _join(groups: list[list[Told]], one: Told) -> None:
    fitting = [group for group in groups if all(_meets(one, other) for other in group)]
    if fitting:
        fitting[-1].append(one)
    else:
        groups.append([one])


def _meets(one: Told, other: Told) -> bool:
    if not one.actors and not one.recipients:
        return False
    if one.kinds and other.kinds and not one.kinds & other.kinds:
        return False
    if one.event.mode and other.event.mode and one.event.mode != other.event.mode:
        return False
    return _times_meet(one, other)


def _times_meet(one: Told, other: Told) -> bool:
    first, second = _range(one.event.date), _range(other.event.date)
    if first and second:
        return first[0] <= second[1] and second[0] <= first[1]
    if one.published is None or other.published is None:
        return one.reading.document.id == other.reading.document.id
    apart = abs(date.fromisoformat(one.published) - date.fromisoformat(other.published))
    dated = first or second
    if dated and not _near(dated, one.published if second else other.published):
        return False
    return apart <= timedelta(days=UNDATED_DAYS)


def _near(dated: tuple[str, str], published: str) -> bool:
    """Whether an undated report may tell an event of this time: it is not long past when the report appears."""
    return date.fromisoformat(published) - date.fromisoformat(dated[1]) <= timedelta(days=UNDATED_DAYS)


def _range(when: EventDate | None) -> tuple[str, str] | None:
    return (when.earliest, when.latest) if when and when.earliest and when.latest else None


def _claim(context: Context, members: list[Told]) -> Claim:
    history = sorted(
        (position for one in members for position in _positions(context, one)),
        key=lambda p: (p.date is None, p.date or "", p.document, p.event, p.statement or ""),
    )
    voices = _voices(context, history)
    first = members[0].event
    days = sorted(one.published for one in members if one.published)
    documents = {one.reading.document.id for one in members}
    return Claim(
        id=content_id("claim", first.type, sorted(members[0].actors), sorted(members[0].recipients), first.id),
        type=first.type,
        mode=next((one.event.mode for one in members if one.event.mode), None),
        status=_status(context, history),
        actors=_linked(context, members, "actor"),
        recipients=_linked(context, members, "recipient"),
        objects=tuple(dict.fromkeys(o.text for one in members for o in one.event.objects)),
        date=next((one.event.date for one in members if one.event.date), None),
        place=next((one.event.place.name for one in members if one.event.place), None),
        place_country=next((one.event.place.country for one in members if one.event.place), None),
        events=tuple(EventLink(document=one.reading.document.id, event=one.event.id) for one in members),
        asserted_by=tuple(v for v in voices if v.status != "denied"),
        denied_by=tuple(v for v in voices if v.status == "denied"),
        first_seen=days[0] if days else None,
        last_seen=days[-1] if days else None,
        reports=len(documents),
        independent_reports=len({context.source(document) for document in documents}),
        voices=len(voices),
        history=tuple(history),
    )


def _linked(context: Context, members: Iterable[Told], role: str) -> tuple[str, ...]:
    ids = [
        context.links[one.reading.document.id, p.actor].id
        for one in members
        for p in one.event.participants
        if p.role == role
    ]
    return tuple(dict.fromkeys(ids))


def _positions(context: Context, one: Told) -> Iterable[ClaimPosition]:
    statements = {s.id: s for s in one.reading.statements}
    for position in one.event.positions:
        statement = statements.get(position.statement) if position.statement else None
        voice, actor = _voice(context, one.reading, statement)
        own_date = statement.date.earliest if statement is not None and statement.date is not None else None
        yield ClaimPosition(
            date=own_date or one.published,
            status=position.status,
            voice=voice,
            actor=actor,
            document=one.reading.document.id,
            event=one.event.id,
            statement=position.statement,
        )


def _voice(context: Context, reading: Reading, statement: Statement | None) -> tuple[str, str | None]:
    document = reading.document
    if statement is None:
        return document.agency or document.outlet or document.title or document.path or document.id[:12], None
    linked = [context.links[document.id, speaker] for speaker in statement.speakers]
    if linked:
        return " and ".join(actor.name for actor in linked), linked[0].id if len(linked) == 1 else None
    words = reading.quote(statement.speaker_span) if statement.speaker_span else UNKNOWN_VOICE
    return words, None


def _voices(context: Context, history: Sequence[ClaimPosition]) -> list[ClaimVoice]:
    """Each voice once, with its latest position; copies speak with one voice."""
    return [_heard(rows) for rows in _by_voice(context, history).values()]


def _by_voice(context: Context, history: Sequence[ClaimPosition]) -> dict[tuple[str, str], list[ClaimPosition]]:
    found: dict[tuple[str, str], list[ClaimPosition]] = defaultdict(list)
    for position in history:
        own = position.statement is None
        key = ("article", context.source(position.document)) if own else ("speaker", position.actor or position.voice)
        found[key].append(position)
    return found


def _heard(rows: Sequence[ClaimPosition]) -> ClaimVoice:
    return ClaimVoice(
        kind="article" if rows[0].statement is None else "speaker",
        actor=rows[-1].actor,
        name=rows[0].voice,
        status=_latest(rows),
        since=rows[0].date,
        documents=tuple(dict.fromkeys(row.document for row in rows)),
    )


def _latest(rows: Sequence[ClaimPosition]) -> Status:
    """The status of the last day on which the voice spoke; the surest one told on that day."""
    last = [row for row in rows if row.date == rows[-1].date]
    return min((row.status for row in last), key=_rank)


def _status(context: Context, history: Sequence[ClaimPosition]) -> Status:
    """The rule for events, over all voices: the articles' own word first, else the least certain who assert it.

    What was only planned or possible when a voice last spoke is settled by a later report that it happened.
    """
    by_voice = _by_voice(context, history)
    own = [rows for key, rows in by_voice.items() if key[0] == "article"]
    heard = [(_latest(rows), rows[-1].date) for rows in own or by_voice.values()]
    asserting = [(status, day) for status, day in heard if status != "denied"]
    known = [day for status, day in asserting if day and status in TOOK_PLACE]
    settled = min(known, default=None)
    open_still = [
        status for status, day in asserting if status in TOOK_PLACE or not (settled and day and day < settled)
    ]
    return max(open_still, key=_rank, default="denied")


def _rank(status: Status) -> int:
    return vocab.statuses()[status].rank
