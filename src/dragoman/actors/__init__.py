"""The actors room: whom the words of a text name, with role and country as read in the text."""

from dragoman.actors.grammar import Text
from dragoman.actors.resolution import Mention, Resolution
from dragoman.actors.resolver import Resolver
from dragoman.language.analysis import Analysis
from dragoman.records import Document, Segment

__all__ = ["Mention", "Resolution", "resolve"]


def resolve(analysis: Analysis, document: Document, segments: tuple[Segment, ...]) -> Resolution:
    """The actors of a text, and whom each noun phrase and pronoun means.

    Roles and countries are those that the text gives; what it does not tell stays None. Where two actors fit a mention
    alike, it is left unresolved with its candidates.
    """
    return Resolver(Text(analysis, document, segments)).resolve()
