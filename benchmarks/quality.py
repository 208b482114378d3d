"""Reads the articles of the benchmark and prints how well: `python -m benchmarks.quality [--shared ../shared]`.

Every figure stands beside its 95 % bootstrap interval over documents and the digest of the texts and gold it was
measured on. The house's own gold is read too where the folder is there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dragoman
from benchmarks.articles import build
from benchmarks.scoring import FIGURES, Record, Score, figures, intervals, score, total
from dragoman.errors import DragomanError

SHARED = Path("../shared")
COUNTED = ("told_as_fact_wrongly", "unread", "other_text", "bad_spans")
LEADING = ("furniture_f1", "statement_f1", "speaker", "event_recall", "told_as_fact_wrongly")


@dataclass(frozen=True)
class Article:
    """A text with its gold and what is given beside the text."""

    path: Path
    gold: Record
    published: str | None

    def text(self) -> str:
        """The file decoded as UTF-8, newlines unchanged."""
        return self.path.read_bytes().decode("utf-8")


@dataclass(frozen=True)
class Collection:
    """Articles that are scored together."""

    name: str
    articles: tuple[Article, ...]

    def digest(self) -> str:
        """The first twelve digits of the sha256 over names, texts and gold."""
        parts = hashlib.sha256()
        for article in self.articles:
            gold = json.dumps(article.gold, sort_keys=True, ensure_ascii=False)
            for part in (article.path.name, article.text(), gold, article.published or ""):
                parts.update(part.encode() + b"\0")
        return parts.hexdigest()[:12]


def own_articles(folder: Path = build.HERE) -> Collection:
    """The articles of this repository, their gold built from the YAML."""
    golds = build.build_all(folder)
    articles = (Article(folder / "texts" / gold["file"], gold, gold["meta"]["published"]) for gold in golds)
    return Collection("articles", tuple(articles))


def shared_articles(shared: Path) -> Collection | None:
    """The house's own gold, or None where it is not there."""
    folder = shared / "gold"
    if not folder.is_dir():
        return None
    rows = map(json.loads, (folder / "given.jsonl").read_text(encoding="utf-8").splitlines())
    given = {row["file"]: row["published"] for row in rows}
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    articles = (Article(shared / "seeds" / gold["file"], gold, given.get(gold["file"])) for gold in golds)
    return Collection("shared gold", tuple(articles))


def read_article(article: Article) -> dict[str, Any] | None:
    """The reading as JSON has it, or None if the article cannot be read."""
    try:
        reading: dict[str, Any] = dragoman.read(article.path, published=article.published).to_dict()
    except DragomanError as error:
        sys.stderr.write(f"{article.path.name}: {error}\n")
        return None
    # Once through JSON, so that what is scored is what is published.
    return json.loads(json.dumps(reading))  # type: ignore[no-any-return]


def score_collection(collection: Collection) -> list[Score]:
    """A score for each article."""
    return [score(article.gold, read_article(article), article.text()) for article in collection.articles]


def table(collections: Sequence[Collection], scores: Sequence[Sequence[Score]]) -> str:
    """One row a figure, one column a collection: the figure and its interval."""
    columns = [["", *FIGURES]]
    for collection, some in zip(collections, scores, strict=True):
        columns.append([f"{collection.name} ({len(some)}) {collection.digest()}", *_cells(some)])
    widths = [max(map(len, column)) for column in columns]
    rows = zip(*columns, strict=True)
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _cells(scores: Sequence[Score]) -> list[str]:
    ranges = intervals(scores)
    return [_cell(name, value, ranges[name]) for name, value in figures(total(scores)).items()]


def _cell(name: str, value: float, limits: tuple[float, float]) -> str:
    if name in COUNTED:
        return f"{value:.0f}"
    low, high = limits
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"


def by_article(scores: Iterable[Score]) -> str:
    """The leading figures of each article and what went wrong in it."""
    blocks = []
    for one in scores:
        found = figures(one.counts)
        line = "  ".join(f"{name} {found[name]:.2f}" for name in LEADING)
        blocks.append("\n".join([f"== {one.file}  {line}", *(f"  {note}" for note in one.notes)]))
    return "\n".join(blocks)


def as_json(collections: Sequence[Collection], scores: Sequence[Sequence[Score]]) -> str:
    """The figures for machines: a JSON line a collection, with digest and intervals."""
    rows = []
    for collection, some in zip(collections, scores, strict=True):
        found = {name: round(value, 3) for name, value in figures(total(some)).items()}
        limits = {name: [round(low, 3), round(high, 3)] for name, (low, high) in intervals(some).items()}
        row = {"name": collection.name, "digest": collection.digest(), "figures": found, "intervals": limits}
        rows.append(json.dumps(row))
    return "\n".join(rows)


def main(arguments: list[str] | None = None) -> int:
    """The command; exit status 1 if gold does not fit its text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with the house's gold and seeds")
    parser.add_argument("--verbose", action="store_true", help="figures and misses of each article, too")
    parser.add_argument(
        "--json", action="store_true", help="print a JSON line for each collection instead of the table"
    )
    options = parser.parse_args(arguments)
    try:
        collections = [one for one in (own_articles(), shared_articles(options.shared)) if one]
    except build.GoldError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    scores = [score_collection(one) for one in collections]
    if options.verbose:
        print("\n".join(map(by_article, scores)))
    print(as_json(collections, scores) if options.json else table(collections, scores))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
