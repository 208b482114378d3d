"""An Analysis as a spaCy ``Doc``, for those who want its matchers, its store or displaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.errors import MissingExtraError

from .analysis import Analysis, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def to_spacy(analysis: Analysis) -> Doc:
    """The words, tags, trees and names of an Analysis as a ``Doc``; attribution as span groups of their names.

    spaCy's text is made of words and single spaces, so its offsets differ from ours where the text has other white
    space or parts that were not analysed; token numbers are the same. Relations and tags are Universal Dependencies'.

    Raises MissingExtraError where spaCy is not installed.
    """
    try:
        from spacy.tokens import Doc, Span
        from spacy.vocab import Vocab
    except ImportError as error:
        raise MissingExtraError("spaCy is not installed: `pip install spacy` to turn an Analysis into a Doc") from error
    count = len(analysis)
    opens = {start for start, _ in analysis.sentences}
    doc = Doc(
        Vocab(),
        words=[analysis.word(token) for token in range(count)],
        spaces=[token + 1 < count and analysis.ends[token] < analysis.starts[token + 1] for token in range(count)],
        pos=list(analysis.upos),
        morphs=["" if feats == "_" else feats for feats in analysis.feats],
        lemmas=list(analysis.lemmas),
        heads=list(analysis.heads),
        deps=["ROOT" if deprel == "root" else deprel for deprel in analysis.deprels],
        sent_starts=[token in opens for token in range(count)],
    )

    def span(of: TokenSpan) -> Span:
        return Span(doc, of.start, of.end, label=of.label)

    doc.ents = [span(entity) for entity in analysis.entities]
    for label in ("source", "cue", "content"):
        doc.spans[label] = [span(one) for one in analysis.attribution if one.label == label]
    return doc
