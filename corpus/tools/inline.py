"""The inline form, read: a file of passages becomes records (``corpus/FORMAT.md``); ``writing`` is the way back."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import get_args

from dragoman.records import Segment, SegmentKind

from .head import head_lists
from .records import (
    MARK_KINDS,
    Actor,
    CorpusError,
    Event,
    Fault,
    Mark,
    Object,
    Passage,
    Place,
    Position,
    Record,
    Statement,
    Time,
    in_order,
)

RULE = "---"
TITLE = "=== "
NOBODY = "-"
SEGMENTS: Mapping[str, SegmentKind] = {kind: kind for kind in get_args(SegmentKind) if kind != "body"}

_LABEL = re.compile(rf"[{''.join(MARK_KINDS)}][1-9]\d*")
KEYS: Mapping[str, int] = {key: rank for rank, key in enumerate(head_lists()["keys"])}

_ESCAPE = re.compile(r"\\[][\\=-]")
_OPENING = re.compile(r"\[([A-Za-z][\w/+-]*) ")
_TOKEN = re.compile(r'(?:[a-z]+=)?"(?:[^"\\]|\\.)*"(?!\S)|\S+')
_OPTION = re.compile(r"([a-z]+)=(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The passages of a file and what could not be read of it."""

    passages: tuple[Passage, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a record of one kind may hold: the names of its words, its options and its flags."""

    words: tuple[str, ...]
    options: frozenset[str]
    flags: frozenset[str] = frozenset()


_SHAPES: Mapping[str, _Shape] = {
    "a": _Shape(
        ("KIND", '"NAME"'), frozenset({"role", "country", "sector", "code", "members"}), frozenset({"unnamed"})
    ),
    "s": _Shape(("ACT", "FORM"), frozenset({"by", "parent", "for", "to", "date"})),
    "e": _Shape(
        ("TYPE[/MODE]",),
        frozenset({"actor", "to", "object", "date", "place", "context", "is", "condition", "if"}),
    ),
    "o": _Shape(("KIND",), frozenset({"quantity", "min", "max", "unit"}), frozenset({"approx"})),
    "d": _Shape(("DATE",), frozenset({"to"})),
    "p": _Shape(('"NAME"',), frozenset({"country"})),
}


@dataclass(slots=True)
class _Entry:
    """A record line, taken apart."""

    id: str
    words: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    positions: list[Position] = field(default_factory=list)

    def get(self, key: str) -> str | None:
        return self.options.get(key)

    def many(self, key: str) -> tuple[str, ...]:
        value = self.options.get(key, NOBODY)
        return () if value == NOBODY else tuple(value.split(","))

    def told(self, key: str) -> tuple[str, ...] | None:
        return self.many(key) if key in self.options else None

    def number(self, key: str) -> float | None:
        value = self.options.get(key)
        if value is None:
            return None
        try:
            return float(value)
        except ValueError:
            raise CorpusError(f"{self.id}: {key}={value} is no plain number; write digits only (12500, 2.5)") from None


def parse_file(path: Path) -> Parsed:
    """Read a file of passages.

    Raises:
        CorpusError: the file cannot be opened or is not UTF-8.
    """
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} cannot be read ({error}); give a UTF-8 file of passages") from error


def parse(source: str, path: str = "passages.txt") -> Parsed:
    """Read passages; what cannot be read is told as faults and left out."""
    lines = source.removeprefix("\ufeff").split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith(TITLE)]
    faults: list[Fault] = []
    before = next((i for i, line in enumerate(lines[: starts[0] if starts else None]) if line.strip()), None)
    if before is not None or not starts:
        told = 'a passage begins with "=== ID", and nothing stands before the first; mend the line'
        faults.append(Fault(path, (before or 0) + 1, told))
    passages = []
    for start, stop in pairwise([*starts, len(lines)]):
        block = _Block(path, start, lines[start:stop], faults)
        passage = block.passage()
        if passage:
            passages.append(passage)
    return Parsed(tuple(passages), tuple(faults))


class _Block:
    """The lines of one passage."""

    def __init__(self, path: str, first: int, lines: Sequence[str], faults: list[Fault]) -> None:
        self.path, self.first, self.lines, self.faults = path, first, lines, faults
        self.marks: list[Mark] = []
        self.segments: list[Segment] = []

    def fault(self, index: int, message: str) -> None:
        """Tell what is wrong with the line of this index."""
        self.faults.append(Fault(self.path, self.first + index + 1, message))

    def passage(self) -> Passage | None:
        """The passage, or None where its three parts cannot be told apart."""
        rules = [index for index, line in enumerate(self.lines) if line.rstrip() == RULE]
        if len(rules) != 2:
            told = 'a passage has two lines "---", after the head and after the text'
            self.fault(
                rules[2] if len(rules) > 2 else 0,
                f'{told}; here are {len(rules)} (write "\\---" for such a line of the text)',
            )
            return None
        name = self.lines[0].removeprefix(TITLE).strip()
        head = self._head(range(1, rules[0]))
        start, text = self._text(rules[0] + 1, rules[1])
        records, where = self._records(range(rules[1] + 1, len(self.lines)))
        return Passage(
            name,
            head,
            text,
            tuple(sorted(self.segments, key=lambda segment: (segment.start, -segment.end))),
            in_order(self.marks),
            tuple(r for r in records if isinstance(r, Actor)),
            tuple(r for r in records if isinstance(r, Statement)),
            tuple(r for r in records if isinstance(r, Event)),
            tuple(r for r in records if isinstance(r, Object)),
            tuple(r for r in records if isinstance(r, Time)),
            tuple(r for r in records if isinstance(r, Place)),
            path=self.path,
            line=self.first + 1,
            text_line=self.first + start + 1,
            lines=where,
        )

    def _head(self, indices: Iterable[int]) -> tuple[tuple[str, str], ...]:
        head: dict[str, str] = {}
        for index in indices:
            key, colon, value = self.lines[index].partition(":")
            if not self.lines[index].strip():
                continue
            if not colon or not value.strip():
                self.fault(index, 'a line of the head is "key: value"')
            elif key.strip() in head:
                self.fault(index, f"{key.strip()!r} stands twice in the head; keep one")
            else:
                head[key.strip()] = value.strip()
        return tuple(sorted(head.items(), key=lambda item: KEYS.get(item[0], len(KEYS))))

    def _text(self, start: int, stop: int) -> tuple[int, str]:
        while start < stop and not self.lines[start].strip():
            start += 1
        while stop > start and not self.lines[stop - 1].strip():
            stop -= 1
        parts: list[str] = []
        offset = 0
        for index in range(start, stop):
            plain = self._line(index, offset)
            parts.append(plain)
            offset += len(plain) + 1
        if not parts:
            self.fault(start - 1, "the text is empty; write it between the two lines ---")
        return start, "\n".join(parts)

    def _line(self, index: int, offset: int) -> str:
        line, at = self.lines[index], 0
        plain: list[str] = []
        stack: list[tuple[list[str], int]] = []
        while at < len(line):
            opening = _OPENING.match(line, at) if line[at] == "[" else None
            if opening:
                stack.append((opening[1].split("+"), offset + len(plain)))
                at = opening.end()
            elif line[at] == "]" and stack:
                labels, start = stack.pop()
                self._span(index, labels, start, offset + len(plain))
                at += 1
            else:
                at += self._literal(index, at, plain)
        for labels, _ in stack:
            told = f'"[{"+".join(labels)} " is not closed on its line'
            self.fault(index, f"{told}; a span that goes on in the next is closed here and opened there")
        return "".join(plain)

    def _literal(self, index: int, at: int, plain: list[str]) -> int:
        line = self.lines[index]
        if _ESCAPE.match(line, at) and (at == 0 or line[at + 1] not in "-="):
            plain.append(line[at + 1])
            return 2
        if line[at] in "[]":
            sign = "opens without a label and a space" if line[at] == "[" else "closes nothing"
            near = line[max(0, at - 12) : at + 12]
            self.fault(index, f'the bracket near "{near}" {sign}; write \\{line[at]} for a literal one')
        plain.append(line[at])
        return 1

    def _span(self, index: int, labels: Sequence[str], start: int, end: int) -> None:
        for label in labels:
            kind, slash, role = label.partition("/")
            if _LABEL.fullmatch(label):
                self.marks.append(Mark(start, end, label))
            elif kind in SEGMENTS and (role or not slash):
                self.segments.append(Segment(start=start, end=end, kind=SEGMENTS[kind], role=role or None))
            else:
                known = f"a letter of {' '.join(MARK_KINDS)} with a number, or a segment: {' '.join(SEGMENTS)}"
                self.fault(index, f"unknown label {label!r}; write {known}, furniture/ROLE")

    def _records(self, indices: Iterable[int]) -> tuple[list[Record], dict[str, int]]:
        records: list[Record] = []
        where: dict[str, int] = {}
        for index in indices:
            if not self.lines[index].strip():
                continue
            try:
                record = _record(self.lines[index])
            except CorpusError as error:
                self.fault(index, error.message)
                continue
            if record.id in where:
                self.fault(index, f"{record.id} has a record already, on line {where[record.id]}; keep one")
            else:
                where[record.id] = self.first + index + 1
                records.append(record)
        return records, where


def _record(line: str) -> Record:
    name, *tokens = _TOKEN.findall(line)
    if not _LABEL.fullmatch(name) or name[0] not in _SHAPES:
        raise CorpusError(f"{name!r} cannot have a record; records begin with {' '.join(_SHAPES)} and a number")
    return _BUILDERS[name[0]](_entry(name, tokens))


def _entry(name: str, tokens: Sequence[str]) -> _Entry:
    shape, entry = _SHAPES[name[0]], _Entry(name)
    told = list(tokens)
    if "|" in told and name[0] == "e":
        cut = told.index("|")
        entry.positions = [_position(token) for token in told[cut + 1 :]]
        told = told[:cut]
    for token in told:
        option = _OPTION.fullmatch(token)
        if option:
            _add_option(entry, shape, option[1], _unquoted(option[2]))
        elif token in shape.flags and len(entry.words) == len(shape.words):
            entry.flags.add(token)
        else:
            entry.words.append(_unquoted(token))
    if len(entry.words) != len(shape.words):
        raise CorpusError(f"{name} has {len(entry.words)} words, not {len(shape.words)}: {_usage(name[0])}")
    return entry


def _add_option(entry: _Entry, shape: _Shape, key: str, value: str) -> None:
    if key not in shape.options:
        raise CorpusError(f"{entry.id}: unknown {key}=; {_usage(entry.id[0])}")
    if key in entry.options:
        raise CorpusError(f"{entry.id}: {key}= stands twice; join the values with a comma")
    if not value:
        raise CorpusError(f"{entry.id}: {key}= is empty; leave it out")
    entry.options[key] = value


def _usage(kind: str) -> str:
    shape = _SHAPES[kind]
    free = [*(f"{key}=…" for key in sorted(shape.options)), *shape.flags]
    parts = [f"{kind}1", *shape.words, *(f"[{option}]" for option in free)]
    return "write " + " ".join(parts) + (" | VOICE:STATUS …" if kind == "e" else "")


def _position(token: str) -> Position:
    voice, colon, status = token.partition(":")
    if not (voice and colon and status):
        raise CorpusError(f"{token!r} is no position; write VOICE:STATUS (article:happened, s1:denied)")
    return Position(voice, status)


def _unquoted(token: str) -> str:
    if len(token) < 2 or not (token.startswith('"') and token.endswith('"')):
        return token
    return re.sub(r"\\(.)", r"\1", token[1:-1])


def _actor(entry: _Entry) -> Actor:
    kind, name = entry.words
    get = entry.get
    options = (get("role"), get("country"), get("sector"), get("code"), entry.many("members"))
    return Actor(entry.id, kind, name, *options, "unnamed" in entry.flags)


def _statement(entry: _Entry) -> Statement:
    act, form = entry.words
    links = (entry.told("by"), entry.get("parent"), entry.many("for"), entry.many("to"), entry.get("date"))
    return Statement(entry.id, act, form, *links)


def _event(entry: _Entry) -> Event:
    kind, _, mode = entry.words[0].partition("/")
    return Event(
        entry.id,
        kind,
        mode or None,
        actors=entry.told("actor"),
        recipients=entry.many("to"),
        objects=entry.many("object"),
        date=entry.get("date"),
        place=entry.get("place"),
        contexts=entry.many("context"),
        statement=entry.get("is"),
        condition=entry.get("condition"),
        condition_event=entry.get("if"),
        positions=tuple(entry.positions),
    )


def _object(entry: _Entry) -> Object:
    bounds = (entry.number("min"), entry.number("max"))
    return Object(entry.id, entry.words[0], entry.get("quantity"), *bounds, entry.get("unit"), "approx" in entry.flags)


def _time(entry: _Entry) -> Time:
    return Time(entry.id, entry.words[0], entry.get("to"))


def _place(entry: _Entry) -> Place:
    return Place(entry.id, entry.words[0], entry.get("country"))


_BUILDERS: Mapping[str, Callable[[_Entry], Record]] = {
    "a": _actor,
    "s": _statement,
    "e": _event,
    "o": _object,
    "d": _time,
    "p": _place,
}
