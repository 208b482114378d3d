"""What all frames share: making a draft of tokens, whom it is told, and the conditions that belong to it."""

from collections.abc import Iterable, Sequence

from dragoman.language.analysis import Analysis, matches
from dragoman.statements import grammar
from dragoman.statements.draft import Draft, TokenRange
from dragoman.statements.scene import Scene

TELLING = ("VERB", "NOUN", "PROPN", "ADJ", "ADV", "PRON", "NUM", "INTJ", "X")
CONDITIONS = frozenset({"if", "unless", "should"})
COMMITTING = frozenset({"threaten", "promise", "warn", "plan"})


def draft(
    scene: Scene, token: int, frame: str, act: str, content: TokenRange | Sequence[TokenRange] | None, **more: object
) -> Draft | None:
    """A draft with this content, None if that says nothing or holds the cue itself."""
    if not content:
        return None
    parts = [content] if isinstance(content[0], int) else list(content)
    spans = tuple(span for part in parts if (span := _stripped(scene.analysis, part)) is not None)  # type: ignore[arg-type]
    if not spans or any(start <= token < end for start, end in spans) or not _says_something(scene.analysis, spans):
        return None
    more.setdefault("cue", (token, token + 1))
    more.setdefault("speaker", grammar.subject(scene.analysis, token))
    return Draft(frame=frame, act=act, content=spans, learned=scene.learned(token), **more)  # type: ignore[arg-type]


def _says_something(analysis: Analysis, spans: Iterable[TokenRange]) -> bool:
    """Whether there is more than articles and prepositions."""
    return any(analysis.upos[token] in TELLING for span in spans for token in range(*span))


def _stripped(analysis: Analysis, part: TokenRange) -> TokenRange | None:
    return grammar.trimmed(analysis, *grammar.without_complementiser(analysis, *part))


def hearers(scene: Scene, verb: int) -> dict[str, object]:
    """Addressees and venue: the objects of "told", the phrases with "to" and "at"."""
    analysis, found, venue = scene.analysis, [], None
    for child in analysis.children[verb]:
        relation = analysis.deprels[child]
        addressed = matches(relation, ("iobj", "obj")) or (
            relation == "obl" and grammar.preposition(analysis, child) in ("to", "with")
        )
        if analysis.lemmas[child] in scene.lexicon.venues and matches(relation, ("obl", "iobj", "obj", "nmod")):
            venue = child if venue is None else venue
        elif addressed and scene.somebody(child):
            found.append(child)
    return {"addressees": tuple(found), "venue": venue}


def conditions(analysis: Analysis, verb: int, act: str) -> tuple[int, ...]:
    """If-clauses that hang on the cue but belong to what is threatened or promised."""
    if act not in COMMITTING:
        return ()
    return tuple(
        c for c in analysis.children[verb] if analysis.deprels[c] == "advcl" and opened_by(analysis, c, CONDITIONS)
    )


def opened_by(analysis: Analysis, clause: int, words: frozenset[str]) -> bool:
    """Whether one of these words is the clause's subordinator."""
    marker = analysis.child(clause, "mark")
    return marker is not None and analysis.word(marker).lower() in words
