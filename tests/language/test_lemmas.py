"""Lemma scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import lemmas


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("denied", "deny"),
        ("was", "be"),
        ("Ministers", "minister"),
        ("Paris", "Paris"),
        ("ITALIANS", "italian"),
        ("went", "go"),
    ],
)
def test_a_script_gives_its_lemma(form: str, lemma: str) -> None:
    assert lemmas.apply(lemmas.script(form, lemma), form) == lemma


def test_a_script_carries_over() -> None:
    assert lemmas.apply(lemmas.script("denied", "deny"), "Implied") == "imply"


@given(st.text(min_size=1, max_size=8), st.text(max_size=20))
def test_any_script_on_any_form_gives_a_string(lemma: str, form: str) -> None:
    assert isinstance(lemmas.apply(lemmas.script("running", lemma), form), str)
