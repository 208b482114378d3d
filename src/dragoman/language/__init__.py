"""The language room: a text's tokens, sentences, tags, trees, names and attribution spans, by one small model."""

from .analyser import analyse
from .analysis import Analysis, TokenSpan
from .model import Model, load_model

__all__ = ["Analysis", "Model", "TokenSpan", "analyse", "load_model"]
