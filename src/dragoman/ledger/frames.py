"""Tables of other libraries from rows. The libraries are loaded when asked for; none of them is needed otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from types import ModuleType, UnionType
from typing import Any, get_args, get_origin

from dragoman.errors import MissingExtraError

Dicts = Sequence[Mapping[str, Any]]
Columns = Mapping[str, Any]  # names and type hints


def library(name: str, install: str) -> ModuleType:
    """The module of a library.

    Raises:
        MissingExtraError: it is not installed; the message tells the command that installs it.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(f"{name} is not installed; run `pip install {install}`") from error


def pyarrow() -> Any:
    """The module pyarrow.

    Raises:
        MissingExtraError: it is not installed.
    """
    return library("pyarrow", "'dragoman[arrow]'")


def to_pandas(rows: Dicts, columns: Columns) -> Any:
    """A pandas DataFrame; columns of lists hold lists."""
    return library("pandas", "pandas").DataFrame(list(rows), columns=list(columns))


def to_polars(rows: Dicts, columns: Columns) -> Any:
    """A Polars DataFrame, typed even without rows."""
    polars = library("polars", "polars")
    plain = {str: polars.String, int: polars.Int64, float: polars.Float64, bool: polars.Boolean}
    schema = {name: polars.List(plain[base]) if many else plain[base] for name, base, many in _bases(columns)}
    return polars.DataFrame(list(rows), schema=schema, orient="row")


def to_arrow(rows: Dicts, columns: Columns) -> Any:
    """An Arrow table, typed even without rows."""
    return pyarrow().Table.from_pylist(list(rows), schema=arrow_schema(columns))


def arrow_schema(columns: Columns) -> Any:
    """The Arrow schema of such columns."""
    arrow = pyarrow()
    plain = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    return arrow.schema(
        [(name, arrow.list_(plain[base]) if many else plain[base]) for name, base, many in _bases(columns)]
    )


def _bases(columns: Columns) -> Iterator[tuple[str, type, bool]]:
    """Each column's name, plain type, and whether its values are lists of that."""
    for name, hint in columns.items():
        origin: object = get_origin(hint)
        many = origin is tuple
        inner = get_args(hint)[0] if many else hint
        if isinstance(inner, UnionType):
            inner = next(part for part in get_args(inner) if part is not type(None))
        yield name, inner, many
