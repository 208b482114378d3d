"""Texts with known line labels, put together from clean articles and written lines of furniture.

A clean article is a title, perhaps a standfirst, and its paragraphs and sub-headings. Around and into it go lines made
from ``line_phrases.yaml``, in the groups in which pages have them, with headlines and sentences of other articles in
their slots. One phrase in four is kept for measuring (``held_out``).
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml

from .line_pages import LabelledText, Page, labelled

HELD_OUT_SHARE = 4
SLOT = re.compile(r"\{(\w+)\}")
#: Sources whose headlines are like those that stand beside political news; they are drawn more often.
NEWS = {"voa", "fundus"}


@dataclass(frozen=True)
class Article:
    """A clean article: its blocks are (text, label) with the labels standfirst, body and heading."""

    title: str
    blocks: tuple[tuple[str, str], ...]
    source: str


def of_page(page: Page) -> Article | None:
    """The article that a page's truth gives, if it is long enough."""
    headings = set(page.headings)
    blocks = [(s, "standfirst") for s in page.summary[:1]]
    blocks += [(p.strip(), "heading" if p.strip() in headings else "body") for p in page.paragraphs]
    if not page.title or sum(label == "body" for _, label in blocks) < 3:
        return None
    return Article(page.title, tuple(blocks[:60]), page.source)


def of_sentences(sentences: Sequence[str], rng: random.Random) -> Iterator[Article]:
    """Articles cut from running news sentences; a headline is made from the first one."""
    position = 0
    while position + 6 < len(sentences):
        size = rng.randint(6, 18)
        piece = [s.strip() for s in sentences[position : position + size] if s.strip()]
        position += size
        if len(piece[0].split()) < 12:
            continue
        title = headline(piece[0], rng)
        blocks = (
            [(piece.pop(rng.randint(1, 2)).rstrip("." if rng.random() < 0.5 else ""), "standfirst")]
            if rng.random() < 0.35
            else []
        )
        start = 0
        while start < len(piece):
            step = rng.choice((1, 1, 2, 2, 3))
            blocks.append((" ".join(piece[start : start + step]), "body"))
            start += step
        yield Article(title, tuple(blocks), "voa")


def headline(sentence: str, rng: random.Random, least: int = 7, most: int = 13) -> str:
    """The first words of a sentence as a headline."""
    words = sentence.rstrip(".").split()[: rng.randint(least, most)]
    while len(words) > 4 and words[-1].lower() in {"the", "a", "of", "to", "in"}:
        words.pop()
    return " ".join(words) if rng.random() < 0.6 else " ".join(w[:1].upper() + w[1:] for w in words)


class Composer:
    """Makes texts; ``held_out`` chooses which phrases may be used."""

    def __init__(self, articles: Sequence[Article], seed: int, held_out: bool) -> None:
        self.rng = random.Random(f"{seed}:{held_out}")
        self.articles = list(articles)
        heads = [a.title for a in articles if len(a.title.split()) >= 4]
        news = [a.title for a in articles if len(a.title.split()) >= 4 and a.source in NEWS]
        self.heads = news * max(1, 4 * len(heads) // max(1, len(news))) + heads
        self.sentences = [text for a in articles for text, label in a.blocks if label == "body" and len(text) < 240]
        data: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("line_phrases.yaml").read_text(encoding="utf-8"))
        self.places = data["places"]
        self.names, self.months, self.tongues = data["names"], data["months"], data["tongues"]
        keep = lambda phrase: (crc32(phrase.encode()) % HELD_OUT_SHARE == 0) == held_out  # noqa: E731
        self.phrases = {key: kept(data[key], keep) for key in ("byline", "credit", "dateline", "dateline-head")}
        self.phrases |= {f"{label}-line": kept(data[label], keep) for label in ("heading", "body")}
        self.phrases |= {role: kept(words, keep) for role, words in data["furniture"].items()}

    def texts(self, count: int) -> Iterator[LabelledText]:
        """So many texts, each from an article drawn at random."""
        for _ in range(count):
            yield self.text(self.rng.choice(self.articles))

    def text(self, article: Article) -> LabelledText:
        """One text: what stands before, within and after the article."""
        rng = self.rng
        self.tongue = rng.choices(list(self.tongues), list(self.tongues.values()))[0]
        self.density = rng.choice((0.3, 1.0, 1.0, 1.6))
        rows = [*self.above(article), *self.within(article), *self.below(article)]
        if rng.random() < 0.1:
            rows = rows[: rng.randint(max(3, len(rows) // 2), len(rows))]
        return labelled([line for line, _ in rows], [label for _, label in rows], rng, "composed-" + article.source)

    # --- parts of a text ---------------------------------------------------------------------------------------------

    def above(self, article: Article) -> list[tuple[str, str]]:
        """Menu, title with its repeats, standfirst, byline, date and the like."""
        rng, rows = self.rng, []
        rows += self.some("menu", 0.3, 1, rng.choice((3, 5, 15)))
        before = self.some_of(self.places["over_title"], 0.12)
        title = [(self.titled(article.title), "title")]
        repeats = [(self.repeat(article.title), "furniture:title-repeat") for _ in range(self.some_times((0.2, 0.06)))]
        early = rng.random() < 0.25 and all(line.casefold() != title[0][0].casefold() for line, _ in repeats)
        rows += [*before, *(repeats if early else []), *title, *([] if early else repeats)]
        stand = [block for block in article.blocks if block[1] == "standfirst"]
        under: list[list[tuple[str, str]]] = [stand] if stand else []
        if rng.random() < 0.5:
            under.append([(line, "byline") for line in self.made("byline", rng.choice((1, 1, 1, 2)))])
        if rng.random() < 0.08:
            under.append([(line, "credit") for line in self.made("credit", 1)])
        under.append(self.some_of(self.places["under_title"], 0.16 * self.density))
        if rng.random() < 0.6:
            rng.shuffle(under)
        rows += [row for group in under for row in group]
        if rng.random() < 0.06:
            rows += [(line, "dateline") for line in self.made("dateline", 1)]
        return rows

    def within(self, article: Article) -> list[tuple[str, str]]:
        """The paragraphs with what pages put between them."""
        rng, rows = self.rng, []
        blocks = list(self.varied([block for block in article.blocks if block[1] != "standfirst"]))
        often = rng.choice((0, 0.06, 0.12, 0.22)) * self.density
        for number, (text, label) in enumerate(blocks):
            if number == 0 and rng.random() < 0.45:
                text = self.made("dateline-head", 1)[0] + text
            rows.append((self.flawed(text) if label == "body" else text, label))
            if number + 1 < len(blocks) and rng.random() < often:
                rows += self.some(rng.choice(self.places["inside"]), 1, 1, rng.choice((1, 1, 1, 2, 4)))
        return rows

    def varied(self, blocks: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The article's blocks with written sub-headings, short paragraphs and lists among them, now and then."""
        rng = self.rng
        heading, short = rng.choice((0, 0, 0, 0.12, 0.25)), rng.choice((0, 0, 0.06, 0.15))
        if any(label == "heading" for _, label in blocks):
            heading = 0
        for number, (text, label) in enumerate(blocks):
            if number > 0 and rng.random() < heading:
                yield self.sub_heading(text), "heading"
            sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", text) if label == "body" and rng.random() < 0.1 else []
            if 1 < len(sentences) < 6:
                mark = rng.choice(("", "", "- ", "• "))
                yield from ((mark + sentence, label) for sentence in sentences)
            else:
                yield text, label
            if rng.random() < short:
                yield self.made("body-line", 1)[0], "body"

    def sub_heading(self, text: str) -> str:
        """A written sub-heading, or one made of the paragraph's words."""
        if self.rng.random() < 0.5:
            return self.made("heading-line", 1)[0]
        if self.rng.random() < 0.5:
            return headline(text, self.rng, 4, 9)
        words = text.rstrip(".").split()
        start = self.rng.randint(0, max(0, len(words) - 6))
        made = " ".join(words[start : start + self.rng.randint(2, 6)]).strip(",;:.\"'") or "Background"
        return made[:1].upper() + made[1:]

    def below(self, article: Article) -> list[tuple[str, str]]:
        """Credits, tags, forms, other articles and the page's foot."""
        rng, rows = self.rng, []
        if rng.random() < 0.35:
            rows += [(line, "credit") for line in self.made("credit", rng.choice((1, 1, 2)))]
        groups: list[Callable[[], list[tuple[str, str]]]] = [lambda: self.listed(article), self.bare_list]
        groups += [partial(self.some, role, *numbers) for role, numbers in self.places["below"].items()]
        groups.sort(key=lambda _: rng.random())
        if rng.random() < 0.12:
            return rows
        for group in groups:
            if rng.random() < 0.7 * min(1, self.density):
                rows += group()
        return rows

    def listed(self, article: Article) -> list[tuple[str, str]]:
        """A heading of related stories with headlines under it, perhaps with teasers and dates."""
        rng = self.rng
        if rng.random() > 0.5:
            return []
        rows = self.some("related", 1, 1, 1)
        for _ in range(rng.randint(1, 7)):
            rows.append((rng.choice(self.heads), "furniture:related"))
            if rng.random() < 0.2:
                rows.append((rng.choice(self.sentences), "furniture:related"))
            if rng.random() < 0.25:
                rows += self.some(rng.choice(("date", "account", "tags")), 1, 1, 1)
        if rng.random() < 0.1:
            rows.append((self.repeat(article.title), "furniture:title-repeat"))
        return rows

    def bare_list(self) -> list[tuple[str, str]]:
        """Headlines alone."""
        if self.rng.random() > 0.3:
            return []
        return [(self.rng.choice(self.heads), "furniture:related") for _ in range(self.rng.randint(1, 6))]

    # --- lines -------------------------------------------------------------------------------------------------------

    def some(self, role: str, chance: float, least: int, most: int) -> list[tuple[str, str]]:
        """Lines of one role, or none."""
        if self.rng.random() >= chance:
            return []
        return [(line, f"furniture:{role}") for line in self.made(role, self.rng.randint(least, most))]

    def some_of(self, roles: Sequence[str], chance: float) -> list[tuple[str, str]]:
        """One line or two of each role that is drawn, in any order."""
        drawn = [role for role in roles if self.rng.random() < chance]
        self.rng.shuffle(drawn)
        return [row for role in drawn for row in self.some(role, 1, 1, self.rng.choice((1, 1, 2)))]

    def some_times(self, chances: Sequence[float]) -> int:
        """How many of a row of chances come true before the first fails."""
        count = 0
        while count < len(chances) and self.rng.random() < chances[count]:
            count += 1
        return count

    def made(self, key: str, count: int) -> list[str]:
        """Lines of this kind in the page's tongue (English where it has none), slots filled."""
        tongues = self.phrases[key]
        words = tongues.get(self.tongue) or tongues["en"]
        if self.rng.random() < 0.15:
            words = tongues["en"]
        chosen = self.rng.sample(words, min(count, len(words)))
        return [self.dressed(self.filled(phrase), key) for phrase in chosen]

    def dressed(self, line: str, key: str) -> str:
        """The line as pages write it: now and then in capitals or with marks."""
        if key in {"byline", "credit", "dateline", "dateline-head", "heading-line", "body-line"}:
            return line
        rng = self.rng
        if rng.random() < 0.06:
            line = line.upper()
        if rng.random() < 0.05:
            line = rng.choice(("» ", "> ", "• ", "- ", "▶ ", "| ")) + line
        return line

    def filled(self, phrase: str) -> str:
        """The phrase with its slots filled; a slot in capitals gives capitals."""
        return SLOT.sub(lambda m: self.slot(m[1]) if m[1].islower() else self.slot(m[1].lower()).upper(), phrase)

    def slot(self, name: str) -> str:
        """One filling of a slot."""
        rng = self.rng
        if name in ("first", "last", "city", "topic", "agency"):
            return str(rng.choice(self.names[name]))
        if name == "site":
            return self.filled(rng.choice(self.names["site"]))
        if name == "name":
            return f"{self.slot('first')} {self.slot('last')}"
        if name == "head":
            return rng.choice(self.heads)
        if name == "head_cut":
            return " ".join(rng.choice(self.heads).split()[:5])
        if name == "sent":
            return rng.choice(self.sentences)
        if name in ("date", "monthday"):
            return self.date(name == "monthday")
        return self.number(name)

    def date(self, short: bool) -> str:
        """A date in one of the usual ways."""
        rng = self.rng
        year, month, day = rng.randint(2004, 2026), rng.randrange(12), rng.randint(1, 28)
        name = self.months[month]
        if short:
            return rng.choice((f"{name} {day}", f"{name[:3]} {day}", f"{name[:3]}. {day}", f"{day} {name}"))
        return rng.choice(
            (
                f"{name} {day}, {year}",
                f"{day} {name} {year}",
                f"{name[:3]} {day}, {year}",
                f"{day:02}.{month + 1:02}.{year}",
                f"{day:02}/{month + 1:02}/{year}",
                f"{year}-{month + 1:02}-{day:02}",
                f"{name[:3]}. {day}, {year}",
                f"{day} {name[:3]} {year}",
            )
        )

    def number(self, name: str) -> str:
        """Numbers, times and addresses."""
        rng = self.rng
        made: dict[str, Callable[[], str]] = {
            "n": lambda: str(rng.randint(1, 30)),
            "big": lambda: str(rng.choice((rng.randint(40, 999), rng.randint(1000, 90000)))),
            "year": lambda: str(rng.randint(1995, 2026)),
            "time": lambda: f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}",
            "handle": lambda: (
                rng.choice(self.names["first"]).replace(" ", "") + rng.choice(self.names["last"]).replace(" ", "")[:6]
            ),
            "mail": lambda: rng.choice(
                (
                    "[email protected]",
                    "desk@example.org",
                    f"{rng.choice(self.names['last']).split()[-1].lower()}@example.com",
                )
            ),
            "url": lambda: "www." + rng.choice(self.names["last"]).split()[-1].lower() + ".com",
        }
        return str(made[name]())

    def titled(self, title: str) -> str:
        """The title, now and then with the site's or an agency's name."""
        rng = self.rng
        tail = rng.choices(("", " - {site}", " | {site}", " By {agency}", " – {agency}"), (85, 4, 4, 4, 3))[0]
        return title + self.filled(tail)

    def repeat(self, title: str) -> str:
        """The title again, whole, cut, in other letters or with words glued to it."""
        rng, words = self.rng, title.split()
        cut = " ".join(words[: max(2, round(len(words) * rng.uniform(0.4, 0.8)))])
        made = (
            title,
            title,
            title.lower(),
            title.upper(),
            cut,
            cut + "...",
            cut + "…",
            cut.lower(),
            f"{self.slot('topic')}{cut}...",
            f"Home » {self.slot('topic')} » {title}",
            title.title(),
        )
        return rng.choice(made)

    def flawed(self, text: str) -> str:
        """A paragraph with the small faults of copied text, now and then."""
        rng = self.rng
        if rng.random() < 0.01:
            return text.rstrip(".")
        if rng.random() < 0.01:
            return text + " ."
        return text


def kept(languages: dict[str, list[str]], keep: Callable[[str], bool]) -> dict[str, list[str]]:
    """The phrases that may be used, by language; where none may, the language is left out."""
    found = {tongue: [p for p in words if keep(p)] for tongue, words in languages.items()}
    found = {tongue: words for tongue, words in found.items() if words}
    found.setdefault("en", languages["en"])
    return found
