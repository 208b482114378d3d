"""A statement on its way: tokens, before speakers and spans are settled."""

from dataclasses import dataclass, field

TokenRange = tuple[int, int]

#: How sure each way of finding a statement is, before calibration (benchmarks.quality, 2026-11).
CONFIDENCE = {
    "clause": 0.93,
    "quoted": 0.95,
    "parataxis": 0.9,
    "according": 0.95,
    "infinitive": 0.85,
    "object": 0.75,
    "light": 0.8,
    "preposition": 0.85,
    "predicate": 0.8,
    "adjective": 0.75,
    "noun": 0.65,
    "layer": 0.6,
    "floating": 0.7,
}


@dataclass(frozen=True, slots=True)
class Draft:
    """One reported act: the way it was found, the cue's tokens, the content's token ranges and whom the parse names.

    ``speaker`` is the head token of the speaker's noun phrase; ``about`` are heads of noun phrases that the act is
    addressed to. ``learned`` tells that the trained cue layer marks the cue too.
    """

    frame: str
    act: str
    cue: TokenRange
    content: tuple[TokenRange, ...]
    speaker: int | None = None
    addressees: tuple[int, ...] = ()
    venue: int | None = None
    learned: bool = False
    tail: tuple[int, ...] = field(default=())

    @property
    def confidence(self) -> float:
        """Probability that the statement is right, from the frame, raised where the trained layer agrees."""
        base = CONFIDENCE[self.frame]
        return round(min(0.99, base + (1 - base) * 0.4) if self.learned else base, 2)
