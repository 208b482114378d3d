"""Scores altered twins of the articles beside the articles: `python -m benchmarks.twins [--shared ../shared]`.

In a twin the countries, people, goods, outlets, agencies, months, weekdays and furniture lines are others, in text and
gold alike. What reads by structure reads the twin as well as the original; what knows a name loses it. For every figure
of `benchmarks.scoring` the original's value, the mean over the twins, and the difference are printed; one beyond 3
points (0.03; counts: any rise) is marked with an exclamation mark.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import quality
from benchmarks.articles import build
from benchmarks.quality import COUNTED, SHARED, Collection
from benchmarks.scoring import FIGURES, Score, figures, total
from benchmarks.twins.making import make_collection

TWINS = 3  # twins of each article: one draw may be lucky
MAX_DIFFERENCE = 0.03  # of a share, by the project's own aim: within 3 points of the original's
NOT_JUDGED = ("events_per_article",)  # no share: more or fewer is neither better nor worse


@dataclass(frozen=True)
class Row:
    """One figure: of the originals and of each set of twins."""

    name: str
    original: float
    twins: tuple[float, ...]

    @property
    def difference(self) -> float:
        """The twins' mean less the original."""
        return statistics.mean(self.twins) - self.original

    @property
    def flagged(self) -> bool:
        """Whether the difference is more than the aim allows; of a count, whether it rises at all."""
        if self.name in COUNTED:
            return self.difference > 0
        return self.name not in NOT_JUDGED and round(abs(self.difference), 4) > MAX_DIFFERENCE


@dataclass(frozen=True)
class Report:
    """A collection with its rows, its digest and that of its twins."""

    name: str
    documents: int
    digest: str
    twins_digest: str
    rows: tuple[Row, ...]

    def table(self) -> str:
        """One line a figure."""
        head = f"{self.name}: {self.documents} articles {self.digest}, twins {self.twins_digest}"
        columns = "".join(f"{f'twin {number}':>9}" for number in range(len(self.rows[0].twins)))
        lines = [f"  {'':<22}{'original':>9}{'twins':>9}{'difference':>12}{columns}", *map(self._line, self.rows)]
        return "\n".join([head, *lines])

    @staticmethod
    def _line(row: Row) -> str:
        first = f"{'!' if row.flagged else ' '} {row.name:<22}{row.original:>9.3f}{statistics.mean(row.twins):>9.3f}"
        return f"{first}{row.difference:>+12.3f}" + "".join(f"{value:>9.3f}" for value in row.twins)

    def as_json(self) -> str:
        """The same for machines."""
        rows = {
            row.name: {
                "original": round(row.original, 4),
                "twins": [round(value, 4) for value in row.twins],
                "difference": round(row.difference, 4),
                "flagged": row.flagged,
            }
            for row in self.rows
        }
        return json.dumps(
            {"name": self.name, "digest": self.digest, "twins_digest": self.twins_digest, "figures": rows}
        )


def compare(collection: Collection, twins: Sequence[Collection], scores: Sequence[Sequence[Score]]) -> Report:
    """The report of a collection; `scores` are those of the originals and then of each set of twins."""
    original, *others = (figures(total(some)) for some in scores)
    rows = [Row(name, original[name], tuple(one[name] for one in others)) for name in FIGURES]
    digest = hashlib.sha256("".join(one.digest() for one in twins).encode()).hexdigest()[:12]
    return Report(collection.name, len(collection.articles), collection.digest(), digest, tuple(rows))


def make_all(collection: Collection, count: int, out: Path) -> list[Collection]:
    """The sets of twins of a collection, written to folders of `out`."""
    folder = out / collection.name.replace(" ", "_")
    return [make_collection(collection, seed, folder / f"twin_{seed}") for seed in range(count)]


def main(arguments: list[str] | None = None) -> int:
    """The command; exit status 1 if gold does not fit its text or, with --strict, if a figure is flagged."""
    options = _parser().parse_args(arguments)
    try:
        collections = [one for one in (quality.own_articles(), quality.shared_articles(options.shared)) if one]
    except build.GoldError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    with tempfile.TemporaryDirectory() as temporary:
        out = options.out or Path(temporary)
        twins = [make_all(one, options.twins, out) for one in collections]
        if options.make_only:
            return 0
        reports = [_report(one, some, options.verbose) for one, some in zip(collections, twins, strict=True)]
    print("\n\n".join(report.as_json() if options.json else report.table() for report in reports))
    return int(options.strict and any(row.flagged for report in reports for row in report.rows))


def _report(collection: Collection, twins: Sequence[Collection], verbose: bool) -> Report:
    scores = [quality.score_collection(one) for one in (collection, *twins)]
    if verbose:
        print(
            "\n".join(
                f"-- {one.name}\n{quality.by_article(some)}"
                for one, some in zip((collection, *twins), scores, strict=True)
            )
        )
    return compare(collection, twins, scores)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with the house's gold and seeds")
    parser.add_argument("--twins", type=int, default=TWINS, help="twins of each article (default: %(default)s)")
    parser.add_argument("--out", type=Path, help="keep the twins in this folder, texts and gold, to be read by eye")
    parser.add_argument("--make-only", action="store_true", help="make the twins, read nothing")
    parser.add_argument("--verbose", action="store_true", help="what went wrong in each article and twin, too")
    parser.add_argument("--json", action="store_true", help="a JSON line for each collection instead of the tables")
    parser.add_argument("--strict", action="store_true", help="exit status 1 if any figure is flagged")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
