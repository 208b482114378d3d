"""What the actors room knows of one text: its actors, and whom each noun phrase means."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dragoman.records import Actor, Candidate

MentionKind = Literal["name", "demonym", "capital", "role", "pronoun", "group"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``[start, end)`` with the syntactic ``head`` that name somebody.

    ``actors`` are actor ids, several for a coordination or a plural pronoun, none where the mention is unresolved
    (``candidates`` then says whom it may mean). ``metonymic`` tells that a place stands for its government. ``also``
    are further tokens of the phrase that a parser may take for its head (role noun, first name, last name).
    """

    head: int
    start: int
    end: int
    kind: MentionKind
    actors: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    metonymic: bool = False
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class Resolution:
    """The actors of one text and its mentions, in order of their place."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]

    @cached_property
    def _by_head(self) -> dict[int, Mention]:
        also = {token: mention for mention in reversed(self.mentions) for token in mention.also}
        return also | {mention.head: mention for mention in reversed(self.mentions)}

    @cached_property
    def _by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    def at(self, head: int) -> Mention | None:
        """The mention whose syntactic head is this token: a whole noun phrase, role noun and name together.

        Any of its nouns and names will do, unless it is the head of a mention of its own.
        """
        return self._by_head.get(head)

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id."""
        return self._by_id[actor_id]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions whose head lies in the tokens ``[start, end)``."""
        return [mention for mention in self.mentions if start <= mention.head < end]
