"""What expressions of time mean, by the calendar."""

import pytest

from dragoman.language.intervals import Direction
from dragoman.language.times import expressions, resolve
from dragoman.records import Published

THURSDAY = Published(earliest="2024-06-20", latest="2024-06-20", precision="day", basis="given")


def interval(
    words: str, direction: Direction = -1, published: Published | None = THURSDAY
) -> tuple[str | None, str | None]:
    (found,) = expressions(words)
    date = resolve(found, published, direction)
    return date.earliest, date.latest


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("They met on Thursday.", "2024-06-20", "2024-06-20"),
        ("They met on Wednesday.", "2024-06-19", "2024-06-19"),
        ("They met on Friday.", "2024-06-14", "2024-06-14"),
        ("They met on Thursday (Jun 13).", "2024-06-13", "2024-06-13"),
        ("They met last week.", "2024-06-10", "2024-06-16"),
        ("They met last month.", "2024-05-01", "2024-05-31"),
        ("They met last year.", "2023-01-01", "2023-12-31"),
        ("They met yesterday.", "2024-06-19", "2024-06-19"),
        ("They met in mid-August.", "2023-08-10", "2023-08-22"),
        ("They met at the end of July.", "2023-07-20", "2023-07-31"),
        ("They met in 2014.", "2014-01-01", "2014-12-31"),
        ("They met on 3 January 2011.", "2011-01-03", "2011-01-03"),
        ("They met on Sept. 11, 2001.", "2001-09-11", "2001-09-11"),
        ("They met earlier this month.", "2024-06-01", "2024-06-20"),
        ("They met two days ago.", "2024-06-18", "2024-06-18"),
        ("They met in March 2019.", "2019-03-01", "2019-03-31"),
        ("They have met since 2022.", "2022-01-01", "2024-06-20"),
        ("They met between 2014 and 2018.", "2014-01-01", "2018-12-31"),
        ("They met in the 1990s.", "1990-01-01", "1999-12-31"),
        ("They met last August.", "2023-08-01", "2023-08-31"),
    ],
)
def test_looking_back(words: str, first: str, last: str) -> None:
    assert interval(words) == (first, last)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("They will meet on Monday.", "2024-06-24", "2024-06-24"),
        ("They will meet on Thursday.", "2024-06-20", "2024-06-20"),
        ("next month's summit", "2024-07-01", "2024-07-31"),
        ("They will meet on March 5.", "2025-03-05", "2025-03-05"),
        ("They will meet in December.", "2024-12-01", "2024-12-31"),
        ("They will meet tomorrow.", "2024-06-21", "2024-06-21"),
    ],
)
def test_looking_ahead(words: str, first: str, last: str) -> None:
    assert interval(words, 1) == (first, last)


def test_without_a_publication_date_the_words_stay_with_the_reason() -> None:
    (found,) = expressions("They met on Thursday.")
    date = resolve(found, None)
    assert (date.earliest, date.latest, date.text) == (None, None, "Thursday")
    assert date.reason


def test_a_date_with_its_year_needs_no_publication_date() -> None:
    assert interval("They met on 4 May 2015.", published=None) == ("2015-05-04", "2015-05-04")


def test_a_time_that_hangs_on_another_event_is_not_guessed() -> None:
    (found,) = expressions("He left three days after.")
    date = resolve(found, THURSDAY)
    assert date.earliest is None
    assert date.reason


def test_a_window_of_publication_widens_the_day() -> None:
    window = Published(earliest="2024-06-18", latest="2024-06-20", precision="window", basis="text")
    assert interval("They met yesterday.", published=window) == ("2024-06-17", "2024-06-19")


@pytest.mark.parametrize(
    "words",
    ["It may rain.", "They march on.", "11,000 containers", "He sat down.", "About 2000 troops came.", "He won 2-1."],
)
def test_what_is_no_date(words: str) -> None:
    assert not expressions(words)


def test_spans_are_the_words() -> None:
    text = "Talks began on Tuesday, 4 June, and ended last Friday; the next round is due in mid-July."
    for found in expressions(text):
        assert text[found.start : found.end] == found.text


def test_an_impossible_day_is_not_read_as_one() -> None:
    assert all(
        resolve(found, THURSDAY).earliest is None for found in expressions("on 31 February 2020") if "31" in found.text
    )
