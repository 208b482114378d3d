"""Makes the twin of an article, text and gold together: every span quotes the same words or what stands for them."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quality import Article, Collection
from benchmarks.scoring import NAMES
from benchmarks.twins import calendar, junk, rewriting
from benchmarks.twins.casting import Cast, cast
from benchmarks.twins.edits import Edit, apply, inverse, move, ordered

Gold = Mapping[str, Any]
LISTS = ("actors", "recipients", "by", "denied_by")


@dataclass(frozen=True)
class Twin:
    """A text whose names and things are others, its gold, its publication date, and the edits that made it."""

    text: str
    gold: Gold
    published: str | None
    edits: tuple[Edit, ...]

    def original(self) -> str:
        """The text that it was made of."""
        return apply(self.text, inverse(self.edits))


def make(text: str, gold: Gold, published: str | None, seed: int) -> Twin:
    """The twin of a text by this seed: the same on every machine."""
    chance = random.Random(f"{seed}/{gold['file']}")
    speakers = [*(one["speaker_name"] for one in gold["statements"]), *gold["meta"]["byline"]]
    roles = cast(text, [*_names(gold), *speakers], speakers, chance)
    moved = calendar.draw(text, published, _dates(gold, published), chance)
    found = _edits(text, gold, roles, moved, chance)
    new_text = apply(text, found)
    writer = _Gold(new_text, found, roles, moved)
    return Twin(new_text, writer.article(gold), moved.date(published) if published else None, found)


def _edits(text: str, gold: Gold, roles: Cast, moved: calendar.Calendar, chance: random.Random) -> tuple[Edit, ...]:
    found = list(junk.edits(text, list(_furniture(gold)), chance))
    found += rewriting.edits(text, roles, list(found))
    for edit in moved.edits(text):
        if not any(one.start < edit.end and edit.start < one.end for one in found):
            found.append(edit)
    return ordered([*found, *rewriting.indefinite(text, found)])


def _furniture(gold: Gold) -> Iterator[tuple[int, int]]:
    """The furniture lines without any words that the gold quotes."""
    spans = [span for statement in gold["statements"] for span in _spans(statement)]
    spans += [event["span"] for event in gold["events"]]
    for line in gold["segments"]:
        start, end = line["start"], line["end"]
        if line["kind"] == "furniture" and not any(one[0] < end and start < one[1] for one in spans):
            yield start, end


def _spans(statement: Gold) -> list[Sequence[int]]:
    return [*filter(None, (statement.get("speaker"), statement.get("cue"))), *statement["content"]]


def _names(gold: Gold) -> Iterator[str]:
    for statement in gold["statements"]:
        for answer in (statement["speaker_name"], *statement.get("speaker_also", ())):
            yield from filter(None, (one.strip() for one in answer.split(";")))
    for event in gold["events"]:
        for key in LISTS:
            yield from event.get(key) or ()


def _dates(gold: Gold, published: str | None) -> Iterable[str]:
    dates = (published, gold["meta"]["published"], *(gold["meta"]["published_window"] or ()))
    return [date for date in (*dates, *(str(event.get("date", "")) for event in gold["events"])) if date]


@dataclass(frozen=True)
class _Gold:
    """Writes gold for the new text."""

    text: str
    edits: tuple[Edit, ...]
    cast: Cast
    calendar: calendar.Calendar

    def article(self, gold: Gold) -> Gold:
        return {
            **gold,
            "meta": self._meta(gold["meta"]),
            "segments": [self._segment(line) for line in gold["segments"]],
            "statements": [self._statement(one) for one in gold["statements"]],
            "events": [self._event(one) for one in gold["events"]],
        }

    def _meta(self, meta: Gold) -> Gold:
        dates = {"published": meta["published"] and self.calendar.date(meta["published"])}
        window = meta["published_window"]
        also = [rewriting.rename(name, self.cast) for name in meta.get("agency_also", ())]
        if meta["agency"]:
            also += self.cast.other_forms(meta["agency"])
        return {
            **meta,
            **dates,
            "published_window": [self.calendar.date(day) for day in window] if window else None,
            "agency": meta["agency"] and rewriting.rename(meta["agency"], self.cast),
            "agency_also": list(dict.fromkeys(also)),
            "byline": [rewriting.rename(name, self.cast) for name in meta["byline"]],
        }

    def _move(self, span: Sequence[int]) -> list[int]:
        return move(self.edits, span)

    def _segment(self, line: Gold) -> Gold:
        start, end = self._move((line["start"], line["end"]))
        return {**line, "start": start, "end": end}

    def _statement(self, one: Gold) -> Gold:
        old = (one["speaker_name"], *one.get("speaker_also", ()))
        name, *also = dict.fromkeys(answer for names in old for answer in self._answers(names))
        new = {
            **one,
            **{key: one[key] and self._move(one[key]) for key in ("speaker", "cue")},
            "content": [self._move(span) for span in one["content"]],
            "speaker_name": name,
            "speaker_also": also,
        }
        quoted = [self._quote(new[key]) for key in ("speaker", "cue") if new[key]]
        return new | {"_read": " | ".join([*quoted, " … ".join(map(self._quote, new["content"]))])}

    def _event(self, one: Gold) -> Gold:
        span = self._move(one["span"])
        lists = {key: self._list(one[key], bool(one.get("mutual"))) for key in LISTS if one.get(key)}
        place = {"place": rewriting.rename(one["place"], self.cast)} if one.get("place") else {}
        date = {"date": self.calendar.date(str(one["date"]))} if one.get("date") else {}
        key = rewriting.rename(one["key"], self.cast)
        return {**one, **lists, **place, **date, "key": key, "span": span, "evidence": self._quote(span)}

    def _list(self, names: Sequence[str], all_of_them: bool) -> list[str]:
        if all_of_them:
            return [rewriting.rename(name, self.cast) for name in names]
        return list(dict.fromkeys(answer for name in names for answer in self._answers(name)))

    def _answers(self, names: str) -> Iterator[str]:
        """The new names; also by the country's code where the scorer takes the code for the old one, to be as kind."""
        parts = [self._parts(part.strip()) for part in names.split(";")]
        yield from ("; ".join(one) for one in itertools.product(*parts))

    def _parts(self, name: str) -> list[str]:
        code = NAMES["aliases"].get(name.lower(), "").upper()
        new = rewriting.rename(name, self.cast)
        return [new, self.cast.codes[code]] if code in self.cast.codes else [new]

    def _quote(self, span: Sequence[int]) -> str:
        return self.text[span[0] : span[1]]


def make_collection(collection: Collection, seed: int, folder: Path) -> Collection:
    """The twins of all articles, their texts written to `texts/` of the folder and their gold beside, as JSON."""
    articles = [_written(article, seed, folder) for article in collection.articles]
    return Collection(f"{collection.name}, twin {seed}", tuple(articles))


def _written(article: Article, seed: int, folder: Path) -> Article:
    twin = make(article.text(), article.gold, article.published, seed)
    text, gold = folder / "texts" / article.path.name, folder / "gold" / f"{article.path.stem}.json"
    for path, content in ((text, twin.text), (gold, json.dumps(twin.gold, ensure_ascii=False, indent=1) + "\n")):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8"))
    return Article(text, twin.gold, twin.published)
