import pytest

from dragoman.cleaning import clean, segment
from dragoman.records import Document, Segment
from dragoman.sources import Given, from_text

from .articles import AGGREGATED, WIRE, text_of

PASSED_OVER = {"furniture", "byline", "credit"}


def kinds(text: str, line: str) -> set[str]:
    """The kinds of the segments in a line."""
    start = text.index(line)
    found = segment(from_text(text))
    return {one.kind for one in found if start <= one.start < start + len(line)}


@pytest.mark.parametrize("between", ["\n\n", "\n", "\r\n\r\n"])
@pytest.mark.parametrize("article", [WIRE, AGGREGATED])
def test_what_a_reader_would_pass_over_is_passed_over(article: tuple[tuple[str, str], ...], between: str) -> None:
    text = text_of(article, between)
    for kind, line in article:
        found = kinds(text, line)
        if kind in PASSED_OVER:
            assert found <= PASSED_OVER, line
        elif kind == "body":
            assert "body" in found, line
            assert not found & PASSED_OVER, line
        else:
            assert not found & PASSED_OVER, line


def test_bylines_and_credits_are_told_from_furniture() -> None:
    text = text_of(WIRE)
    assert kinds(text, "By Mira Tolland and Jonas Eck") == {"byline"}
    assert kinds(text, "Reporting by Mira Tolland in Tana") == {"credit"}
    assert kinds(text, "Vessaly closes canal to Orland tankers after talks fail") == {"title"}
    assert kinds(text, "TANA, March 4 (Reuters) - Vessaly said") == {"dateline", "body"}


def test_roles_are_of_the_closed_list() -> None:
    text = text_of(AGGREGATED)
    roles = {text[one.start : one.end]: one.role for one in segment(from_text(text)) if one.kind == "furniture"}
    assert roles["admin"] == "account"
    assert roles["12.03.2021 - 09:40"] == "date"
    assert roles["YORUM YAZ"] == "comment-form"
    assert roles["Önceki Haber"] == "related"


def test_the_headline_again_is_furniture() -> None:
    title, *rest = [line for _, line in WIRE]
    text = "\n\n".join([title, title, title.lower()[:40], *rest])
    found = segment(from_text(text))
    assert [one.kind for one in found[:3]] == ["title", "furniture", "furniture"]
    assert [one.role for one in found[1:3]] == ["title-repeat", "title-repeat"]


def test_an_agency_behind_the_headline_is_a_credit() -> None:
    text = text_of(WIRE).replace("after talks fail", "after talks fail By Reuters", 1)
    document, found = clean(from_text(text))
    assert [one.kind for one in found[:2]] == ["title", "credit"]
    assert document.title == "Vessaly closes canal to Orland tankers after talks fail"


def cleaned(article: tuple[tuple[str, str], ...], given: Given | None = None) -> tuple[Document, tuple[Segment, ...]]:
    return clean(from_text(text_of(article), given=given))


def test_what_a_wire_report_tells_of_itself() -> None:
    document, _ = cleaned(WIRE)
    assert document.title == "Vessaly closes canal to Orland tankers after talks fail"
    assert document.bylines == ("Mira Tolland", "Jonas Eck")
    assert document.agency == "Reuters"
    assert document.published is not None
    assert (document.published.earliest, document.published.basis) == ("2021-03-04", "text")
    named = {(c.name, c.kind, c.basis) for c in document.credits}
    assert {
        ("Reuters", "agency", "dateline"),
        ("Ann Lee", "author", "credit"),
        ("Jonas Eck", "author", "byline"),
    } <= named
    for credit in document.credits:
        assert credit.span is not None
        assert document.text[slice(*credit.span)].casefold() == credit.name.casefold()


def test_what_an_aggregators_page_tells_of_itself() -> None:
    document, _ = cleaned(AGGREGATED)
    assert document.bylines == ()
    assert document.agency is None
    assert [(c.name, c.kind, c.basis) for c in document.credits] == [("Radio Orland", "outlet", "credit")]
    assert document.published is not None
    assert (document.published.earliest, document.published.basis) == ("2021-03-12", "text")


def test_what_is_given_wins() -> None:
    document, _ = cleaned(WIRE, Given(published="2021-03-05", title="Given", outlet="Tana Times"))
    assert (document.title, document.outlet) == ("Given", "Tana Times")
    assert document.published is not None
    assert (document.published.earliest, document.published.basis) == ("2021-03-05", "given")


def test_a_day_told_in_the_body_is_no_day_of_publication() -> None:
    body = [line.replace("TANA, March 4 (Reuters) - ", "") for kind, line in WIRE if kind == "body"]
    text = "\n\n".join(["Canal stays shut", *body, "The treaty was signed on 12 May 1994."])
    document, _ = clean(from_text(text))
    assert document.published is None
    assert document.published_reason


def test_stubs_and_leftovers_of_software_are_marked() -> None:
    text = (
        "Marden Okoro (NYSE:) stated {that a} deal was near. Write to [email protected] for more.\n\n"
        "Shares of Marden (NYSE: MRD) rose."
    )
    document, _ = clean(from_text(text))
    marked = [(text[slice(*flaw.span)], flaw.kind) for flaw in document.quality.spans]
    assert marked == [("(NYSE:)", "stub"), ("{that a}", "spun"), ("[email protected]", "stub")]
    assert document.quality.spun is None
    assert document.quality.reason


def test_an_agency_after_the_last_sentence_is_a_credit() -> None:
    last = "according to the port authority."
    text = text_of(WIRE).replace(last, last + " – AFP").replace(" (Reuters)", "")
    document, found = clean(from_text(text))
    assert document.agency == "Agence France-Presse"
    assert next(text[one.start : one.end] for one in found if one.kind == "credit") == "– AFP"


@pytest.mark.parametrize(
    ("line", "bylines"),
    [
        ("Fatou Lindqvist", ("Fatou Lindqvist",)),
        ("Fatou Lindqvist, diplomatic correspondent", ("Fatou Lindqvist",)),
        ("ByFatou Lindqvist", ("Fatou Lindqvist",)),
        ("FATOU LINDQVIST", ("Fatou Lindqvist",)),
    ],
)
def test_names_without_a_word_before_them(line: str, bylines: tuple[str, ...]) -> None:
    document, _ = clean(from_text(text_of(WIRE).replace("By Mira Tolland and Jonas Eck", line)))
    assert document.bylines == bylines
