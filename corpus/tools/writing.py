"""The inline form, written: records become a file of passages in normal form.

``parse(write(passages))`` gives the same passages; ``write(parse(file))`` the same bytes for a file in normal form,
and brings others into it: head and records in their order, labels over the same words joined, one blank line between
passages.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from .inline import NOBODY, RULE, TITLE
from .records import Actor, CorpusError, Event, Object, Passage, Place, Record, Statement, Time, in_order

_PLAIN = re.compile(r'[^\s"=|\\]+')


def write(passages: Iterable[Passage]) -> str:
    """The inline text of passages, in normal form.

    Raises:
        CorpusError: spans cross, which only stand-off rows can have.
    """
    return "\n".join(write_passage(passage) for passage in passages)


def write_passage(passage: Passage) -> str:
    """One passage: head, text, records."""
    head = [TITLE + passage.id, *(f"{key}: {value}" for key, value in passage.head), RULE]
    return "\n".join([*head, write_text(passage), RULE, *map(write_record, passage.records)]) + "\n"


def write_text(passage: Passage) -> str:
    """The text with its spans as brackets."""
    parts: list[str] = []
    open_ends: list[int] = []
    at = 0

    def advance(to: int) -> None:
        nonlocal at
        parts.append(re.sub(r"[\[\]\\]", r"\\\g<0>", passage.text[at:to]))
        at = to

    for start, end, label in _brackets(passage):
        while open_ends and open_ends[-1] <= start:
            advance(open_ends.pop())
            parts.append("]")
        if open_ends and open_ends[-1] < end:
            raise CorpusError(f"{passage.id}: the span {label} at {start} crosses another one; spans may only nest")
        advance(start)
        parts.append(f"[{label} ")
        open_ends.append(end)
    while open_ends:
        advance(open_ends.pop())
        parts.append("]")
    advance(len(passage.text))
    return "\n".join(map(_shielded, "".join(parts).split("\n")))


def _shielded(line: str) -> str:
    return "\\" + line if line.rstrip() == RULE or line.startswith(TITLE) else line


def _brackets(passage: Passage) -> Iterator[tuple[int, int, str]]:
    joined: dict[tuple[int, int], list[str]] = {}
    for mark in in_order(passage.marks):
        joined.setdefault(mark.span, []).append(mark.label)
    spans = [(*span, 1, "+".join(labels)) for span, labels in joined.items()]
    spans += [(s.start, s.end, 0, f"{s.kind}/{s.role}" if s.role else s.kind) for s in passage.segments]
    for start, end, _, label in sorted(spans, key=lambda span: (span[0], -span[1], span[2])):
        yield start, end, label


def write_record(record: Record) -> str:
    """One record's line."""
    return " ".join([record.id, *_WRITERS[record.id[0]](record)])


def _option(key: str, value: str | float | tuple[str, ...] | None) -> list[str]:
    if value is None or value == ():
        return []
    if isinstance(value, tuple):
        return [f"{key}={','.join(value)}"]
    if isinstance(value, float):
        return [f"{key}={int(value) if value.is_integer() else value}"]
    return [f"{key}={value if _PLAIN.fullmatch(value) else _quoted(value)}"]


def _told(key: str, value: tuple[str, ...] | None) -> list[str]:
    return [f"{key}={NOBODY}"] if value == () else _option(key, value)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _actor_words(record: Record) -> list[str]:
    assert isinstance(record, Actor)
    words = [record.kind, _quoted(record.name), *_option("role", record.role), *_option("country", record.country)]
    words += [*_option("sector", record.sector), *_option("code", record.code), *_option("members", record.members)]
    return words + ["unnamed"] * record.unnamed


def _statement_words(record: Record) -> list[str]:
    assert isinstance(record, Statement)
    words = [record.act, record.form, *_told("by", record.speakers), *_option("parent", record.parent)]
    words += [*_option("for", record.on_behalf_of), *_option("to", record.addressees)]
    return words + _option("date", record.date)


def _event_words(record: Record) -> list[str]:
    assert isinstance(record, Event)
    words = [f"{record.type}/{record.mode}" if record.mode else record.type, *_told("actor", record.actors)]
    words += [*_option("to", record.recipients), *_option("object", record.objects), *_option("date", record.date)]
    words += [*_option("place", record.place), *_option("context", record.contexts), *_option("is", record.statement)]
    words += [*_option("condition", record.condition), *_option("if", record.condition_event)]
    positions = [f"{position.voice}:{position.status}" for position in record.positions]
    return words + (["|", *positions] if positions else [])


def _object_words(record: Record) -> list[str]:
    assert isinstance(record, Object)
    words = [record.kind, *_option("quantity", record.quantity), *_option("min", record.minimum)]
    words += [*_option("max", record.maximum), *_option("unit", record.unit)]
    return words + ["approx"] * record.approximate


def _time_words(record: Record) -> list[str]:
    assert isinstance(record, Time)
    return [record.value, *_option("to", record.relative_to)]


def _place_words(record: Record) -> list[str]:
    assert isinstance(record, Place)
    return [_quoted(record.name), *_option("country", record.country)]


_WRITERS: Mapping[str, Callable[[Record], list[str]]] = {
    "a": _actor_words,
    "s": _statement_words,
    "e": _event_words,
    "o": _object_words,
    "d": _time_words,
    "p": _place_words,
}
