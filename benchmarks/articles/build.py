"""Turns the hand-made gold (YAML, by words) into JSON (by spans), checking every reference.

    python -m benchmarks.articles.build --out FOLDER [--given FILE]

The gold names words in lines, which a person can write and check; a scorer needs spans. Spans are `[start, end)` in
code points of the file decoded as UTF-8 with its newlines unchanged.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where PyYAML was built with it: ten times faster
GAP = " [...] "
Gold = dict[str, Any]
Span = list[int]

FORMAT: dict[str, Any] = yaml.safe_load((HERE / "format.yaml").read_text(encoding="utf-8"))


class GoldError(ValueError):
    """A reference of the gold that the text does not bear out; the message says which one and what to do."""


@dataclass(frozen=True)
class Line:
    """A line of the file without its white space at the ends."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Text:
    """The text of an article and its lines, counted from one."""

    name: str
    content: str
    lines: tuple[Line, ...]

    def written(self) -> list[Line]:
        """The lines that hold words, in order."""
        return [line for line in self.lines if line.words]

    def line(self, number: int) -> Line:
        """Line `number`; raises GoldError if the file has no such line or the line is blank."""
        if not 1 <= number <= len(self.lines) or not self.lines[number - 1].words:
            raise GoldError(f"{self.name}: no words in line {number}; count lines from 1, blank ones too")
        return self.lines[number - 1]


def read_text(path: Path) -> Text:
    """The file decoded as UTF-8, newlines unchanged; raises GoldError if there is none or it is no UTF-8."""
    try:
        content = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path.name}: cannot be read ({error}); save the text as UTF-8 in {path.parent}") from error
    return Text(path.name, content, tuple(_lines(content)))


def _lines(content: str) -> Iterable[Line]:
    start = 0
    for raw in content.split("\n"):
        words = raw.strip().removeprefix("\ufeff").strip()
        offset = start + raw.find(words)
        yield Line(offset, offset + len(words), words)
        start += len(raw) + 1


def find(text: Text, number: int, words: str, at: int | None = None) -> Span:
    """The span of `words` in line `number`: whole words only; the `at`-th occurrence where there are several.

    `first words [...] last words` stands for everything from the one to the next of the other.
    Raises GoldError where the words are missing, or stand there more than once and `at` does not choose.
    """
    line = text.line(number)
    head, gap, tail = words.partition(GAP)
    start = _choose(f"{text.name}:{number}", head, list(_starts(line.words, head)), at)
    end = start + len(head)
    if gap:
        ends = [place + len(tail) for place in _starts(line.words, tail) if place >= end]
        end = _choose(f"{text.name}:{number}, after «{head}»", tail, ends[:1], None)
    return [line.start + start, line.start + end]


def _choose(where: str, words: str, places: list[int], at: int | None) -> int:
    if not places:
        raise GoldError(f"{where}: «{words}» does not stand in the line; copy the words from the text")
    if at is None and len(places) > 1:
        raise GoldError(f"{where}: «{words}» stands {len(places)} times in the line; say which with …_at")
    if at is not None and not 1 <= at <= len(places):
        raise GoldError(f"{where}: «{words}» stands {len(places)} times in the line, so there is no number {at}")
    return places[(at or 1) - 1]


def _starts(line: str, words: str) -> Iterable[int]:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return (match.start() for match in re.finditer(f"(?={before}{re.escape(words)}{after})", line))


def place(text: Text, number: int, item: str | Mapping[str, Any], at: int | None = None) -> Span:
    """The span of an item of the gold: words of line `number`, or `{line, words, at}` of another line."""
    if isinstance(item, str):
        return find(text, number, item, at)
    return find(text, item.get("line", number), item["words"], item.get("at"))


def build_statement(text: Text, row: Mapping[str, Any]) -> Gold:
    """A statement with spans for its speaker (null if nobody is named), cue and content."""
    check_keys(text, row, "statement")
    check_values(text, "forms", [row["form"]])
    check_values(text, "acts", [row["act"]])
    number = row["line"]
    speaker = place(text, number, row["speaker"], row.get("speaker_at")) if row.get("speaker") else None
    cue = place(text, number, row["cue"], row.get("cue_at"))
    content = [place(text, number, *pair) for pair in _with_ats(row["content"], row.get("content_at"))]
    quoted = (text.content[start:end] for start, end in [*([speaker] if speaker else []), cue])
    read = " | ".join([*quoted, " … ".join(text.content[start:end] for start, end in content)])
    return {
        "speaker": speaker,
        "speaker_name": row["speaker_name"],
        **({"speaker_also": row["speaker_also"]} if "speaker_also" in row else {}),
        "cue": cue,
        "content": sorted(content),
        "form": row["form"],
        "act": row["act"],
        "optional": bool(row.get("optional", False)),
        "_read": read,
    }


def _with_ats(items: list[Any], ats: int | list[int | None] | None) -> Iterable[tuple[Any, int | None]]:
    chosen = ats if isinstance(ats, list) else [ats] * len(items)
    return zip(items, chosen, strict=True)


def build_event(text: Text, row: Mapping[str, Any]) -> Gold:
    """An event with the span of the words it rests on."""
    check_keys(text, row, "event")
    check_values(text, "types", row["type"])
    check_values(text, "statuses", row["status"])
    event: Gold = {key: row[key] for key in ("type", "actors", "recipients")}
    event |= {"mutual": True} if row.get("mutual") else {}
    event |= {key: row[key] for key in ("status", "by")}
    event |= {key: str(row[key]) if key == "date" else row[key] for key in ("denied_by", "date", "place") if key in row}
    span = place(text, row["line"], row["span"], row.get("span_at"))
    event |= {"key": row["key"], "evidence": text.content[span[0] : span[1]], "span": span}
    return event | ({"optional": True} if row.get("optional") else {})


def build_segments(text: Text, kinds: list[str]) -> list[Gold]:
    """One segment for each non-blank line of the text; raises GoldError where the counts differ."""
    written = text.written()
    check_values(text, "segment_kinds", kinds)
    if len(written) != len(kinds):
        raise GoldError(f"{text.name}: {len(written)} non-blank lines but {len(kinds)} segment kinds; give one to each")
    return [build_segment(line, kind) for line, kind in zip(written, kinds, strict=True)]


def build_segment(line: Line, kind: str) -> Gold:
    """The line with its kind. Lines of byline and credit count as furniture, since a reader passes over them."""
    if kind in FORMAT["counted_as_furniture"]:
        return {"start": line.start, "end": line.end, "kind": "furniture", "role": kind}
    return {"start": line.start, "end": line.end, "kind": kind}


def check_keys(text: Text, row: Mapping[str, Any], record: str) -> None:
    """Raises GoldError for a key that has no meaning in such a record or one that is missing."""
    needed, allowed = set(FORMAT[record]["needed"]), set(FORMAT[record]["allowed"])
    for word, keys in (("unknown", set(row) - needed - allowed), ("missing", needed - set(row))):
        if keys:
            raise GoldError(f"{text.name}:{row.get('line', '?')}: {word} keys {sorted(keys)} in {record} {dict(row)}")


def check_values(text: Text, name: str, values: Iterable[str]) -> None:
    """Raises GoldError for a value outside the closed list of that name."""
    for value in values:
        if value not in FORMAT[name]:
            raise GoldError(f"{text.name}: «{value}» is none of the {name}: {', '.join(FORMAT[name])}")


def build_meta(text: Text, row: Mapping[str, Any]) -> Gold:
    """Agency, byline and date as a careful reader could tell; dates as text."""
    check_keys(text, row, "meta")
    window = row["published_window"]
    return {
        "agency": row["agency"],
        **({"agency_also": row["agency_also"]} if "agency_also" in row else {}),
        "byline": list(row["byline"]),
        "published": str(row["published"]) if row["published"] else None,
        "published_window": [str(day) for day in window] if window else None,
    }


def read_gold(path: Path) -> Gold:
    """The YAML as it stands; raises GoldError where it is no YAML, names no file or comes under another name."""
    try:
        row = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506  both are safe loaders
    except yaml.YAMLError as error:
        raise GoldError(
            f"{path.name}: no valid YAML ({error}); words with [ ] {{ }} : , need quotation marks"
        ) from error
    if not isinstance(row, dict) or row.get("file") != f"{path.stem}.txt":
        raise GoldError(f"{path.name}: say first which text this is: file: {path.stem}.txt")
    return row


def build_article(path: Path, texts: Path) -> Gold:
    """The gold of one article, by spans; raises GoldError with file and line for anything that does not fit."""
    row = read_gold(path)
    text = read_text(texts / row["file"])
    check_keys(text, row, "article")
    return {
        "file": row["file"],
        "register": row["register"],
        "meta": build_meta(text, row["meta"]),
        "segments": build_segments(text, row["segments"]),
        "statements": [build_statement(text, statement) for statement in row["statements"]],
        "events": [build_event(text, event) for event in row["events"]],
    }


def build_all(folder: Path = HERE) -> list[Gold]:
    """The gold of all articles of a folder with `texts/` and `gold/`, by file name."""
    texts, golds = ({path.stem for path in folder.glob(pattern)} for pattern in ("texts/*.txt", "gold/*.yaml"))
    orphans = texts ^ golds
    if orphans:
        raise GoldError(f"{folder}: a text without gold or gold without a text: {', '.join(sorted(orphans))}")
    return [build_article(path, folder / "texts") for path in sorted((folder / "gold").glob("*.yaml"))]


def given_lines(articles: Iterable[Gold]) -> str:
    """What a reader is told beside the text: a JSON line of file and publication date each."""
    rows = ({"file": a["file"], "published": a["meta"]["published"]} for a in articles if a["meta"]["published"])
    return "".join(json.dumps(row) + "\n" for row in rows)


def write(articles: list[Gold], out: Path) -> None:
    """One JSON file an article and `given.jsonl`, in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for article in articles:
        target = out / Path(article["file"]).with_suffix(".json").name
        target.write_text(json.dumps(article, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / "given.jsonl").write_text(given_lines(articles), encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """The command; exit status 1 and the reason where the gold does not fit the texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for one JSON file an article")
    parser.add_argument("--given", type=Path, help="write the rows of file and publication date here, too")
    parser.add_argument("--only", default="", help="only the articles whose file name starts so (while writing)")
    options = parser.parse_args(arguments)
    try:
        articles = build_some(options.only) if options.only else build_all()
    except GoldError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    write(articles, options.out)
    if options.given:
        options.given.write_text(given_lines(articles), encoding="utf-8")
    statements, events = (sum(len(a[key]) for a in articles) for key in ("statements", "events"))
    sys.stdout.write(f"{len(articles)} articles, {statements} statements, {events} events\n")
    return 0


def build_some(prefix: str, folder: Path = HERE) -> list[Gold]:
    """The gold of the articles whose name starts with `prefix`, whatever else is unfinished."""
    return [build_article(path, folder / "texts") for path in sorted((folder / "gold").glob(f"{prefix}*.yaml"))]


if __name__ == "__main__":
    raise SystemExit(main())
