"""The command line of the corpus tools, run from the repository's root: ``python -m corpus.tools COMMAND``."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from . import agreement, compare, overlap, page, splits, standoff, statistics
from .head import head_lists, source_lines
from .inline import parse_file
from .origin import Origin, real_text
from .records import CorpusError, Passage
from .validate import validate_files
from .writing import write, write_passage, write_text

ROOT = Path(__file__).resolve().parents[1]
DATA = Path("../shared/data")
# What a second annotator may see of a head: nothing that tells labels or links.
PLAIN_KEYS = frozenset(head_lists()["keys"]) - {"copy", "same", "agency", "note"}

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 1 where something is wrong with what was given."""
    chosen = _parser().parse_args(arguments)
    run: Command = chosen.run
    try:
        return run(chosen)
    except CorpusError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except BrokenPipeError:  # the reader of a pipe has enough; nothing more can be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def say(line: object) -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{line}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m corpus.tools", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Command, told: str, *, files: str | None = "*", out: str = ""
    ) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=told, description=told)
        one.set_defaults(run=run)
        if files:
            help_files = "inline files or folders of them" + ("; none: all of the corpus" if files == "*" else "")
            one.add_argument("files", nargs=files, type=Path, metavar="FILE", help=help_files)
        if out:
            one.add_argument("-o", "--output", type=Path, help=out)
        return one

    one = command("validate", _validate, "check inline files; without FILE all of the corpus and its splits")
    one.add_argument("--splits", type=Path, help="also check that each storyline has a split in this file")
    one.add_argument("--no-doubtful", action="store_true", help="list errors only")
    _data(one)
    one = command("build", _build, "write stand-off rows with splits; real texts without words", out="a JSONL file")
    one.add_argument("--splits", type=Path, default=ROOT / splits.NAME, help="rows of storyline<TAB>train|dev|test")
    _data(one)
    one = command(
        "standoff", _standoff, "write stand-off rows, real texts without words, no splits", out="a JSONL file"
    )
    _data(one)
    one = command("join", _join, "put the words of real texts back into stand-off rows", files="+", out="a JSONL file")
    one.add_argument("--inline", action="store_true", help="write inline passages instead of rows")
    _data(one)
    command(
        "plain", _plain, "write passages without marks and records, for a second annotator", files="+", out="a file"
    )
    command("format", _format, "bring inline files into normal form, in place", files="+")
    one = command("agreement", _agreement, "compare two annotations of the same passages", files=None)
    one.add_argument("first", type=Path)
    one.add_argument("second", type=Path)
    one.add_argument("--differences", action="store_true", help="list what differs, for adjudication")
    one = command("statistics", _statistics, "count what the corpus holds, beside its targets")
    one.add_argument("--splits", type=Path, help="also count by split")
    one = command("compare", _compare, "print how the corpus reads beside real news")
    one.add_argument("--sample", type=int, default=40, help="texts of each set to parse for clause depth (0: none)")
    _data(one)
    one = command("overlap", _overlap, "find runs of words that the corpus shares with other texts")
    one.add_argument("--seeds", type=Path, action="append", default=[], help="a further folder of texts")
    one.add_argument(
        "--run", type=int, default=overlap.RUN, help=f"words of a run (default {overlap.RUN})", dest="size"
    )
    _data(one)
    command("page", _page, "write an HTML page for each file", files="+", out="a folder (default: beside the file)")
    one = command("voa", _voa, "print lines of the VOA reports, numbered, for an annotator", files=None)
    one.add_argument("--lines", required=True, help="first and last line, as 301-340")
    one.add_argument("--passage", action="store_true", help="print them as one inline passage instead")
    _data(one)
    one = command("text", _text, "print a real document as an inline passage", files=None)
    one.add_argument("--set", required=True, help="polnear, gum or re3d", dest="name")
    one.add_argument("--document", required=True)
    _data(one)
    return parser


def _data(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, default=DATA, help=f"the folder of real texts (default: {DATA})")


def _files(given: Sequence[Path]) -> list[Path]:
    found = [file for path in given or [ROOT] for file in splits.inline_files(path)]
    if not found:
        raise CorpusError(f"there is no inline file below {', '.join(map(str, given or [ROOT]))}; give FILE…")
    return found


def _checked(chosen: argparse.Namespace, table: Mapping[str, str] | None) -> list[Passage]:
    data = chosen.data if chosen.data.is_dir() else None
    passages, faults = validate_files(_files(chosen.files), table, data)
    errors = [fault for fault in faults if not fault.doubtful]
    if errors:
        raise CorpusError(f"{len(errors)} errors, the first: {errors[0]}; run validate and mend them")
    return passages


def _read(files: Sequence[Path]) -> list[Passage]:
    return [passage for path in _files(files) for passage in parse_file(path).passages]


def _put(text: str, output: Path | None) -> int:
    if output is None:
        sys.stdout.write(text)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    return 0


def _put_rows(rows: Iterable[standoff.Row], output: Path | None) -> int:
    return _put("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), output)


def _validate(chosen: argparse.Namespace) -> int:
    files = _files(chosen.files)
    table = chosen.splits or (None if chosen.files else ROOT / splits.NAME)
    data = chosen.data if chosen.data.is_dir() else None
    passages, faults = validate_files(files, splits.read(table) if table else None, data)
    errors = [fault for fault in faults if not fault.doubtful]
    doubtful = [fault for fault in faults if fault.doubtful]
    for fault in errors:
        say(fault)
    for fault in [] if chosen.no_doubtful else doubtful:
        say(f"doubtful: {fault}")
    counts = f"{len(passages)} passages, {sum(len(p.statements) for p in passages)} statements"
    counts += f", {sum(len(p.events) for p in passages)} events in {len(files)} files"
    say(f"{counts}: {len(errors)} errors, {len(doubtful)} doubtful")
    return 1 if errors else 0


def _build(chosen: argparse.Namespace) -> int:
    table = splits.read(chosen.splits)
    passages = _checked(chosen, table)
    rows = [standoff.to_row(passage, splits.split_of(passage, table)) for passage in passages]
    return _put_rows(map(_published, rows), chosen.output)


def _standoff(chosen: argparse.Namespace) -> int:
    return _put_rows((_published(standoff.to_row(passage)) for passage in _checked(chosen, None)), chosen.output)


def _published(row: standoff.Row) -> standoff.Row:
    return standoff.without_words(row) if row["part"] == "real" else row


def _join(chosen: argparse.Namespace) -> int:
    rows = [_joined(row, chosen.data) for path in chosen.files for row in _rows(path)]
    if chosen.inline:
        return _put(write(standoff.from_row(row) for row in rows), chosen.output)
    return _put_rows(rows, chosen.output)


def _rows(path: Path) -> Iterable[standoff.Row]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path} cannot be read ({error}); give stand-off rows, one a line") from error


def _joined(row: standoff.Row, data: Path) -> standoff.Row:
    origin = standoff.row_origin(row)
    return standoff.with_words(row, real_text(origin, data)) if origin else row


def _plain(chosen: argparse.Namespace) -> int:
    return _put(write(map(bare, _read(chosen.files))), chosen.output)


def bare(passage: Passage) -> Passage:
    """The passage as a second annotator gets it: its text, and of the head what tells no labels."""
    head = tuple((key, value) for key, value in passage.head if key in PLAIN_KEYS)
    return Passage(passage.id, head, passage.text)


def _format(chosen: argparse.Namespace) -> int:
    for path in _files(chosen.files):
        parsed = parse_file(path)
        if parsed.faults:
            raise CorpusError(f"{parsed.faults[0]}; mend the file before it is written anew")
        path.write_text(write(parsed.passages), encoding="utf-8")
    return 0


def _agreement(chosen: argparse.Namespace) -> int:
    counts = agreement.compare(_read([chosen.first]), _read([chosen.second]))
    for line in [*(counts.differences if chosen.differences else []), *agreement.table(counts)]:
        say(line)
    return 0


def _statistics(chosen: argparse.Namespace) -> int:
    counts = statistics.count(_read(chosen.files), splits.read(chosen.splits) if chosen.splits else None)
    for line in statistics.table(counts):
        say(line)
    return 0


def _compare(chosen: argparse.Namespace) -> int:
    sets = [compare.ours(_read(chosen.files)), *compare.real_sets(chosen.data)]
    for line in compare.table([compare.style(texts, sample=chosen.sample) for texts in sets]):
        say(line)
    return 0


def _overlap(chosen: argparse.Namespace) -> int:
    passages = [p for p in _read(chosen.files) if not (p.get("lines") or p.get("document"))]
    found = list(overlap.shared_runs(passages, [chosen.data, *chosen.seeds], chosen.size))
    for one in found:
        say(f"{one.passage}: {one.words!r} stands in {one.path}")
    say(f"{len(passages)} passages: {len(found)} shared runs of {chosen.size} words")
    return 1 if found else 0


def _page(chosen: argparse.Namespace) -> int:
    for path in _files(chosen.files):
        target = (chosen.output or path.parent) / f"{path.stem}.html"
        _put(page.page_html(parse_file(path).passages, path.stem), target)
        say(target)
    return 0


def _voa(chosen: argparse.Namespace) -> int:
    head = [("register", "wire"), ("region", ""), ("published", "unknown"), ("fictional", "no")]
    empty = Passage(f"voa-{chosen.lines.split('-')[0]:0>4}", (*head, ("lines", chosen.lines)), "")
    lines = source_lines(empty)
    passage = replace(empty, text=real_text(Origin("voa", lines), chosen.data))
    if chosen.passage:
        return _put(write_passage(passage), None)
    for number, line in enumerate(write_text(passage).split("\n"), lines[0] if lines else 1):
        say(f"{number}\t{line}")
    return 0


def _text(chosen: argparse.Namespace) -> int:
    origin = Origin(chosen.name, None, chosen.document)
    head = [("register", ""), ("region", ""), ("published", "unknown"), ("fictional", "no"), ("kind", "article")]
    head += [("set", chosen.name), ("document", chosen.document)]
    name = f"{chosen.name}-{chosen.document.lower()}"
    return _put(write_passage(Passage(name, tuple(head), real_text(origin, chosen.data))), None)


if __name__ == "__main__":
    sys.exit(main())
