"""The inline form: what is written is read, and the way back gives the same bytes."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.tools.inline import parse, parse_file
from corpus.tools.records import Actor, CorpusError, Event, Mark, Passage, Position, Statement, in_order
from corpus.tools.writing import write
from dragoman.records import Segment

from .passages import OTHER, TREATY, passage


def test_marks_hold_the_very_words() -> None:
    found = passage()
    assert [found.quote(span) for span in found.spans("e1")] == ["seizes", "took"]
    assert found.quote(found.spans("s2")[0]) == "that the coast guard had denied that it took some 12 ferries"
    assert found.spans("q2") == found.spans("a3")
    assert [(s.kind, s.role, found.text[s.start : s.end][:10]) for s in found.segments] == [
        ("title", None, "Tavoro sei"),
        ("dateline", None, "PORT ILE, "),
        ("furniture", "share", "Share this"),
    ]


def test_records_hold_what_was_written() -> None:
    found = passage()
    assert found.actors[2] == Actor("a3", "person", "Sela Tane", "Harbour Minister", "a2", "GOV")
    assert found.statements[1] == Statement("s3", "deny", "indirect", ("a4",), "s2")
    assert found.events[0].positions == (Position("article", "happened"), Position("s3", "denied"))
    assert (found.objects[0].minimum, found.objects[0].maximum, found.objects[0].approximate) == (10, 15, True)
    assert found.get("region") == "pacific"
    assert found.storyline == "ferry"


def test_nobody_is_told_apart_from_nothing_written() -> None:
    assert passage(OTHER).events[0].actors == ()
    bare = OTHER.replace(" actor=-", "")
    assert passage(bare).events[0].actors is None


def test_literal_signs_are_part_of_the_text() -> None:
    assert passage(OTHER).text == "Tavoro grabbed boats [all of them], it was a back\\slash day.\n---\n=== not a head"


@pytest.mark.parametrize("source", [TREATY, OTHER, f"{TREATY}\n{OTHER}"])
def test_a_normal_file_comes_back_byte_for_byte(source: str) -> None:
    assert write(parse(source).passages) == source


def test_a_file_in_disorder_comes_into_normal_form() -> None:
    loose = TREATY.replace("[q2+a3 Harbour Minister Sela Tane]", "[a3 [q2 Harbour Minister Sela Tane]]")
    loose = loose.replace("register: wire\nregion: pacific", "region: pacific\n\nregister:   wire")
    assert write(parse(loose).passages) == TREATY


def test_lines_are_those_of_the_file() -> None:
    found = parse(f"{OTHER}\n{TREATY}").passages[1]
    lines = f"{OTHER}\n{TREATY}".split("\n")
    assert lines[found.line - 1] == "=== ferry-01"
    assert lines[found.lines["s3"] - 1].startswith("s3 deny")
    assert lines[found.line_of(found.spans("e2")[0][0]) - 1].startswith("She ")


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("[e1 seizes]", "[e1 seizes", 7, "not closed on its line"),
        ("ferries] off", "ferries]] off", 7, "closes nothing"),
        ("She ", "She [sic] ", 9, "opens without a label"),
        ("She ", "She [z1 sic] ", 9, "unknown label 'z1'"),
        ("She ", "[body She] ", 9, "unknown label 'body'"),
        ("a1 state", "a1 state big", 12, "write a1 KIND"),
        ("a2 state", "a1 state", 13, "has a record already"),
        ("sector=GOV", "sektor=GOV", 14, "unknown sektor="),
        ("by=a4", "by=a4 by=a3", 17, "by= stands twice"),
        ("s3:denied", "s3-denied", 19, "no position"),
        ("min=10", "min=ten", 22, "no plain number"),
        ('p1 "Port', 'n1 "Port', 24, "cannot have a record"),
        ("region: pacific", "region", 3, '"key: value"'),
        ("region: pacific", "register: wire", 3, "stands twice"),
        ("=== ferry-01", "ferry-01", 1, "nothing stands before the first"),
        ("\n---\na1", "\na1", 1, 'two lines "---"'),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(old: str, new: str, line: int, message: str) -> None:
    faults = parse(TREATY.replace(old, new, 1), "ferry.txt").faults
    assert any(fault.line == line and message in fault.message for fault in faults), list(map(str, faults))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorpusError, match="UTF-8"):
        parse_file(path)


def test_crossing_spans_cannot_be_written() -> None:
    crossing = Passage("x", (), "one two three", marks=(Mark(0, 7, "s1"), Mark(4, 13, "e1")))
    with pytest.raises(CorpusError, match="crosses"):
        write([crossing])


WORDS = st.text(alphabet="ab\\[]-= \u2029é𝄞", min_size=1, max_size=12).map(lambda word: f"x{word}x")
LINES = st.lists(
    st.one_of(WORDS, st.sampled_from(["---", "=== a", "\\---", "\\", "\\[", "[s1 ]"])), min_size=1, max_size=5
)
VALUES = st.text(alphabet='ab" =|\\,é-', min_size=1, max_size=8).filter(lambda value: bool(value.strip()))


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """A passage with nested spans within its lines and free values in its records."""
    lines = draw(LINES)
    text = "\n".join(lines)
    marks = []
    start = 0
    for line in lines:
        bounds = (start, start + len(line))
        for _ in range(draw(st.integers(0, 4))):
            first = draw(st.integers(*bounds))
            last = draw(st.integers(first, bounds[1]))
            if first < last:
                marks.append(Mark(first, last, draw(st.sampled_from(["a1", "a12", "s1", "q1", "c2", "e3", "k1"]))))
                bounds = (first, last)
        start += len(line) + 1
    segment = [Segment(start=0, end=len(lines[0]), kind="furniture", role="menu")] if draw(st.booleans()) else []
    name, role = draw(VALUES), draw(st.none() | VALUES)
    event = Event("e3", "AID", actors=draw(st.none() | st.just(()) | st.just(("a1", "a2"))))
    actors = (Actor("a1", "person", name, role, unnamed=draw(st.booleans())),)
    return Passage("x", (("region", "global"),), text, tuple(segment), in_order(marks), actors, events=(event,))


@settings(max_examples=150, deadline=None)
@given(passages())
def test_every_passage_is_read_as_it_was_written(made: Passage) -> None:
    parsed = parse(write([made]))
    assert not parsed.faults
    assert parsed.passages == (made,)
    assert write(parsed.passages) == write([made])
