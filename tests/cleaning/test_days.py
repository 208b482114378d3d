import pytest

from dragoman.cleaning.days import day_of, find_day


@pytest.mark.parametrize(
    ("line", "first", "last", "weight"),
    [
        ("June 18, 2024", "2024-06-18", "2024-06-18", "plain"),
        ("18.06.2024 14:33", "2024-06-18", "2024-06-18", "plain"),
        ("Published on 3 May 2021 by Radio Tana", "2021-05-03", "2021-05-03", "published"),
        ("Last updated: 2024-06-18", "2024-06-18", "2024-06-18", "updated"),
        ("Yayınlanma: 12 Mart 2022 - 13:04", "2022-03-12", "2022-03-12", "published"),
        ("12 de mayo de 2020", "2020-05-12", "2020-05-12", "plain"),
        ("Опубликовано 3 февраля 2021", "2021-02-03", "2021-02-03", "published"),
        ("Tue 3rd Sept. 2019", "2019-09-03", "2019-09-03", "plain"),
        ("25/12/2020", "2020-12-25", "2020-12-25", "plain"),
        ("12/25/2020", "2020-12-25", "2020-12-25", "plain"),
        ("03/04/2021", "2021-03-04", "2021-04-03", "plain"),  # either of two days: both, not a guess
    ],
)
def test_the_day_of_a_date_line(line: str, first: str, last: str, weight: str) -> None:
    found = find_day(line, offset=10)
    assert found is not None
    assert (found.value.earliest, found.value.latest, found.weight) == (first, last, weight)
    assert found.value.span is not None
    start, end = found.value.span
    assert line[start - 10 : end - 10].strip(" .") != ""


@pytest.mark.parametrize(
    "line",
    [
        "The treaty was signed on 12 May 1994 by both presidents in the city of Tana",
        "May 2021",
        "31.02.2021",
        "Room 12, 2024",
        "Call +44 2020 2021",
        "",
    ],
)
def test_what_is_no_date_line(line: str) -> None:
    assert find_day(line) is None


def test_a_dateline_day_takes_its_year() -> None:
    assert day_of(2021, "June 3") == "2021-06-03"
    assert day_of(2021, "31 June") is None
