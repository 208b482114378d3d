"""Tokens as the English Universal Dependencies treebanks cut them; every character in exactly one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.tokens import LONGEST, tokenize


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. envoy left.", "The|U.S.|envoy|left|."),
        ("He met George W. Bush, Jr., in Washington, D.C.", "He|met|George|W.|Bush|,|Jr.|,|in|Washington|,|D.C."),
        ("They won't, can't and cannot go.", "They|wo|n't|,|ca|n't|and|can|not|go|."),
        ("It\u2019s Kenya\u2019s minister\u2019s car", "It|\u2019s|Kenya|\u2019s|minister|\u2019s|car"),
        ("the ministers' cars", "the|ministers|'|cars"),
        ("\u201cWe will not,\u201d she said.", "\u201c|We|will|not|,|\u201d|she|said|."),
        ("'Never!' he cried", "'|Never|!|'|he|cried"),
        ("a U.S.-led, Russian-made force", "a|U.S.|-|led|,|Russian|-|made|force"),
        ("a pro-Western, non-nuclear state", "a|pro-Western|,|non-nuclear|state"),
        ("It cost $1,250.50 (or \u20ac990).", "It|cost|$|1,250.50|(|or|\u20ac|990|)|."),
        ("3.5% by 10:30 on 12/05/2024", "3.5|%|by|10:30|on|12/05/2024"),
        ("See https://example.org/a-b?c=1, then.", "See|https://example.org/a-b?c=1|,|then|."),
        ("Write to press.office@example.gov.", "Write|to|press.office@example.gov|."),
        ("Mr. Odhiambo vs. Gen. Petrov at 5 p.m.", "Mr.|Odhiambo|vs.|Gen.|Petrov|at|5|p.m."),
        ("Resolution No. 1701, and no. Not that.", "Resolution|No.|1701|,|and|no|.|Not|that|."),
        ("O'Brien and the Shi'ite cleric", "O'Brien|and|the|Shi'ite|cleric"),
        ("Wait... what?! -- yes", "Wait|...|what|?!|--|yes"),
        ("AT&T said", "AT&T|said"),
        ("GENEVA (Reuters) - Talks", "GENEVA|(|Reuters|)|-|Talks"),
    ],
)
def test_conventions(text: str, expected: str) -> None:
    assert words(text) == expected.split("|")


def test_combining_marks_and_emoji_stay_together() -> None:
    assert words("Cafe\u0301 owner") == ["Cafe\u0301", "owner"]
    assert words("ok \U0001f44d\U0001f3fd\U0001f600") == ["ok", "\U0001f44d\U0001f3fd", "\U0001f600"]


def test_other_scripts() -> None:
    assert words("\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd.") == [
        "\u05e9\u05dc\u05d5\u05dd",
        "\u05e2\u05d5\u05dc\u05dd",
        ".",
    ]


def test_range_gives_offsets_of_the_whole_text() -> None:
    text = "One two. Three four."
    assert [text[a:b] for a, b in tokenize(text, 9, 20)] == ["Three", "four", "."]


@given(st.text(max_size=300))
def test_every_character_once_and_no_white_space(text: str) -> None:
    spans = tokenize(text)
    covered = [place for start, end in spans for place in range(start, end)]
    assert covered == sorted(set(covered))
    assert set(covered) == {place for place, character in enumerate(text) if not character.isspace()}
    assert all(0 < end - start <= LONGEST for start, end in spans)


@pytest.mark.parametrize("unit", ["a", "-", "a-", "U.", "'s", "1,", "\u0301", "http://", "a.b@", "\U0001f600"])
def test_a_million_characters_without_space_take_linear_time(unit: str) -> None:
    text = (unit * 1_000_000)[:1_000_000]
    began = time.process_time()
    spans = tokenize(text)
    assert time.process_time() - began < 20
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
