"""What a page says about itself, as records."""

from dataclasses import dataclass
from typing import Literal

from dragoman.records import Published

DateSource = Literal["json-ld", "meta", "time", "url", "markup"]


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One date that a page gives, and where; ``modified`` if it is that of a change."""

    value: Published
    source: DateSource
    modified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says about itself; ``dates`` holds every date that it gives, the best evidence first."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    dates: tuple[DateEvidence, ...] = ()

    @property
    def published(self) -> Published | None:
        """The best evidence for the day of publication; a day of change is none."""
        return next((evidence.value for evidence in self.dates if not evidence.modified), None)
