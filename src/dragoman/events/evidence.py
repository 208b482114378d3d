"""The words that an event rests on, and what field they are of."""

from dragoman.events import kinds
from dragoman.events.candidates import Candidate
from dragoman.events.scene import CLAUSAL, Scene
from dragoman.records import EventObject, Span

LONGEST = 300
"""Characters of evidence at most (``docs/reading-format.md``)."""


def evidence(scene: Scene, anchor: int) -> Span:
    """The sentence around an anchor, else the widest clause around it, at most :data:`LONGEST` characters."""
    analysis = scene.analysis
    whole = analysis.span(*scene.sentence(anchor))
    if whole[1] - whole[0] <= LONGEST:
        return whole
    best = analysis.span(anchor, anchor + 1)
    for token in (anchor, *analysis.ancestors(anchor)):
        if token != anchor and scene.relation(token) not in CLAUSAL:
            continue
        tokens = analysis.subtree(token)
        span = analysis.span(tokens[0], tokens[-1] + 1)
        if span[1] - span[0] <= LONGEST and span[0] <= best[0] and best[1] <= span[1]:
            best = span
    return best


def contexts_of(scene: Scene, one: Candidate, objects: tuple[EventObject, ...]) -> tuple[str, ...]:
    """PLOVER's contexts, from the objects' kinds and the words of the event's own clause."""
    known = kinds.contexts()
    found: list[str] = [name for o in objects if o.kind for name in known.by_kind.get(o.kind, ())]
    tokens = sorted(scene.analysis.subtree(one.anchor))
    for token in tokens:
        pair = f"{scene.lemmas[token]} {scene.lemmas[token + 1]}" if token + 1 in tokens else ""
        for word in (pair, scene.lemmas[token]):
            found += known.by_word.get(word, ())
    return tuple(dict.fromkeys(found))[: known.most]
