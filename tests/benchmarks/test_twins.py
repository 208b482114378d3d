"""The twins of the articles: the same words about others, in text and gold alike."""

import datetime as dt
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import quality
from benchmarks.scoring import FIGURES, Counts, Score
from benchmarks.twins import __main__ as command
from benchmarks.twins import calendar, junk, rewriting, tables
from benchmarks.twins.casting import Cast, Role
from benchmarks.twins.edits import Edit, EditError, apply, cuts, inverse, move, ordered, within
from benchmarks.twins.making import Gold, Twin, make
from benchmarks.twins.scanning import scan

SEEDS = range(3)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # CI machines are busy
TEXT = """Canada halts grain talks

By Lena Horvat

OTTAWA, March 5 (Reuters) - An Israeli envoy, Amos Porat, said on Tuesday that Canada had sent artillery shells to Chad.

The Canadian prime minister, Justin Trudeau, denied it. "We sent grain," Trudeau told Reuters. The U.S. may help, he said.

Read More: Canadians and their grain

Leave a Reply
"""


def gold_of(text: str) -> dict[str, Any]:
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    kinds = ["title", "furniture", "body", "body", "furniture", "furniture"]

    def at(words: str) -> list[int]:
        start = text.index(words)
        return [start, start + len(words)]

    claim, reply = at("Canada had sent artillery shells to Chad"), at('"We sent grain,"')
    start = at("Trudeau told")[0]
    said = {"speaker": at("An Israeli envoy, Amos Porat"), "speaker_name": "Amos Porat", "cue": at("said")}
    told = {"speaker": [start, start + len("Trudeau")], "speaker_name": "Justin Trudeau", "cue": at("told")}
    said, told = said | {"content": [claim]}, told | {"content": [reply]}
    event = {"type": ["AID"], "actors": ["CAN"], "recipients": ["TCD"], "status": ["possible"], "by": ["Amos Porat"]}
    return {
        "file": "own.txt",
        "register": "wire",
        "meta": {"agency": "Reuters", "byline": ["Lena Horvat"], "published": "2024-03-05", "published_window": None},
        "segments": [{"start": s, "end": e, "kind": kind} for (s, e), kind in zip(lines, kinds, strict=True)],
        "statements": [one | {"form": "indirect", "act": "assert", "optional": False} for one in (said, told)],
        "events": [event | {"key": "Canada armed Chad", "span": at("had sent artillery shells"), "date": "2024-03"}],
    }


@pytest.fixture(params=SEEDS)
def twin(request: pytest.FixtureRequest) -> Twin:
    return make(TEXT, gold_of(TEXT), "2024-03-05", request.param)


def pairs(collection: quality.Collection) -> Iterator[tuple[quality.Article, Twin]]:
    for article in collection.articles:
        for seed in SEEDS:
            yield article, make(article.text(), article.gold, article.published, seed)


@pytest.fixture(scope="module")
def own() -> list[tuple[quality.Article, Twin]]:
    return list(pairs(quality.own_articles()))


@pytest.fixture(scope="module")
def shared() -> list[tuple[quality.Article, Twin]]:
    collection = quality.shared_articles(quality.SHARED)
    if collection is None:
        pytest.skip("the house's gold is not there")
    return list(pairs(collection))


def spans(gold: Gold) -> Iterator[list[int]]:
    for statement in gold["statements"]:
        yield from filter(None, (statement["speaker"], statement["cue"], *statement["content"]))
    yield from (event["span"] for event in gold["events"])
    yield from ([line["start"], line["end"]] for line in gold["segments"])


def check_pair(article: quality.Article, twin: Twin) -> None:
    text = article.text()
    assert twin.original() == text
    for old, new in zip(spans(article.gold), spans(twin.gold), strict=True):
        before, after = text[slice(*old)], twin.text[slice(*new)]
        if cuts(twin.edits, old):
            assert undone(after, twin, old).endswith(before)  # the whole name, where the gold took its last word
        else:
            assert undone(after, twin, old) == before
    for statement in twin.gold["statements"]:
        parts = [twin.text[slice(*statement[key])] for key in ("speaker", "cue") if statement[key]]
        contents = " … ".join(twin.text[slice(*span)] for span in statement["content"])
        assert statement["_read"] == " | ".join([*parts, contents])


def undone(words: str, twin: Twin, span: list[int]) -> str:
    whole = [min([span[0], *(edit.start for edit in cuts(twin.edits, span))]), span[1]]
    return apply(words, inverse(within(twin.edits, whole)))


def test_own_twins_can_be_turned_back(own: list[tuple[quality.Article, Twin]]) -> None:
    for article, twin in own:
        check_pair(article, twin)


@pytest.mark.shared
def test_shared_twins_can_be_turned_back(shared: list[tuple[quality.Article, Twin]]) -> None:
    for article, twin in shared:
        check_pair(article, twin)


def test_no_statement_cuts_a_name(own: list[tuple[quality.Article, Twin]]) -> None:
    for article, twin in own:
        for statement in article.gold["statements"]:
            for span in filter(None, (statement["speaker"], statement["cue"], *statement["content"])):
                assert not cuts(twin.edits, span), (article.path.name, article.text()[slice(*span)])


def test_nobody_of_the_tables_is_left(own: list[tuple[quality.Article, Twin]]) -> None:
    names = {name for person in tables.persons() for name in person.names}
    for article, twin in own:
        assert {hit.form for hit in scan(article.text(), names)} or article.gold["register"] in (
            "briefing",
            "think_tank",
        )
        assert not [hit.words for hit in scan(twin.text, names)], article.path.name


def test_a_speaker_who_stood_in_the_text_stands_in_the_twin(own: list[tuple[quality.Article, Twin]]) -> None:
    for article, twin in own:
        for old, new in zip(article.gold["statements"], twin.gold["statements"], strict=True):
            for name, other in zip(old["speaker_name"].split("; "), new["speaker_name"].split("; "), strict=True):
                if name in article.text():
                    assert other in twin.text, (article.path.name, name, other)


def test_most_articles_get_another_name_in_every_sentence_about_states(own: list[tuple[quality.Article, Twin]]) -> None:
    for _, twin in own:
        assert len(twin.edits) >= 15


def test_twins_of_one_seed_are_the_same_and_of_another_are_not() -> None:
    gold = gold_of(TEXT)
    assert make(TEXT, gold, "2024-03-05", 1) == make(TEXT, gold, "2024-03-05", 1)
    assert make(TEXT, gold, "2024-03-05", 1).text != make(TEXT, gold, "2024-03-05", 2).text


def test_a_made_article_names_others_and_says_the_same(twin: Twin) -> None:
    for name in (
        "Canad",
        "CANADA",
        "Ottawa",
        "OTTAWA",
        "Trudeau",
        "Israel",
        "Chad",
        "Porat",
        "Reuters",
        "Horvat",
        "shells to Chad",
    ):
        assert name not in twin.text
    assert "The U.K. may help, he said." in twin.text or "The U.A.E. may help, he said." in twin.text
    assert '"We sent' in twin.text
    assert twin.original() == TEXT


def test_surname_and_full_name_stay_one_person(twin: Twin) -> None:
    full = twin.gold["statements"][1]["speaker_name"]
    short = twin.text[slice(*twin.gold["statements"][1]["speaker"])]
    assert short in full.split()
    assert f", {full}, denied it." in twin.text


def test_codes_names_and_agency_of_the_gold_follow(twin: Twin) -> None:
    event = twin.gold["events"][0]
    country = tables.countries()[event["actors"][0]]
    assert twin.text.startswith(f"{country.forms['name'][0]} halts ")
    assert event["by"] == [twin.gold["statements"][0]["speaker_name"]]
    assert event["evidence"] == twin.text[slice(*event["span"])]
    assert f"told {twin.gold['meta']['agency']}." in twin.text
    assert twin.gold["meta"]["byline"][0] in twin.text


def test_the_article_fits_the_new_word(twin: Twin) -> None:
    (article,) = re.findall(r"\) - (An?) (?=\w+ envoy)", twin.text)
    (adjective,) = re.findall(r"\) - An? (\w+) envoy", twin.text)
    assert (article == "An") is rewriting.takes_an(adjective)


def test_the_day_of_the_week_fits_the_new_date(twin: Twin) -> None:
    assert twin.published is not None
    day = dt.date.fromisoformat(twin.published)
    assert day.month != 3
    assert f", {calendar.MONTHS[day.month - 1]} 5 (" in twin.text
    assert f"said on {calendar.WEEKDAYS[day.weekday()]} that" in twin.text  # 5 March 2024 was a Tuesday


def test_furniture_says_it_in_other_words(twin: Twin) -> None:
    assert "Leave a Reply" not in twin.text
    assert "Read More" not in twin.text
    kinds = [line["kind"] for line in twin.gold["segments"]]
    assert kinds == [line["kind"] for line in gold_of(TEXT)["segments"]]


@pytest.mark.parametrize(
    "words",
    ["Iranian envoy", "Egyptian", "AFP report", "EFE", "hour", "MTK photo", "Uzbek", "Åland ferry", "Élysée aide"],
)
def test_takes_an(words: str) -> None:
    assert rewriting.takes_an(words)


@pytest.mark.parametrize(
    "words", ["Ukrainian", "UK envoy", "U.S. envoy", "UAE envoy", "European", "Ugandan", "Kenyan", "one-day"]
)
def test_takes_a(words: str) -> None:
    assert not rewriting.takes_an(words)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("The White House said no.", "Downing Street said no."),
        ("A White House aide left.", "A Downing Street aide left."),
        ("He thanked the White House.", "He thanked Downing Street."),
    ],
)
def test_the_goes_with_a_name_that_takes_none(text: str, new: str) -> None:
    cast = Cast({"White House": Role("Downing Street", old_article=True)})
    assert apply(text, ordered(rewriting.edits(text, cast, ()))) == new


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Downing Street said no.", "The White House said no."),
        ("A row in Downing Street, again", "A row in the White House, again"),
        ("Downing Street aides left.", "White House aides left."),
    ],
)
def test_the_comes_with_a_name_that_takes_it(text: str, new: str) -> None:
    cast = Cast({"Downing Street": Role("White House", new_article=True)})
    assert apply(text, ordered(rewriting.edits(text, cast, ()))) == new


def test_an_adjective_that_names_a_people() -> None:
    cast = Cast({"French": Role("Danish", people="Danes")})
    text = "He let the French into the French embassy."
    assert apply(text, ordered(rewriting.edits(text, cast, ()))) == "He let the Danes into the Danish embassy."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mali and mali", ["Mali"]),
        ("MALI: TALKS", ["MALI"]),
        ("niger mali", ["niger", "mali"]),  # a line of tags
        ("TagsFranceMaliNiger", ["Mali", "Niger"]),
        ("Malians left", []),
        ("the North Sea, the North", ["the North"]),
    ],
)
def test_names_are_found_as_they_are_written(text: str, found: list[str]) -> None:
    assert [hit.words for hit in scan(text, {"Mali", "Niger", "the North"})] == found


MOVED = calendar.Calendar(months=2, weekdays=1)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Thu 15 Mar 2018", "Fri 15 May 2018"),
        ("on 1 September, in May and in March", "on 1 November, in July and in May"),
        ("It may rain; May said so. They march on; Marchers", "It may rain; May said so. They march on; Marchers"),
        ("Oct. 9 and 7 SEP 2017", "Dec. 9 and 7 NOV 2017"),
        ("2022-10-09, 18/02/2022, 03.06.2022", "2022-12-09, 18/04/2022, 03.08.2022"),
        ("Sunday, 12th February 2017; 15 of December", "Monday, 12th April 2017; 15 of February"),
        ("the Sun sat", "the Sun sat"),
        ("Mar. 5", "May 5"),
    ],
)
def test_dates_move(text: str, new: str) -> None:
    assert apply(text, ordered(MOVED.edits(text))) == new


@patient
@given(st.integers(0, 99), st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)))
def test_every_moved_date_exists_and_keeps_its_weekday(seed: int, day: dt.date) -> None:
    text = f"{day.day} {calendar.MONTHS[day.month - 1]} {day.year}"
    drawn = calendar.draw(text, day.isoformat(), [day.isoformat()], random.Random(seed))
    new = dt.date.fromisoformat(drawn.date(day.isoformat()))
    assert (day.weekday() + drawn.weekdays) % 7 == new.weekday()


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    text = draw(st.text(min_size=1, max_size=30))
    cut = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    halves = zip(cut[::2], cut[1::2], strict=False)
    return text, ordered(Edit(start, text[start:end], draw(st.text(max_size=5))) for start, end in halves)


@patient
@given(edited_texts())
def test_edits_can_be_undone(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    assert apply(apply(text, edits), inverse(edits)) == text


@patient
@given(edited_texts(), st.data())
def test_spans_follow_edits(case: tuple[str, tuple[Edit, ...]], data: st.DataObject) -> None:
    text, edits = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = apply(text, edits)
    first, last = move(edits, (start, end))
    assert 0 <= first <= last <= len(new)
    if not cuts(edits, (start, end)) and start < end:
        assert apply(new[first:last], inverse(within(edits, (start, end)))) == text[start:end]


def test_edits_that_overlap_or_do_not_fit_are_refused() -> None:
    with pytest.raises(EditError):
        ordered([Edit(0, "abc", "x"), Edit(2, "cd", "y")])
    with pytest.raises(EditError):
        apply("abc", [Edit(0, "b", "x")])


def test_tables_hang_together() -> None:
    for country in tables.countries().values():
        assert country.culture in tables.cultures(), country.code
        assert country.articled <= set(country.forms), country.code
        assert not country.target or "capital" in country.forms, country.code
    for person in tables.persons():
        assert person.country in tables.cultures() or person.country in tables.countries(), person.names
    for row in [*tables.load("junk")["lines"], *tables.load("junk")["heads"]]:
        re.compile(row["pattern"])
        assert all(isinstance(one, str) for one in row["instead"]), row
        assert len({one.lower() for one in row["instead"]}) > 1 or not re.fullmatch(
            row["pattern"], row["instead"][0], re.IGNORECASE
        )


def test_a_title_of_another_article_is_replaced_after_the_line_that_tells_of_it() -> None:
    text = "Read Next\n\nOld boat sold twice\n\nOld boat sold again"
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    new = apply(text, ordered(junk.edits(text, lines, random.Random(0)))).split("\n\n")
    assert new[1] in tables.load("junk")["teasers"]["titles"]
    assert new[2] == "Old boat sold again"


@pytest.mark.shared
def test_tables_hold_no_words_of_the_seeds() -> None:
    seeds = sorted((quality.SHARED / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip("the seeds are not there")
    length = 5  # words in a row: shorter ones are names and idioms
    held = " ".join(
        words for path in tables.HERE.glob("*.yaml") for words in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    )
    for seed in seeds:
        words = re.findall(r"\w+", seed.read_text(encoding="utf-8"))
        rows = {" ".join(words[start : start + length]) for start in range(len(words) - length)}
        assert not [row for row in rows if f" {row.lower()} " in f" {held.lower()} "], seed.name


# The command


def score(found: int, wrong: int = 0) -> Score:
    counts = Counts(documents=1, statements_found=found, statements_missed=100 - found, told_as_fact_wrongly=wrong)
    return Score("one.txt", counts)


def row(name: str, original: float, *twins: float) -> command.Row:
    return command.Row(name, original, twins)


def test_rows_are_flagged_beyond_three_points() -> None:
    assert not row("statement_f1", 0.60, 0.57, 0.63, 0.57).flagged
    assert row("statement_f1", 0.60, 0.55, 0.56, 0.57).flagged
    assert row("statement_f1", 0.60, 0.64, 0.64, 0.64).flagged
    assert row("told_as_fact_wrongly", 0, 0, 1, 0).flagged
    assert not row("told_as_fact_wrongly", 1, 1, 0, 1).flagged


def test_report_has_a_row_for_each_figure_and_both_digests(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("Talks", encoding="utf-8")
    collection = quality.Collection("mine", (quality.Article(path, {"file": "one.txt"}, None),))
    report = command.compare(collection, [collection], [[score(60)], [score(50)]])
    lines = report.table().splitlines()
    assert collection.digest() in lines[0]
    assert report.twins_digest in lines[0]
    assert [line[2:].split()[0] for line in lines[2:]] == list(FIGURES)
    assert next(line for line in lines if " statement_recall " in line).startswith("!")
    found = json.loads(report.as_json())["figures"]["statement_recall"]
    assert found == {"original": 0.6, "twins": [0.5], "difference": -0.1, "flagged": True}


def test_command_writes_twins_to_be_read(tmp_path: Path) -> None:
    arguments = ["--shared", str(tmp_path / "none"), "--twins", "1", "--make-only", "--out", str(tmp_path)]
    assert command.main(arguments) == 0
    texts = sorted(path.name for path in (tmp_path / "articles" / "twin_0" / "texts").iterdir())
    assert texts == [article.path.name for article in quality.own_articles().articles]
    gold = json.loads(
        (tmp_path / "articles" / "twin_0" / "gold" / "01_grain_corridor.json").read_text(encoding="utf-8")
    )
    assert {"statements", "events", "segments"} <= set(gold)


def test_command_is_strict_when_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def one(collection: quality.Collection) -> list[Score]:
        return [score(50 if "twin" in collection.name else 60)]

    monkeypatch.setattr(quality, "score_collection", one)
    arguments = ["--shared", str(tmp_path / "none"), "--twins", "1"]
    assert command.main(arguments) == 0
    assert command.main([*arguments, "--strict"]) == 1
    assert "! statement_recall" in capsys.readouterr().out
