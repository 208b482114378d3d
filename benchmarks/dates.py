"""Dates in the text: how many expressions of time resolve to the right day, month or year.

    python -m benchmarks.dates FILE.json [--genre news] [--beside] [--verbose]

The file holds rows of GUM's date annotation (CC BY 4.0): the expression, the words before it, the document's date and
the value at its granularity (`2024`, `2024-06`, `2024-06-18`, `--06-18` without a year). An expression is right if the
resolved interval is that day, or lies in that month or that year. ``--beside`` scores dateparser on the same rows.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import dateparser

from dragoman.language import times
from dragoman.records import Published

Row = Mapping[str, Any]
Resolver = Callable[[Row], tuple[str, str] | None]


def main() -> None:
    """Score the rows of a file and print one line of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--genre")
    parser.add_argument("--beside", action="store_true", help="score dateparser too")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    raw = options.file.read_bytes()
    rows = [row for row in json.loads(raw) if options.genre in (None, row["genre"])]
    figures: dict[str, object] = {**score(rows, resolved, verbose=options.verbose)}
    if options.beside:
        figures["dateparser"] = score(rows, by_dateparser)
    print(json.dumps({**figures, "data": hashlib.sha256(raw).hexdigest()[:12]}))


def score(rows: Iterable[Row], resolver: Resolver, *, verbose: bool = False) -> dict[str, float]:
    """Accuracy over the rows whose value is a date, in all and without a year in the words."""
    found = {"all": [0, 0], "no_year": [0, 0], "unread": [0, 0]}
    for row in rows:
        wanted = value(row["attrs"])
        if wanted is None:
            continue
        right, read = judge(resolver(row), wanted)
        bare = not any(len(word) == 4 for word in "".join(c if c.isdigit() else " " for c in row["text"]).split())
        for name in ("all", "no_year") if bare else ("all",):
            found[name][0] += right
            found[name][1] += 1
        found["unread"][0] += not read
        found["unread"][1] += 1
        if verbose and not right:
            print(row["dct"], repr(row["text"]), wanted, resolved(row))
    shares = {name: round(hit / count, 3) if count else 0.0 for name, (hit, count) in found.items()}
    return {**shares, "rows": found["all"][1], "rows_no_year": found["no_year"][1]}


def value(attributes: Mapping[str, str]) -> str | None:
    """The annotated value: a day, month or year; None for spans and times of day."""
    found = attributes.get("when") or ""
    return found if re.fullmatch(r"\d{4}(-\d\d){0,2}|--\d\d(-\d\d)?", found) else None


def resolved(row: Row) -> tuple[str, str] | None:
    """The interval that our resolver gives, None if it reads nothing."""
    day = row["dct"]
    published = Published(earliest=day, latest=day, precision="day", basis="given")
    found = times.expressions(context(row))
    if not found:
        return None
    best = max(found, key=lambda one: one.end - one.start)
    dated = times.resolve(best, published, 0)
    return (dated.earliest, dated.latest) if dated.earliest and dated.latest else None


def context(row: Row) -> str:
    """The expression with the preposition before it, which tells a month from a name."""
    words = str(row["text"]).replace(" ,", ",").replace(" - ", "-").replace(" .", ".")
    before = [word.lower() for word in str(row["left"]).split()[-1:]]
    return f"{before[0]} {words}" if before and before[0] in ("in", "of", "on") else words


def by_dateparser(row: Row) -> tuple[str, str] | None:
    """The interval that dateparser gives with its default settings: a day, widened to what the words leave open."""
    base = datetime.fromisoformat(row["dct"])
    words = context(row).removeprefix("in ").removeprefix("on ").removeprefix("of ")
    found = dateparser.parse(words, languages=["en"], settings={"RELATIVE_BASE": base})
    if found is None:
        return None
    return found.date().isoformat(), found.date().isoformat()


def judge(found: tuple[str, str] | None, wanted: str) -> tuple[bool, bool]:
    """Whether the expression is right, and whether it was read at all."""
    if found is None:
        return False, False
    first, last = (date.fromisoformat(day) for day in found)
    return fits(first, last, wanted), True


def fits(first: date, last: date, wanted: str) -> bool:
    """Whether an interval is the wanted day, or lies in the wanted month or year."""
    if wanted.startswith("--"):
        shared = len(wanted) - 2
        return first.isoformat()[5:][:shared] == last.isoformat()[5:][:shared] == wanted[2:]
    parts = wanted.split("-")
    same_year = first.year == last.year == int(parts[0])
    if len(parts) == 1:
        return same_year
    if len(parts) == 2:
        return same_year and first.month == last.month == int(parts[1])
    return first == last == date.fromisoformat(wanted)


if __name__ == "__main__":
    main()
