"""Real texts that the real part stands on: by set, from the folder of the data at hand (``--data``).

A text is its paragraphs, one a line, without outer white space and blank lines; treebanks without paragraphs give a
sentence a line. So the same words come out wherever they are asked for, and the hash of the stand-off row proves it.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.records import Span

from .head import source_lines
from .records import CorpusError, Passage

VOA = "news_text/voa.txt"
GUM = ("ud/gum.train.conllu", "ud/gum.dev.conllu", "ud/gum.news_dev.conllu")
RE3D = "ner/re3d/CONLL-format/data-by-source/conll"
POLNEAR = "attribution/polnear"

_NO_SPACE_BEFORE = re.compile(r" (?=[.,;:!?%)\]}’]|['’](?:s|S|re|ve|ll|d|m)\b|n['’]t\b)")
_NO_SPACE_AFTER = re.compile(r"(?<=[(\[{$£€]) ")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a real text stands: its set, and there lines of one file (from 1, both included) or a document."""

    set: str
    lines: Span | None = None
    document: str | None = None

    def __str__(self) -> str:
        return f"{self.set} {'-'.join(map(str, self.lines)) if self.lines else self.document}"


def origin_of(passage: Passage) -> Origin | None:
    """Where the passage's text comes from, or None for one of ours.

    Raises:
        CorpusError: its lines are malformed.
    """
    lines, document = source_lines(passage), passage.get("document")
    if not lines and not document:
        return None
    return Origin(passage.get("set") or "voa", lines, document)


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def real_text(origin: Origin, data: Path) -> str:
    """The text of an origin.

    Raises:
        CorpusError: it is not to be found below ``data``.
    """
    if origin.set == "voa" and origin.lines:
        return _lines(data / VOA, origin.lines)
    if origin.document and origin.set in ("polnear", "gum", "re3d"):
        text = documents(origin.set, data).get(origin.document)
        if text is not None:
            return text
    raise CorpusError(f"there is no text {origin} below {data}; mend set:, document: or lines:, or give another --data")


@cache
def documents(name: str, data: Path) -> dict[str, str]:
    """The texts of a set by document; of VOA, whose reports are not marked, ten lines make one.

    Raises:
        CorpusError: the set is not below ``data``.
    """
    makers = {"voa": _voa, "polnear": _polnear, "gum": _gum_news, "re3d": _re3d}
    found = dict(makers[name](data))
    if not found:
        raise CorpusError(f"the set {name} is not below {data}; give the folder of the data with --data")
    return found


def _lines(path: Path, lines: Span) -> str:
    rows = _rows(path)
    if not rows:
        raise CorpusError(f"{path} is not there or empty; give the folder of the data with --data")
    if lines[1] > len(rows):
        raise CorpusError(f"{path.name} has {len(rows)} lines, not {lines[1]}; mend lines:")
    return "\n".join(rows[lines[0] - 1 : lines[1]])


@cache
def _rows(path: Path) -> tuple[str, ...]:
    if not path.is_file():
        return ()
    return tuple(row.strip() for row in path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))


def tidy(text: str) -> str:
    """Paragraphs without outer white space, one a line, no blank ones."""
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _voa(data: Path) -> Iterator[tuple[str, str]]:
    rows = _rows(data / VOA)
    for start in range(0, len(rows), 10):
        yield str(start + 1), "\n".join(rows[start : start + 10])


def _polnear(data: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((data / POLNEAR).glob("*/text/*.txt")):
        yield path.stem, tidy(path.read_text(encoding="utf-8"))


def _re3d(data: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((data / RE3D).glob("*/*.conll")):
        blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
        yield path.stem, "\n".join(_spaced([row.split("\t")[0] for row in block.split("\n")]) for block in blocks)


def _spaced(words: list[str]) -> str:
    return _NO_SPACE_AFTER.sub("", _NO_SPACE_BEFORE.sub("", " ".join(words)))


def _gum_news(data: Path) -> Iterator[tuple[str, str]]:
    for file in GUM:
        path = data / file
        if path.is_file():
            for document in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]:
                name, _, body = document.partition("\n")
                if name.startswith("GUM_news_"):
                    yield name, _paragraphs(body)


def _paragraphs(body: str) -> str:
    paragraphs: list[list[str]] = []
    for row in body.split("\n"):
        if row == "# newpar" or (not paragraphs and row.startswith("# text = ")):
            paragraphs.append([])
        if row.startswith("# text = "):
            paragraphs[-1].append(row.removeprefix("# text = "))
    return tidy("\n".join(" ".join(sentences) for sentences in paragraphs))
