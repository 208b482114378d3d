"""One text with all that finding statements looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.actors.resolution import Resolution
from dragoman.language.analysis import Analysis
from dragoman.statements.lexicon import CueLexicon, cue_lexicon
from dragoman.statements.quotes import Quotation

#: The trained layer's mean probability from which an unlisted word counts as a cue (PolNeAR dev, 2026-11).
LEARNED_CUE = 0.5


@dataclass(frozen=True)
class Scene:
    """One text with all that finding statements looks at."""

    analysis: Analysis
    resolution: Resolution
    quotes: Sequence[Quotation]
    lexicon: CueLexicon

    @classmethod
    def of(cls, analysis: Analysis, resolution: Resolution, quotes: Sequence[Quotation]) -> "Scene":
        """The scene with the house's own lexicon."""
        return cls(analysis, resolution, quotes, cue_lexicon())

    @cached_property
    def cue_scores(self) -> dict[int, float]:
        """Tokens that the trained layer marks as a cue, with its probability."""
        spans = (span for span in self.analysis.attribution if span.label == "cue")
        return {token: span.score for span in spans for token in range(span.start, span.end)}

    def learned(self, token: int) -> bool:
        """Whether the trained layer takes this token for a cue."""
        return self.cue_scores.get(token, 0.0) >= LEARNED_CUE

    def somebody(self, token: int | None) -> bool:
        """Whether this noun phrase names an actor or a group of people that may speak."""
        return token is not None and self.resolution.at(token) is not None
