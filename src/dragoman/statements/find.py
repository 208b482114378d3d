"""Who said what: drafts from cues, then spans, speakers, nesting, and quotations that no cue introduces."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.resolution import Resolution
from dragoman.language.analysis import Analysis
from dragoman.language.calendar import Calendar
from dragoman.records import Document, Segment, Span, Statement, content_id
from dragoman.statements import frames, grammar
from dragoman.statements.circumstances import Circumstances
from dragoman.statements.draft import Draft
from dragoman.statements.mending import mended, speaker_phrase, split_conjoined
from dragoman.statements.quotes import Quotation, quotations
from dragoman.statements.scene import LEARNED_CUE, Scene
from dragoman.statements.spans import content_spans, form

#: Two contents that share this much of their union are one statement found twice (own texts, 2026-11).
SAME_CONTENT = 0.8
#: A quotation without a cue is a statement from so many words on (own texts, 2026-11).
SHORTEST_FLOATING = 6
#: Characters of a stretch of text in which statements are compared with one another.
CELL = 2000
NO_SPEAKER = "the text names nobody"
UNRESOLVED = "the words that name the speaker could not be resolved"


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with its content's code points."""

    draft: Draft
    content: tuple[Span, ...]
    cue: Span | None

    @property
    def start(self) -> int:
        """Where the statement begins."""
        return min(self.content[0][0], self.cue[0] if self.cue else self.content[0][0])

    def covers(self, span: Span) -> bool:
        """Whether one content span covers this span."""
        return any(start <= span[0] and span[1] <= end for start, end in self.content)

    @property
    def cells(self) -> range:
        """The stretches of the text that the content lies in: only statements of one stretch can touch."""
        return range(self.content[0][0] // CELL, self.content[-1][1] // CELL + 1)

    @property
    def size(self) -> int:
        """Code points of content."""
        return sum(end - start for start, end in self.content)


def find(
    analysis: Analysis, resolution: Resolution, document: Document, segments: Iterable[Segment]
) -> tuple[Statement, ...]:
    """The statements of a text, in order of their place."""
    quotes = quotations(document.text, [(s.start, s.end) for s in segments if s.kind != "furniture"])
    scene = Scene.of(analysis, resolution, quotes)
    drafts = [mended(scene, draft) for draft in split_conjoined(scene, _drafts(scene))]
    placed = [_placed(scene, draft, quotes) for draft in drafts]
    placed = _unique([p for p in placed if p.content])
    placed = _with_floating(scene, placed, quotes)
    placed.sort(key=lambda p: (p.start, -p.size))
    ids = [_id(document, p) for p in placed]
    by_cell = _by_cell(placed)
    around = Circumstances(scene, Calendar(analysis, document.published))
    return tuple(_record(around, document, p, ids[n], _parent(placed, n, ids, by_cell)) for n, p in enumerate(placed))


def _drafts(scene: Scene) -> list[Draft]:
    found = [draft for token in range(len(scene.analysis)) for draft in frames.drafts(scene, token)]
    return found + _learned_only(scene, found)


def _learned_only(scene: Scene, found: Sequence[Draft]) -> list[Draft]:
    """Cues that only the trained layers know, with the nearest content that these layers mark in the sentence."""
    analysis = scene.analysis
    taken = {token for draft in found for token in range(*draft.cue)}
    covered = {token for draft in found for part in draft.content for token in range(*part)}
    extra = []
    for cue in (span for span in analysis.attribution if span.label == "cue" and span.score >= LEARNED_CUE):
        main = _main_word(analysis, cue.start, cue.end)
        if main is None or taken & set(range(cue.start, cue.end)):
            continue
        content = _nearest(analysis, cue.start, "content")
        if content is None or len(covered & set(range(*content))) > (content[1] - content[0]) / 2:
            continue
        source = _nearest(analysis, cue.start, "source")
        speaker = _head_of(scene, *source) if source is not None else None
        draft = frames.from_layers(scene, (main, cue.end), content, speaker)
        extra += [draft] if draft is not None else []
    return extra


def _nearest(analysis: Analysis, token: int, label: str) -> tuple[int, int] | None:
    first, last = grammar.sentence(analysis, token)
    spans = [s for s in analysis.attribution if s.label == label and first <= s.start < last]
    spans = [s for s in spans if not s.start <= token < s.end]
    best = min(spans, key=lambda s: min(abs(s.start - token), abs(s.end - token)), default=None)
    return (best.start, min(best.end, last)) if best is not None else None


def _main_word(analysis: Analysis, start: int, end: int) -> int | None:
    """The last word of a cue that is no auxiliary or function word."""
    return next((t for t in reversed(range(start, end)) if analysis.upos[t] in frames.OPEN_CLASSES), None)


def _head_of(scene: Scene, start: int, end: int) -> int:
    mentions = scene.resolution.within(start, end)
    if mentions:
        return max(mentions, key=lambda m: (bool(m.actors), m.end - m.start)).head
    heads = scene.analysis.heads
    return next((t for t in range(start, end) if not start <= heads[t] < end), start)


def _placed(scene: Scene, draft: Draft, quotes: Sequence[Quotation]) -> Placed:
    content = content_spans(scene.analysis, draft, quotes)
    return Placed(draft, content, scene.analysis.span(*_whole_cue(scene, draft)))


def _whole_cue(scene: Scene, draft: Draft) -> tuple[int, int]:
    """The cue with its auxiliaries and adverbs, where the trained layer marks them beside the content."""
    start, end = draft.cue
    for span in scene.analysis.attribution:
        if span.label == "cue" and span.start <= start and end <= span.end:
            own = set(range(span.start, span.end)).isdisjoint(t for part in draft.content for t in range(*part))
            return (span.start, span.end) if own else draft.cue
    return draft.cue


def _unique(placed: Sequence[Placed]) -> list[Placed]:
    """Of two statements with nearly the same content and no nesting between them the surer one stays."""
    kept: list[Placed] = []
    by_cell: dict[int, list[Placed]] = defaultdict(list)
    for candidate in sorted(placed, key=lambda p: (-p.draft.confidence, p.start)):
        cells = candidate.cells
        if not any(_same(candidate, other) for cell in cells for other in by_cell[cell]):
            kept.append(candidate)
            for cell in cells:
                by_cell[cell].append(candidate)
    return kept


def _same(one: Placed, other: Placed) -> bool:
    if _nested(one, other) or _nested(other, one):
        return False
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one.content for b in other.content)
    return shared >= SAME_CONTENT * (one.size + other.size - shared)


def _nested(inner: Placed, outer: Placed) -> bool:
    return inner.cue is not None and outer.covers(inner.cue)


def _with_floating(scene: Scene, placed: list[Placed], quotes: Sequence[Quotation]) -> list[Placed]:
    """Quotations without a cue go on with what the speaker before them says."""
    result = sorted(placed, key=lambda p: p.start)
    for quote in quotes:
        taken = any(_reaches(p, quote) and not _inside(p, quote) for p in result)
        if taken or not _stands_alone(scene.analysis, quote):
            continue
        before = [p for p in result if p.start < quote.start and p.draft.frame != "noun" and not _inside(p, quote)]
        if before:
            result = _continued(scene, result, before[-1], quote, quotes)
    return result


def _reaches(placed: Placed, quote: Quotation) -> bool:
    return any(start < quote.end and quote.start < end for start, end in placed.content)


def _inside(placed: Placed, quote: Quotation) -> bool:
    return placed.cue is not None and quote.closed and quote.start <= placed.cue[0] < quote.end


def _stands_alone(analysis: Analysis, quote: Quotation) -> bool:
    """Whether the quotation holds whole sentences: nothing but it stands in them."""
    first, last = analysis.token_at(quote.start), analysis.token_at(quote.end - 1)
    if first is None or last is None or last - first < SHORTEST_FLOATING:
        return False
    start, end = grammar.sentence(analysis, first)[0], grammar.sentence(analysis, last)[1]
    outside = [t for t in range(start, end) if not first <= t <= last]
    return all(grammar.is_punctuation(analysis, t) for t in outside)


def _continued(
    scene: Scene, placed: list[Placed], before: Placed, quote: Quotation, quotes: Sequence[Quotation]
) -> list[Placed]:
    """In one paragraph, or where the quotation before was left open, it is the same statement; else one of its own."""
    last = before.content[-1][1]
    left_open = any(q.end == last and not q.closed for q in quotes)
    if left_open or "\n" not in scene.analysis.text[last : quote.start]:
        longer = replace(before, content=(*before.content, quote.span))
        return [longer if p is before else p for p in placed]
    draft = replace(before.draft, frame="floating", act="assert", learned=False, addressees=(), venue=None, tail=())
    return sorted([*placed, Placed(draft, (quote.span,), None)], key=lambda p: p.start)


def _by_cell(placed: Sequence[Placed]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(placed):
        for cell in one.cells:
            found[cell].append(number)
    return found


def _parent(
    placed: Sequence[Placed], number: int, ids: Sequence[str], by_cell: Mapping[int, Sequence[int]]
) -> str | None:
    inner = placed[number]
    mark = inner.cue or inner.content[0]
    around = by_cell[mark[0] // CELL]
    outer = [n for n in around if n != number and placed[n].covers(mark) and placed[n].size > inner.size]
    return ids[min(outer, key=lambda n: placed[n].size)] if outer else None


def _id(document: Document, placed: Placed) -> str:
    return content_id(document.id, "statement", placed.cue, placed.content)


def _record(around: Circumstances, document: Document, placed: Placed, own_id: str, parent: str | None) -> Statement:
    draft, scene = placed.draft, around.scene
    mention = scene.resolution.at(draft.speaker) if draft.speaker is not None else None
    addressees = [scene.resolution.at(head) for head in draft.addressees]
    reason = None
    if mention is None or not mention.actors:
        reason = NO_SPEAKER if draft.speaker is None else UNRESOLVED
    return Statement(
        id=own_id,
        speakers=mention.actors if mention else (),
        speakers_reason=reason,
        candidates=mention.candidates if mention else (),
        on_behalf_of=around.on_behalf_of(draft, placed.content) if placed.cue else (),
        speaker_span=_speaker_span(scene, draft) if placed.cue else None,
        cue=placed.cue,
        content=placed.content,
        form=form(document.text, placed.content, scene.quotes),
        act=draft.act,
        addressees=tuple(a for m in addressees if m is not None for a in m.actors),
        venue=around.venue(draft),
        date=around.date(draft, placed.content) if placed.cue else None,
        parent=parent,
        confidence=draft.confidence,
    )


def _speaker_span(scene: Scene, draft: Draft) -> Span | None:
    """The speaker's whole phrase where the trained layer marks it ("the minister, Odo Brank,"), else the mention."""
    if draft.speaker is None:
        return None
    found = speaker_phrase(scene, draft)
    return scene.analysis.span(*(found or (draft.speaker, draft.speaker + 1)))
