"""From paths and readings to entries: what is known is passed over, what fails is noted, the rest goes in.

Entries are written a few at a time (a document is always written whole), outside of the reading itself, so that the
write lock is held for milliseconds. A killed run has lost at most the last quarter of a second, and reading the same
paths again passes over all that is there.
"""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import Connection

from dragoman.contract import to_json
from dragoman.errors import DragomanError, InternalReadingError, LedgerError, SourceError
from dragoman.ledger import writing
from dragoman.ledger.flat import Prepared, prepare
from dragoman.ledger.writing import Outcome
from dragoman.records import Document, Reading
from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.sources import Given

# How many entries one transaction writes, and how long the first of them waits. 64 readings take a third less time
# than 64 transactions (2026-11); more gains nothing.
GROUP = 64
GROUP_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Known:
    """A reading that the ledger holds, seen at a path again."""

    reading: int
    path: str


@dataclass(frozen=True, slots=True)
class New:
    """A reading to keep, and the key of what it was made of."""

    prepared: Prepared
    key: str | None


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be read: the error's code, what is wrong and what to do."""

    path: str
    code: str
    message: str

    @classmethod
    def of(cls, path: str | Path, error: SourceError) -> "Failed":
        """The failure that an error tells."""
        return cls(str(path), error.code, error.message)


Source: TypeAlias = Path | Reading | tuple[Document, Reading] | Failed
Entry: TypeAlias = Known | New | Failed


def input_key(document: Document, model: str) -> str:
    """What stands for all that a reading depends on: the loaded document (not its path), the version and the model."""
    placeless = to_json(replace(document, path=None))
    return hashlib.sha256("\n".join((__version__, model, placeless)).encode("utf-8", "surrogatepass")).hexdigest()


def current_model() -> str:
    """The id of the model that reads here."""
    from dragoman import language  # late: queries need no model

    return language.load_model().id


def entries(
    sources: Iterable[object],
    known: Callable[[str], int | None],
    given: "Callable[[Path], Given | None]",
    max_chars: int | None,
) -> Iterator[Entry]:
    """What is to be written for each source. ``known`` tells the reading that was made of an input, if there is one.

    Raises:
        LedgerError: a source is neither a path nor a reading.
    """
    for source in sources:
        if isinstance(source, Path):
            yield from _of_path(source, known, given, max_chars)
        elif isinstance(source, Reading):
            yield New(prepare(source), None)
        elif isinstance(source, tuple):
            document, reading = source
            yield New(prepare(reading), input_key(document, reading.model))
        elif isinstance(source, Failed):
            yield source
        else:  # an untyped caller, most likely with a str
            raise LedgerError(
                f"add takes a Path or a Reading, not {type(source).__name__}; "
                "write Path(name) for a file or folder, dragoman.read(text) for a text"
            )


def _of_path(
    path: Path,
    known: Callable[[str], int | None],
    given: "Callable[[Path], Given | None]",
    max_chars: int | None,
) -> Iterator[Entry]:
    from dragoman import sources  # late: queries need no reader of HTML

    for file in sources.iter_paths([path]):
        try:
            yield _of_file(file, known, given(file), sources.MAX_CHARS if max_chars is None else max_chars)
        except SourceError as error:
            yield Failed.of(file, error)
        except DragomanError:  # no model, no library: no document's fault
            raise
        except Exception as error:  # noqa: BLE001 - one document's fault must not end the run (error D018)
            told = f"{type(error).__name__}: {error}"
            yield Failed.of(file, InternalReadingError(f"{file} could not be read ({told}); please report it"))


def _of_file(file: Path, known: Callable[[str], int | None], given: "Given | None", max_chars: int) -> Entry:
    from dragoman import reading, sources

    document = sources.load(file, given=given, max_chars=max_chars)
    key = input_key(document, current_model())
    found = known(key)
    if found is not None:
        return Known(found, writing.place_of(document.path))
    return New(prepare(reading.read_document(document)), key)


class Pending:
    """Entries that wait to be written together."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._since = 0.0

    def add(self, entry: Entry) -> None:
        """One more."""
        self._since = self._since if self._entries else time.monotonic()
        self._entries.append(entry)

    @property
    def due(self) -> bool:
        """Whether they are many or have waited long."""
        return len(self._entries) >= GROUP or time.monotonic() - self._since > GROUP_SECONDS

    def take(self) -> list[Entry]:
        """All of them; none waits any longer."""
        entries, self._entries = self._entries, []
        return entries


def write(connection: Connection, entry: Entry) -> Outcome:
    """Write one entry in the caller's transaction."""
    if isinstance(entry, Known):
        return writing.sight(connection, entry.reading, entry.path)
    if isinstance(entry, New):
        return writing.store(connection, entry.prepared, entry.key)
    writing.add_failure(connection, entry.path, entry.code, entry.message)
    return Outcome(change="failed", path=entry.path, error=f"{entry.code}: {entry.message}")
