"""Files in, readings out, in order: what each process does, and who is given what beside its file."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman import sources
from dragoman.cli.workers import Workers, cores
from dragoman.errors import DragomanError, InternalReadingError, SourceError, UnknownRecordError
from dragoman.records import Document, Reading
from dragoman.sources import Given
from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to read; ``ledger`` is the one that may hold its reading already."""

    path: Path
    given: Given
    max_chars: int
    ledger: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a file: a reading, or an error, or neither where the ledger holds its reading already."""

    path: Path
    document: Document | None = None
    reading: Reading | None = None
    error: SourceError | None = None


def results(tasks: Iterable[Task], *, jobs: int) -> Iterator[Result]:
    """The result of every task, in order. ``jobs`` 0 is one process for each core."""
    return Workers(work, lost, jobs=jobs or cores()).results(tasks)


def work(task: Task) -> Result:
    """Load and read one file."""
    return _told(task.path, partial(_work, task))


def read(document: Document) -> Result:
    """Read a loaded document."""
    return _told(Path(document.path or sources.STDIN), partial(_read, document))


def lost(task: Task) -> Result:
    """The result of a file whose process died."""
    told = "the process that read it died (out of memory, or a fault of a library)"
    return Result(
        path=task.path, error=InternalReadingError(f"{task.path}: {told}; leave it out, and please report it")
    )


def given_to(path: Path, rows: Mapping[str, Given], given: Given) -> Given:
    """What is given about a file: its row of the metadata file, else what is given about all.

    A row is a file's if the path ends with the row's ``file``, by whole names; of several the longest.
    """
    parts = path.parts
    for start in range(len(parts)):
        row = rows.get("/".join(parts[start:])) or rows.get(str(Path(*parts[start:])))
        if row is not None:
            return row.over(given)
    return given


def _told(path: Path, work: Callable[[], Result]) -> Result:
    """The result of the work; errors of one document are results, too."""
    try:
        return work()
    except SourceError as error:
        return Result(path=path, error=error)
    except DragomanError:
        raise  # about every document: no model, no ledger
    except Exception as error:  # one document's fault must not end the run
        log.debug("%s", path, exc_info=True)
        told = f"{path}: a fault of Dragoman itself ({type(error).__name__}: {error})"
        return Result(path=path, error=InternalReadingError(f"{told}; leave it out, and please report it"))


def _work(task: Task) -> Result:
    document = sources.load(task.path, given=task.given, max_chars=task.max_chars)
    if task.ledger is not None and _known(_ledger(task.ledger), document):
        return Result(path=task.path, document=document)
    return _read(document)


def _read(document: Document) -> Result:
    from dragoman.reading import read_document

    log.info("reading %s", document.path)
    return Result(path=Path(document.path or sources.STDIN), document=document, reading=read_document(document))


@cache
def _ledger(path: Path) -> "Ledger":
    from dragoman.ledger import Ledger

    return Ledger(path, readonly=True)


def _known(ledger: "Ledger", document: Document) -> bool:
    """Whether the ledger holds a reading of the document by this version and model (its metadata may differ)."""
    from dragoman import language

    try:
        readings = ledger.readings(document.id)
    except UnknownRecordError:
        return False
    model = language.load_model().id
    return any((reading.version, reading.model) == (__version__, model) for reading in readings)
