import re

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.cleaning.lines import split_lines

MESSY = st.text(
    alphabet=st.one_of(st.sampled_from("ab .\n\r\t\x00\x0b\x85\u2028\u200f\ufeffא日é🙂\u0301-–"), st.characters()),
    max_size=200,
)


def test_lines_have_exact_bounds_whatever_ends_them() -> None:
    text = "\ufeffOne \r\n\r\n  Two\u2028Three\rFour\n\n\t\nFive"
    lines = split_lines(text)
    assert [line.text for line in lines] == ["One", "Two", "Three", "Four", "Five"]
    assert [line.blank for line in lines] == [True, True, False, False, True]
    assert all(text[line.start : line.end] == line.text for line in lines)


def test_a_wrapped_paragraph_is_one_line() -> None:
    wrapped = (
        "The two ministers met for three hours in the harbour town and agreed\n"
        "that the disputed reef should stay under the care of a neutral body\n"
        "until the court has ruled on it, according to a note that was handed\n"
        "to the press in the evening.\n"
        "A second note, of which only one copy was shown, spoke of a plan to\n"
        "withdraw the patrol boats that both navies have kept there since the\n"
        "spring, but it gave no date and was not signed.\n"
        "Neither of them took questions, and both left by different doors as\n"
        "soon as the photographers had finished, an official of the host said\n"
        "later."
    )
    lines = split_lines("Ministers meet over reef\n\n" + wrapped)
    assert [line.text[:12] for line in lines] == ["Ministers me", "The two mini", "A second not", "Neither of t"]


def test_a_list_of_headlines_is_not_taken_for_a_wrapped_paragraph() -> None:
    heads = [f"Minister number {n} promises another inquiry into harbour fees" for n in range(12)]
    assert len(split_lines("\n".join(heads))) == 12


@given(MESSY)
@settings(max_examples=300, deadline=None)
def test_every_visible_character_lies_in_one_line(text: str) -> None:
    lines = split_lines(text)
    covered = [False] * len(text)
    for line in lines:
        assert text[line.start : line.end] == line.text
        assert line.text.strip() == line.text != ""
        for position in range(line.start, line.end):
            assert not covered[position]
            covered[position] = True
    for found in re.finditer(r"[^\W_]", text):
        assert covered[found.start()]
