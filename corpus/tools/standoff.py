"""The stand-off form: a passage as one JSON object (``dragoman-corpus/1``), and back.

Names are those of the reading format. Rows of the real part hold no words: ``without_words`` takes them out and leaves
spans, ``with_words`` puts them back from the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from dragoman.events.status import derive
from dragoman.records import Position as VoicePosition
from dragoman.records import Segment, Span, Status

from .head import copy_of, interval, same_as
from .inline import KEYS
from .origin import Origin, digest, origin_of
from .records import (
    Actor,
    CorpusError,
    Event,
    Mark,
    Object,
    Passage,
    Place,
    Position,
    Statement,
    Time,
    in_order,
)
from .validate import ARTICLE

FORMAT = "dragoman-corpus/1"
Row = dict[str, Any]

_PLAIN_KEYS = ("register", "region", "storyline", "published", "fictional", "kind", "agency", "note")


def to_row(passage: Passage, split: str | None = None) -> Row:
    """A checked passage as a JSON object, words included.

    Raises:
        CorpusError: the head's links, lines or dates are malformed.
    """
    origin = origin_of(passage)
    row: Row = {
        "format": FORMAT,
        "id": passage.id,
        "part": "real" if origin else "written",
        "split": split,
        "meta": _meta(passage),
    }
    if origin:
        row["sha256"] = digest(passage.text)
        row["origin"] = {"set": origin.set, "lines": origin.lines and list(origin.lines), "document": origin.document}
    return row | {
        "text": passage.text,
        "segments": [{"start": s.start, "end": s.end, "kind": s.kind, "role": s.role} for s in _all_segments(passage)],
        "actors": [_actor(passage, actor) for actor in passage.actors],
        "statements": [_statement(passage, said) for said in passage.statements],
        "events": [_event(passage, event) for event in passage.events],
        "objects": [_object(passage, thing) for thing in passage.objects],
        "dates": [_date(passage, label) for label in _labels(passage, "d")],
        "places": [_place(passage, label) for label in _labels(passage, "p")],
    }


def _meta(passage: Passage) -> Row:
    copy = copy_of(passage)
    return {
        "register": passage.get("register"),
        "region": passage.get("region"),
        "storyline": passage.storyline,
        "published": passage.get("published"),
        "fictional": passage.get("fictional") == "yes",
        "kind": passage.get("kind") or "passage",
        "copy": {"document": copy[0], "how": copy[1]} if copy else None,
        "same": [{"event": own, "document": other, "other": there} for own, other, there in same_as(passage)],
        "agency": passage.get("agency"),
        "note": passage.get("note"),
    }


def _all_segments(passage: Passage) -> Iterator[Segment]:
    """The marked segments, and as body all lines and rests of lines between them."""
    at = 0
    for segment in [*passage.segments, None]:
        end = segment.start if segment else len(passage.text)
        start = at
        for line in passage.text[at:end].split("\n"):
            bare = line.strip()
            if bare:
                first = start + line.index(bare)
                yield Segment(start=first, end=first + len(bare), kind="body")
            start += len(line) + 1
        if segment:
            yield segment
            at = segment.end


def _labels(passage: Passage, kind: str) -> list[str]:
    found = {mark.label for mark in passage.marks if mark.label[0] == kind}
    return sorted(found, key=lambda label: int(label[1:]))


def _lists(spans: Sequence[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _first(spans: Sequence[Span]) -> list[int] | None:
    return list(spans[0]) if spans else None


def _found(passage: Passage, words: str | None, near: Sequence[Span]) -> list[int] | None:
    """Where the text has these words: in one of the spans, else anywhere, else None."""
    if not words:
        return None
    for start, end in (*near, (0, len(passage.text))):
        at = passage.text.find(words, start, end)
        if at >= 0:
            return [at, at + len(words)]
    return None


def _actor(passage: Passage, actor: Actor) -> Row:
    mentions = passage.spans(actor.id)
    around = [(start - len(actor.role or "") - 30, end + 60) for start, end in mentions]
    near = [(max(0, start), min(end, len(passage.text))) for start, end in around]
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "code": actor.code,
        "sector": actor.sector,
        "role": actor.role,
        "members": list(actor.members),
        "unnamed": actor.unnamed,
        "evidence": {"name": _found(passage, actor.name, mentions), "role": _found(passage, actor.role, near)},
        "mentions": _lists(mentions),
    }


def _statement(passage: Passage, said: Statement) -> Row:
    number = said.id[1:]
    sources, cues = passage.spans(f"q{number}"), passage.spans(f"c{number}")
    return {
        "id": said.id,
        "speakers": list(said.speakers or ()),
        "on_behalf_of": list(said.on_behalf_of),
        "speaker_span": _first(sources),
        "further_speaker_spans": _lists(sources[1:]),
        "cue": _first(cues),
        "further_cues": _lists(cues[1:]),
        "content": _lists(passage.spans(said.id)),
        "form": said.form,
        "act": said.act,
        "addressees": list(said.addressees),
        "date": said.date,
        "parent": said.parent,
    }


def _event(passage: Passage, event: Event) -> Row:
    anchors = passage.spans(event.id)
    positions = [
        VoicePosition(statement=None if p.voice == ARTICLE else p.voice, status=cast("Status", p.status))
        for p in event.positions
    ]
    derived = derive(positions)
    condition = passage.spans(event.condition) if event.condition else ()
    hangs = event.condition or event.condition_event
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "statement": event.statement,
        "participants": [
            *({"actor": name, "role": "actor"} for name in event.actors or ()),
            *({"actor": name, "role": "recipient"} for name in event.recipients),
        ],
        "objects": list(event.objects),
        "date": event.date,
        "place": event.place,
        "positions": [{"statement": p.statement, "status": p.status} for p in positions],
        "status": derived.status,
        "asserted_by": list(derived.asserted_by),
        "denied_by": list(derived.denied_by),
        "condition": {"id": event.condition, "spans": _lists(condition), "event": event.condition_event}
        if hangs
        else None,
        "anchor": _first(anchors),
        "mentions": _lists(anchors),
    }


def _object(passage: Passage, thing: Object) -> Row:
    spans = passage.spans(thing.id)
    quantities = passage.spans(thing.quantity) if thing.quantity else ()
    quantity = {
        "id": thing.quantity,
        "text": passage.quote(quantities[0]) if quantities else None,
        "span": _first(quantities),
        "spans": _lists(quantities),
        "min": thing.minimum,
        "max": thing.maximum,
        "unit": thing.unit,
        "approximate": thing.approximate,
    }
    return {
        "id": thing.id,
        "text": passage.quote(spans[0]),
        "kind": thing.kind,
        "span": list(spans[0]),
        "mentions": _lists(spans),
        "quantity": quantity if thing.quantity or thing.approximate else None,
    }


def _date(passage: Passage, label: str) -> Row:
    spans = passage.spans(label)
    time = next((time for time in passage.times if time.id == label), None)
    earliest, latest = interval(time.value) if time else (None, None)
    return {
        "id": label,
        "value": time.value if time else None,
        "from": earliest,
        "to": latest,
        "text": passage.quote(spans[0]),
        "span": list(spans[0]),
        "mentions": _lists(spans),
        "relative_to": time.relative_to if time else None,
    }


def _place(passage: Passage, label: str) -> Row:
    spans = passage.spans(label)
    place = next((place for place in passage.places if place.id == label), None)
    return {
        "id": label,
        "name": place.name if place else None,
        "country": place.country if place else None,
        "evidence": {"name": _found(passage, place.name if place else None, spans)},
        "text": passage.quote(spans[0]),
        "span": list(spans[0]),
        "mentions": _lists(spans),
    }


def without_words(row: Row) -> Row:
    """A row of the real part as it may be published: no text, and no words that its spans give again."""
    bare = row | {"text": None}
    for key in ("objects", "dates", "places"):
        bare[key] = [one | {"text": None} for one in row[key]]
    bare["objects"] = [
        one | {"quantity": one["quantity"] and one["quantity"] | {"text": None}} for one in bare["objects"]
    ]
    bare["actors"] = [_unnamed(one, ("name", "role")) for one in row["actors"]]
    bare["places"] = [_unnamed(one, ("name",)) for one in bare["places"]]
    return bare


def _unnamed(one: Row, keys: Sequence[str]) -> Row:
    return one | {key: None for key in keys if one["evidence"][key]}


def with_words(row: Row, text: str) -> Row:
    """A row of the real part with its words.

    Raises:
        CorpusError: the text is not the one that was annotated.
    """
    if digest(text) != row["sha256"]:
        raise CorpusError(f"{row['id']}: the text has another hash than the annotated one; give the same data")

    def words(span: Sequence[int] | None) -> str | None:
        return text[span[0] : span[1]] if span else None

    full = row | {"text": text}
    for key in ("objects", "dates", "places"):
        full[key] = [one | {"text": words(one["span"])} for one in row[key]]
    for one in full["objects"]:
        if one["quantity"]:
            one["quantity"] = one["quantity"] | {"text": words(one["quantity"]["span"])}
    for key in ("actors", "places"):
        full[key] = [one | {k: words(span) for k, span in one["evidence"].items() if span} for one in full[key]]
    return full


def row_origin(row: Mapping[str, Any]) -> Origin | None:
    """Where the text of a row of the real part stands; None for a written one."""
    origin = row.get("origin")
    if not origin:
        return None
    return Origin(
        origin["set"], (origin["lines"][0], origin["lines"][1]) if origin["lines"] else None, origin["document"]
    )


def from_row(row: Mapping[str, Any]) -> Passage:
    """The passage of a row that has its words.

    Raises:
        CorpusError: the row is of another format or has no text.
    """
    if row.get("format") != FORMAT or row.get("text") is None:
        raise CorpusError(f"{row.get('id')}: no {FORMAT} row with its words; join it with its text first")
    tables = [row[key] for key in ("actors", "events", "objects", "dates", "places")]
    marks = [_mark(span, one["id"]) for table in tables for one in table for span in one["mentions"]]
    marks += [mark for one in row["statements"] for mark in _said_marks(one)]
    for condition in filter(None, (one["condition"] for one in row["events"])):
        marks += [_mark(span, condition["id"]) for span in condition["spans"]]
    for amount in filter(None, (one["quantity"] for one in row["objects"])):
        marks += [_mark(span, amount["id"]) for span in amount["spans"]]
    return Passage(
        row["id"],
        _head(row),
        row["text"],
        tuple(Segment(**one) for one in row["segments"] if one["kind"] != "body"),
        in_order(marks),
        tuple(_to_actor(one) for one in row["actors"]),
        tuple(_to_statement(one) for one in row["statements"]),
        tuple(_to_event(one) for one in row["events"]),
        tuple(_to_object(one) for one in row["objects"]),
        tuple(Time(one["id"], one["value"], one["relative_to"]) for one in row["dates"] if one["value"] is not None),
        tuple(Place(one["id"], one["name"], one["country"]) for one in row["places"] if one["name"] is not None),
    )


def _head(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    meta, origin = row["meta"], row_origin(row)
    head = {key: meta[key] for key in _PLAIN_KEYS if meta[key] is not None}
    head["fictional"] = "yes" if meta["fictional"] else "no"
    if meta["kind"] == "passage":
        del head["kind"]
    if meta["copy"]:
        head["copy"] = f"{meta['copy']['document']} {meta['copy']['how']}"
    if meta["same"]:
        head["same"] = " ".join(f"{link['event']}={link['document']}/{link['other']}" for link in meta["same"])
    if origin:
        head["set"] = origin.set
        head |= {"document": origin.document} if origin.document else {}
        head |= {"lines": f"{origin.lines[0]}-{origin.lines[1]}"} if origin.lines else {}
    return tuple(sorted(head.items(), key=lambda item: KEYS[item[0]]))


def _said_marks(one: Row) -> Iterator[Mark]:
    number = one["id"][1:]
    for letter, spans in (
        ("q", [one["speaker_span"], *one["further_speaker_spans"]]),
        ("c", [one["cue"], *one["further_cues"]]),
        ("s", one["content"]),
    ):
        for span in spans:
            if span:
                yield _mark(span, f"{letter}{number}")


def _mark(span: Sequence[int], label: str) -> Mark:
    return Mark(span[0], span[1], label)


def _to_actor(one: Row) -> Actor:
    return Actor(
        one["id"],
        one["kind"],
        one["name"],
        role=one["role"],
        country=one["country"],
        sector=one["sector"],
        code=one["code"],
        members=tuple(one["members"]),
        unnamed=one["unnamed"],
    )


def _to_statement(one: Row) -> Statement:
    return Statement(
        one["id"],
        one["act"],
        one["form"],
        speakers=tuple(one["speakers"]),
        parent=one["parent"],
        on_behalf_of=tuple(one["on_behalf_of"]),
        addressees=tuple(one["addressees"]),
        date=one["date"],
    )


def _to_event(one: Row) -> Event:
    roles: dict[str, list[str]] = {"actor": [], "recipient": []}
    for participant in one["participants"]:
        roles[participant["role"]].append(participant["actor"])
    return Event(
        one["id"],
        one["type"],
        one["mode"],
        actors=tuple(roles["actor"]),
        recipients=tuple(roles["recipient"]),
        objects=tuple(one["objects"]),
        date=one["date"],
        place=one["place"],
        contexts=tuple(one["contexts"]),
        statement=one["statement"],
        condition=(one["condition"] or {}).get("id"),
        condition_event=(one["condition"] or {}).get("event"),
        positions=tuple(Position(p["statement"] or ARTICLE, p["status"]) for p in one["positions"]),
    )


def _to_object(one: Row) -> Object:
    amount = one["quantity"] or {}
    return Object(
        one["id"],
        one["kind"],
        amount.get("id"),
        minimum=amount.get("min"),
        maximum=amount.get("max"),
        unit=amount.get("unit"),
        approximate=amount.get("approximate", False),
    )
