import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.statements.quotes import quotations


def words(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said: “We will go.” Then he left.", ["“We will go.”"]),
        ('"We will go," he said, "but not today."', ['"We will go,"', '"but not today."']),
        ("The minister's office called it 'a mistake' and didn't say more.", ["'a mistake'"]),
        ("Okoro called it ‘a grave error’ in Vessaly’s paper.", ["‘a grave error’"]),
        ("« Nous partons », dit-il.", []),
        ("«We leave», he said.", ["«We leave»"]),
        ("“He called it a ‘farce’ and left,” she said.", ["“He called it a ‘farce’ and left,”"]),
        ("„We stay“, he said.", ["„We stay“"]),
        ("The troops' dogs and the miners' lamps were lost.", []),
    ],
)
def test_marks_are_paired(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_an_unclosed_mark_takes_its_paragraph_and_no_more() -> None:
    text = "“These deals would bring shells, said the envoy.\n\nThe talks go on."
    blocks = [(0, 48), (50, len(text))]
    found = quotations(text, blocks)
    assert [(q.start, q.end, q.closed) for q in found] == [(0, 48, False)]


def test_ten_thousand_marks_take_bounded_time() -> None:
    text = '"' * 10_000 + " a " + "“" * 10_000 + "'a " * 10_000
    start = time.perf_counter()
    quotations(text, [(0, len(text))])
    assert time.perf_counter() - start < 5


@given(st.text(alphabet="ab '\"“”‘’«».\n", max_size=200))
def test_quotations_are_ordered_and_apart(text: str) -> None:
    found = quotations(text, [(0, len(text))])
    for one, other in pairwise(found):
        assert one.end <= other.start
    assert all(0 <= q.start < q.end <= len(text) for q in found)
