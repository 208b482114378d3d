"""Where the parse errs about a content's bounds: conjoined cues, speakers between content and cue, background."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.language.analysis import matches
from dragoman.statements import grammar
from dragoman.statements.draft import Draft, TokenRange
from dragoman.statements.quotes import near
from dragoman.statements.scene import LEARNED_CUE, Scene

#: "X said S and added T": this cue goes on with what its speaker said before, whatever the parse makes of it.
CONTINUING = "add"
#: Tokens (commas, an auxiliary) that may stand between a speaker and the cue.
NEAR = 2
SEPARATORS = frozenset({",", ";", "—", "–"})
#: Words that open a relative clause behind a comma.
RELATIVE = frozenset({"which", "who", "whom", "whose", "where"})
#: A content keeps at least so many tokens.
SHORTEST = 2


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
                if grammar.own_subject(scene.analysis, inner.cue[0]) is None:
                    found[number] = replace(inner, speaker=found[outer].speaker)
    return found


def _swallowed_by(scene: Scene, inner: Draft, drafts: Sequence[Draft]) -> int | None:
    analysis, cue = scene.analysis, inner.cue[0]
    subject = grammar.own_subject(analysis, cue)
    if subject is not None:
        parted = _stands_apart(scene, cue, subject)
    else:
        goes_on = analysis.lemmas[cue] == CONTINUING or not scene.somebody(inner.speaker)
        parted = analysis.deprels[cue] == "conj" and goes_on
    if not parted:
        return None
    holders = [
        n
        for n, d in enumerate(drafts)
        if d is not inner and d.speaker is not None and any(start <= cue < end for start, end in d.content)
    ]
    return max(holders, key=lambda n: drafts[n].cue[0], default=None)


def _stands_apart(scene: Scene, cue: int, subject: int) -> bool:
    """ "X said that S, and Y denied it": a clause of its own behind a comma or semicolon."""
    analysis, first = scene.analysis, scene.analysis.subtree(cue)[0]
    if not matches(analysis.deprels[cue], ("conj", "parataxis")) or not scene.somebody(subject) or subject > cue:
        return False
    start = analysis.starts[first]
    if any(quote.start <= start < quote.end for quote in near(scene.quotes, start, start + 1)):
        return False
    return any(analysis.word(t) in SEPARATORS for t in (first - 1, first))


def mended(scene: Scene, draft: Draft) -> Draft:
    """The draft without what stands in or behind its content and is no part of it."""
    return without_background(scene, without_speaker(scene, draft))


def without_speaker(scene: Scene, draft: Draft) -> Draft:
    """A speaker who stands between content and cue ("S, X said") is no part of the content."""
    phrase = speaker_phrase(scene, draft)
    if phrase is None:
        return draft
    parts = tuple(part for part in (_beside(draft, p, *phrase) for p in draft.content) if part)
    trimmed = tuple(t for p in parts if (t := grammar.trimmed(scene.analysis, *p)) is not None)
    return replace(draft, content=trimmed) if trimmed else draft


def speaker_phrase(scene: Scene, draft: Draft) -> TokenRange | None:
    """The tokens of the speaker's phrase: the trained source span around it, else the mention; None without either."""
    if draft.speaker is None:
        return None
    marked = (s for s in scene.analysis.attribution if s.label == "source" and s.start <= draft.speaker < s.end)
    whole = next((s for s in marked if not s.start <= draft.cue[0] < s.end), None)
    mention = scene.resolution.at(draft.speaker)
    if whole is not None and (mention is None or (whole.start <= mention.start and mention.end <= whole.end)):
        return whole.start, whole.end
    return (mention.start, mention.end) if mention is not None else None


def without_background(scene: Scene, draft: Draft) -> Draft:
    """ "said the strait was closed, which it has not been since 1980": the relative clause is the article's own.

    Of contents without quotation marks in PolNeAR's training part that stand before such a clause, 197 leave it out and
    79 (some of them speech that the clause belongs to) take it in; the trained layer may overrule.
    """
    *before, last = draft.content
    cut = next((t for t in range(last[0] + SHORTEST, last[1]) if _opens_background(scene, t, last[1])), None)
    return replace(draft, content=(*before, (last[0], cut - 1))) if cut is not None else draft


def _opens_background(scene: Scene, token: int, end: int) -> bool:
    analysis = scene.analysis
    if analysis.word(token).lower() not in RELATIVE or analysis.word(token - 1) != ",":
        return False
    clause = next((t for t in (token, *analysis.ancestors(token)) if analysis.deprels[t] == "acl:relcl"), None)
    if clause is None or clause < token or grammar.trimmed(analysis, token, end) is None:
        return False
    tail = [t for t in range(analysis.subtree(clause)[-1] + 1, end) if not grammar.is_punctuation(analysis, t)]
    start = analysis.starts[token]
    quoted = any(quote.start <= start < quote.end for quote in near(scene.quotes, start, start + 1))
    learned = any(
        s.label == "content" and s.start <= token < s.end for s in analysis.attribution if s.score >= LEARNED_CUE
    )
    return not (tail or quoted or learned)


def _beside(draft: Draft, part: TokenRange, start: int, end: int) -> TokenRange | None:
    cue = draft.cue
    if part[0] < start < part[1] <= cue[0] and cue[0] - end <= NEAR:
        return part[0], start
    if cue[1] <= part[0] < end < part[1] and start - cue[1] < NEAR:
        return end, part[1]
    return part


def _cut(part: TokenRange, at: int) -> TokenRange | None:
    return (part[0], min(part[1], at)) if part[0] < at else None
