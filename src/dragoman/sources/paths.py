"""Which files a user means: names, folders, globs, and ``-`` for standard input."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIXES = frozenset({".txt", ".html", ".htm", ".xhtml"})
STDIN = Path("-")


def iter_paths(patterns: Iterable[str | Path]) -> Iterator[Path]:
    """The files that the patterns name, each once, folders and globs in the order of their names.

    A folder gives its text and HTML files at any depth, without hidden ones; a file that is named itself is taken
    whatever its name. What does not exist is given, too, so that reading it tells so.
    """
    seen: set[Path] = set()
    for pattern in patterns:
        for path in _expanded(Path(pattern)):
            if path not in seen:
                seen.add(path)
                yield path


def _expanded(path: Path) -> Iterator[Path]:
    if path == STDIN or path.is_file():
        yield path
    elif path.is_dir():
        yield from _folder(path)
    elif any(mark in str(path) for mark in "*?["):
        yield from _globbed(path)
    else:
        yield path


def _folder(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(place, name)


def _globbed(pattern: Path) -> Iterator[Path]:
    """What a glob matches; a folder that it matches is read, the glob itself stands for no match."""
    anchor = Path(pattern.anchor)
    found = sorted(anchor.glob(str(pattern.relative_to(anchor))))
    shown = [path for path in found if not path.name.startswith(".")]
    for path in shown:
        yield from _folder(path) if path.is_dir() else (path,)
    if not shown:
        yield pattern
