"""Which reading of a document counts, and which document stands at a URL or path now.

Both are derived from *sightings* (a reading was found at a path, in order), by these rules:

- Of the readings of one document, the one by the highest version of Dragoman is current; among equals, the one that
  was sighted last. Each other is superseded by the next in that order.
- Of the documents at one URL, the one that was sighted last is current; each other is superseded by the next.
- A document whose file now holds another one is superseded by it, if it is found nowhere else, the two do not bear
  different URLs, and the texts are versions of one article (else another article was saved under the old name).

Statements are built once, here and in ``writing``: building one costs four times what running it does.
"""

import json
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sqlalchemy import Connection, Integer, Text, bindparam, func, select, update

from dragoman.ledger import schema as s
from dragoman.ledger.flat import exact_text

# Share of the shorter text's word triples that two versions of one article have in common. An edit of a paragraph
# leaves .8 and more, two reports on one happening share under .2 (tests/ledger/test_ledger_superseding.py).
SAME_ARTICLE = 0.5
NOWHERE = ""  # the path of a reading that came without one
_RELEASE = re.compile(r"\d+(?:\.\d+)*")

_DOCUMENT = bindparam("document", type_=Integer)
_URL, _ARRIVAL = bindparam("url", type_=Text), bindparam("arrival", type_=Integer)
_PATH, _SEQ = bindparam("path", type_=Text), bindparam("seq", type_=Integer)

_LAST_SEEN = select(func.max(s.sightings.c.seq)).where(s.sightings.c.reading == s.readings.c.row).scalar_subquery()
_READINGS = select(
    s.readings.c.row, s.readings.c.id, s.readings.c.version, s.readings.c.superseded_by, _LAST_SEEN.label("seen")
).where(s.readings.c.document == _DOCUMENT)
_SET_READING = update(s.readings).where(s.readings.c.row == bindparam("this")).values(superseded_by=bindparam("by"))

_STANDING = select(s.documents.c.url, s.documents.c.arrival, s.documents.c.superseded_by).where(
    s.documents.c.row == _DOCUMENT
)
_SET_DOCUMENT = update(s.documents).where(s.documents.c.row == bindparam("this")).values(superseded_by=bindparam("by"))
_BEFORE_AT_URL = (
    select(s.documents.c.row)
    .where(s.documents.c.url == _URL, s.documents.c.arrival < _ARRIVAL)
    .order_by(s.documents.c.arrival.desc())
    .limit(1)
)
_AFTER_AT_URL = (
    select(s.documents.c.id)
    .where(s.documents.c.url == _URL, s.documents.c.arrival > _ARRIVAL)
    .order_by(s.documents.c.arrival)
    .limit(1)
)
_LAST_SIGHTED = func.max(s.sightings.c.seq)
_PLACES = (
    select(s.sightings.c.path, _LAST_SIGHTED)
    .where(s.sightings.c.document == _DOCUMENT)
    .group_by(s.sightings.c.path)
    .order_by(_LAST_SIGHTED)
)
_AT_PATH = select(s.sightings.c.document).where(s.sightings.c.path == _PATH, s.sightings.c.document != _DOCUMENT)
_BEFORE_AT_PATH = _AT_PATH.where(s.sightings.c.seq < _SEQ).order_by(s.sightings.c.seq.desc()).limit(1)
_AFTER_AT_PATH = _AT_PATH.where(s.sightings.c.seq > _SEQ).order_by(s.sightings.c.seq).limit(1)
_ARTICLE = (
    select(s.texts.c.text, s.texts.c.exact, s.readings.c.json)
    .select_from(
        s.readings.join(s.documents, s.documents.c.row == s.readings.c.document).join(
            s.texts, s.texts.c.text_id == s.documents.c.text_id
        )
    )
    .where(s.documents.c.row == _DOCUMENT, s.readings.c.superseded_by.is_(None))
)
_ID = select(s.documents.c.id).where(s.documents.c.row == _DOCUMENT)


def version_key(version: str) -> tuple[int, ...]:
    """A version as numbers that compare ("0.10.0" is above "0.9")."""
    release = _RELEASE.match(version)
    return tuple(int(part) for part in release[0].split(".")) if release else ()


def same_article(first: str, second: str) -> bool:
    """Whether two texts are versions of one article."""
    one, other = _triples(first), _triples(second)
    return len(one & other) >= SAME_ARTICLE * min(len(one), len(other))


def _triples(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return {tuple(words[place : place + 3]) for place in range(max(1, len(words) - 2))}


def settle_readings(connection: Connection, document: int) -> bool:
    """Write what supersedes each reading of the document; tell whether another one is current now."""
    rows = connection.execute(_READINGS, {"document": document}).all()
    ordered = sorted(rows, key=lambda row: (version_key(row.version), row.seen or 0, row.id))
    wanted = {row.row: after.id for row, after in pairwise(ordered)}
    changed = [row for row in ordered if row.superseded_by != wanted.get(row.row)]
    # The current one last: there must never be two.
    for row in sorted(changed, key=lambda row: wanted.get(row.row) is None):
        connection.execute(_SET_READING, {"this": row.row, "by": wanted.get(row.row)})
    return any(row.row == ordered[-1].row for row in changed)


def neighbours(connection: Connection, document: int) -> set[int]:
    """The documents right before this one at its URL and paths: those whose successor may be another if it moves."""
    here = connection.execute(_STANDING, {"document": document}).one()
    found = {before_at_url(connection, here.url, here.arrival)}
    found |= {before_at_path(connection, path, seq, document) for path, seq in _places(connection, document)}
    return {row for row in found if row is not None}


def before_at_url(connection: Connection, url: str | None, arrival: int) -> int | None:
    """The document that stood at the URL right before that arrival."""
    return None if url is None else connection.execute(_BEFORE_AT_URL, {"url": url, "arrival": arrival}).scalar()


def before_at_path(connection: Connection, path: str, seq: int, document: int) -> int | None:
    """The other document that was found at the path right before that sighting."""
    if path == NOWHERE:
        return None
    return connection.execute(_BEFORE_AT_PATH, {"path": path, "seq": seq, "document": document}).scalar()


def settle_documents(connection: Connection, documents: Iterable[int]) -> set[int]:
    """Write what supersedes each of these documents; returns those for which that changed."""
    changed = set()
    for document in sorted(documents):
        here = connection.execute(_STANDING, {"document": document}).one()
        successor = _successor(connection, document, here.url, here.arrival)
        if here.superseded_by != successor:
            connection.execute(_SET_DOCUMENT, {"this": document, "by": successor})
            changed.add(document)
    return changed


def _successor(connection: Connection, document: int, url: str | None, arrival: int) -> str | None:
    if url is not None:
        found: str | None = connection.execute(_AFTER_AT_URL, {"url": url, "arrival": arrival}).scalar()
        if found is not None:
            return found
    followers = [_after_at_path(connection, path, seq, document) for path, seq in _places(connection, document)]
    if not followers or any(row is None or not _replaces(connection, row, document, url) for row in followers):
        return None
    successor: str | None = connection.execute(_ID, {"document": followers[-1]}).scalar()
    return successor


def _after_at_path(connection: Connection, path: str, seq: int, document: int) -> int | None:
    if path == NOWHERE:
        return None
    return connection.execute(_AFTER_AT_PATH, {"path": path, "seq": seq, "document": document}).scalar()


def _places(connection: Connection, document: int) -> Sequence[tuple[str, int]]:
    """The paths at which the document was found, each with the last time, oldest first."""
    return [(path, seq) for path, seq in connection.execute(_PLACES, {"document": document})]


def _replaces(connection: Connection, later: int, earlier: int, url: str | None) -> bool:
    other = connection.execute(_STANDING, {"document": later}).one().url
    if url is not None and other is not None:
        return False
    return same_article(_article(connection, earlier), _article(connection, later))


def _article(connection: Connection, document: int) -> str:
    """The words of the article, without furniture: pages of one site share that, whatever they tell."""
    kept, exact, data = connection.execute(_ARTICLE, {"document": document}).one()
    text, segments = exact_text(kept, exact), json.loads(data)["segments"]
    told = [text[segment["start"] : segment["end"]] for segment in segments if segment["kind"] != "furniture"]
    return "\n".join(told) or text
