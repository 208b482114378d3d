"""Lines of a text, with offsets: what the tagger labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

#: What ends a line. Wider than ``\n`` since saved pages bring all of them; ``\x1c``-``\x1e`` stay inside a line.
BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
#: Characters that have no width or meaning of their own at a line's ends.
INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00"

#: Lines of a hard-wrapped paragraph are this long (e-mail and terminal widths); at least this share of the lines that
#: have a neighbour must be, and this share of those must go on in lower case, before lines are joined (a list of
#: headlines is as long, but does not). Chosen by hand, 2026-11; checked in tests/cleaning.
WRAP_WIDTH = (50, 90)
WRAP_SHARE = 0.6
WRAP_LOWER = 0.4
WRAP_LEAST = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line: ``[start, end)`` without white space at the ends, and whether a blank line stands before."""

    start: int
    end: int
    text: str
    blank: bool


def split_lines(text: str) -> tuple[Line, ...]:
    """All non-blank lines in order; the lines of a hard-wrapped paragraph are one."""
    lines = tuple(_plain_lines(text))
    return _unwrapped(text, lines) if _is_wrapped(lines) else lines


def _plain_lines(text: str) -> Iterator[Line]:
    position, blank = 0, True
    for found in (*BREAK.finditer(text), None):
        stop = found.start() if found else len(text)
        trimmed = _trimmed(text, position, stop)
        if trimmed:
            yield Line(*trimmed, text[trimmed[0] : trimmed[1]], blank)
            blank = False
        else:
            blank = True
        if found:
            position = found.end()


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The bounds without white space and invisible marks, or None where no visible character is left."""
    piece = text[start:stop]
    if not piece.strip():
        return None
    inner = piece.strip().strip(INVISIBLE).strip() or piece.strip()
    begin = start + piece.index(inner)
    return begin, begin + len(inner)


def _is_wrapped(lines: tuple[Line, ...]) -> bool:
    """Whether most lines that are followed directly by another are as long as a wrapped line, and cut in a sentence."""
    followed = [(a, b) for a, b in pairwise(lines) if not b.blank]
    fitting = [b for a, b in followed if _could_wrap(a)]
    lower = sum(b.text[0].islower() for b in fitting)
    return len(fitting) >= max(WRAP_LEAST, WRAP_SHARE * len(followed)) and lower >= WRAP_LOWER * len(fitting)


def _could_wrap(line: Line) -> bool:
    return WRAP_WIDTH[0] <= len(line.text) <= WRAP_WIDTH[1]


def _unwrapped(text: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Joins each line to the one before it, where that one was cut at the width and does not end a short list item."""
    joined: list[Line] = []
    before: Line | None = None
    for line in lines:
        if before and not line.blank and _could_wrap(before) and not _starts_item(line.text):
            first = joined[-1]
            joined[-1] = Line(first.start, line.end, text[first.start : line.end], first.blank)
        else:
            joined.append(line)
        before = line
    return tuple(joined)


def _starts_item(text: str) -> bool:
    return text[:1] in "-*•·–—>" or bool(re.match(r"\d{1,2}[.)] ", text))
