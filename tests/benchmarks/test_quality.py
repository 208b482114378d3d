"""The command that reads the articles and prints the figures."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import quality
from benchmarks.articles import build
from benchmarks.scoring import FIGURES


@pytest.fixture
def collection(tmp_path: Path) -> quality.Collection:
    path = tmp_path / "one.txt"
    path.write_bytes(b"Talks\r\nHe said no.")
    meta: dict[str, Any] = {"agency": None, "byline": [], "published": None, "published_window": None}
    gold = {"file": "one.txt", "meta": meta, "segments": [], "statements": [], "events": []}
    return quality.Collection("mine", (quality.Article(path, gold, None),))


@pytest.fixture(autouse=True)
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(article: quality.Article) -> dict[str, Any] | None:
        return None

    monkeypatch.setattr(quality, "read_article", nothing)


def test_digest_changes_with_text_and_gold(collection: quality.Collection) -> None:
    before = collection.digest()
    assert len(before) == 12
    assert before == collection.digest()
    article = collection.articles[0]
    regilded = quality.Article(article.path, {**article.gold, "events": [{"optional": True}]}, None)
    assert quality.Collection("mine", (regilded,)).digest() != before
    article.path.write_bytes(b"Talks\nHe said no.")
    assert collection.digest() != before


def test_table_has_a_row_for_each_figure(collection: quality.Collection) -> None:
    printed = quality.table([collection], [quality.score_collection(collection)]).splitlines()
    assert collection.digest() in printed[0]
    assert [row.split()[0] for row in printed[1:]] == list(FIGURES)
    assert "[" in next(row for row in printed if row.startswith("statement_f1"))


def test_command_reads_every_article(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert quality.main(["--shared", str(tmp_path), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    articles = build.build_all()
    assert row["figures"]["unread"] == len(articles)
    assert row["digest"] == quality.own_articles().digest()


def test_verbose_names_the_articles(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert quality.main(["--shared", str(tmp_path), "--verbose"]) == 0
    printed = capsys.readouterr().out
    assert all(f"== {article['file']}" in printed for article in build.build_all())


def test_gold_that_does_not_fit_ends_the_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse() -> quality.Collection:
        raise build.GoldError("one.txt:3: no such words")

    monkeypatch.setattr(quality, "own_articles", refuse)
    assert quality.main(["--shared", str(tmp_path)]) == 1
    assert "one.txt:3" in capsys.readouterr().err
