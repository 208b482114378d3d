"""Quantities as numbers."""

import pytest

from dragoman.events.quantities import read


@pytest.mark.parametrize(
    ("words", "low", "high", "approximate"),
    [
        ("12", 12, 12, False),
        ("over 11,000", 11000, None, True),
        ("up to 300", None, 300, True),
        ("about 40", 40, 40, True),
        ("two dozen", 24, 24, False),
        ("11.5 million", 11_500_000, 11_500_000, False),
        ("between 5 and 7", 5, 7, False),
        ("at least three", 3, None, True),
        ("dozens", 24, None, True),
        ("hundreds", 200, None, True),
    ],
)
def test_numbers(words: str, low: float | None, high: float | None, approximate: bool) -> None:
    found = read(words, None)
    assert (found.minimum, found.maximum, found.approximate) == (low, high, approximate)


def test_words_without_a_number_have_no_bounds() -> None:
    found = read("an unknown number", "number")
    assert (found.minimum, found.maximum) == (None, None)
