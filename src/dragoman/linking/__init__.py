"""Across documents: copies, actors, claims."""

from collections.abc import Iterable

from dragoman.linking.claims import Context, claims
from dragoman.linking.copies import copy_groups
from dragoman.linking.invariants import fingerprint
from dragoman.linking.people import linked_actors
from dragoman.linking.records import Links
from dragoman.records import Reading

__all__ = ["Links", "link"]


def link(readings: Iterable[Reading]) -> Links:
    """All links between these readings: a pure function of them, whatever their order."""
    ordered = sorted(readings, key=_by_publication)
    copies = copy_groups(ordered, [fingerprint(reading) for reading in ordered])
    actors = linked_actors(ordered)
    return Links(copies=copies, actors=actors, claims=claims(ordered, Context.of(actors, copies)))


def _by_publication(reading: Reading) -> tuple[str, str]:
    published = reading.document.published
    return (published.earliest if published else "9999", reading.document.id)
