"""HTML of a text with marked evidence: overlapping spans become well-formed nested ``<mark>`` elements.

Spans are split here, on the server, in code points (a browser counts UTF-16 units). The text is hostile: all of it
is escaped, and nothing of it becomes markup. Class names and ``data-id`` attributes carry the meaning, so the same
HTML serves the web page (its style sheet, no inline script or style) and notebooks (inline styles of ``STYLES``).
"""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.records import Event, Reading, Segment, Statement

STYLES: Mapping[str, str] = MappingProxyType(
    {
        "content": "background:#dbeafe;color:inherit",
        "cue": "background:#fde68a;color:inherit",
        "speaker": "background:#bbf7d0;color:inherit",
        "anchor": "background:#fecaca;color:inherit",
        "evidence": "background:#fef3c7;color:inherit",
        "participant": "background:#e9d5ff;color:inherit",
        "hit": "background:#fde68a;color:inherit",
        "furniture": "opacity:.45",
        "title": "font-weight:bold",
    }
)
# What a browser would change if it stood there raw: NUL is replaced or dropped, CR is read as LF.
_ESCAPES = str.maketrans({"\0": "\ufffd", "\r": "&#13;"})
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@dataclass(frozen=True, slots=True)
class Mark:
    """Code points ``[start, end)`` to mark: ``kind`` becomes the class, ``id`` (of the record) ``data-id``.

    ``anchor`` is the HTML id that links lead to; it is given to the first piece of the first mark that bears it.
    """

    start: int
    end: int
    kind: str
    id: str | None = None
    anchor: str | None = None


def escaped(text: str) -> str:
    """The text as HTML that shows these very characters; NUL and lone surrogates, which HTML cannot hold, as U+FFFD."""
    return html.escape(text, quote=True).translate(_ESCAPES).translate(_SURROGATES)


def marked_html(
    text: str,
    marks: Iterable[Mark],
    *,
    start: int = 0,
    end: int | None = None,
    styles: Mapping[str, str] | None = None,
    anchored: set[str] | None = None,
) -> str:
    """``text[start:end]`` as inline HTML in which every mark is one or more ``<mark>`` elements, well nested.

    Marks may overlap, nest, repeat and reach over the ends (they are clipped); empty ones show nothing. Text that
    runs over paragraphs is written a paragraph at a time, with one ``anchored`` set for all of them: it holds the
    anchors that are given already. ``styles`` (kind to CSS) adds ``style`` attributes, for notebooks.
    """
    end = len(text) if end is None else min(end, len(text))
    inside = _clipped(marks, start, end)
    given = anchored if anchored is not None else set()
    opening = {index: _opening(mark, styles) for index, mark in enumerate(inside)}
    edges = sorted({start, end, *(m.start for m in inside), *(m.end for m in inside)})
    starts = _by_start(inside)
    parts: list[str] = []
    stack: list[int] = []
    for here, there in pairwise(edges):
        stack, reopened = _closed(stack, inside, here, parts)
        for index in sorted(reopened + starts.get(here, []), key=lambda i: (-inside[i].end, i)):
            parts.append(_with_anchor(opening[index], inside[index], given))
            stack.append(index)
        parts.append(escaped(text[here:there]))
    parts.append("</mark>" * len(stack))
    return "".join(parts)


def _clipped(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    kept = []
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            kept.append(Mark(first, last, mark.kind, mark.id, mark.anchor))
    return kept


def _by_start(marks: Sequence[Mark]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, mark in enumerate(marks):
        found.setdefault(mark.start, []).append(index)
    return found


def _closed(stack: list[int], marks: Sequence[Mark], here: int, parts: list[str]) -> tuple[list[int], list[int]]:
    """Close down to the outermost mark that ends here; those closed on the way that go on are to be opened again."""
    ending = next((depth for depth, index in enumerate(stack) if marks[index].end <= here), len(stack))
    parts.append("</mark>" * (len(stack) - ending))
    return stack[:ending], [index for index in stack[ending:] if marks[index].end > here]


def _opening(mark: Mark, styles: Mapping[str, str] | None) -> str:
    attributes = f' class="{html.escape(mark.kind)}"'
    if mark.id is not None:
        attributes += f' data-id="{escaped(mark.id)}"'
    if styles and mark.kind in styles:
        attributes += f' style="{html.escape(styles[mark.kind])}"'
    return f"<mark{attributes}>"


def _with_anchor(opening: str, mark: Mark, given: set[str]) -> str:
    if mark.anchor is None or mark.anchor in given:
        return opening
    given.add(mark.anchor)
    return f'<mark id="{escaped(mark.anchor)}"{opening[5:]}'


def statement_marks(statement: "Statement") -> list[Mark]:
    """The content, cue and speaker of a statement; the anchor is ``statement-ID``."""
    name, anchor = statement.id, f"statement-{statement.id}"
    marks = [Mark(*span, "content", name, anchor) for span in statement.content]
    marks += [Mark(*statement.cue, "cue", name)] if statement.cue else []
    marks += [Mark(*statement.speaker_span, "speaker", name)] if statement.speaker_span else []
    return marks


def event_marks(event: "Event") -> list[Mark]:
    """The evidence, anchor words and participants of an event; the HTML anchor is ``event-ID``."""
    name = event.id
    marks = [Mark(*event.evidence, "evidence", name, f"event-{name}"), Mark(*event.anchor, "anchor", name)]
    return marks + [Mark(*p.span, "participant", name) for p in event.participants if not p.implicit]


def reading_marks(reading: "Reading") -> list[Mark]:
    """Every statement's and every event's marks, in the reading's order."""
    said = [mark for statement in reading.statements for mark in statement_marks(statement)]
    return said + [mark for event in reading.events for mark in event_marks(event)]


def article_html(
    text: str, segments: Sequence["Segment"], marks: Sequence[Mark], *, styles: Mapping[str, str] | None = None
) -> str:
    """The whole text, nothing left out: a ``<p>`` for each line, its class the kind of its segment, marks within.

    Every paragraph has ``dir="auto"``, so that right-to-left text and stray direction marks stay inside their line.
    """
    waiting = sorted(marks, key=lambda mark: (-mark.start, mark.end))
    inside: list[Mark] = []
    anchored: set[str] = set()
    parts = []
    for start, end, kind in _lines(text, segments):
        inside = [mark for mark in inside if mark.end > start]
        while waiting and waiting[-1].start < end:
            inside.append(waiting.pop())
        style = f' style="{html.escape(styles[kind])}"' if styles and kind in styles else ""
        words = marked_html(text, inside, start=start, end=end, styles=styles, anchored=anchored)
        parts.append(f'<p class="{html.escape(kind)}" dir="auto"{style}>{words}</p>')
    return "\n".join(parts)


def _lines(text: str, segments: Sequence["Segment"]) -> Iterator[tuple[int, int, str]]:
    """Lines that are not blank, cut where a segment begins or ends; text in no segment counts as ``body``."""
    ordered = sorted(segments, key=lambda segment: segment.start)
    upcoming, start = 0, 0
    while start < len(text):
        newline = text.find("\n", start)
        line_end = len(text) if newline < 0 else newline
        while upcoming < len(ordered) and ordered[upcoming].end <= start:
            upcoming += 1
        end, kind = _piece(ordered[upcoming] if upcoming < len(ordered) else None, start, line_end)
        if text[start:end].strip():
            yield start, end, kind
        start = end + 1 if end == line_end else end


def _piece(segment: "Segment | None", start: int, line_end: int) -> tuple[int, str]:
    if segment is None or segment.start >= line_end:
        return line_end, "body"
    if segment.start > start:
        return segment.start, "body"
    return min(segment.end, line_end), segment.kind


def reading_html(reading: "Reading") -> str:
    """A reading for notebooks: the article with marked evidence, then its statements and events, inline styles."""
    document = reading.document
    line = " · ".join(escaped(part) for part in (document.outlet, document.agency, document.url) if part)
    note = "" if reading.coded else f"<p><em>{escaped(reading.coded_reason or '')}</em></p>"
    article = article_html(document.text, reading.segments, reading_marks(reading), styles=STYLES)
    names = {actor.id: actor.name for actor in reading.actors}
    return (
        '<div class="dragoman-reading">'
        f"<h3>{escaped(document.title or document.id[:12])}</h3><p>{line}</p>{note}"
        f'<div style="border:1px solid #ccc;padding:.5em 1em;line-height:1.6">{article}</div>'
        f"{_statement_list(reading, names)}{_event_list(reading, names)}</div>"
    )


def _statement_list(reading: "Reading", names: Mapping[str, str]) -> str:
    rows = []
    for statement in reading.statements:
        who = ", ".join(names.get(actor, actor) for actor in statement.speakers) or "unnamed"
        said = " … ".join(reading.quote(span) for span in statement.content)
        rows.append(f"<li><b><bdi>{escaped(who)}</bdi></b> ({escaped(statement.act)}): <bdi>{escaped(said)}</bdi></li>")
    return f"<h4>Statements</h4><ol>{''.join(rows)}</ol>" if rows else ""


def _event_list(reading: "Reading", names: Mapping[str, str]) -> str:
    rows = []
    for event in reading.events:
        first, last = (_names(event, role, names) for role in ("actor", "recipient"))
        rows.append(
            f"<li><b>{escaped(event.type)}</b> <bdi>{escaped(first)}</bdi> → <bdi>{escaped(last)}</bdi> "
            f"({escaped(event.status)}): <bdi>{escaped(reading.quote(event.evidence))}</bdi></li>"
        )
    return f"<h4>Events</h4><ol>{''.join(rows)}</ol>" if rows else ""


def _names(event: "Event", role: str, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(p.actor, p.actor) for p in event.participants if p.role == role) or "–"
