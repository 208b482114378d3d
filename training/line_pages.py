"""Lines of real pages with what they are: the training and test data of the line tagger.

Reads the saved pages of WCXB (CC BY 4.0) and Fundus (MIT) with their hand-made titles, authors and main texts, writes
each page down as lines of plain text in two ways (every visible line; trafilatura's recall mode), and derives a label
for each line by comparing it with the truth. Nothing of the pages leaves this step but weights.
"""

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lxml.html
import yaml

_TAGS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("line_phrases.yaml").read_text("utf-8"))["html"]
BLOCKS, UNSEEN = frozenset(_TAGS["blocks"]), frozenset(_TAGS["unseen"])
WORD = re.compile(r"\w+")
#: A line is body when at least this share of its word 4-grams stands in the true text (field note, 2026).
BODY_OVERLAP = 0.5
#: A page is left out where more of the running lines between its paragraphs are not in the truth.
MISSING_SHARE, RUNNING_WORDS = 0.15, 25
#: A text whose middle body line is shorter is a list rather than an article.
LIST_WORDS = 15
HELD_OUT_SHARE = 5  # one site in five is for measuring only


@dataclass(frozen=True)
class Page:
    """One saved page and the truth about it."""

    site: str
    html: bytes
    title: str
    authors: tuple[str, ...]
    date: str | None
    paragraphs: tuple[str, ...]
    headings: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    source: str = ""

    @property
    def held_out(self) -> bool:
        """Whether the page's site is kept for measuring."""
        return int(hashlib.sha256(self.site.encode()).hexdigest(), 16) % HELD_OUT_SHARE == 0


@dataclass(frozen=True)
class LabelledText:
    """Lines of one text with their labels; ``blank`` says whether a blank line stands before each.

    ``roles`` tells what furniture a line is, where that is known.
    """

    lines: tuple[str, ...]
    labels: tuple[str, ...]
    roles: tuple[str | None, ...]
    blank: tuple[bool, ...]
    source: str

    @property
    def weight(self) -> float:
        """How much the text counts in training: whole dumps and pages that are mostly lists teach little about news."""
        body = sorted(len(line.split()) for line, label in zip(self.lines, self.labels, strict=True) if label == "body")
        lists = not body or body[len(body) // 2] < LIST_WORDS
        return (0.3 if self.source.endswith("-dump") else 1.5 if self.source.startswith("fundus") else 1.0) * (
            0.25 if lists else 1.0
        )

    @property
    def text(self) -> str:
        """The lines as one text."""
        parts = [
            ("\n" if blank and number else "") + line
            for number, (line, blank) in enumerate(zip(self.lines, self.blank, strict=True))
        ]
        return "\n".join(parts)


# --- pages -----------------------------------------------------------------------------------------------------------


def wcxb(folder: Path) -> Iterator[Page]:
    """The 793 article pages of WCXB's development part."""
    for path in sorted((folder / "ground-truth").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        truth, html = row["ground_truth"], folder / "html" / f"{path.stem}.html.gz"
        if not html.exists() or not truth.get("main_content"):
            continue
        marked = truth.get("main_content_markdown") or ""
        headings = re.findall(r"^#{1,5} +(.+?)#*$", marked, re.M)
        yield Page(
            site=site_of(row.get("url") or path.stem),
            html=gzip.decompress(html.read_bytes()),
            title=truth["title"] or "",
            authors=tuple(a for a in re.split(r"\s*(?:,|;|&| and )\s*", truth["author"] or "") if a),
            date=truth["publish_date"],
            paragraphs=tuple(p for p in truth["main_content"].split("\n") if p.strip()),
            headings=tuple(re.sub(r"[*_`]|\[|\]\([^)]*\)", "", h).strip() for h in headings),
            source="wcxb",
        )


def fundus(folder: Path) -> Iterator[Page]:
    """The 143 article pages of some 90 publishers in Fundus."""
    for path in sorted(folder.glob("*/*.json")):
        rows = json.loads(path.read_text(encoding="utf-8"))
        for html in sorted(path.parent.glob(f"{path.stem}_[0-9]*.html.gz")):
            source = gzip.decompress(html.read_bytes())
            shown = folded(source.decode("utf-8", "replace"))
            pages = [page for row in rows.values() for page in fundus_page(path.stem, source, row)]
            yield from [page for page in pages if folded(page.paragraphs[0])[:50] in shown][:1]


def fundus_page(name: str, html: bytes, row: dict[str, Any]) -> Iterator[Page]:
    """One page of Fundus by one version of its truth, where that gives a body."""
    body: dict[str, Any] = row.get("body") or {}
    sections = body.get("sections")
    if not sections or not any(p.strip() for s in sections for p in s["paragraphs"]):
        return
    yield Page(
        site=name,
        html=html,
        title=str(row.get("title") or ""),
        authors=tuple(str(a) for a in (row.get("authors") or [])),
        date=str(row.get("publishing_date") or "")[:10] or None,
        paragraphs=tuple(p for s in sections for p in s["paragraphs"] if p.strip()),
        headings=tuple(h for s in sections for h in s["headline"] if h.strip()),
        summary=tuple(s for s in body.get("summary") or [] if s.strip()),
        source="fundus",
    )


def site_of(url: str) -> str:
    """The host of an address without ``www.``."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url).split("/")[0]


# --- lines -----------------------------------------------------------------------------------------------------------


def visible_lines(html: bytes) -> list[tuple[str, str]]:
    """Every visible line of a page with the name of the block that holds it."""
    found: list[tuple[str, str]] = []
    parts: list[str] = []

    def flush(tag: str) -> None:
        line = " ".join("".join(parts).split())
        parts.clear()
        if line:
            found.append((line, tag))

    def walk(element: lxml.html.HtmlElement, tag: str) -> None:
        name = element.tag
        if not isinstance(name, str) or name in UNSEEN or hidden(element):
            return
        if name in BLOCKS or name == "br":
            flush(tag)
        mine = name if name in BLOCKS else tag
        parts.append(element.text or "")
        for child in element:
            walk(child, mine)
            parts.append(child.tail or "")
        if name in BLOCKS:
            flush(mine)

    walk(parse(html), "body")
    flush("body")
    return found


def hidden(element: lxml.html.HtmlElement) -> bool:
    """Whether a page says itself that it does not show this element."""
    return element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "")


def parse(html: bytes) -> lxml.html.HtmlElement:
    """The page's tree, UTF-8 unless it says otherwise."""
    try:
        return lxml.html.fromstring(html.decode("utf-8"), parser=lxml.html.HTMLParser(huge_tree=True))
    except (UnicodeDecodeError, ValueError):
        return lxml.html.fromstring(html, parser=lxml.html.HTMLParser(huge_tree=True))


def recall_lines(html: bytes) -> list[tuple[str, str]]:
    """The lines that trafilatura's recall mode leaves."""
    import trafilatura

    text = trafilatura.extract(html.decode("utf-8", "replace"), favor_recall=True, include_comments=True) or ""
    return [(" ".join(line.split()), "p") for line in text.split("\n") if line.strip()]


# --- labels ----------------------------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """Words in lower case, joined by one space."""
    return " ".join(WORD.findall(text.lower()))


def grams(text: str, size: int = 4) -> set[tuple[str, ...]]:
    """The word n-grams of a folded text (the whole of it where it is shorter)."""
    words = text.split()
    return {tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))}


@dataclass
class Truth:
    """What a page's lines are compared with."""

    page: Page
    whole: set[tuple[str, ...]] = field(default_factory=set)
    exact: set[str] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for paragraph in self.page.paragraphs:
            self.whole |= grams(folded(paragraph))
            self.exact.add(folded(paragraph))
        self.headings = {folded(h) for h in self.page.headings}
        self.title = folded(self.page.title)
        self.summary = [grams(folded(s)) for s in self.page.summary]
        self.authors = [folded(a) for a in self.page.authors if len(folded(a)) > 3]

    def first_guess(self, line: str, tag: str) -> str:
        """What a line is by its words alone."""
        key = folded(line)
        if not key:
            return "furniture"
        if self.title and alike(key, self.title):
            return "title"
        if key in self.headings:
            return "heading"
        if key in self.exact:
            return "heading" if tag in {"h2", "h3", "h4", "h5"} else "body"
        mine = grams(key)
        if any(len(mine & s) >= BODY_OVERLAP * len(mine) for s in self.summary) and len(key.split()) >= 5:
            return "standfirst"
        if len(key.split()) >= 4 and len(mine & self.whole) >= BODY_OVERLAP * len(mine):
            return "heading" if tag in {"h2", "h3", "h4", "h5"} else "body"
        if len(key.split()) <= 14 and any(a in key for a in self.authors):
            return "byline"
        return "furniture"


def alike(key: str, title: str) -> bool:
    """Whether a line repeats the title (site names before or after it aside)."""
    a, b = set(key.split()), set(title.split())
    return len(a & b) >= 0.8 * len(a | b) or (
        len(b) >= 4 and (key.startswith(title) or key.endswith(title)) and len(key) < len(title) + 30
    )


def labels_of(page: Page, lines: list[tuple[str, str]]) -> list[str] | None:
    """A label for each line, or None where the page's text was not found."""
    truth = Truth(page)
    guesses = [truth.first_guess(line, tag) for line, tag in lines]
    certain = [
        i for i, (g, (line, _)) in enumerate(zip(guesses, lines, strict=True)) if g == "body" and len(line.split()) >= 8
    ]
    if not certain:
        return None
    first, last = certain[0], certain[-1]
    for i, guess in enumerate(guesses):
        short = len(lines[i][0].split()) < 8
        if (
            (guess in {"body", "heading"} and short and not first - 3 <= i <= last + 2)
            or (guess == "standfirst" and i > first + 4)
            or (guess == "byline" and not first - 12 <= i <= last + 3)
        ):
            guesses[i] = "furniture"
    return one_title(guesses, lines, first)


def one_title(guesses: list[str], lines: list[tuple[str, str]], first: int) -> list[str]:
    """Keeps as title the last form of it before the body, where that stands first; its repeats are furniture."""
    titles = [i for i, g in enumerate(guesses) if g == "title"]
    last = max((i for i in titles if i <= first), default=titles[0] if titles else -1)
    kept = next((i for i in titles if lines[i][0] == lines[last][0]), -1)
    return [("title" if i == kept else "furniture") if g == "title" else g for i, g in enumerate(guesses)]


def trusted(lines: list[tuple[str, str]], labels: list[str]) -> bool:
    """Whether the truth seems whole: little running text between its paragraphs is missing from it."""
    body = [i for i, label in enumerate(labels) if label == "body"]
    if len(body) < 3:
        return False
    long = [i for i in range(body[0], body[-1] + 8) if i < len(lines) and len(lines[i][0].split()) >= RUNNING_WORDS]
    missing = sum(labels[i] == "furniture" for i in long)
    return len(long) >= 3 and missing <= MISSING_SHARE * len(long)


# --- texts -----------------------------------------------------------------------------------------------------------


def windows(
    page: Page, lines: list[tuple[str, str]], labels: list[str], rng: random.Random, count: int
) -> Iterator[LabelledText]:
    """Pieces of a page as people keep them: the article with a few lines of what stood before and after it."""
    kept = [i for i, label in enumerate(labels) if label != "furniture"]
    first, last = kept[0], kept[-1]
    for _ in range(count):
        start = max(0, first - rng.choice((0, 0, 1, 2, 3, 5, 8, 15)))
        stop = min(len(lines), last + 1 + rng.choice((0, 1, 2, 3, 5, 8, 12, 25)))
        if rng.random() < 0.15:  # texts are cut off, too
            stop = rng.randint(start + max(1, (stop - start) // 2), stop)
        yield labelled([line for line, _ in lines[start:stop]], labels[start:stop], rng, page.source)


def labelled(lines: list[str], labels: list[str], rng: random.Random, source: str) -> LabelledText:
    """A text in one of the ways in which lines are set apart; a label may carry a role (``furniture:menu``)."""
    style = rng.choice(("all", "all", "none", "mixed"))
    blank = [style == "all" or (style == "mixed" and (len(line) > 80 or rng.random() < 0.3)) for line in lines]
    kinds = [label.partition(":") for label in labels]
    return LabelledText(
        tuple(lines), tuple(k[0] for k in kinds), tuple(k[2] or None for k in kinds), tuple(blank), source
    )


def page_texts(page: Page, seed: int, count: int = 3) -> Iterator[LabelledText]:
    """All texts made of one page: windows of its visible lines, the whole dump, and trafilatura's recall mode."""
    rng = random.Random(f"{seed}:{page.site}:{page.title}")
    for read in (visible_lines, recall_lines):
        lines = read(page.html)
        labels = labels_of(page, lines)
        if labels is None or not trusted(lines, labels):
            continue
        if read is recall_lines:
            yield labelled([line for line, _ in lines], labels, rng, page.source + "-recall")
            continue
        yield from windows(page, lines, labels, rng, count)
        if len(lines) < 600:
            whole = labelled([line for line, _ in lines], labels, rng, page.source + "-dump")
            yield whole
