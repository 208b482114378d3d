"""Marks over texts of every sort: well-formed, faithful to the text, and harmless."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dragoman.marking import Mark, article_html, escaped, marked_html, reading_html
from dragoman.records import Segment
from tests.ledger.made_readings import made

PIECES = [
    "Norland",
    " ",
    "sent\n",
    "🙂",
    "é",
    "e\u0301",
    "שלום",
    "\u202eevil",
    "<b>",
    "&amp;",
    '"',
    "\r\n",
    "\u200d",
    "👩‍🚀",
]
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.lists(st.sampled_from(PIECES)).map("".join)
)


class Reader(HTMLParser):
    """Reads marked HTML back: the text, and for every character the marks that it stands in."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[tuple[str, str | None]] = []
        self.anchors: list[str] = []
        self.under: list[set[str | None]] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.open.append((tag, values.get("data-id")))
        if values.get("id"):
            self.anchors.append(str(values["id"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, "an element is closed that is not open"
        assert self.open.pop()[0] == tag, "elements overlap"

    def handle_data(self, data: str) -> None:
        self.text += data
        self.under += [{name for tag, name in self.open if tag == "mark"} for _ in data]


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(texts)
    spans = draw(st.lists(st.tuples(st.integers(0, len(text) + 2), st.integers(0, len(text) + 2)), max_size=8))
    return text, [Mark(*span, "content", f"id{place}", f"anchor{place}") for place, span in enumerate(spans)]


@given(marked())
def test_the_text_stays_and_every_code_point_stands_in_its_marks(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    found = Reader(marked_html(text, marks))
    assert not found.open
    assert found.text == text.replace("\0", "\ufffd")
    for place, under in enumerate(found.under):
        assert under == {mark.id for mark in marks if mark.start <= place < mark.end}


@given(marked())
def test_each_anchor_is_given_once_and_only_to_words_that_show(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    found = Reader(marked_html(text, marks)).anchors
    assert sorted(found) == sorted({m.anchor for m in marks if m.anchor and m.start < min(m.end, len(text))})


@given(marked(), st.integers(0, 60), st.integers(0, 60))
def test_a_part_of_the_text_is_marked_as_in_the_whole(case: tuple[str, list[Mark]], start: int, end: int) -> None:
    text, marks = case
    end = max(start, end)
    whole, part = Reader(marked_html(text, marks)), Reader(marked_html(text, marks, start=start, end=end))
    assert part.text == whole.text[start:end]
    assert part.under == whole.under[start:end]


@given(marked(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_an_article_shows_every_line_with_its_marks(case: tuple[str, list[Mark]], spans: list[tuple[int, int]]) -> None:
    text, marks = case
    segments = [Segment(start=min(span), end=max(span), kind="furniture") for span in spans]
    found = Reader(article_html(text, segments, marks))
    assert not found.open
    visible = [character for character in text.replace("\0", "\ufffd") if not character.isspace()]
    assert [character for character in found.text if not character.isspace()] == visible
    assert len(found.anchors) == len(set(found.anchors))


def test_overlapping_spans_are_split_and_nested() -> None:
    html = marked_html("abcdef", [Mark(0, 4, "content", "one"), Mark(2, 6, "cue", "two")])
    assert html == (
        '<mark class="content" data-id="one">ab<mark class="cue" data-id="two">cd</mark></mark>'
        '<mark class="cue" data-id="two">ef</mark>'
    )


def test_repeated_spans_all_show() -> None:
    found = Reader(marked_html("one two", [Mark(0, 3, "content", "a"), Mark(0, 3, "content", "b")]))
    assert found.under[0] == {"a", "b"}


def test_a_span_over_paragraphs_is_marked_in_both() -> None:
    text = "“We go on.\n\n“And on,” she said."
    found = Reader(article_html(text, [], [Mark(0, len(text), "content", "s", "statement-s")]))
    assert found.text.split("\n") == ["“We go on.", "“And on,” she said."]
    assert all(under == {"s"} for character, under in zip(found.text, found.under, strict=True) if character != "\n")
    assert found.anchors == ["statement-s"]


def test_spans_count_code_points_not_utf_16_units() -> None:
    text = "🙂🙂 Norland שלום"
    assert '<mark class="anchor">Norland</mark>' in marked_html(text, [Mark(3, 10, "anchor")])


def test_hostile_text_stays_text() -> None:
    hostile = "</mark><script>alert(1)</script><img src=x onerror=alert(2)>'\"&"
    html = marked_html(hostile, [Mark(3, 20, "content", '"><script>', '"><script>')])
    assert "<script" not in html
    assert "<img" not in html
    assert Reader(html).text == hostile


def test_what_html_cannot_hold_is_shown_as_a_replacement() -> None:
    assert escaped("a\0b\ud800") == "a\ufffdb\ufffd"
    assert escaped("a\r\n") == "a&#13;\n"


def test_many_lines_and_marks_take_no_longer_than_their_number() -> None:
    text = "Norland sent grain to Vessaly.\n" * 20_000
    marks = [Mark(place, place + 40, "content", str(place)) for place in range(0, len(text), 300)]
    assert article_html(text, [], marks).count("<p ") == 20_000


def test_a_reading_shows_furniture_faintly_and_every_record_with_its_words() -> None:
    reading = made("notebook", sentences=3)
    html = reading_html(reading)
    assert reading._repr_html_() == html
    assert "<script" not in html
    for statement in reading.statements:
        assert f'data-id="{statement.id}"' in html
        assert escaped(reading.quote(statement.content[0])) in html
    for event in reading.events:
        assert f'id="event-{event.id}"' in html
