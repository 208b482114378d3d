"""The checks: a right passage has no fault, each wrong one is told."""

from pathlib import Path

import pytest

from corpus.tools.head import interval
from corpus.tools.records import CorpusError, Fault
from corpus.tools.validate import Known, check, validate_files

from .passages import OTHER, TREATY, passage

ERRORS = [
    ("register: wire", "register: radio", "register: unknown 'radio'"),
    ("region: pacific", "region: moon", "region: unknown 'moon'"),
    ("fictional: yes\n", "", "no 'fictional'"),
    ("fictional: yes", "fictional: true", "write yes or no"),
    ("2011-03-02", "2011-02-30", "no day of the calendar"),
    ("2011-03-02", "March 2011", "no date"),
    ("fictional: yes", "fictional: yes\nmood: grim", "unknown 'mood'"),
    ("fictional: yes", "fictional: yes\nlines: 9-3", "first-last"),
    ("fictional: yes", "fictional: yes\ncopy: ferry-09", "copy: 'ferry-09' must be"),
    ("fictional: yes", "fictional: yes\ncopy: ferry-09 spun", "no other passage 'ferry-09'"),
    ("fictional: yes", "fictional: yes\nsame: e1=ferry-02/e9", "no event e9"),
    ("fictional: yes", "fictional: yes\nsame: e9=ferry-02/e1", "e9 is no event of this passage"),
    ("furniture/share", "furniture/sheep", "unknown role 'sheep'"),
    ("She [c4", "[heading She] [c4", "must take its whole line"),
    ("[furniture/share Share this]", "[title Share this]", "a second title"),
    ("[k1 if", "[k1  if", "begins or ends with a space"),
    ("[p1 PORT ILE]", "[p1 ]PORT ILE", "holds no words"),
    ("a1 state", "a1 empire", "unknown 'empire'"),
    ("country=a2", "country=XYZ", "neither ISO 3166 alpha-3"),
    ("sector=GOV", "sector=GOB", "unknown 'GOB'"),
    ("s2 assert", "s2 murmur", "unknown 'murmur'"),
    ("s2 assert indirect", "s2 assert oblique", "unknown 'oblique'"),
    ("by=a4 parent=s2", "by=a9 parent=s2", "by=a9 is no mention"),
    ("by=a4 parent=s2", "by=s2 parent=s2", "by=s2 is no mention"),
    ("indirect by=a4 parent=s2", "indirect parent=s2", "s3 has no by="),
    ("parent=s2", "parent=s9", "parent=s9 is no statement"),
    ("parent=s2", "parent=s4", "stands outside of the content of its parent s4"),
    ("date=d1", "parent=s3", "its own ancestor"),
    ("COERCE/seize", "COERCE/grab", "no mode 'grab'"),
    ("COERCE/seize", "COERSE", "unknown 'COERSE'"),
    ("context=economic", "context=money", "unknown 'money'"),
    ("e1 COERCE/seize actor=a1", "e1 COERCE/seize", "e1 has no actor="),
    ("object=o1", "object=a1", "object=a1 is no object"),
    ("condition=k1", "condition=k2", "condition=k2 is no condition"),
    ("condition=k1", "", "[k1 …] belongs to nothing"),
    ("condition=k1", "condition=k1 if=e3", "its own condition"),
    ("e2 REQUEST/yield", "e2 ACCUSE/allege", "whose act 'demand' is REQUEST"),
    ("is=s4 | article:happened", "is=s4 | s4:happened", "cannot be its own voice"),
    (" | s4:conditional", "", "e3 has no position"),
    ("s4:conditional", "s4:certain", "unknown 'certain'"),
    ("s4:conditional", "s9:conditional", "'s9' is neither article nor a statement"),
    ("s3:denied", "s3:denied s3:possible", "more than one position"),
    ("o1 goods", "o1 ships", "unknown 'ships'"),
    ("min=10 max=15", "min=16 max=15", "min is above max"),
    ("quantity=n1 ", "", "[n1 …] belongs to nothing"),
    ("object=o1", "", "o1 belongs to no event"),
    ("2011-03-01 to", "2011-04..2011-03 to", "ends before it begins"),
    ("to=published", "to=e7", "to=e7 is no event"),
    ("[d1 Tuesday]", "Tuesday", "d1 has no words"),
    ("q3+a4", "q3", "a4 has no words"),
    ("[n1 some 12]", "some 12", "quantity=n1 is no quantity"),
    ("s4 demand indirect by=a3 to=a1\n", "", "[c4 …] belongs to no statement"),
    ('a2 state "Moluka"\n', "", "[a2 …] has no record"),
    ("=== ferry-01", "=== ferry 01", "an id is one word"),
]
DOUBTFUL = [
    ("article:happened s3:denied", "s3:denied", "e1 stands in the words of article"),
    ("article:happened s3:denied", "article:happened", "e1 stands in the words of s3"),
    ("article:happened s3:denied", "article:happened s3:denied s4:happened", "no word of it stands in s4's content"),
    ("s4:conditional", "s4:conditional article:possible", "all its words stand in contents"),
    ("s3 deny indirect by=a4 parent=s2", "s3 deny indirect by=a4", "should it have parent=s2?"),
    ("s3 deny indirect by=a4", "s3 deny indirect by=-", "has by=- but a source"),
]


def _faults(old: str, new: str) -> list[Fault]:
    assert old in TREATY
    known = Known({"ferry-01": frozenset({"e1"}), "ferry-02": frozenset({"e1"})})
    return list(check(passage(TREATY.replace(old, new, 1)), known))


def test_a_right_passage_has_no_fault() -> None:
    assert list(check(passage(), Known())) == []


@pytest.mark.parametrize(("old", "new", "message"), ERRORS)
def test_an_error_is_told(old: str, new: str, message: str) -> None:
    faults = [fault for fault in _faults(old, new) if not fault.doubtful]
    assert any(message in fault.message for fault in faults), list(map(str, faults))


@pytest.mark.parametrize(("old", "new", "message"), DOUBTFUL)
def test_what_may_be_right_is_only_doubtful(old: str, new: str, message: str) -> None:
    faults = _faults(old, new)
    assert any(message in fault.message for fault in faults if fault.doubtful), list(map(str, faults))
    assert not [fault for fault in faults if not fault.doubtful]


def test_an_event_that_only_the_article_tells_needs_its_position() -> None:
    source = TREATY.replace("is=s4 | article:happened", "is=s4 | s2:happened")
    assert any("add article:STATUS" in fault.message for fault in check(passage(source)))


def test_links_and_ids_reach_over_files(tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text(TREATY, encoding="utf-8")
    other.write_text(OTHER, encoding="utf-8")
    assert [str(fault) for fault in validate_files([other])[1] if not fault.doubtful] == []
    other.write_text(TREATY, encoding="utf-8")
    assert [fault.message for fault in validate_files([one, other])[1]] == [
        f"ferry-01: the id 'ferry-01' is taken by {one}:1; give this passage another"
    ]


def test_a_storyline_needs_a_split() -> None:
    assert any("has no split" in fault.message for fault in check(passage(), Known(splits={"other": "train"})))
    assert list(check(passage(), Known(splits={"ferry": "train"}))) == []
    assert list(check(passage(), Known(splits={"ferry-01": "test"}))) == []


def test_a_real_text_is_compared_with_its_origin(tmp_path: Path) -> None:
    (tmp_path / "news_text").mkdir()
    (tmp_path / "news_text" / "voa.txt").write_text("Rain fell.\nTalks began.\nThey ended.\n", encoding="utf-8")
    head = "=== voa-0002\nregister: wire\nregion: global\npublished: unknown\nfictional: no\nlines: 2-3\n---\n"
    right = passage(f"{head}Talks began.\nThey ended.\n---\n")
    wrong = passage(f"{head}Talks began.\nThey  ended.\n---\n")
    assert list(check(right, Known(data=tmp_path))) == []
    (fault,) = check(wrong, Known(data=tmp_path))
    assert fault.line == 9
    assert "not the words of voa 2-3" in fault.message


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("2012-02", ("2012-02-01", "2012-02-29")),
        ("1999", ("1999-01-01", "1999-12-31")),
        ("2012-02-03..2012-03", ("2012-02-03", "2012-03-31")),
        ("2012..", ("2012-01-01", None)),
        ("..2012-05-06", (None, "2012-05-06")),
        ("?", (None, None)),
    ],
)
def test_dates_are_intervals(value: str, bounds: tuple[str | None, str | None]) -> None:
    assert interval(value) == bounds


def test_no_interval_without_a_day() -> None:
    with pytest.raises(CorpusError):
        interval("..")
