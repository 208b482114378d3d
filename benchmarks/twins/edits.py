"""Replacements in a text that are kept, so that spans can follow them and the original can be had back."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, order=True)
class Edit:
    """`old`, which stands at `start` of the text, is to become `new`."""

    start: int
    old: str
    new: str

    @property
    def end(self) -> int:
        """Where `old` ends in the text."""
        return self.start + len(self.old)


class EditError(ValueError):
    """Edits that overlap or do not fit their text."""


def ordered(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that change something, by place; raises EditError where two overlap."""
    found = sorted(edit for edit in edits if edit.old != edit.new)
    for before, after in itertools.pairwise(found):
        if after.start < before.end:
            raise EditError(f"«{before.old}» and «{after.old}» overlap at {after.start}; replace one of them only")
    return tuple(found)


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text with all edits made; raises EditError where the text does not hold the old words."""
    parts, place = [], 0
    for edit in edits:
        if text[edit.start : edit.end] != edit.old:
            raise EditError(f"no «{edit.old}» at {edit.start}, but «{text[edit.start : edit.end]}»")
        parts += [text[place : edit.start], edit.new]
        place = edit.end
    return "".join([*parts, text[place:]])


def inverse(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that turn the new text into the old one."""
    found, shift = [], 0
    for edit in edits:
        found.append(Edit(edit.start + shift, edit.new, edit.old))
        shift += len(edit.new) - len(edit.old)
    return tuple(found)


def move(edits: Sequence[Edit], span: Sequence[int]) -> list[int]:
    """The span in the new text; one that cuts an edit's words holds all of them afterwards."""
    start, end = span
    first = sum(len(edit.new) - len(edit.old) for edit in edits if edit.end <= start)
    last = sum(len(edit.new) - len(edit.old) for edit in edits if edit.end <= end)
    for edit in edits:
        if edit.start < start < edit.end:
            first += edit.start - start
        if edit.start < end < edit.end:
            last += edit.start + len(edit.new) - end
    return [start + first, end + last]


def cuts(edits: Sequence[Edit], span: Sequence[int]) -> list[Edit]:
    """The edits whose words the span begins or ends within."""
    return [edit for edit in edits if any(edit.start < place < edit.end for place in span)]


def within(edits: Sequence[Edit], span: Sequence[int]) -> tuple[Edit, ...]:
    """The edits inside the span, placed from its start."""
    start, end = span
    return tuple(Edit(e.start - start, e.old, e.new) for e in edits if start <= e.start and e.end <= end)
