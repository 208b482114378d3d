"""``dragoman read``: articles into the ledger, or to JSON lines."""

import enum
import json
import sys
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.faults import Status
from dragoman.cli.options import LedgerOption, settings_of
from dragoman.cli.output import STANDARD_OUTPUT, on_one_line, opened, put_line, say

FORMAT = "dragoman-reading/1"
CHANGES = {
    "added": "added",
    "superseding": "in the place of an older version",
    "reread": "read again",
    "unchanged": "known already",
    "failed": "could not be read",
}

if TYPE_CHECKING:
    from rich.text import Text

    from dragoman.cli.pipeline import Result, Task
    from dragoman.config import Config
    from dragoman.ledger import Ledger
    from dragoman.records import Reading
    from dragoman.sources import Given


class ReadFormat(enum.StrEnum):
    """What to write in place of a ledger."""

    JSONL = "jsonl"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("read")(read)


def read(
    ctx: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders, globs; - is a text on standard input.")
    ],
    ledger: LedgerOption = None,
    to_format: Annotated[
        ReadFormat | None,
        typer.Option("--format", metavar="jsonl", help="Print a line of JSON a document; touch no ledger."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where --format writes; - is standard output.")
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="When they were published: a day, month or year.")
    ] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published them.")] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where the one document stands on the web.")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TITLE", help="The title of the one document.")
    ] = None,
    metadata: Annotated[
        Path | None,
        typer.Option("--metadata", metavar="FILE", help="JSON lines of file, published, outlet, url, title."),
    ] = None,
    max_chars: Annotated[
        int | None, typer.Option("--max-chars", metavar="N", min=1, help="Refuse a longer text (1,000,000).")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="N", min=0, help="Processes that read; 0 is one for each core.")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Tell of failures alone; no progress bar.")] = False,
) -> None:
    """Read articles into the ledger, and say what was found.

    What is in it already is passed over. With --format jsonl print the readings and touch no ledger. Documents that
    cannot be read are told at the end, the rest is read, and the exit status is 3.
    """
    if output is not None and to_format is None:
        raise typer.BadParameter("needs --format jsonl", param_hint="-o")
    settings = settings_of(ctx).with_flags(ledger=ledger, max_chars=max_chars, jobs=jobs)
    from dragoman.sources import Given

    given = Given(published=published, outlet=outlet, url=url, title=title)
    tasks = _tasks(paths, given, metadata, settings, to_ledger=to_format is None)
    jobs = 1 if any(task.path == STANDARD_OUTPUT for task in tasks) else settings.jobs
    run = Run(tasks, jobs, quiet=quiet)
    if to_format is None:
        _to_ledger(run, settings.ledger)
    else:
        _to_lines(run, output or STANDARD_OUTPUT)
    run.tell_failures()
    raise typer.Exit(Status.UNREADABLE if run.failures else Status.DONE)


def _tasks(
    paths: list[str], given: "Given", metadata: Path | None, settings: "Config", *, to_ledger: bool
) -> list["Task"]:
    from dragoman import sources
    from dragoman.cli.pipeline import Task, given_to
    from dragoman.sources.given import published

    if given.published:
        published(given.published, "given", "--published")
    rows = sources.read_metadata(metadata) if metadata else {}
    found = list(sources.iter_paths(paths))
    if len(found) > 1 and (given.url or given.title):
        raise typer.BadParameter(f"is one document's, and these are {len(found)}", param_hint="--url and --title")
    if not found:
        say("dragoman: no document there; a folder gives its .txt, .html, .htm and .xhtml files")
    ledger = settings.ledger if to_ledger else None
    return [
        Task(path=path, given=given_to(path, rows, given), max_chars=settings.max_chars, ledger=ledger)
        for path in found
    ]


@dataclass(slots=True)
class Run:
    """The reading of all tasks: shows how far it is, and keeps what failed."""

    tasks: "list[Task]"
    jobs: int
    quiet: bool = False
    failures: "list[Result]" = field(default_factory=list)

    def results(self) -> "Generator[Result, None, None]":
        """Every result, in order."""
        from dragoman.cli.pipeline import results

        for result in self._shown(results(self.tasks, jobs=self.jobs)):
            yield self.noted(result)

    def noted(self, result: "Result") -> "Result":
        """The result, kept among the failures if it is one."""
        if result.error:
            self.failures.append(result)
        return result

    def _shown(self, found: "Iterable[Result]") -> "Iterator[Result]":
        """The results; on a terminal with a bar that tells how far it is."""
        from dragoman.cli.output import console

        told = console(error=True)
        if self.quiet or not told.is_terminal or len(self.tasks) < 2:
            yield from found
            return
        from rich.progress import Progress

        # Lines for the terminal are written above the bar; what goes elsewhere must go there.
        with Progress(console=told, transient=True, redirect_stdout=sys.stdout.isatty()) as progress:
            yield from progress.track(found, total=len(self.tasks), description="Reading")

    def tell_failures(self) -> None:
        """Every failure as a line with its code and what to do."""
        if self.failures:
            say(f"{len(self.failures)} of {len(self.tasks)} could not be read:")
        for result in self.failures:
            say(f"  {on_one_line(str(result.error))}")


def _to_lines(run: Run, output: Path) -> None:
    """A line for each document."""
    run.quiet |= output == STANDARD_OUTPUT and sys.stdout.isatty()  # the bar would stand amid the lines
    with opened(output) as stream, closing(run.results()) as results:
        for result in results:
            if result.reading is not None:
                put_line(stream, result.reading.to_json())
            elif result.error is not None:
                error = {"code": result.error.code, "message": result.error.message}
                line = {"format": FORMAT, "path": str(result.path), "error": error}
                put_line(stream, json.dumps(line, ensure_ascii=False, separators=(",", ":")))


def _to_ledger(run: Run, path: Path) -> None:
    """Each document into the ledger, and a few lines about it; then how much it was, and what to do next."""
    from dragoman.cli.output import console
    from dragoman.cli.wording import counted
    from dragoman.ledger import Ledger

    out = console()
    changes: Counter[str] = Counter()
    with Ledger(path) as ledger:
        with closing(run.results()) as results:
            for result in results:
                change, reading = _keep(ledger, run, result)
                changes[change] += 1
                if reading and not run.quiet:
                    out.print(_summary(reading, change))
        ledger.link()
        claims = ledger.counts().claims
    if run.tasks and not run.quiet:
        told = ", ".join(f"{changes[change]} {words}" for change, words in CHANGES.items() if changes[change])
        out.print(f"{counted(len(run.tasks), 'document')}: {told}.", style="bold")
        out.print(f"{path} holds {counted(claims, 'claim')}; `dragoman claims` shows them.")


def _keep(ledger: "Ledger", run: Run, result: "Result") -> "tuple[str, Reading | None]":
    """Write a result; what that changed, and the reading where it is new."""
    if result.document is not None and result.reading is None:
        known = ledger.recall(result.document)
        if known is not None:
            return known.change, None
        from dragoman.cli import pipeline

        result = run.noted(pipeline.read(result.document))
    if result.error is not None:
        ledger.add_failure(result.path, result.error)
    if result.document is None or result.reading is None:
        return "failed", None
    (outcome,) = ledger.add_each([(result.document, result.reading)])
    return outcome.change, result.reading


def _summary(reading: "Reading", change: str) -> "Text":
    """What was found in a document, in three lines."""
    from rich.text import Text

    from dragoman.cli.wording import counted

    document = reading.document
    title = on_one_line(document.title or document.path or document.id)
    statuses = Counter(event.status for event in reading.events)
    told = ", ".join(f"{count} {status}" for status, count in statuses.most_common())
    found = f"{counted(len(reading.statements), 'statement')}, {counted(len(reading.events), 'event')}"
    if not reading.coded:
        found = f"kept, not coded: {on_one_line(reading.coded_reason or '')}"
    lines = f"  {on_one_line(document.path or '')}{'' if change == 'added' else f' ({CHANGES[change]})'}\n"
    return Text.assemble((f"{title}\n", "bold"), (lines, "dim"), f"  {found}{f': {told}' if told else ''}\n")
