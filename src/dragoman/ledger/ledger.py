"""The ledger: one SQLite file that keeps readings, links and judgements, and answers questions about them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from dragoman.errors import ExportError, SourceError
from dragoman.ledger import adding, dialect, finding, judging, links, queries, writing
from dragoman.ledger import export as exporting
from dragoman.ledger.adding import Source
from dragoman.ledger.asking import Questions
from dragoman.ledger.counts import Added
from dragoman.ledger.judging import JudgedKind, Verdict
from dragoman.ledger.queries import Query
from dragoman.ledger.rows import JudgementRow
from dragoman.ledger.writing import Outcome
from dragoman.records import Document, Reading

if TYPE_CHECKING:
    from dragoman.sources import Given

ExportKind = Literal["readings", "documents", "statements", "events", "claims", "actors"]
_QUERIES: Mapping[str, Callable[..., Query[Any]]] = {
    "readings": queries.documents,
    "documents": queries.documents,
    "statements": queries.statements,
    "events": queries.events,
    "claims": queries.claims,
    "actors": queries.actors,
}


class Ledger(Questions):
    """A ledger in a file, made if it is not there. Many may read while one writes; threads may share one object.

    Args:
        path: the file.
        create: make the file if it is missing; else that is an error.
        readonly: open for reading alone.

    Raises:
        LedgerError: the file is missing (without ``create``), no ledger, a newer Dragoman's, or cannot be opened.
    """

    def add(
        self,
        source: Source | Iterable[Source],
        *,
        given: "Given | Callable[[Path], Given | None] | None" = None,
        max_chars: int | None = None,
        link: bool = True,
    ) -> Added:
        """Read (where it is a path) and keep documents; then link, unless told not to.

        A ``Path`` is a file, a folder or a glob; a ``Reading`` is kept as it is; a pair ``(Document, Reading)`` is a
        reading made elsewhere of a document loaded here. What the ledger holds already is passed over, unread. A
        document that cannot be read is noted as a failure. ``given`` tells what the files do not (outlet, date, …),
        for all or by path; ``max_chars`` allows longer texts.

        Raises:
            LedgerError: a source is none of these, or the ledger cannot be written.
        """
        many = [source] if isinstance(source, Path | Reading | tuple | adding.Failed) else source
        counts = dict.fromkeys(("added", "superseding", "reread", "unchanged"), 0)
        failures = []
        for outcome in self.add_each(many, given=given, max_chars=max_chars):
            if outcome.change == "failed":
                failures.append(outcome)
            else:
                counts[outcome.change] += 1
        if link:
            self.link()
        return Added(**counts, failures=tuple(failures))

    def add_each(
        self,
        sources: Iterable[Source],
        *,
        given: "Given | Callable[[Path], Given | None] | None" = None,
        max_chars: int | None = None,
    ) -> Iterator[Outcome]:
        """As :meth:`add`, document by document: an outcome is given once it is written. Does not link."""
        found = adding.entries(sources, self._made_from, given if callable(given) else lambda _: given, max_chars)
        pending = adding.Pending()
        try:
            for entry in found:
                pending.add(entry)
                if pending.due:
                    yield from self._write(pending.take())
            yield from self._write(pending.take())
        finally:  # also where reading was broken off: what is read is kept
            self._write(pending.take())

    def recall(self, document: Document) -> Outcome | None:
        """If the ledger holds this version's and model's reading of a loaded document, note where it was found again.

        None means that the document is yet to be read.
        """
        reading = self._made_from(adding.input_key(document, adding.current_model()))
        if reading is None:
            return None
        return self._write([adding.Known(reading, writing.place_of(document.path))])[0]

    def add_failure(self, path: str | Path, error: SourceError) -> None:
        """Note that a document could not be read; reading it later takes the note away."""
        self._write([adding.Failed.of(path, error)])

    def link(self) -> bool:
        """Find copies, actors and claims across the documents; False if nothing has changed since the last time."""
        from dragoman import linking  # late: queries need none of it

        while True:
            with self._reading() as connection:
                made_of = links.state(connection)
                if made_of == links.linked_state(connection):
                    return False
                found = linking.link(links.current_readings(connection))
            with self._writing() as connection:
                if links.state(connection) == made_of:  # else somebody has added to it meanwhile
                    links.write(connection, found, made_of)
                    return True

    def forget(self, document: str, *, link: bool = True) -> str:
        """Remove a document for good, with its text, readings, judgements and words in the search index.

        It is as if it had never been added: a document that it superseded stands again. Returns its id.

        Raises:
            UnknownRecordError: no document has this id, or several.
        """
        with self._writing() as connection:
            row, name = finding.document(connection, document)
            writing.forget(connection, row)
        if link:
            self.link()
        with self._told():
            dialect.wipe(self._engine)
        return name

    def judge(
        self,
        kind: JudgedKind,
        record: str,
        verdict: Verdict,
        *,
        document: str | None = None,
        correction: Mapping[str, Any] | None = None,
        judge: str | None = None,
        note: str | None = None,
    ) -> JudgementRow:
        """Append a person's verdict on a record; ``correct`` comes with the right values.

        Raises:
            QueryError: kind or verdict is unknown, or the correction is missing or out of place.
            UnknownRecordError: no record of the kind has this id, or several.
        """
        with self._writing() as connection:
            row = None if document is None else finding.document(connection, document)[0]
            return judging.append(
                connection, kind, record, verdict, document=row, correction=correction, judge=judge, note=note
            )

    def export(
        self,
        target: str | Path | BinaryIO,
        kind: ExportKind | None = None,
        *,
        format: Literal["jsonl", "csv", "parquet"] | None = None,  # noqa: A002 - the user's word
        raw: bool = False,
        **filters: Any,
    ) -> int:
        """Write readings (JSON lines, as the JSON contract has them) or rows to a file or binary stream.

        ``kind`` is ``readings`` for JSON lines and ``events`` for the others, unless told; the format is that of the
        file's name (``.jsonl``, ``.csv``, ``.parquet``), unless told. ``filters`` are those of the method of the same
        name (``documents`` for readings). The order is that of document ids and places in the text, claims and
        actors that of their ids: the same ledger gives the same bytes. A file is there whole or not at all. In CSV,
        text that a spreadsheet would run as a formula (it begins with ``= + - @``) gets an apostrophe, unless ``raw``.

        Returns:
            The number of lines or rows.

        Raises:
            ExportError: kind, format or a filter is unknown, or the file cannot be written.
            QueryError: a filter's value cannot be.
            MissingExtraError: Parquet needs pyarrow.
        """
        target = Path(target) if isinstance(target, str) else target
        told = exporting.format_of(target, format)
        wanted = kind or ("readings" if told == "jsonl" else "events")
        query = self._exported(wanted, filters)
        if wanted == "readings" and told != "jsonl":
            raise ExportError("readings are nested; export them as jsonl, or export statements, events or claims")
        with self._reading() as connection, exporting.opened(target) as stream:
            if wanted == "readings":
                return exporting.write_readings(stream, finding.contract_objects(connection, query))
            rows = finding.stream(connection, query)
            return exporting.write_rows(stream, query.kind, rows, told, raw=raw)

    def load(self, path: str | Path, *, link: bool = True) -> Added:
        """Add the readings of a JSON lines file, as :meth:`export` and ``dragoman read --format jsonl`` write it.

        Raises:
            LedgerError: a line is no reading.
        """
        return self.add(finding.read_jsonl(Path(path)), link=link)

    def _exported(self, kind: str, filters: Mapping[str, Any]) -> Query[Any]:
        if kind not in _QUERIES:
            raise ExportError(f"{kind!r} cannot be exported; choose of: {', '.join(_QUERIES)}")
        told = dict(filters)
        if told.get("document") is not None:
            told["document"] = self._document_number(told["document"])
        if told.get("claim") is not None:
            told["claim"] = self._claim_id(told["claim"])
        try:
            return _QUERIES[kind](**told)
        except TypeError as error:
            raise ExportError(f"{kind} cannot be filtered so ({error}); see the method {kind} of Ledger") from error

    def _made_from(self, key: str) -> int | None:
        with self._reading() as connection:
            return writing.made_from(connection, key)

    def _write(self, entries: list[adding.Entry]) -> list[Outcome]:
        if not entries:
            return []
        with self._writing() as connection:
            return [adding.write(connection, entry) for entry in entries]
