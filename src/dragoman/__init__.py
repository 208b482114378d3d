"""Dragoman reads political news into a ledger of who says who did what to whom, on whose word, and how sure."""

from typing import TYPE_CHECKING, Any

from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.reading import read

__all__ = ["Ledger", "__version__", "read"]


def __getattr__(name: str) -> Any:
    # Loaded when first used: `dragoman --help` need not wait for the model's libraries.
    if name == "read":
        from dragoman.reading import read

        return read
    if name == "Ledger":
        from dragoman.ledger import Ledger

        return Ledger
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
