"""The spaCy adapter."""

import builtins
from typing import Any

import pytest

from dragoman.errors import MissingExtraError
from dragoman.language.analysis import Analysis, TokenSpan
from dragoman.language.spacy import to_spacy

ANALYSIS = Analysis(
    text="Kenya left.",
    starts=(0, 6, 10),
    ends=(5, 10, 11),
    upos=("PROPN", "VERB", "PUNCT"),
    feats=("Number=Sing", "Tense=Past|VerbForm=Fin", "_"),
    lemmas=("Kenya", "leave", "."),
    heads=(1, 1, 1),
    deprels=("nsubj", "root", "punct"),
    sentences=((0, 3),),
    entities=(TokenSpan(0, 1, "STATE", 0.9),),
    attribution=(TokenSpan(0, 1, "source", 0.5),),
    model="none",
)


def test_a_doc_has_the_same_words_tree_and_names() -> None:
    pytest.importorskip("spacy")
    doc = to_spacy(ANALYSIS)
    assert doc.text == "Kenya left."
    assert [token.head.i for token in doc] == [1, 1, 1]
    assert [(span.text, span.label_) for span in doc.ents] == [("Kenya", "STATE")]
    assert doc[1].morph.get("Tense") == ["Past"]
    assert doc.spans["source"][0].text == "Kenya"


def test_without_spacy_the_error_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    true_import = builtins.__import__

    def refuse(name: str, *arguments: Any) -> Any:
        if name.startswith("spacy"):
            raise ImportError(name)
        return true_import(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError, match="pip install spacy"):
        to_spacy(ANALYSIS)
