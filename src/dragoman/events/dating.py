"""When and where an event was: the expression of time and the place that hang on its clause."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.events.candidates import Candidate
from dragoman.events.scene import Scene
from dragoman.language import times
from dragoman.language.times import Expression
from dragoman.records import EventDate, Place, Published, Status

#: An expression of time is followed at most so far up to its clause.
HIGHEST = 6
#: Tokens around a telling word ("Monday", a number) that may belong to its expression.
AROUND = 6
AHEAD: frozenset[Status] = frozenset({"planned", "conditional"})


#: Relations by which a time narrows a noun down.
NARROWING = frozenset({"nummod", "compound", "amod", "nmod:poss"})


@dataclass(frozen=True)
class Calendar:
    """The expressions of time of one text, by the clauses that they hang on."""

    scene: Scene
    published: Published | None

    @cached_property
    def _expressions(self) -> tuple[Expression, ...]:
        analysis = self.scene.analysis
        found: list[Expression] = []
        triggers = times.triggers()
        for start, end in analysis.sentences:
            words = self.scene.words[start:end]
            telling = [t for t, word in enumerate(words, start) if word in triggers or word[0].isdigit()]
            if telling:
                first, last = max(start, telling[0] - AROUND), min(end, telling[-1] + AROUND)
                found += times.expressions(analysis.text, *analysis.span(first, last))
        return tuple(found)

    @cached_property
    def _by_clause(self) -> dict[int, Expression]:
        found: dict[int, Expression] = {}
        for expression in self._expressions:
            for token in self._governors(expression):
                found.setdefault(token, expression)
        return found

    def _governors(self, expression: Expression) -> Iterator[int]:
        """The words that the expression hangs on, up to and with its verb."""
        analysis = self.scene.analysis
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
            if self.scene.is_verb(head):
                return

    def date(self, one: Candidate, status: Status) -> EventDate | None:
        """The date of an event, None if its clause tells none."""
        expression = self._by_clause.get(one.anchor) or self._by_clause.get(one.clause)
        if expression is None:
            return None
        return times.resolve(expression, self.published, 1 if status in AHEAD else -1)


def place(scene: Scene, one: Candidate) -> Place | None:
    """Where an event was: the place or state in a locative phrase of its anchor or clause."""
    for head in dict.fromkeys((one.anchor, one.clause)):
        for child in scene.children(head, "obl", "nmod"):
            if scene.opener(child) in scene.predicates.prepositions["locative"] and scene.named_tokens.get(child) in (
                "PLACE",
                "STATE",
            ):
                return _place(scene, child)
    return None


def _place(scene: Scene, head: int) -> Place:
    span = next((s for s in scene.analysis.entities if s.start <= head < s.end), None)
    start, end = (span.start, span.end) if span is not None else (head, head + 1)
    return Place(
        name=scene.analysis.words(start, end), country=_country(scene, head), span=scene.analysis.span(start, end)
    )


def _country(scene: Scene, head: int) -> str | None:
    """The country that the place is, is the capital of, or is said to lie in."""
    for token in (head, *scene.children(head, "nmod", "appos", "conj")):
        mention = scene.resolution.at(token)
        if mention is not None and len(mention.actors) == 1:
            actor = scene.resolution.actor(mention.actors[0])
            if actor.kind == "state":
                return actor.country
    return None
