"""Measures the cleaning room: ``python -m benchmarks.cleaning [--shared ../shared] [--pages] [--html]``.

Lines of held-out pages (sites and phrases that the line tagger was not trained on), lines and metadata of the articles
in ``benchmarks/articles``, metadata of saved pages, and speed. Figures stand beside the digest of the data that they
were measured on, those over few documents with a 95 % bootstrap interval.
"""

import argparse
import hashlib
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from dragoman.cleaning import clean
from dragoman.cleaning.segments import label_lines
from dragoman.errors import SourceError
from dragoman.records import Document
from dragoman.sources import Given, from_html, from_text

HERE = Path(__file__).parent
PASSED_OVER = frozenset({"furniture", "byline", "credit"})
RESAMPLES = 1000


@dataclass(frozen=True)
class Lines:
    """Lines of one document: for each whether it should be and whether it was passed over, and whether it is body."""

    group: str
    wanted: tuple[bool, ...]
    found: tuple[bool, ...]
    body: tuple[bool, ...]


@dataclass(frozen=True)
class Checks:
    """Right or wrong answers for one document, by field."""

    group: str
    right: dict[str, bool]


# --- figures ---------------------------------------------------------------------------------------------------------


def furniture_f1(rows: Sequence[Lines]) -> float:
    """F1 over lines of what is to be passed over."""
    pairs = [pair for row in rows for pair in zip(row.wanted, row.found, strict=True)]
    hit = sum(a and b for a, b in pairs)
    wrong = sum(a != b for a, b in pairs)
    return 2 * hit / max(1, 2 * hit + wrong)


def precision(rows: Sequence[Lines]) -> float:
    """Share of the lines passed over that are to be."""
    chosen = [a for row in rows for a, b in zip(row.wanted, row.found, strict=True) if b]
    return sum(chosen) / max(1, len(chosen))


def recall(rows: Sequence[Lines]) -> float:
    """Share of the lines to be passed over that are."""
    chosen = [b for row in rows for a, b in zip(row.wanted, row.found, strict=True) if a]
    return sum(chosen) / max(1, len(chosen))


def body_kept(rows: Sequence[Lines]) -> float:
    """Share of the body lines that are kept."""
    kept = [not b for row in rows for b, own in zip(row.found, row.body, strict=True) if own]
    return sum(kept) / max(1, len(kept))


def interval(rows: Sequence[Lines], figure: Callable[[Sequence[Lines]], float]) -> tuple[float, float]:
    """The 95 % bootstrap interval of a figure over documents."""
    rng = random.Random(1)
    values = sorted(figure(rng.choices(rows, k=len(rows))) for _ in range(RESAMPLES))
    return values[RESAMPLES // 40], values[-RESAMPLES // 40]


def digest(texts: Iterable[str]) -> str:
    """The first twelve digits of the SHA-256 of all texts."""
    joined = hashlib.sha256()
    for text in texts:
        joined.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return joined.hexdigest()[:12]


def show_lines(rows: Sequence[Lines], told: str) -> None:
    """Prints the figures of each group."""
    groups: dict[str, list[Lines]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    for name, members in sorted(groups.items()):
        low, high = interval(members, furniture_f1)
        print(
            f"{told} {name}: {len(members)} texts, furniture F1 {furniture_f1(members):.3f} [{low:.3f}, {high:.3f}] "
            f"P {precision(members):.3f} R {recall(members):.3f}, body kept {body_kept(members):.4f}"
        )


def show_checks(rows: Sequence[Checks], told: str) -> None:
    """Prints the share of right answers by field."""
    groups: dict[str, list[Checks]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    for name, members in sorted(groups.items()):
        fields = {key: [row.right[key] for row in members if key in row.right] for key in members[0].right}
        shares = ", ".join(f"{key} {sum(v) / max(1, len(v)):.3f} (of {len(v)})" for key, v in fields.items())
        print(f"{told} {name}: {shares}")


# --- held-out pages and composed texts -------------------------------------------------------------------------------


def held_out(data: Path, composed: int) -> Iterator[Lines]:
    """Lines of texts that the tagger was not trained on, as ``training/lines.py`` keeps them apart."""
    from training.lines import as_lines, texts_of

    for text in texts_of(data, held_out=True, composed=composed):
        found = {one.line.start: one.kind in PASSED_OVER for one in label_lines(text.text)}
        wanted = tuple(label in PASSED_OVER for label in text.labels)
        kinds = tuple(found.get(line.start, False) for line in as_lines(text))
        yield Lines(text.source, wanted, kinds, tuple(label == "body" for label in text.labels))


# --- articles with gold ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gold:
    """An article with the kind of each line and its metadata."""

    text: str
    kinds: tuple[str, ...]
    meta: dict[str, object]
    group: str


def own_articles() -> Iterator[Gold]:
    """The articles of ``benchmarks/articles``."""
    for path in sorted((HERE / "articles" / "gold").glob("*.yaml")):
        row = yaml.safe_load(path.read_text(encoding="utf-8"))
        text = (HERE / "articles" / "texts" / row["file"]).read_bytes().decode()
        yield Gold(text, tuple(row["segments"]), row["meta"], "articles")


def shared_articles(shared: Path) -> Iterator[Gold]:
    """The gold beside the house's seeds."""
    for path in sorted((shared / "gold").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        text = (shared / "seeds" / row["file"]).read_bytes().decode()
        yield Gold(text, tuple(segment["kind"] for segment in row["segments"]), row["meta"], "seeds")


def measure(gold: Gold, verbose: bool) -> tuple[Lines, Checks]:
    """Lines and metadata of one article, read without anything given."""
    document, segments = clean(from_text(gold.text))
    starts, position = [], 0
    for line in gold.text.split("\n"):
        if line.strip():
            starts.append((position + len(line) - len(line.lstrip()), position + len(line.rstrip())))
        position += len(line) + 1
    junk = [i for one in segments if one.kind in PASSED_OVER for i in range(one.start, one.end)]
    covered = set(junk)
    found = tuple(sum(i in covered for i in range(a, b)) > (b - a) / 2 for a, b in starts)
    wanted = tuple(kind in PASSED_OVER for kind in gold.kinds)
    if verbose:
        for (a, b), want, got, kind in zip(starts, wanted, found, gold.kinds, strict=True):
            if want != got:
                print(f"   {'kept though' if want else 'passed over though'} {kind}: {gold.text[a:b][:90]}")
    lines = Lines(gold.group, wanted, found, tuple(kind == "body" for kind in gold.kinds))
    right = metadata_right(document, gold.meta)
    if verbose and not all(right.values()):
        print(f"   {right} {document.agency} {document.bylines} {document.published} wanted {gold.meta}")
    return lines, Checks(gold.group, right)


def metadata_right(document: Document, meta: dict[str, object]) -> dict[str, bool]:
    """Agency, bylines and date; a date that is not told is right, a wrong one is not (as the seed scorer counts)."""

    def plain(name: object) -> str:
        return str(name or "").lower().replace("news agency", "").replace("agency", "").strip()[:6]

    others = meta.get("agency_also")
    also = others if isinstance(others, list) else []
    names = meta["byline"]
    wanted = sorted(str(name).lower() for name in names) if isinstance(names, list) else []
    window = meta.get("published_window")
    day = document.published
    dated = not isinstance(window, list) or day is None or (day.earliest <= window[1] and day.latest >= window[0])
    return {
        "agency": plain(document.agency) in {plain(name) for name in (meta["agency"], *also)},
        "bylines": sorted(name.lower() for name in document.bylines) == wanted,
        "date": dated,
    }


# --- metadata of pages -----------------------------------------------------------------------------------------------


def pages(data: Path) -> Iterator[Checks]:
    """Title, authors and date of saved pages, as the field note compares them (authors as exact sets)."""
    from training.line_pages import folded
    from training.lines import pages_of

    for page in pages_of(data):
        try:
            document, _ = clean(from_html(page.html.decode("utf-8", "replace"), given=Given()))
        except SourceError:
            yield Checks(page.source, {"read": False})
            continue
        right = {"read": True, "title": folded(document.title or "") == folded(page.title)}
        if page.authors:
            right["authors"] = {folded(n) for n in document.bylines} == {folded(n) for n in page.authors}
        if page.date:
            right["date"] = document.published is not None and document.published.earliest == page.date
        yield Checks(page.source, right)


def speed(texts: Sequence[str], seconds: float = 5.0) -> float:
    """Articles cleaned in a second of processor time."""
    documents = [from_text(text) for text in texts]
    for document in documents:
        clean(document)
    start, count = time.process_time(), 0
    while time.process_time() - start < seconds:
        clean(documents[count % len(documents)])
        count += 1
    return count / (time.process_time() - start)


def main() -> None:
    """Print every figure that was asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks.cleaning", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of shared data, if any")
    parser.add_argument("--pages", action="store_true", help="also the held-out pages (minutes)")
    parser.add_argument("--html", action="store_true", help="also the metadata of all saved pages (minutes)")
    parser.add_argument("--verbose", action="store_true", help="print every error on the articles")
    options = parser.parse_args()
    golds = [*own_articles(), *shared_articles(options.shared)]
    measured = [measure(gold, options.verbose) for gold in golds]
    print(f"articles and seeds, digest {digest(gold.text for gold in golds)}")
    show_lines([lines for lines, _ in measured], "lines of")
    show_checks([checks for _, checks in measured], "metadata of")
    if golds:
        words = sum(len(gold.text.split()) for gold in golds) / len(golds)
        print(f"speed: {speed([gold.text for gold in golds]):.0f} articles of {words:.0f} words a second of one core")
    data = options.shared / "data"
    if options.pages:
        show_lines(list(held_out(data, 600)), "held-out")
    if options.html:
        show_checks(list(pages(data)), "pages of")


if __name__ == "__main__":
    main()
