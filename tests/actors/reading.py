"""What the tests of this room ask of a resolution, and a compact print of it."""

from dragoman.actors import Mention, Resolution, resolve
from dragoman.language.analysis import Analysis
from dragoman.records import Actor
from tests import grammar


class Read:
    """A hand-made text with its resolution."""

    def __init__(self, table: str, *, title: bool = False) -> None:
        self.analysis: Analysis = grammar.analysis(table)
        document, segments = grammar.document(self.analysis), grammar.segments(self.analysis, title=title)
        self.resolution: Resolution = resolve(self.analysis, document, segments)

    def at(self, word: str, number: int = 1) -> Mention | None:
        """The mention at the number-th occurrence of a word."""
        tokens = [token for token in range(len(self.analysis)) if self.analysis.word(token) == word]
        return self.resolution.at(tokens[number - 1])

    def who(self, word: str, number: int = 1) -> list[str]:
        """The names of the actors whom the word means."""
        mention = self.at(word, number)
        return [] if mention is None else [self.resolution.actor(actor).name for actor in mention.actors]

    def actor(self, name: str) -> Actor:
        """The one actor of this name."""
        (found,) = [actor for actor in self.resolution.actors if actor.name == name]
        return found

    def quote(self, span: tuple[int, int] | None) -> str | None:
        """The words of a span."""
        return None if span is None else self.analysis.text[span[0] : span[1]]

    def __str__(self) -> str:
        names = {actor.id: actor.name for actor in self.resolution.actors}
        lines = [
            f"{actor.kind} {actor.name}: {actor.country or actor.code} {actor.sector} {actor.role}"
            for actor in self.resolution.actors
        ]
        for mention in self.resolution.mentions:
            words = self.analysis.words(mention.start, mention.end)
            lines.append(f"{words!r} {mention.kind} -> {[names[actor] for actor in mention.actors]}")
        return "\n".join(lines)
