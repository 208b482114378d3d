"""Whatever spans there are, the article's HTML is well nested and shows every word, in its place, once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.marking import Mark
from dragoman.records import Reading, Segment
from dragoman.web.article import Reference, blocks
from tests.ledger.made_readings import document
from tests.web.markup import Element, read

TEXTS = st.text(st.sampled_from("ab <&\"'>\n🙂é\u0301ש\u202e\u200d"), max_size=40)
PLACE = st.integers(0, 40)
SPANS = st.tuples(PLACE, PLACE)


def packed(text: str) -> str:
    """The text without white space: blank lines are not shown."""
    return "".join(text.split())


def shown(text: str, kinds: list[tuple[int, int]], marks: list[tuple[int, int]], places: list[int]) -> Element:
    segments = tuple(
        Segment(start=start, end=end, kind="furniture" if number % 2 else "body")
        for number, (start, end) in enumerate(kinds)
        if start < end <= len(text)
    )
    reading = Reading(version="1", model="m", document=document(text), segments=segments)
    marked = [Mark(start, end, "content", str(number), f"m{number}") for number, (start, end) in enumerate(marks)]
    found = blocks(
        reading, marked, [Reference(place, f"S{number}", str(number)) for number, place in enumerate(places)]
    )
    return read("".join(f"<p>{paragraph.html}</p>" for block in found for paragraph in block.paragraphs))


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.lists(SPANS, max_size=4), st.lists(SPANS, max_size=6), st.lists(PLACE, max_size=4))
def test_overlap_nesting_and_repetition(
    text: str, kinds: list[tuple[int, int]], marks: list[tuple[int, int]], places: list[int]
) -> None:
    root = shown(text, kinds, marks, places)
    assert packed(root.text) == packed(text)
    for number, (start, end) in enumerate(marks):
        pieces = root.all("mark", data_id=str(number))
        assert packed("".join(piece.text for piece in pieces)) == packed(text[start:end])
        assert sum("id" in piece.attributes for piece in pieces) == bool(pieces)
    labels = [link.attributes["data-label"] for link in root.all("a")]
    expected = sorted((place, number) for number, place in enumerate(places))
    assert labels == ([f"S{number}" for _, number in expected] if packed(text) else [])
