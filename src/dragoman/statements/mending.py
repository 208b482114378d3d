"""Where the parse errs about a content's bounds, other evidence mends it: conjoined cues, the trained content layer."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.language.analysis import TokenSpan
from dragoman.statements import grammar
from dragoman.statements.draft import Draft, TokenRange
from dragoman.statements.scene import Scene

#: Overlap from which the trained layer's content and the parse's are the same thing, bounded otherwise
#: (benchmarks.quality on the development articles, 2026-11; range tried .3 to .7).
SAME_THING = 2.0
#: Frames whose content the trained layer bounds better than the parse (same benchmark).
LAYER_BOUNDS = frozenset({"clause", "parataxis", "infinitive", "preposition", "according", "light", "object"})
#: "X said S and added T": this cue goes on with what its speaker said before, whatever the parse makes of it.
CONTINUING = "add"
#: Tokens (commas, an auxiliary) that may stand between a speaker and the cue.
NEAR = 2


def split_conjoined(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """ "X said that S and added that T": T is not part of S, and X says both."""
    found = list(drafts)
    for number, inner in enumerate(found):
        outer = _swallowed_by(scene, inner, found)
        if outer is not None:
            first = min(scene.analysis.subtree(inner.cue[0]))
            parts = tuple(part for part in (_cut(p, first) for p in found[outer].content) if part is not None)
            if parts:
                found[outer] = replace(found[outer], content=parts)
                found[number] = replace(inner, speaker=found[outer].speaker)
    return found


def _swallowed_by(scene: Scene, inner: Draft, drafts: Sequence[Draft]) -> int | None:
    analysis, cue = scene.analysis, inner.cue[0]
    if analysis.deprels[cue] != "conj" or grammar.own_subject(analysis, cue) is not None:
        return None
    if analysis.lemmas[cue] != CONTINUING and scene.somebody(inner.speaker):
        return None
    holders = [
        n
        for n, d in enumerate(drafts)
        if d is not inner and d.speaker is not None and any(start <= cue < end for start, end in d.content)
    ]
    return max(holders, key=lambda n: drafts[n].cue[0], default=None)


def without_speaker(scene: Scene, draft: Draft) -> Draft:
    """A speaker who stands between content and cue ("S, X said") is no part of the content."""
    mention = scene.resolution.at(draft.speaker) if draft.speaker is not None else None
    if mention is None:
        return draft
    parts = tuple(part for part in (_beside(draft, p, mention.start, mention.end) for p in draft.content) if part)
    trimmed = tuple(t for p in parts if (t := grammar.trimmed(scene.analysis, *p)) is not None)
    return replace(draft, content=trimmed) if trimmed else draft


def _beside(draft: Draft, part: TokenRange, start: int, end: int) -> TokenRange | None:
    cue = draft.cue
    if part[0] < start < part[1] <= cue[0] and cue[0] - end <= NEAR:
        return part[0], start
    if cue[1] <= part[0] < end < part[1] and start - cue[1] < NEAR:
        return end, part[1]
    return part


def _cut(part: TokenRange, at: int) -> TokenRange | None:
    return (part[0], min(part[1], at)) if part[0] < at else None


def reconciled(scene: Scene, draft: Draft) -> Draft:
    """The draft with its content bounded as the trained layer bounds it, where both mean the same words."""
    if draft.frame not in LAYER_BOUNDS or len(draft.content) != 1:
        return draft
    layer = [span for span in scene.analysis.attribution if span.label == "content"]
    best = max(layer, key=lambda span: _overlap(draft.content[0], span), default=None)
    if best is None or _overlap(draft.content[0], best) < SAME_THING or best.start <= draft.cue[0] < best.end:
        return draft
    bounds = grammar.without_complementiser(scene.analysis, best.start, best.end)
    trimmed = grammar.trimmed(scene.analysis, *bounds)
    if trimmed is None or trimmed[0] != draft.content[0][0]:
        return draft
    return replace(draft, content=(trimmed,))


def _overlap(part: TokenRange, span: TokenSpan) -> float:
    shared = min(part[1], span.end) - max(part[0], span.start)
    return shared / (max(part[1], span.end) - min(part[0], span.start)) if shared > 0 else 0.0
