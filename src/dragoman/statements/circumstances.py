"""What stands around a cue: where it was said, when, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.language.analysis import Analysis
from dragoman.language.calendar import Calendar
from dragoman.records import EventDate, Span, Venue
from dragoman.statements import grammar
from dragoman.statements.draft import Draft
from dragoman.statements.scene import Scene

#: The noun of "on behalf of X" and "on X's behalf".
BEHALF = "behalf"


@dataclass(frozen=True)
class Circumstances:
    """Asks one text for the circumstances of its statements; ``calendar`` holds its expressions of time."""

    scene: Scene
    calendar: Calendar

    def venue(self, draft: Draft) -> Venue | None:
        """ "told *a news conference*"."""
        analysis = self.scene.analysis
        if draft.venue is None:
            return None
        tokens = [t for t in analysis.subtree(draft.venue) if analysis.deprels[t] != "case"]
        inner = grammar.trimmed(analysis, tokens[0], tokens[-1] + 1) if tokens else None
        if inner is None:
            return None
        return Venue(text=analysis.words(*inner), span=analysis.span(*inner))

    def date(self, draft: Draft, content: Iterable[Span]) -> EventDate | None:
        """ "said *on Tuesday*": the time that hangs on the cue and is no part of what is said."""
        expression = self.calendar.on(draft.cue[0])
        if expression is None or any(start <= expression.start < end for start, end in content):
            return None
        return self.calendar.resolved(expression)

    def on_behalf_of(self, draft: Draft, content: Iterable[Span]) -> tuple[str, ...]:
        """ "said *on behalf of the group*", in the cue's sentence and outside of what is said."""
        analysis, spans = self.scene.analysis, list(content)
        for token in range(*grammar.sentence(analysis, draft.cue[0])):
            start = analysis.starts[token]
            if analysis.lemmas[token] != BEHALF or any(low <= start < high for low, high in spans):
                continue
            owner = analysis.child(token, "nmod:poss", "nmod")
            return self._actors(analysis, owner) if owner is not None else ()
        return ()

    def _actors(self, analysis: Analysis, owner: int) -> tuple[str, ...]:
        heads = [owner, *(c for c in analysis.children[owner] if analysis.deprels[c] == "conj")]
        found = (self.scene.resolution.at(head) for head in heads)
        return tuple(dict.fromkeys(actor for mention in found if mention is not None for actor in mention.actors))
