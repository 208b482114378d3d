"""Quotation marks, however they stand: pairs, mixed, nested, never closed, re-opened over paragraphs.

A quotation never crosses its block, so an unclosed mark costs at most a paragraph; every function is linear.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.records import Span

OPENING = {"“": "”", "„": "”", "«": "»", "‘": "’", "‹": "›"}
STRAIGHT = {'"': '"', "'": "'", "`": "'", "´": "'"}
SINGLE = frozenset("‘'`´‹")
CLOSING_ALIASES = {"”": '”“"', "»": "»", "’": "’'", "›": "›", '"': '"”', "'": "'’"}
#: A pair of single marks around more than this many characters is taken for two apostrophes (own texts, 2026-11).
LONGEST_SINGLE = 400


@dataclass(frozen=True, slots=True)
class Quotation:
    """Code points of a quotation, marks included; ``closed`` tells whether its closing mark was found."""

    start: int
    end: int
    closed: bool

    @property
    def span(self) -> Span:
        """Start and end."""
        return self.start, self.end


def quotations(text: str, blocks: Iterable[Span]) -> list[Quotation]:
    """The outermost quotations of a text, in order; none crosses the end of its block."""
    return [found for start, end in blocks for found in _in_block(text, start, end)]


def _in_block(text: str, start: int, end: int) -> Iterator[Quotation]:
    position = start
    while position < end:
        if not _opens(text, position, start, end):
            position += 1
            continue
        close = _closing(text, position, end)
        if close is not None:
            yield Quotation(position, close, True)
            position = close
        elif text[position] in SINGLE:
            position += 1
        else:
            yield Quotation(position, _trimmed(text, position, end), False)
            return


def _opens(text: str, position: int, start: int, end: int) -> bool:
    mark = text[position]
    if mark not in OPENING and mark not in STRAIGHT:
        return False
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    if mark in SINGLE:
        return not before.isalnum() and before not in "’'" and after.isalnum()
    return not after.isspace() and (mark in OPENING or not before.isalnum())


def _closing(text: str, opening: int, end: int) -> int | None:
    mark = text[opening]
    wanted = CLOSING_ALIASES[OPENING.get(mark) or STRAIGHT[mark]]
    limit = min(end, opening + LONGEST_SINGLE) if mark in SINGLE else end
    for position in range(opening + 1, limit):
        if text[position] in wanted and _closes(text, position, end, mark in SINGLE):
            return position + 1
    return None


def _closes(text: str, position: int, end: int, single: bool) -> bool:
    after = text[position + 1] if position + 1 < end else " "
    if after.isalnum():
        return False
    # A straight or wrong-way mark with a space before and a word behind it opens; it does not close.
    return not (text[position - 1].isspace() and not after.isspace() and not single)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def near(found: Sequence[Quotation], start: int, end: int) -> Sequence[Quotation]:
    """The quotations of an ordered list that touch the code points from ``start`` to ``end``."""
    low = bisect_left(found, start, key=lambda quote: quote.end)
    high = bisect_right(found, end, key=lambda quote: quote.start)
    return found[low:high]


def covering(found: Sequence[Quotation], span: Span) -> Quotation | None:
    """The first quotation that shares a character with the span."""
    return next((q for q in found if q.start < span[1] and span[0] < q.end), None)


def inside(found: Sequence[Quotation], span: Span) -> bool:
    """Whether one quotation covers the whole span."""
    return any(q.start <= span[0] and span[1] <= q.end for q in found)
