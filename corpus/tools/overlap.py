"""Whether the corpus shares a run of words with texts that are not ours: hashed runs, the other texts streamed."""

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .records import Passage

RUN = 9
# Bytes of one reading: big files are read in pieces that overlap, so that memory stays small.
PIECE = 8_000_000
_MIX = np.uint64(0x9E3779B97F4A7C15)
# Files that hold no text that could be read here.
BINARY = frozenset({".zip", ".parquet", ".png", ".jpg", ".pdf"})
_WORD = re.compile(r"[^\W_]+")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[nrt])")
_TAG = re.compile(r"<[^<>]*>")
_COLUMNS = re.compile(r"[\t ].*")

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Shared:
    """A run of words of a passage that a file has too."""

    passage: str
    path: Path
    words: str


def shared_runs(passages: Sequence[Passage], folders: Iterable[Path], run: int = RUN) -> Iterator[Shared]:
    """Runs of ``run`` words, however punctuated and capitalised, that passages share with files below the folders."""
    numbers: dict[str, int] = {}
    owners: dict[int, str] = {}
    for passage in passages:
        ids = [numbers.setdefault(word, len(numbers) + 1) for word in _words(passage.text)]
        for value in _hashes(np.array(ids, np.uint64), run).tolist():
            owners.setdefault(value, passage.id)
    known = np.array(sorted(owners), np.uint64)
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            if path.is_file() and path.suffix not in BINARY:
                yield from _in_file(path, numbers, owners, known, run)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _hashes(ids: Hashes, run: int) -> Hashes:
    """A hash for each run of ids; runs with a 0 (a word that the corpus does not have) get 0."""
    if len(ids) < run:
        return np.zeros(0, np.uint64)
    count = len(ids) - run + 1
    found, blank = np.zeros(count, np.uint64), np.zeros(count, np.bool_)
    for offset in range(run):
        part = ids[offset : offset + count]
        found = (found ^ part) * _MIX
        found ^= found >> np.uint64(29)
        blank |= part == 0
    found[blank] = 0
    return found


def _in_file(
    path: Path, numbers: Mapping[str, int], owners: Mapping[int, str], known: Hashes, run: int
) -> Iterator[Shared]:
    told: set[str] = set()
    for text in _pieces(path):
        words = _words(text)
        values = _hashes(np.fromiter((numbers.get(word, 0) for word in words), np.uint64, len(words)), run)
        for at in np.flatnonzero(np.isin(values, known) & (values != 0)).tolist():
            found = " ".join(words[at : at + run])
            if found not in told:
                told.add(found)
                yield Shared(owners[int(values[at])], path, found)


def _pieces(path: Path) -> Iterator[str]:
    """The text of a file without its markup, in pieces of whole lines; the last lines of one begin the next."""
    rest: list[bytes] = []
    packed = path.suffix == ".gz"
    suffix = path.with_suffix("").suffix if packed else path.suffix
    with gzip.open(path) if packed else path.open("rb") as lines:
        while chunk := lines.readlines(PIECE):
            yield _plain(b"".join(rest + chunk).decode("utf-8", "replace"), suffix)
            rest = chunk[-RUN:]


def _plain(text: str, suffix: str) -> str:
    if suffix == ".conll":
        return "\n".join(_COLUMNS.sub("", line) for line in text.split("\n"))
    if suffix == ".conllu":
        return "\n".join(line.removeprefix("# text = ") for line in text.split("\n") if line.startswith("# text = "))
    if suffix in (".json", ".jsonl"):
        return _ESCAPE.sub(" ", text)
    return _TAG.sub(" ", text) if suffix in (".html", ".xml") else text
