"""Facts about sentences that the model must get right, and what must hold of any Analysis."""

import itertools
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.language import Analysis, Model, analyse, load_model
from dragoman.language.decoding import is_tree


def sentences(text: str, model: Model) -> list[str]:
    found = analyse(text, None, model)
    return [found.words(start, end) for start, end in found.sentences]


def names(text: str, model: Model) -> set[tuple[str, str]]:
    found = analyse(text, None, model)
    return {(found.words(one.start, one.end), one.label) for one in found.entities}


def check(found: Analysis) -> None:
    """What holds of every Analysis."""
    count = len(found)
    for layer in (found.ends, found.upos, found.feats, found.lemmas, found.heads, found.deprels):
        assert len(layer) == count
    assert all(low < high for low, high in zip(found.starts, found.ends, strict=True))
    assert all(end <= start for end, start in zip(found.ends, found.starts[1:], strict=False))
    assert [token for span in found.sentences for token in range(*span)] == list(range(count))
    for start, end in found.sentences:
        assert is_tree(np.array(found.heads[start:end]) - start)
        for token in range(start, end):
            assert (found.deprels[token] == "root") == (found.heads[token] == token)
    for before, after in itertools.pairwise(found.entities):
        assert before.end <= after.start
    for label in ("source", "cue", "content"):
        spans = [span for span in found.attribution if span.label == label]
        for before, after in itertools.pairwise(spans):
            assert before.end <= after.start
    for one in (*found.entities, *found.attribution):
        assert 0 <= one.start < one.end <= count
        assert 0 < one.score <= 1


def test_subject_verb_object(model: Model) -> None:
    found = analyse("The ministers signed an agreement.", None, model)
    verb = found.lemmas.index("sign")
    assert found.deprels[verb] == "root"
    assert found.upos[verb] == "VERB"
    assert found.has(verb, "Tense=Past")
    subject, thing = found.child(verb, "nsubj"), found.child(verb, "obj")
    assert subject is not None
    assert found.lemmas[subject] == "minister"
    assert thing is not None
    assert found.word(thing) == "agreement"


def test_passive_with_agent(model: Model) -> None:
    found = analyse("The bridge was destroyed by the rebels.", None, model)
    verb = found.lemmas.index("destroy")
    assert found.child(verb, "nsubj:pass") is not None
    assert found.child(verb, "obl:agent") is not None
    assert found.has(verb, "Voice=Pass")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. sent an envoy. He met no one.", ["The U.S. sent an envoy.", "He met no one."]),
        ("Talks were held in the U.S. They failed.", ["Talks were held in the U.S.", "They failed."]),
        ("J. K. Mwangi met Gen. Petrov in St. Petersburg.", ["J. K. Mwangi met Gen. Petrov in St. Petersburg."]),
        (
            "\u201cWe will not go.\u201d The minister left the room.",
            ["\u201cWe will not go.\u201d", "The minister left the room."],
        ),
        ("GENEVA (Reuters) - The talks ended on Monday.", ["GENEVA (Reuters) - The talks ended on Monday."]),
        (
            "Ministers meet in Oslo\nThe talks will last two days.",
            ["Ministers meet in Oslo", "The talks will last two days."],
        ),
        ("- First point\n- Second point", ["- First point", "- Second point"]),
        (
            "Friday, 3 May 2024 The minister resigned.",
            ["Friday, 3 May 2024", "The minister resigned."],
        ),
        ("May 3, 2024 was a Friday.", ["May 3, 2024 was a Friday."]),
        ("One paragraph.\r\n\r\nAnother one.", ["One paragraph.", "Another one."]),
    ],
)
def test_sentences(text: str, expected: list[str], model: Model) -> None:
    assert sentences(text, model) == expected


def test_names_follow_the_guideline(model: Model) -> None:
    found = names(
        "French President Emmanuel Macron met Kenya's Foreign Ministry officials in Nairobi on Tuesday.", model
    )
    assert {("French", "STATE"), ("Emmanuel Macron", "PERSON"), ("Kenya", "STATE"), ("Nairobi", "PLACE")} <= found


def test_attribution_spans(model: Model) -> None:
    found = analyse("The government is preparing an offensive, the opposition leader said on Friday.", None, model)
    spans = {(span.label, found.words(span.start, span.end)) for span in found.attribution}
    assert ("cue", "said") in spans
    assert ("source", "the opposition leader") in spans
    assert any(label == "content" and words.startswith("The government is preparing") for label, words in spans)


def test_empty_text_and_no_blocks(model: Model) -> None:
    for text, blocks in (("", None), (" \n\t", None), ("Words here.", [])):
        found = analyse(text, blocks, model)
        assert len(found) == 0
        assert found.sentences == ()
        assert found.model == model.id


def test_only_blocks_are_analysed_and_sentences_do_not_leave_them(model: Model) -> None:
    text = "Menu Home Sport. The army advanced and the city fell. Share this"
    found = analyse(text, [(17, 34), (35, 53)], model)
    assert [found.words(*span) for span in found.sentences] == ["The army advanced", "and the city fell."]


MIXED = (
    "Caf\u00e9 owners in Z\u00fcrich \U0001f600\U0001f3fd protested.\r\n"
    "\u0627\u0644\u0633\u0644\u0627\u0645 \u0639\u0644\u064a\u0643\u0645, the envoy said; \u05e9\u05dc\u05d5\u05dd.\r\n\ufeff"
    "Cafe\u0301s closed\u2026 \u00abNever!\u00bb\u00a0he cried."
)


def test_spans_are_exact_on_mixed_scripts(model: Model) -> None:
    found = analyse(MIXED, None, model)
    check(found)
    assert "".join(found.word(token) for token in range(len(found))) == "".join(MIXED.split())


LONG = " ".join(f"The minister of region {number} said that the talks would go on, and left." for number in range(60))


def test_a_long_paragraph_is_read_in_windows_without_a_seam(model: Model) -> None:
    found = analyse(LONG, None, model)
    check(found)
    assert len(found.sentences) == 60


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("abcdeFGH .,\"'\u201d\n\r-19\u0301\U0001f600\u05d0\u200b"), max_size=400))
def test_any_text_gives_a_valid_analysis(text: str, model: Model) -> None:
    check(analyse(text, None, model))


def test_the_same_alone_and_among_others(model: Model) -> None:
    alone = analyse(MIXED, None, model)
    for other in (LONG, "Short.", ""):
        analyse(other, None, model)
    assert analyse(MIXED, None, model) == alone


def test_a_million_characters_without_a_newline(model: Model) -> None:
    text = "word" * 250_000
    began = time.process_time()
    found = analyse(text, None, model)
    assert time.process_time() - began < 60
    assert found.starts[0] == 0
    assert found.ends[-1] == len(text)


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"D003.*encoder\.onnx"):
        load_model(tmp_path)


def test_verbs_in_y_and_ie(model: Model) -> None:
    found = analyse(
        "Both Oslo and Bern denied the claim. They carried on. The guards tied him up and he died.", None, model
    )
    verbs = [found.lemmas[token] for token in range(len(found)) if found.upos[token] == "VERB"]
    assert verbs == ["deny", "carry", "tie", "die"]
