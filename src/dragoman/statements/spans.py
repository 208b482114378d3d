"""From token ranges to the content's code points: quotation marks decide where reported words begin and end."""

from collections.abc import Sequence

from dragoman.language.analysis import Analysis
from dragoman.records import Form, Span
from dragoman.statements.draft import Draft, TokenRange
from dragoman.statements.quotes import Quotation, near

#: Share of the content's letters that may stand outside quotation marks in a direct quotation (own texts, 2026-11).
DIRECT_OUTSIDE = 0.05
#: Marks so close to a content may belong to it.
CLOSE = 3


def content_spans(analysis: Analysis, draft: Draft, quotes: Sequence[Quotation]) -> tuple[Span, ...]:
    """The content's code points, widened to whole quotations that belong to it, conditions added."""
    cue = analysis.span(*draft.cue)
    spans = [_widened(analysis, part, cue, quotes) for part in draft.content]
    spans += [_tail(analysis, head) for head in draft.tail]
    return _merged(analysis.text, [span for span in spans if span[0] < span[1]])


def _tail(analysis: Analysis, head: int) -> Span:
    tokens = analysis.subtree(head)
    return analysis.span(tokens[0], tokens[-1] + 1)


def _widened(analysis: Analysis, part: TokenRange, cue: Span, quotes: Sequence[Quotation]) -> Span:
    start, end = analysis.span(*part)
    for quote in near(quotes, start - CLOSE, end + CLOSE):
        if not _touches(analysis.text, quote, start, end):
            continue
        limit_start, limit_end = _kept_from(quote.span, cue)
        if limit_start < limit_end and not (quote.start <= cue[0] and cue[1] <= quote.end and quote.closed):
            start, end = min(start, limit_start), max(end, limit_end)
    return start, end


def _touches(text: str, quote: Quotation, start: int, end: int) -> bool:
    if quote.start < end and start < quote.end:
        return True
    between = text[quote.end : start] if quote.end <= start else text[end : quote.start]
    return len(between) <= 2 and not any(ch.isalnum() or ch == "\n" for ch in between) and quote.end <= start


def _kept_from(quote: Span, cue: Span) -> Span:
    """The part of a quotation that does not run over the cue (an unclosed quotation does)."""
    if quote[0] <= cue[0] < quote[1]:
        return quote[0], min(quote[1], cue[0])
    return quote


def _merged(text: str, spans: list[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 1 and "\n" not in text[found[-1][1] : start]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def form(text: str, content: Sequence[Span], quotes: Sequence[Quotation]) -> Form:
    """Direct if (nearly) all letters of the content stand in quotation marks, mixed if some do, else indirect."""
    letters = quoted = 0
    for start, end in content:
        around = near(quotes, start, end)
        for position in range(start, end):
            if text[position].isalnum():
                letters += 1
                quoted += any(q.start <= position < q.end for q in around)
    if not quoted:
        return "indirect"
    return "direct" if letters - quoted <= letters * DIRECT_OUTSIDE else "mixed"
