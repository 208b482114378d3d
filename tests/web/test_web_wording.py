"""Words for people: days, names, quotations, and which addresses may be links."""

import pytest

from dragoman.records import Reading, Segment
from dragoman.web.article import Reference, blocks
from dragoman.web.lighting import MOST_HOVERED, style_sheet
from dragoman.web.wording import (
    counted,
    country_name,
    counts,
    days,
    listed,
    parties,
    quoted,
    shortened,
    type_words,
    web_url,
)
from tests.ledger.made_readings import document, made
from tests.web.samples import nested


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2025-10-07", "2025-10-07", "7 Oct 2025"),
        ("2025-10-07", None, "7 Oct 2025"),
        ("2025-07-01", "2025-10-07", "1 Jul to 7 Oct 2025"),
        ("2024-12-30", "2025-01-02", "30 Dec 2024 to 2 Jan 2025"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2022-01-01", "2024-12-31", "2022 to 2024"),
        ("9999-12-01", "9999-12-31", "December 9999"),
        (None, None, ""),
        ("someday", "later", "someday to later"),
    ],
)
def test_days(earliest: str | None, latest: str | None, words: str) -> None:
    assert days(earliest, latest) == words


def test_names_and_counts() -> None:
    assert listed([]) == ""
    assert listed(["Venn"]) == "Venn"
    assert listed(["Venn", "Sund"]) == "Venn and Sund"
    assert listed("ABCDEF") == "A, B, C, D and 2 more"
    assert parties([], ["Belloria"]) == "nobody named → Belloria"
    assert parties(["Quarnia"], []) == "Quarnia"
    assert counted(1, "copy") == "1 copy"
    assert counted(1200, "copy") == "1,200 copies"
    assert counts(3, 1, 2) == "3 reports · 1 independent · 2 voices"


def test_what_is_said_has_one_pair_of_quotation_marks() -> None:
    assert quoted("not one crate") == "“not one crate”"
    assert quoted("“Not one crate,”") == "“Not one crate,”"
    assert quoted("a\n  b") == "“a b”"
    assert shortened("word " * 100, 20) == "word word word word …"
    assert shortened("x" * 100, 20) == "x" * 20 + " …"


def test_vocabulary_in_words() -> None:
    assert type_words("AID") == "gives material help"
    assert country_name("FRA") == "France"
    assert country_name("NATO").startswith("North Atlantic")
    assert country_name("XYZ") == "XYZ"
    assert country_name(None) == ""


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "//evil.example/",
        "http:/evil.example",
        "https://",
        "https:\\\\evil.example",
        "http://[broken",
        "ftp://files.example/",
        "file:///etc/passwd",
        "",
    ],
)
def test_what_is_no_web_address_is_no_link(address: str) -> None:
    assert web_url(address) is None


def test_web_addresses_are_links() -> None:
    for address in ("https://gazette.example/a?b=c#d", "http://[::1]:80/x", "https://bücher.example/ä"):
        assert web_url(address) == address


def test_text_outside_all_segments_and_references_beyond_it_are_kept() -> None:
    text = "Lead\n\n  \nTail\n"
    reading = Reading(version="1", model="m", document=document(text), segments=(Segment(start=5, end=5, kind="body"),))
    found = blocks(reading, [], [Reference(4, "S1", "a"), Reference(len(text), "S2", "b")])
    html = [paragraph.html for block in found for paragraph in block.paragraphs]
    assert [("S1" in part, "S2" in part) for part in html] == [(True, False), (False, True)]
    assert [part.partition("<a")[0] for part in html] == ["Lead", "Tail"]


def test_numbers_that_stand_at_one_place_keep_their_order() -> None:
    reading = Reading(version="1", model="m", document=document("Rain came."))
    (block,) = blocks(reading, [], [Reference(4, f"S{number}", "a") for number in (1, 2, 3)])
    html = block.paragraphs[0].html
    assert html.index("S1") < html.index("S2") < html.index("S3")


def test_segments_that_cut_a_line_or_overlap_lose_nothing() -> None:
    text = "TARNHOLM (NWA) - Rockets came. Read also: rain"
    segments = (
        Segment(start=0, end=17, kind="dateline"),
        Segment(start=10, end=30, kind="body"),
        Segment(start=30, end=len(text), kind="furniture", role="related"),
    )
    found = blocks(Reading(version="1", model="m", document=document(text), segments=segments), [], [])
    assert "".join(str(p.html) for block in found for p in block.paragraphs) == text
    assert [block.furniture for block in found] == [False, True]


def test_each_record_has_its_rules_and_large_documents_fewer() -> None:
    reading = nested()
    sheet = style_sheet(reading)
    for record in [statement.id for statement in reading.statements] + [event.id for event in reading.events]:
        assert f'mark[data-id="{record}"]' in sheet
    assert ":hover" in sheet
    large = made("large", sentences=MOST_HOVERED // 2 + 1)
    assert ":hover" not in style_sheet(large)
    assert f"#statement-{large.statements[0].id}:target" in style_sheet(large)
