"""The bench's articles and the builder of their gold."""

import json
from pathlib import Path

import pytest

from benchmarks.articles import build

QUOTATION_MARKS = "\"'“‘«„"


@pytest.fixture(scope="module")
def articles() -> list[build.Gold]:
    return build.build_all()


@pytest.fixture
def text(tmp_path: Path) -> build.Text:
    path = tmp_path / "one.txt"
    path.write_bytes("\ufeffTalks fail\r\n\r\nBy Ann Lee\r\nHe said the talks failed. She said so, too. \r\n".encode())
    return build.read_text(path)


def words(text: build.Text, span: build.Span) -> str:
    return text.content[span[0] : span[1]]


def test_there_are_enough_articles_of_every_register(articles: list[build.Gold]) -> None:
    assert len(articles) >= 20
    registers = {article["register"] for article in articles}
    assert registers >= {"wire", "broadsheet", "tabloid", "state_media", "briefing", "live_blog", "think_tank"}
    assert registers >= {"local", "aggregator", "translated", "spun"}


def test_every_article_has_statements_and_events_to_find(articles: list[build.Gold]) -> None:
    for article in articles:
        for key in ("statements", "events"):
            assert any(not one.get("optional") for one in article[key]), (article["file"], key)


def test_gold_spans_hold_the_words_they_were_made_from(articles: list[build.Gold]) -> None:
    for article in articles:
        content = (build.HERE / "texts" / article["file"]).read_bytes().decode("utf-8")
        for event in article["events"]:
            start, end = event["span"]
            assert content[start:end] == event["evidence"]
        for segment in article["segments"]:
            line = content[segment["start"] : segment["end"]]
            assert line == line.strip()
            assert line
            assert "\n" not in line


def test_direct_speech_begins_with_its_quotation_mark(articles: list[build.Gold]) -> None:
    for article in articles:
        content = (build.HERE / "texts" / article["file"]).read_bytes().decode("utf-8")
        for statement in article["statements"]:
            first = content[statement["content"][0][0]]
            if statement["form"] == "direct":
                assert first in QUOTATION_MARKS, (article["file"], statement["_read"])


def test_given_dates_are_those_of_the_gold(articles: list[build.Gold]) -> None:
    assert (build.HERE / "given.jsonl").read_text(encoding="utf-8") == build.given_lines(articles)


def test_published_day_lies_in_its_window(articles: list[build.Gold]) -> None:
    for article in articles:
        window = article["meta"]["published_window"]
        if window:
            assert window[0] <= article["meta"]["published"] <= window[1], article["file"]


def test_words_are_found_whole(text: build.Text) -> None:
    assert words(text, build.find(text, 4, "He")) == "He"
    with pytest.raises(build.GoldError):
        build.find(text, 4, "alks")


def test_spans_count_byte_order_mark_and_carriage_returns(text: build.Text) -> None:
    assert build.find(text, 1, "Talks") == [1, 6]
    assert build.find(text, 3, "By") == [15, 17]


def test_gap_stands_for_the_words_between(text: build.Text) -> None:
    assert words(text, build.find(text, 4, "He [...] failed")) == "He said the talks failed"


def test_words_that_stand_twice_need_a_number(text: build.Text) -> None:
    with pytest.raises(build.GoldError, match=r"one.txt:4: «said» stands 2 times in the line; say which"):
        build.find(text, 4, "said")
    assert build.find(text, 4, "said", 2)[0] == text.content.rindex("said")
    with pytest.raises(build.GoldError, match="no number 3"):
        build.find(text, 4, "said", 3)


@pytest.mark.parametrize(("line", "wanted"), [(2, "Talks"), (9, "Talks"), (1, "Peace"), (1, "Talks [...] succeed")])
def test_words_that_are_not_there_are_refused(text: build.Text, line: int, wanted: str) -> None:
    with pytest.raises(build.GoldError):
        build.find(text, line, wanted)


def test_each_line_needs_a_kind(text: build.Text) -> None:
    with pytest.raises(build.GoldError, match="3 non-blank lines but 2 segment kinds"):
        build.build_segments(text, ["title", "body"])
    with pytest.raises(build.GoldError, match="none of the segment_kinds"):
        build.build_segments(text, ["title", "author", "body"])


def test_a_byline_counts_as_furniture(text: build.Text) -> None:
    _, byline, _ = build.build_segments(text, ["title", "byline", "body"])
    assert (byline["kind"], byline["role"]) == ("furniture", "byline")


def statement(**changes: object) -> dict[str, object]:
    row = {"line": 4, "speaker": "He", "speaker_name": "", "cue": "said", "cue_at": 1, "content": ["the talks failed"]}
    return row | {"form": "indirect", "act": "assert"} | changes


def test_a_statement_reads_as_the_text_has_it(text: build.Text) -> None:
    assert build.build_statement(text, statement())["_read"] == "He | said | the talks failed"


def test_content_may_stand_in_two_lines(text: build.Text) -> None:
    built = build.build_statement(text, statement(content=["the talks failed", {"line": 1, "words": "Talks fail"}]))
    assert [words(text, span) for span in built["content"]] == ["Talks fail", "the talks failed"]


@pytest.mark.parametrize("changes", [{"act": "mutter"}, {"form": "oblique"}, {"speker": "He"}, {"cue": "saith"}])
def test_mistakes_in_a_statement_are_refused(text: build.Text, changes: dict[str, object]) -> None:
    with pytest.raises(build.GoldError, match=r"one\.txt"):
        build.build_statement(text, statement(**changes))


def event(**changes: object) -> dict[str, object]:
    row = {"line": 4, "span": "the talks failed", "type": ["CONSULT"], "actors": [], "recipients": []}
    return row | {"status": ["happened"], "by": [], "key": "talks"} | changes


@pytest.mark.parametrize("changes", [{"type": ["TALK"]}, {"status": ["hoped"]}, {"span": "talks succeeded"}])
def test_mistakes_in_an_event_are_refused(text: build.Text, changes: dict[str, object]) -> None:
    assert build.build_event(text, event())["evidence"] == "the talks failed"
    with pytest.raises(build.GoldError, match=r"one\.txt"):
        build.build_event(text, event(**changes))


def test_a_text_without_gold_is_told(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "lonely.txt").write_text("Nobody read me.", encoding="utf-8")
    with pytest.raises(build.GoldError, match="lonely"):
        build.build_all(tmp_path)


def test_the_command_writes_a_file_an_article(tmp_path: Path, articles: list[build.Gold]) -> None:
    assert build.main(["--out", str(tmp_path)]) == 0
    assert len(list(tmp_path.glob("*.json"))) == len(articles)
    first = json.loads((tmp_path / Path(articles[0]["file"]).with_suffix(".json")).read_text(encoding="utf-8"))
    assert first == articles[0]
