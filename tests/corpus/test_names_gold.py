"""The names gold set parses: marks well formed, classes known, every class large enough to measure on."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

GOLD = Path(__file__).resolve().parents[2] / "corpus" / "names" / "gold.txt"
CLASSES = frozenset({"STATE", "PERSON", "ORG", "PLACE", "OTHER"})
MARK = re.compile(r"\[([A-Z]+) ([^\[\]]+)\]")

# Below these sizes a score per class moves by more than a point with a single mark.
MIN_SENTENCES = 330
MIN_MARKS = 900
MIN_MARKS_PER_CLASS = 90


def _lines() -> list[str]:
    return GOLD.read_text(encoding="utf-8").split("\n")


def _sentences() -> list[str]:
    return [line for line in _lines() if line]


def _marks() -> list[tuple[str, str]]:
    return [(m[1], m[2]) for line in _sentences() for m in MARK.finditer(line)]


def _bracket_fault(line: str) -> str | None:
    """Say what is wrong with the brackets of a line, or None."""
    depth = 0
    for char in line:
        depth += {"[": 1, "]": -1}.get(char, 0)
        if depth not in (0, 1):
            return "nested mark" if depth > 1 else "closing bracket without a mark"
    return "unclosed mark" if depth else None


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("[PLACE Oslo] is a city.", None),
        ("[ORG Bank of [STATE Japan]]", "nested mark"),
        ("[PLACE Oslo", "unclosed mark"),
        ("Oslo] is", "closing bracket without a mark"),
    ],
)
def test_bracket_check_sees_each_fault(line: str, fault: str | None) -> None:
    assert _bracket_fault(line) == fault


def test_brackets_are_closed_and_not_nested() -> None:
    faults = [(number, fault) for number, line in enumerate(_lines(), 1) if (fault := _bracket_fault(line))]
    assert faults == []


def test_every_bracket_is_a_whole_mark_of_a_known_class() -> None:
    assert [line for line in _sentences() if len(MARK.findall(line)) != line.count("[")] == []
    assert {name for name, _ in _marks()} == CLASSES


def test_marked_words_carry_no_outer_space_possessive_or_punctuation() -> None:
    bad = [words for _, words in _marks() if re.search(r"^\W|\s$|['’]s$|[,;:!?]$|\s\s", words)]
    assert bad == []


def test_leading_title_stays_outside_of_a_person() -> None:
    title = re.compile(r"(president|general|king|queen|pope|mr|mrs|ms|dr|sir|lord|prime|minister|captain)\b", re.I)
    assert [words for name, words in _marks() if name == "PERSON" and title.match(words)] == []


def test_mark_stands_free_of_the_letters_around_it() -> None:
    assert [line for line in _sentences() if re.search(r"\w\[[A-Z]+ |\]\w", line)] == []


def test_one_sentence_a_line_without_stray_space() -> None:
    assert [line for line in _lines() if line != line.strip() or "\t" in line or "  " in line] == []


def test_passages_are_parted_by_one_blank_line() -> None:
    text = GOLD.read_text(encoding="utf-8")
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.startswith("\n")


def test_no_sentence_stands_twice() -> None:
    assert [line for line, count in Counter(_sentences()).items() if count > 1] == []


def test_set_is_large_enough() -> None:
    by_class = Counter(name for name, _ in _marks())
    assert len(_sentences()) >= MIN_SENTENCES
    assert by_class.total() >= MIN_MARKS
    assert min(by_class[name] for name in CLASSES) >= MIN_MARKS_PER_CLASS
