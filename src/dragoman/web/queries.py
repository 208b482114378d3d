"""What the address asks for: filters that must be known, pages that must exist."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from dragoman.errors import QueryError

PAGE_SIZE = 50
MOST_PAGES = 1_000_000  # an offset that the engine can hold


@dataclass(frozen=True, slots=True)
class Query:
    """The filters that are given (an empty one is not) and the page, from 1."""

    path: str
    filters: Mapping[str, str]
    page: int

    @classmethod
    def of(cls, path: str, parameters: QueryParams, allowed: tuple[str, ...]) -> "Query":
        """Check the parameters of an address.

        Raises:
            QueryError: a filter is unknown, or the page is no number.
        """
        for name in parameters:
            if name not in allowed:
                raise QueryError(f"there is no filter {name[:40]!r} here; {_known(allowed)}")
        given = {name: parameters.get(name, "").strip() for name in allowed}
        page = _page(given.pop("page", "") or "1")
        return cls(path, {name: value for name, value in given.items() if value}, page)

    def get(self, name: str) -> str | None:
        """A filter's value, or None where it is not given."""
        return self.filters.get(name)

    @property
    def offset(self) -> int:
        """How many rows stand before this page."""
        return (self.page - 1) * PAGE_SIZE

    def paging(self, total: int) -> "Paging":
        """The pages of so many rows.

        Raises:
            QueryError: there is no such page.
        """
        pages = max(1, -(-total // PAGE_SIZE))
        if self.page > pages:
            raise QueryError(f"there is no page {self.page}; there are {pages}")
        return Paging(
            page=self.page,
            pages=pages,
            total=total,
            previous=self._at(self.page - 1) if self.page > 1 else None,
            next=self._at(self.page + 1) if self.page < pages else None,
        )

    def _at(self, page: int) -> str:
        return f"{self.path}?{urlencode({**self.filters, 'page': str(page)})}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Where a list stands: its page of how many, of how many rows, and the addresses of its neighbours."""

    page: int
    pages: int
    total: int
    previous: str | None
    next: str | None


def _known(allowed: tuple[str, ...]) -> str:
    return f"choose of: {', '.join(allowed)}" if allowed else "it has none"


def _page(words: str) -> int:
    if not (words.isascii() and words.isdigit() and 1 <= int(words[:9]) <= MOST_PAGES):
        raise QueryError(f"the page is {words[:40]!r}; give a whole number from 1 on")
    return int(words[:9])
