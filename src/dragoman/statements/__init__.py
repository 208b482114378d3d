"""Who said what: statements with speaker, cue, content, form and act."""

from dragoman.statements.find import find

__all__ = ["find"]
