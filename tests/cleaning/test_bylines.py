import pytest

from dragoman.cleaning.bylines import find_authors, find_bare_authors, is_account, is_name


def names(text: str) -> list[str]:
    return [author.name for author in find_authors(text)]


@pytest.mark.parametrize(
    ("line", "persons"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("BY JANE MCDOE AND LUDWIG VAN DER BERG", ["Jane McDoe", "Ludwig van der Berg"]),
        ("By Jane Doe, John Roe & Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]),
        ("By Jane Doe, New York", ["Jane Doe"]),
        ("By A. B. Cole in Tana and Olga Petrova in Riga", ["A. B. Cole", "Olga Petrova"]),
        ("By Jane Doe | Foreign Editor", ["Jane Doe"]),
        ("By Jane Doe | 3 May 2021 | 14:30", ["Jane Doe"]),
        ("By Jane Doe Published 3 May 2021", ["Jane Doe"]),
        ("Written by: Fatou al-Masri", ["Fatou al-Masri"]),
        ("Von Anna Grünwald und Jonas Lutz", ["Anna Grünwald", "Jonas Lutz"]),
        ("Par Luc Moreau avec AFP", ["Luc Moreau", "Agence France-Presse"]),
        ("Автор: Ольга Петрова", ["Ольга Петрова"]),
        ("By Jane Doe, Reuters", ["Jane Doe", "Reuters"]),
        ("By Reuters", ["Reuters"]),
        ("By Mary O'Neil-Smith", ["Mary O'Neil-Smith"]),
    ],
)
def test_who_wrote_it(line: str, persons: list[str]) -> None:
    assert names(line) == persons
    assert all(line[slice(*a.span)].casefold()[:3] for a in find_authors(line))


@pytest.mark.parametrize(
    "line",
    [
        "By admin",
        "By Staff Writer",
        "by Web Desk",
        "By the time they arrived, the hall was empty",
        "By Friday the talks had ended",
        "By contrast, Orland has signed",
        "By 2030 half of it will be gone",
        "Byron Bay prepares for floods",
        "Jane Doe said so.",
        "",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert names(line) == []


def test_names_alone_and_accounts() -> None:
    assert [a.name for a in find_bare_authors("Jane Doe | 3 May 2021")] == ["Jane Doe"]
    assert find_bare_authors("Talks go on") == ()
    assert is_account("admin")
    assert is_account("By Admin")
    assert not is_account("Ada Minton")


@pytest.mark.parametrize(
    ("words", "name"), [("Jane Doe", True), ("World Desk", False), ("jane doe", False), ("J. K.", False)]
)
def test_names_have_capitals_and_are_no_desks(words: str, name: bool) -> None:
    assert is_name(words) is name


def test_spans_are_exact() -> None:
    line = "By Jane Doe and JOHN ROE, Reuters"
    assert [line[slice(*a.span)] for a in find_authors(line)] == ["Jane Doe", "JOHN ROE", "Reuters"]
