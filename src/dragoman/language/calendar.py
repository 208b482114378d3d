"""The expressions of time of one text, by the words that they hang on in the parse."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.language import times
from dragoman.language.analysis import Analysis
from dragoman.language.intervals import Direction
from dragoman.language.times import Expression
from dragoman.records import EventDate, Published

#: An expression of time is followed at most so far up to its clause.
HIGHEST = 6
#: Tokens around a telling word ("Monday", a number) that may belong to its expression.
AROUND = 6
#: Relations by which a time narrows a noun down.
NARROWING = frozenset({"nummod", "compound", "amod", "nmod:poss"})


@dataclass(frozen=True)
class Calendar:
    """The expressions of time of one text; ``published`` is what relative ones are resolved against."""

    analysis: Analysis
    published: Published | None

    def on(self, token: int) -> Expression | None:
        """The expression that hangs on this word: "Tuesday" on "said" in "X said on Tuesday"."""
        return self._by_head.get(token)

    def resolved(self, expression: Expression, direction: Direction = -1) -> EventDate:
        """The expression as an interval; ``direction`` 1 where it tells of what is to come."""
        return times.resolve(expression, self.published, direction)

    @cached_property
    def _by_head(self) -> dict[int, Expression]:
        found: dict[int, Expression] = {}
        for expression in self._expressions():
            for token in self._governors(expression):
                found.setdefault(token, expression)
        return found

    def _expressions(self) -> Iterator[Expression]:
        analysis, triggers = self.analysis, times.triggers()
        for start, end in analysis.sentences:
            words = [analysis.word(token).lower().replace("’", "'") for token in range(start, end)]
            telling = [t for t, word in enumerate(words, start) if word in triggers or word[0].isdigit()]
            if telling:
                first, last = max(start, telling[0] - AROUND), min(end, telling[-1] + AROUND)
                yield from times.expressions(analysis.text, *analysis.span(first, last))

    def _governors(self, expression: Expression) -> Iterator[int]:
        """The words that the expression hangs on, up to and with its verb."""
        analysis = self.analysis
        first = bisect_right(analysis.ends, expression.start)
        last = bisect_left(analysis.starts, expression.end)
        if first >= last:
            return
        head = next((t for t in range(first, last) if not first <= analysis.heads[t] < last), first)
        if analysis.deprels[head] in NARROWING:
            # "the 1974 treaty", "next month's summit": the time of the thing, not of what is done with it.
            yield analysis.heads[head]
            return
        for _ in range(HIGHEST):
            above = analysis.heads[head]
            if above == head:
                return
            head = above
            yield head
            if analysis.upos[head] == "VERB":
                return
