"""Asking the ledger: single records by id, and rows by filters."""

from collections.abc import Callable
from typing import Any, Literal

from sqlalchemy import Select, func, select

from dragoman.ledger import finding, judging, links, queries
from dragoman.ledger import schema as s
from dragoman.ledger.counts import Counts
from dragoman.ledger.difference import Difference, changes
from dragoman.ledger.filters import Values
from dragoman.ledger.queries import Query
from dragoman.ledger.rows import (
    ActorRow,
    ChangeRow,
    ClaimRow,
    DocumentRow,
    EventRow,
    FailureRow,
    JudgementRow,
    ReadingRow,
    Rows,
    RowType,
    SearchRow,
    StatementRow,
)
from dragoman.ledger.store import Store
from dragoman.linking.records import Claim, CopyGroup, LinkedActor
from dragoman.records import Reading


class Questions(Store):
    """What can be asked of a ledger. See :class:`dragoman.ledger.Ledger`."""

    # Single records. Ids may be cut short as long as one record alone begins so.

    def document(self, document: str) -> DocumentRow:
        """A document by id, URL or path, superseded ones too.

        Raises:
            UnknownRecordError: there is none, or several.
        """
        with self._reading() as connection:
            row, _ = finding.document(connection, document)
            return finding.document_row(connection, row)

    def reading(self, document: str) -> Reading:
        """The current reading of a document, by its id, URL or path.

        Raises:
            UnknownRecordError: there is none, or several.
        """
        with self._reading() as connection:
            row, _ = finding.document(connection, document)
            return finding.reading(connection, finding.readings(connection, row)[-1].id)

    def readings(self, document: str) -> Rows[ReadingRow]:
        """Every reading of a document, the current one last.

        Raises:
            UnknownRecordError: there is no such document, or several.
        """
        with self._reading() as connection:
            row, _ = finding.document(connection, document)
            return Rows(ReadingRow, finding.readings(connection, row))

    def difference(self, document: str) -> Difference:
        """What the current reading of a document changed against the one before; where there is none, against the
        document that this one supersedes.

        Raises:
            UnknownRecordError: there is no such document, or several.
        """
        with self._reading() as connection:
            row, _ = finding.document(connection, document)
            before, after = finding.last_two(connection, row)
            if before is None:
                return Difference(None, after, Rows(ChangeRow, ()))
            pair = (finding.reading(connection, before.id), finding.reading(connection, after.id))
        return Difference(before, after, Rows(ChangeRow, tuple(changes(*pair))))

    def claim(self, claim: str) -> Claim:
        """A claim with its voices and its history, by id.

        Raises:
            UnknownRecordError: there is none, or several.
        """
        with self._reading() as connection:
            return finding.record(connection, s.claims, claim, "claim", Claim)

    def actor(self, actor: str) -> LinkedActor:
        """A linked actor, by id.

        Raises:
            UnknownRecordError: there is none, or several.
        """
        with self._reading() as connection:
            return finding.record(connection, s.linked_actors, actor, "actor", LinkedActor)

    def copy_group(self, group: str) -> CopyGroup:
        """A copy group, by id.

        Raises:
            UnknownRecordError: there is none, or several.
        """
        with self._reading() as connection:
            return finding.record(connection, s.copy_groups, group, "copy group", CopyGroup)

    # Questions. Dates are days, months or years; ``since`` and ``until`` mean publication: a row counts if it may lie
    # between them. Where several values may hold, a list of them can be given.

    def documents(
        self,
        *,
        text: str | None = None,
        outlet: str | None = None,
        agency: str | None = None,
        language: str | None = None,
        coded: bool | None = None,
        since: str | None = None,
        until: str | None = None,
        superseded: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> Rows[DocumentRow]:
        """Documents, the last published first; superseded ones if asked for, then they alone.

        Raises:
            QueryError: a value cannot be.
        """
        query = queries.documents(
            text=text,
            outlet=outlet,
            agency=agency,
            language=language,
            coded=coded,
            since=since,
            until=until,
            superseded=superseded,
        )
        return self._rows(query, limit, offset)

    def statements(
        self,
        *,
        speaker: str | None = None,
        act: Values | None = None,
        form: Values | None = None,
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
        document: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Rows[StatementRow]:
        """Statements, those of the last published documents first.

        ``speaker`` is a name or part of one ("Okoro"), a linked actor's id, or a country's or PLOVER's code in
        capitals; ``country`` is the speaker's; ``text`` are words of what is said.

        Raises:
            QueryError: a value cannot be.
            UnknownRecordError: there is no such document, or several.
        """
        query = queries.statements(
            speaker=speaker,
            act=act,
            form=form,
            country=country,
            since=since,
            until=until,
            text=text,
            document=self._document_number(document),
        )
        return self._rows(query, limit, offset)

    def events(
        self,
        *,
        type: Values | None = None,  # noqa: A002 - the vocabulary's word
        status: Values | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        country: str | None = None,
        voice: str | None = None,
        since: str | None = None,
        until: str | None = None,
        event_since: str | None = None,
        event_until: str | None = None,
        text: str | None = None,
        document: str | None = None,
        claim: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Rows[EventRow]:
        """Events, those of the last published documents first.

        ``actor``, ``recipient`` and ``voice`` (whoever asserts or denies it) are as ``speaker`` in
        :meth:`statements`; ``country`` is any participant's or the place's; ``event_since`` and ``event_until`` mean
        the event's own date; ``text`` are words of the evidence.

        Raises:
            QueryError: a value cannot be.
            UnknownRecordError: there is no such document or claim, or several.
        """
        query = queries.events(
            type=type,
            status=status,
            actor=actor,
            recipient=recipient,
            country=country,
            voice=voice,
            since=since,
            until=until,
            event_since=event_since,
            event_until=event_until,
            text=text,
            document=self._document_number(document),
            claim=self._claim_id(claim),
        )
        return self._rows(query, limit, offset)

    def claims(
        self,
        *,
        type: Values | None = None,  # noqa: A002 - the vocabulary's word
        status: Values | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        country: str | None = None,
        voice: str | None = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
        document: str | None = None,
        disputed: bool | None = None,
        independent: int | None = None,
        order: Literal["recent", "sources"] = "recent",
        limit: int | None = None,
        offset: int = 0,
    ) -> Rows[ClaimRow]:
        """Claims: events across documents, the last seen first (``sources``: most independent reports first).

        ``disputed`` asks for claims that somebody denies (or nobody, if False), ``independent`` for those with at
        least so many independent reports. The others are as in :meth:`events`.

        Raises:
            QueryError: a value cannot be.
            UnknownRecordError: there is no such document, or several.
        """
        query = queries.claims(
            type=type,
            status=status,
            actor=actor,
            recipient=recipient,
            country=country,
            voice=voice,
            since=since,
            until=until,
            text=text,
            document=self._document_number(document),
            disputed=disputed,
            independent=independent,
            order=order,
        )
        return self._rows(query, limit, offset)

    def actors(
        self,
        *,
        name: str | None = None,
        kind: Values | None = None,
        country: str | None = None,
        sector: Values | None = None,
        document: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Rows[ActorRow]:
        """Actors across documents, those that most documents name first.

        Raises:
            QueryError: a value cannot be.
            UnknownRecordError: there is no such document, or several.
        """
        query = queries.actors(
            name=name, kind=kind, country=country, sector=sector, document=self._document_number(document)
        )
        with self._reading() as connection:
            rows = finding.with_counts(connection, connection.execute(query.page(limit, offset)).mappings().all())
        return Rows(ActorRow, rows, self._counter(query.count()))

    def search(self, text: str, *, limit: int | None = 20, offset: int = 0) -> Rows[SearchRow]:
        """Documents whose text holds all the words (``"…"`` is a phrase, ``word*`` a beginning), the best one first.

        Raises:
            QueryError: there is no word to look for.
        """
        with self._reading() as connection:
            rows = finding.search(connection, text, limit, offset)
        return Rows(SearchRow, rows, self._counter(queries.documents(text=text).count()))

    def copies(self, document: str) -> CopyGroup | None:
        """The copy group of a document; None where it stands alone (or the ledger is not linked).

        Raises:
            UnknownRecordError: there is no such document, or several.
        """
        group = self.document(document).copy_group
        return None if group is None else self.copy_group(group)

    def failures(self) -> Rows[FailureRow]:
        """The documents that could not be read, by path."""
        return self._listed(FailureRow, select(s.failures).order_by(s.failures.c.path))

    def judgements(self, *, record: str | None = None, document: str | None = None) -> Rows[JudgementRow]:
        """Judgements in the order in which they were given: all, those on one record, or on a document's records.

        Raises:
            UnknownRecordError: there is no such document, or several.
        """
        name = None if document is None else self.document(document).id
        return self._listed(JudgementRow, judging.judgements(record, name))

    def counts(self) -> Counts:
        """How much the ledger holds."""
        stands = s.documents.c.superseded_by
        wanted = {
            "documents": select(func.count()).where(stands.is_(None)),
            "superseded": select(func.count()).where(stands.is_not(None)),
            "texts": select(func.count()).select_from(s.texts),
            "statements": select(func.coalesce(func.sum(s.documents.c.statements), 0)).where(stands.is_(None)),
            "events": select(func.coalesce(func.sum(s.documents.c.events), 0)).where(stands.is_(None)),
            "actors": select(func.count()).select_from(s.linked_actors),
            "claims": select(func.count()).select_from(s.claims),
            "copy_groups": select(func.count()).select_from(s.copy_groups),
            "failures": select(func.count()).select_from(s.failures),
            "judgements": select(func.count()).select_from(s.judgements),
        }
        with self._reading() as connection:
            return Counts(**{name: connection.execute(query).scalar_one() for name, query in wanted.items()})

    @property
    def linked(self) -> bool:
        """Whether copies, actors and claims are those of the documents that the ledger holds now."""
        with self._reading() as connection:
            return links.state(connection) == links.linked_state(connection)

    def _rows(self, query: Query[RowType], limit: int | None, offset: int) -> Rows[RowType]:
        make = queries.make(query.kind)
        with self._reading() as connection:
            found = connection.execute(query.page(limit, offset)).mappings()
            return Rows(query.kind, [make(row) for row in found], self._counter(query.count()))

    def _listed(self, kind: type[RowType], query: Select[Any]) -> Rows[RowType]:
        with self._reading() as connection:
            return Rows(kind, [kind(**row) for row in connection.execute(query).mappings()])

    def _counter(self, query: Select[Any]) -> Callable[[], int]:
        def count() -> int:
            with self._reading() as connection:
                return int(connection.execute(query).scalar_one())

        return count

    def _document_number(self, document: str | None) -> int | None:
        if document is None:
            return None
        with self._reading() as connection:
            return finding.document(connection, document)[0]

    def _claim_id(self, claim: str | None) -> str | None:
        if claim is None:
            return None
        with self._reading() as connection:
            return judging.one(connection, s.claims, claim, "claim")
