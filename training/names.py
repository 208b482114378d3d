"""Name layers: the house's own annotation, and other sets brought to its five classes by program."""

import json
import random
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import yaml

from dragoman.language.tokens import tokenize

from .examples import Document, Sentence

CLASSES = ("PERSON", "STATE", "ORG", "PLACE", "OTHER")
GUIDELINES = ("house", "gum", "crossner", "wikigold")
"""Whose rules a set's names follow; the network gets it as an input, the runtime asks for the first."""

FROM_FOUR = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": "OTHER"}
BLOCK_SEED = 13

_MARK = re.compile(r"\[(PERSON|STATE|ORG|PLACE|OTHER) ([^\[\]]+)\]")


def inline(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text of a line in ``[CLASS words]`` form, and its marks as ``(start, end, class)``."""
    plain: list[str] = []
    marks: list[tuple[int, int, str]] = []
    length, position = 0, 0
    for found in _MARK.finditer(line):
        before = line[position : found.start()]
        length += len(before)
        marks.append((length, length + len(found[2]), found[1]))
        length += len(found[2])
        plain.extend((before, found[2]))
        position = found.end()
    return "".join([*plain, line[position:]]), marks


def tagged(text: str, marks: Iterable[tuple[int, int, str]]) -> Sentence:
    """The tokens of a text with its marks as BIO labels; a token that a mark cuts in two belongs to it."""
    spans = tokenize(text)
    labels = ["O"] * len(spans)
    for start, end, label in marks:
        inside = [number for number, (low, high) in enumerate(spans) if low < end and high > start]
        for number in inside:
            labels[number] = ("B-" if number == inside[0] else "I-") + label
    return Sentence([text[low:high] for low, high in spans], {"names": labels})


def standoff(folder: Path, corpus: Path) -> list[tuple[int, int, int, str]]:
    """Inline files (first line ``# from line N``) as ``(line, start, end, class)``; class ``-``: a line without names.

    A line whose words differ from the corpus is left out; several files may hold a line, the first counts.
    """
    lines = corpus.read_text("utf-8").split("\n")
    rows: dict[int, list[tuple[int, int, int, str]]] = {}
    for path in sorted(folder.glob("*.txt")):
        number = 0
        for line in path.read_text("utf-8").split("\n"):
            if opened := re.match(r"# from line (\d+)", line):
                number = int(opened[1])
                continue
            plain, marks = inline(line)
            number = _place(lines, plain, number)
            if number and number not in rows and line.strip():
                rows[number] = [(number, *mark) for mark in marks] or [(number, 0, 0, "-")]
            number += 1
    return [row for number in sorted(rows) for row in rows[number]]


def _place(lines: list[str], plain: str, near: int) -> int:
    """The number (from 1) of the line with these words, at ``near`` or up to three lines on; 0 where there is none."""
    wanted = plain.split()
    for number in range(near, min(near + 4, len(lines) + 1)):
        if number > 0 and lines[number - 1].split() == wanted:
            return number
    return 0


def read_house(marks: Path, corpus: Path) -> list[Document]:
    """The house's own annotation: stand-off rows over the lines of the corpus, as documents of neighbouring lines."""
    lines = corpus.read_text("utf-8").split("\n")
    by_line: dict[int, list[tuple[int, int, str]]] = {}
    for row in marks.read_text("utf-8").splitlines()[1:]:
        line, start, end, label = row.split("\t")
        by_line.setdefault(int(line), [])
        if label != "-":
            by_line[int(line)].append((int(start), int(end), label))
    runs: list[list[Sentence]] = []
    last = -9
    for number in sorted(by_line):
        if number != last + 1 or len(runs[-1]) >= 12:
            runs.append([])
        runs[-1].append(tagged(lines[number - 1], by_line[number]))
        last = number
    return [Document(f"voa-{n}", "house", list(_paragraphs(run, n))) for n, run in enumerate(runs)]


def read_written(path: Path) -> list[Document]:
    """The house's own sentences in ``[CLASS words]`` form, one a line: runs of one to four, each a block of its own."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    return _runs([tagged(*inline(line)) for line in lines], "written", "house")


def _runs(sentences: list[Sentence], name: str, guideline: str) -> list[Document]:
    """Sentences without documents as runs of one to four, each a block of its own."""
    chance = random.Random(BLOCK_SEED)
    found: list[Document] = []
    while sentences:
        size = chance.randint(1, 4)
        found.append(Document(f"{name}-{len(found)}", guideline, [[one] for one in sentences[:size]]))
        sentences = sentences[size:]
    return found


def _paragraphs(run: list[Sentence], seed: int) -> Iterator[list[Sentence]]:
    """Blocks of one to three sentences: the corpus does not tell its paragraphs."""
    chance = random.Random(BLOCK_SEED + seed)
    while run:
        size = chance.randint(1, 3)
        yield run[:size]
        run = run[size:]


@cache
def states(data: Path) -> frozenset[str]:
    """Names and demonyms of states, in lower case: territories (rigour, MIT) and our own list of demonyms."""
    found: set[str] = set()
    for line in (data / "actors/rigour_territories.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        if row.get("is_country"):
            found.update(name.lower() for name in (row["name"], row["full_name"], *row.get("names_strong", ())))
    own = yaml.safe_load(Path(__file__).with_name("demonyms.yaml").read_text("utf-8"))
    found.update(name.lower() for name in own["names"])
    found.update(name.lower() + plural for name in own["demonyms"] for plural in ("", "s"))
    return frozenset(found)


def _retokenized(words: list[str], labels: list[str]) -> Sentence:
    """Words cut further where our tokeniser cuts them."""
    cut: list[str] = []
    tags: list[str] = []
    for word, label in zip(words, labels, strict=True):
        parts = [word[low:high] for low, high in tokenize(word)] or [word]
        cut.extend(parts)
        tags.extend([label, *([label.replace("B-", "I-")] * (len(parts) - 1))])
    return Sentence(cut, {"names": tags})


def relabelled(words: list[str], labels: list[str], stated: frozenset[str], adjectives: bool) -> list[str]:
    """Four classes to five: a place (with ``adjectives`` a MISC too) that is a state's name or demonym is ``STATE``."""
    result = list(labels)
    for start, end, label in spans(labels):
        new = FROM_FOUR[label]
        if new in (("PLACE", "OTHER") if adjectives else ("PLACE",)) and " ".join(words[start:end]).lower() in stated:
            new = "STATE"
        result[start:end] = ["B-" + new, *["I-" + new] * (end - start - 1)]
    return result


def spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """The spans of a BIO sequence; an I without its B opens one."""
    found: list[tuple[int, int, str]] = []
    start, open_label = 0, ""
    for number, label in enumerate([*labels, "O"]):
        kind = label[2:]
        if open_label and (label[0] != "I" or kind != open_label):
            found.append((start, number, open_label))
            open_label = ""
        if label != "O" and not open_label:
            start, open_label = number, kind
    return found


def read_four(path: Path, guideline: str, stated: frozenset[str]) -> list[Document]:
    """A set with PER / ORG / LOC / MISC and no documents: runs of one to four sentences, each a block of its own."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    sentences = [
        _retokenized(row["tokens"], relabelled(row["tokens"], row["ner"], stated, adjectives=True)) for row in rows
    ]
    return _runs(sentences, guideline, guideline)


def add_gum(documents: list[Document], path: Path, stated: frozenset[str]) -> int:
    """Put GUM's derived names on its trees (same words, same document); returns the number of sentences matched."""
    known: dict[tuple[str, str], list[str]] = {}
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        known[row["doc"], " ".join(row["tokens"])] = relabelled(row["tokens"], row["ner"], stated, adjectives=False)
    matched = 0
    for document in documents:
        for one in document.sentences():
            labels = known.get((document.name, " ".join(one.words)))
            if labels is not None:
                one.tags["names"] = labels
                matched += 1
    return matched
