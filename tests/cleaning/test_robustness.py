import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.cleaning import clean, segment
from dragoman.cleaning.phrases import segment_roles
from dragoman.records import Segment
from dragoman.sources import from_text

from .articles import AGGREGATED, WIRE, text_of

PIECES = st.one_of(
    st.sampled_from([line for _, line in (*WIRE, *AGGREGATED)]),
    st.sampled_from(["\u202eمرحبا بالعالم قال المتحدث", "🙂👩‍👩‍👧 🇺🇦", "e\u0301te\u0301", "\x00\x07\x1b[31m", "<script>alert(1)</script>", "\ufeff", "日本の首相は言った。", "-", "'"]),
    st.text(max_size=60),
)  # fmt: skip
TEXTS = st.lists(
    st.tuples(PIECES, st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028", " \n\t\n"])), max_size=25
).map(lambda parts: "x " + "".join(piece + end for piece, end in parts))


def check(text: str, found: tuple[Segment, ...]) -> None:
    """Segments are in order, do not overlap, bear known roles, and leave out nothing that can be read."""
    position = 0
    for one in found:
        assert position <= one.start < one.end <= len(text)
        assert not any(character.isalnum() for character in text[position : one.start])
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        assert one.role is None or (one.kind == "furniture" and one.role in segment_roles())
        position = one.end
    assert not any(character.isalnum() for character in text[position:])


@given(TEXTS)
@settings(max_examples=120, deadline=None)
def test_segments_cover_everything_that_can_be_read(text: str) -> None:
    document = from_text(text)
    cleaned, found = clean(document)
    check(text, found)
    assert found == segment(document)
    assert cleaned.text == text
    for credit in cleaned.credits:
        assert credit.span is not None
        assert 0 <= credit.span[0] < credit.span[1] <= len(text)
    for flaw in cleaned.quality.spans:
        assert 0 <= flaw.span[0] < flaw.span[1] <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "A title alone",
        "Share\nTweet\nLeave a Reply\nHome\nContact us",
        "By Jane Doe",
        "?",
        "\x00\x00word",
        "1\n2\n3",
    ],
)
def test_odd_texts_are_segmented(text: str) -> None:
    check(text, clean(from_text(text))[1])


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "(" * 1_000_000,
        "By " * 300_000,
        "A, " * 300_000,
        "TANA, " * 150_000,
        "{" * 900_000,
        "a@" * 400_000,
        "[email " * 120_000,
        "Headline of some words here\n" * 30_000,
        "Tana (" * 150_000,
        "." * 1_000_000,
        "By" + " " * 900_000 + "Jane Doe",
        "Source:" + "\u00a0" * 900_000 + "AFP",
        "1" * 900_000,
        ("x" * 400 + " ") * 2_000,
    ],
    ids=[
        "words",
        "brackets",
        "by",
        "commas",
        "datelines",
        "braces",
        "mails",
        "stubs",
        "lines",
        "places",
        "stops",
        "blanks",
        "no-breaks",
        "digits",
        "long",
    ],
)
def test_hostile_texts_end_in_bounded_time(text: str) -> None:
    start = time.process_time()
    check(text, clean(from_text(text))[1])
    assert time.process_time() - start < 30


def test_the_same_text_gives_the_same_segments_whatever_else_is_read() -> None:
    alone = clean(from_text(text_of(WIRE)))
    clean(from_text(text_of(AGGREGATED)))
    assert clean(from_text(text_of(WIRE))) == alone
