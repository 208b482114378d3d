"""What changed from one reading to the next: fields of the document, lines of the text, and records."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from dragoman.ledger.flat import Row, rows_of
from dragoman.ledger.rows import ChangeRow, ReadingRow, Rows
from dragoman.records import Document, Reading

# What a record is told by: records with the same words are the same, whatever their ids and offsets.
_TOLD_BY: Mapping[str, tuple[str, ...]] = {"actors": ("name",), "statements": ("words",), "events": ("anchor",)}
_NOT_COMPARED = frozenset({"document", "number", "id", "start", "marks"})
_OF_THE_DOCUMENT = frozenset({"published_from", "published_to"})
_APART = frozenset({"id", "text_id", "text", "path"})


@dataclass(frozen=True, slots=True)
class Difference:
    """Two readings, and what was ``added``, ``removed`` and ``changed`` from the one to the other."""

    before: ReadingRow | None
    after: ReadingRow
    changes: Rows[ChangeRow]


def changes(before: Reading, after: Reading) -> Iterator[ChangeRow]:
    """Every difference: document, text, actors, statements, events, in this order."""
    yield from _document_changes(before.document, after.document)
    yield from _line_changes(before.document.text, after.document.text)
    old, new = rows_of(before, 0), rows_of(after, 0)
    for name in _TOLD_BY:
        yield from _record_changes(name, old[name], new[name])


def _document_changes(before: Document, after: Document) -> Iterator[ChangeRow]:
    for item in fields(Document):
        old, new = getattr(before, item.name), getattr(after, item.name)
        if item.name not in _APART and old != new:
            yield _change("changed", "document", after.id, item.name, str(old), str(new))


def _line_changes(before: str, after: str) -> Iterator[ChangeRow]:
    old, new = Counter(before.splitlines()), Counter(after.splitlines())
    for line in (old - new).elements():
        yield _change("removed", "text", None, None, line, None)
    for line in (new - old).elements():
        yield _change("added", "text", None, None, None, line)


def _record_changes(name: str, before: list[Row], after: list[Row]) -> Iterator[ChangeRow]:
    old, new = _by_words(name, before), _by_words(name, after)
    kind = name.removesuffix("s")
    for told, row in old.items():
        if told not in new:
            yield _change("removed", kind, row["id"], None, _summary(row), None)
    for told, row in new.items():
        if told not in old:
            yield _change("added", kind, row["id"], None, None, _summary(row))
        else:
            yield from _field_changes(kind, old[told], row)


def _field_changes(kind: str, before: Row, after: Row) -> Iterator[ChangeRow]:
    for name, value in after.items():
        if name not in _NOT_COMPARED | _OF_THE_DOCUMENT and before[name] != value:
            yield _change("changed", kind, after["id"], name, _shown(before[name]), _shown(value))


def _by_words(name: str, rows: list[Row]) -> dict[tuple[object, ...], Row]:
    """The rows by the words that tell them, with a count where several are told in the same words."""
    seen: Counter[tuple[object, ...]] = Counter()
    found = {}
    for row in rows:
        words = tuple(row[column] for column in _TOLD_BY[name])
        seen[words] += 1
        found[*words, seen[words]] = row
    return found


def _summary(row: Row) -> str:
    kept = {name: value for name, value in row.items() if name not in _NOT_COMPARED | _OF_THE_DOCUMENT}
    return json.dumps({name: value for name, value in kept.items() if value is not None}, ensure_ascii=False)


def _shown(value: object) -> str | None:
    return None if value is None else str(value)


def _change(
    change: str, kind: str, name: str | None, column: str | None, old: str | None, new: str | None
) -> ChangeRow:
    return ChangeRow(change=change, kind=kind, id=name, field=column, before=old, after=new)
