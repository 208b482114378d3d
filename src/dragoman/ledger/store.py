"""The file of a ledger: opening, reading and writing it, and its errors in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from dragoman.errors import LedgerError
from dragoman.ledger import dialect, migrating


class Store:
    """A ledger's file. See :class:`dragoman.ledger.Ledger`."""

    def __init__(self, path: str | Path, *, create: bool = True, readonly: bool = False) -> None:
        self.path = Path(path)
        if not self.path.exists() and (readonly or not create):
            raise LedgerError(
                f"there is no ledger {self.path}; make one with `dragoman read PATH --ledger {self.path}`"
            )
        if not self.path.absolute().parent.is_dir():
            raise LedgerError(f"there is no folder {self.path.absolute().parent}; make it, or give another path")
        self._engine = dialect.open_engine(self.path, readonly=readonly)
        with self._told():
            if not readonly:
                migrating.migrate(self._engine, self.path)
            elif migrating.check(self._engine, self.path) < migrating.latest():
                raise LedgerError(f"{self.path} has an older schema; open it once for writing to bring it up to date")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self.path)!r})"

    def close(self) -> None:
        """Close the file. The object opens it again when it is used again."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """One snapshot: what others write meanwhile is not seen."""
        with self._told(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing."""
        with self._told(), self._engine.execution_options(writes=True).begin() as connection:
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell the database's errors as ours."""
        try:
            yield
        except DBAPIError as error:
            raise LedgerError(
                f"the ledger {self.path} cannot be used ({error.orig}); {_advice(str(error.orig))}"
            ) from error


def _advice(problem: str) -> str:
    if "locked" in problem:
        return "another program writes to it; try again when it is done"
    if "readonly" in problem:
        return "open it for writing, and check the rights of the file and its folder"
    if "not a database" in problem or "malformed" in problem:
        return "it is no ledger, or damaged; give another path, or restore a copy of it"
    return "check the file, its folder's rights and the space on the disk"
