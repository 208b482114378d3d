"""From a reading to the flat rows that queries ask: names beside ids, words beside spans, nothing that is not in it."""

import hashlib
import json
import re
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dragoman import contract
from dragoman.errors import LedgerError
from dragoman.records import Actor, Event, Reading, Span, Statement

UNNAMED = "unnamed"  # a voice whom the text does not name
_NOT_WORD = re.compile(r"[\W_]+")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

Row = dict[str, Any]


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """A name for comparing: no case, accents or punctuation, a space before, between and after the words."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return f" {_NOT_WORD.sub(' ', plain.casefold()).strip()} "


@lru_cache(maxsize=65_536)
def encoded(values: tuple[object, ...]) -> str:
    """A list as JSON, for a column. Names and codes come again and again, so it remembers."""
    return _encode(values)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading made ready to be kept.

    ``json`` is the reading without its text (kept once per text) and its path (a matter of where it was found);
    ``id`` is its hash. ``plain`` is the reading with every character that the engine cannot hold as U+FFFD (offsets
    stay): flat rows are made of it.
    """

    reading: Reading
    plain: Reading
    json: str
    id: str


def prepare(reading: Reading) -> Prepared:
    """The reading with its JSON and id.

    Raises:
        LedgerError: it names an actor or statement that it does not hold, or its document has no id.
    """
    _check(reading)
    document = reading.document
    bare = replace(reading, document=replace(document, text="", path=None))
    line = contract.to_json(bare)
    plain = reading
    if "\\u0000" in line or any(_UNSTORABLE.search(part) for part in (line, document.text, document.path or "")):
        line = json.dumps(contract.to_dict(bare), separators=(",", ":"))
        plain = contract.from_dict(Reading, _all_storable(contract.to_dict(reading)))
    return Prepared(reading, plain, line, hashlib.sha256(line.encode()).hexdigest())


def _check(reading: Reading) -> None:
    actors, statements = {actor.id for actor in reading.actors}, {statement.id for statement in reading.statements}
    named = {actor for statement in reading.statements for actor in statement.speakers}
    named.update(taking.actor for event in reading.events for taking in event.participants)
    named.update(member for actor in reading.actors for member in actor.members)
    told = {position.statement for event in reading.events for position in event.positions} - {None}
    told.update(statement for event in reading.events for statement in (*event.asserted_by, *event.denied_by))
    unknown = [*(named - actors), *(told - statements)]
    if unknown:
        raise LedgerError(f"the reading names {unknown[0]!r}, which it does not hold; read the document again")
    if not (reading.document.id and reading.document.text_id):
        raise LedgerError("the reading's document has no id; make it with dragoman.read")


def storable(text: str) -> str:
    """The text with U+FFFD for every character that the engine cannot hold."""
    return _UNSTORABLE.sub("\ufffd", text)


def exact_text(kept: str, exact: str | None) -> str:
    """The text as it came."""
    return kept if exact is None else b64decode(exact).decode("utf-8", "surrogatepass")


def restored(data: str, text: str, path: str | None) -> dict[str, Any]:
    """The JSON contract's object, whole again."""
    whole: dict[str, Any] = json.loads(data)
    whole["document"]["text"] = text
    whole["document"]["path"] = path
    return whole


def text_row(reading: Reading) -> Row:
    """The text as the engine can hold it, and, where that differs, ``exact``: its bytes in base 64."""
    text = reading.document.text
    kept = storable(text)
    return {
        "text_id": reading.document.text_id,
        "text": kept,
        "exact": None if kept == text else b64encode(text.encode("utf-8", "surrogatepass")).decode(),
        "characters": len(text),
    }


def _all_storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_all_storable(item) for item in value]
    if isinstance(value, dict):
        return {key: _all_storable(item) for key, item in value.items()}
    return value


def document_row(reading: Reading) -> Row:
    """The columns of ``documents`` that its current reading tells."""
    document, published = reading.document, reading.document.published
    return {
        "title": document.title,
        "outlet": document.outlet,
        "agency": document.agency,
        "bylines": encoded(document.bylines),
        "published_from": published.earliest if published else None,
        "published_to": published.latest if published else None,
        "published_precision": published.precision if published else None,
        "language": document.language,
        "coded": reading.coded,
        "coded_reason": reading.coded_reason,
        "version": reading.version,
        "model": reading.model,
        "statements": len(reading.statements),
        "events": len(reading.events),
    }


class _Flat:
    """The flat rows of one reading under the number ``document`` that the ledger gave it."""

    def __init__(self, reading: Reading, document: int) -> None:
        self.reading, self.document = reading, document
        published = reading.document.published
        self.published = {
            "published_from": published.earliest if published else None,
            "published_to": published.latest if published else None,
        }
        self.actor_numbers = {actor.id: number for number, actor in enumerate(reading.actors)}
        self.statement_numbers = {statement.id: number for number, statement in enumerate(reading.statements)}

    def actor_rows(self) -> list[Row]:
        return [
            {
                "document": self.document,
                "number": number,
                "id": actor.id,
                "name": actor.name,
                "folded": folded(actor.name),
                "kind": actor.kind,
                "country": actor.country,
                "code": actor.code,
                "sector": actor.sector,
                "role": actor.role,
                "mentions": len(actor.mentions),
            }
            for number, actor in enumerate(self.reading.actors)
        ]

    def statement_rows(self) -> list[Row]:
        return [self._statement_row(number, statement) for number, statement in enumerate(self.reading.statements)]

    def _statement_row(self, number: int, statement: Statement) -> Row:
        quote, date = self.reading.quote, statement.date
        marks = [(*span, "content") for span in statement.content]
        marks += [(*statement.cue, "cue")] if statement.cue else []
        marks += [(*statement.speaker_span, "speaker")] if statement.speaker_span else []
        start, end = min(mark[0] for mark in marks), max(mark[1] for mark in marks)
        return {
            "document": self.document,
            "number": number,
            "id": statement.id,
            "speakers": encoded(self._names(statement.speakers)),
            "act": statement.act,
            "form": statement.form,
            "cue": quote(statement.cue) if statement.cue else None,
            "words": " … ".join(quote(span) for span in statement.content),
            "venue": statement.venue.text if statement.venue else None,
            "date_from": date.earliest if date else None,
            "date_to": date.latest if date else None,
            "parent": statement.parent,
            "confidence": statement.confidence,
            "evidence": quote((start, end)),
            "start": start,
            "marks": _encode(_relative(marks, start)),
            **self.published,
        }

    def speaker_rows(self) -> list[Row]:
        pairs = {
            (self.actor_numbers[actor], number): None
            for number, statement in enumerate(self.reading.statements)
            for actor in self._with_members(statement.speakers)
        }
        return [{"document": self.document, "statement": number, "actor": actor} for actor, number in pairs]

    def event_rows(self) -> list[Row]:
        return [self._event_row(number, event) for number, event in enumerate(self.reading.events)]

    def _event_row(self, number: int, event: Event) -> Row:
        quote, date, place = self.reading.quote, event.date, event.place
        actors, recipients = (self._participants(event, role) for role in ("actor", "recipient"))
        return {
            "document": self.document,
            "number": number,
            "id": event.id,
            "type": event.type,
            "mode": event.mode,
            "contexts": encoded(event.contexts),
            "status": event.status,
            "actors": encoded(tuple(actor.name for actor in actors)),
            "actor_codes": encoded(tuple(actor.country or actor.code for actor in actors)),
            "recipients": encoded(tuple(actor.name for actor in recipients)),
            "recipient_codes": encoded(tuple(actor.country or actor.code for actor in recipients)),
            "objects": encoded(tuple(thing.text for thing in event.objects)),
            "quantities": encoded(tuple(thing.quantity.text if thing.quantity else None for thing in event.objects)),
            "date_from": date.earliest if date else None,
            "date_to": date.latest if date else None,
            "date_text": date.text if date else None,
            "place": place.name if place else None,
            "place_country": place.country if place else None,
            "casualties": event.casualties,
            "own_voice": any(position.statement is None for position in event.positions),
            "asserted_by": encoded(self._voices(event.asserted_by)),
            "denied_by": encoded(self._voices(event.denied_by)),
            "condition": quote(event.condition.span) if event.condition else None,
            "statement": event.statement,
            "anchor": quote(event.anchor),
            "evidence": quote(event.evidence),
            "start": event.evidence[0],
            "marks": _encode(_relative(_event_marks(event), event.evidence[0])),
            "confidence": event.confidence,
            "rule": event.rule,
            **self.published,
        }

    def participant_rows(self) -> list[Row]:
        return [
            {"document": self.document, "event": number, "number": place, **row}
            for number, event in enumerate(self.reading.events)
            for place, row in enumerate(self._participant_rows(event))
        ]

    def _participant_rows(self, event: Event) -> list[Row]:
        return [
            {"actor": self.actor_numbers[actor], "role": taking.role, "implicit": taking.implicit}
            for taking in event.participants
            for actor in self._with_members((taking.actor,))
        ]

    def position_rows(self) -> list[Row]:
        return [
            {
                "document": self.document,
                "event": number,
                "number": place,
                "statement": None if position.statement is None else self.statement_numbers[position.statement],
                "status": position.status,
            }
            for number, event in enumerate(self.reading.events)
            for place, position in enumerate(event.positions)
        ]

    def _with_members(self, ids: Iterable[str]) -> list[str]:
        """Actors and, after each, the members of a group ('the two leaders'), so that asking for one finds both."""
        return [found for actor in ids for found in (actor, *self.reading.actors[self.actor_numbers[actor]].members)]

    def _names(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.reading.actors[self.actor_numbers[actor]].name for actor in ids)

    def _participants(self, event: Event, role: str) -> list[Actor]:
        ids = dict.fromkeys(taking.actor for taking in event.participants if taking.role == role)
        return [self.reading.actors[self.actor_numbers[actor]] for actor in ids]

    def _voices(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The names of those who speak in these statements; the words that point at them where no name is known."""
        found: dict[str, None] = {}
        for name in ids:
            statement = self.reading.statements[self.statement_numbers[name]]
            words = self.reading.quote(statement.speaker_span) if statement.speaker_span else UNNAMED
            found.update(dict.fromkeys(self._names(statement.speakers) or (words,)))
        return tuple(found)


def _event_marks(event: Event) -> list[tuple[int, int, str]]:
    marks = [(*event.anchor, "anchor")]
    start, end = event.evidence
    told: list[Span] = [
        p.span for p in event.participants if start <= p.span[0] and p.span[1] <= end and not p.implicit
    ]
    return marks + [(*span, "participant") for span in dict.fromkeys(told)]


def _relative(marks: Sequence[tuple[int, int, str]], start: int) -> list[tuple[int, int, str]]:
    return [(first - start, last - start, kind) for first, last, kind in sorted(marks)]


def rows_of(reading: Reading, document: int) -> Mapping[str, list[Row]]:
    """The rows of a ``plain`` reading by table name, in an order in which they can be inserted."""
    flat = _Flat(reading, document)
    return {
        "actors": flat.actor_rows(),
        "statements": flat.statement_rows(),
        "events": flat.event_rows(),
        "speakers": flat.speaker_rows(),
        "participants": flat.participant_rows(),
        "positions": flat.position_rows(),
    }
