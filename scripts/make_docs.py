"""Make the parts of the papers that come from the code: schema, vocabulary, settings, command line, demo.

Whole files are written anew; in the others the part between two marker lines (``<!-- made: NAME -->`` and
``<!-- end: NAME -->``) is. ``--check`` writes nothing and exits with 1 if a file is not what it would write.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dragoman import config, contract, errors, vocab
from dragoman.cli.app import command
from dragoman.cli.faults import Status
from dragoman.records import Reading

ROOT = Path(__file__).parent.parent
DOCS, README = ROOT / "docs", ROOT / "README.md"
FORMAT = "dragoman-reading/1"
EXCERPT = 2  # claims of the demo that the README shows
MADE_BY = "<!-- Made by scripts/make_docs.py from src/dragoman/vocab; change the vocabulary, then run `make docs`. -->"


def documents() -> dict[Path, str]:
    """Every file of docs/ that is made, wholly or in part, with what must stand in it."""
    return {
        DOCS / "reading.schema.json": schema(),
        DOCS / "vocabulary.md": vocabulary(),
        DOCS / "configuration.md": filled(DOCS / "configuration.md", {"settings": settings()}),
        DOCS / "exit-codes.md": filled(DOCS / "exit-codes.md", {"statuses": statuses(), "errors": codes()}),
        DOCS / "cli.md": filled(DOCS / "cli.md", {"reference": reference()}),
    }


def readme() -> str:
    """The README with what the demo prints; the only part that needs the model."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(ROOT / "scripts/demo.py"), folder]
        result = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")  # noqa: S603
    return filled(README, {"demo": excerpt(result.stdout)})


def excerpt(output: str) -> str:
    """The first of the disputed claims that the demo prints."""
    listing = output.partition("\n$ dragoman claims --disputed")[2].partition("\n\n")[2].partition("\nNext:\n")[0]
    claims = listing.rstrip().split("\n\n")
    return "\n".join(["```text", "\n\n".join(claims[:EXCERPT]), "```"])


def filled(path: Path, parts: Mapping[str, str]) -> str:
    """The file's text with the parts between their markers."""
    text = path.read_text(encoding="utf-8")
    for name, part in parts.items():
        pattern = re.compile(rf"(<!-- made: {name} -->\n).*?(<!-- end: {name} -->)", re.DOTALL)
        text, found = pattern.subn(lambda match, part=part: f"{match[1]}{part}\n{match[2]}", text)
        if found != 1:
            raise SystemExit(f"{path}: the markers of {name!r} stand there {found} times; once is right")
    return text


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table in Markdown."""
    lines = [tuple(head), tuple("---" for _ in head), *(tuple(str(cell) for cell in row) for row in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def schema() -> str:
    """The JSON Schema of a reading."""
    return json.dumps(contract.schema(Reading, FORMAT), indent=1, ensure_ascii=False) + "\n"


def vocabulary() -> str:
    """The closed lists and what their words mean."""
    types = (
        (f"`{t.code}`", t.definition, t.quad.replace("_", " "), _words(t.modes)) for t in vocab.event_types().values()
    )
    acts = ((f"`{a.name}`", a.meaning, a.stance, f"`{a.event}`" if a.event else "") for a in vocab.acts().values())
    rows = ((f"`{s.name}`", s.rank, s.meaning, s.words) for s in vocab.statuses().values())
    objects = ((f"`{name}`", entry["meaning"]) for name, entry in vocab.load("objects")["kinds"].items())
    agencies = ((row["name"], row["country"], ", ".join(row["marks"])) for row in vocab.load("agencies")["agencies"])
    sections = [
        ("Statuses", "statuses", table(["status", "rank", "meaning", "in words"], rows)),
        ("Speech acts", "acts", table(["act", "meaning", "stance", "event type"], acts)),
        ("Event types", "plover", table(["type", "meaning", "quad", "modes"], types)),
        ("Contexts", "plover", _meanings(vocab.contexts())),
        ("Codes of actors that are no country", "plover", _meanings(vocab.actor_codes())),
        ("Sectors", "sectors", _meanings(vocab.sectors())),
        ("Segments", "segments", _meanings(vocab.load("segments")["kinds"])),
        ("Roles of furniture", "segments", _meanings(vocab.load("segments")["roles"])),
        ("Objects", "objects", table(["kind", "meaning"], objects)),
        ("News agencies", "agencies", table(["name", "country", "also written"], agencies)),
    ]
    head = f"# Vocabulary\n\n{MADE_BY}\n\nOne meaning for each word, wherever it stands.\n"
    return head + "".join(
        f"\n## {title}\n\nFrom [`{name}.yaml`](../src/dragoman/vocab/{name}.yaml).\n\n{body}\n"
        for title, name, body in sections
    )


def _meanings(words: Mapping[str, str]) -> str:
    return table(["word", "meaning"], ((f"`{word}`", meaning) for word, meaning in words.items()))


def _words(words: Iterable[str]) -> str:
    return " ".join(f"`{word}`" for word in sorted(words))


def settings() -> str:
    """The table of settings."""
    rows = (
        (f"`{s.name}`", f"`{s.variable}`", "none" if s.default is None else f"`{s.default}`", s.meaning)
        for s in config.SETTINGS.values()
    )
    return table(["setting", "variable", "default", "meaning"], rows)


def statuses() -> str:
    """The table of exit statuses."""
    return table(["status", "meaning"], ((status.value, status.meaning) for status in Status))


def codes() -> str:
    """The table of error codes."""
    rows = (
        (f"`{e.code}`", (e.__doc__ or "").split("\n")[0]) for e in sorted(_kinds(errors.DragomanError), key=_code)[1:]
    )
    return table(["code", "what it is"], rows)


def _kinds(kind: type[errors.DragomanError]) -> list[type[errors.DragomanError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in _kinds(child))]


def _code(kind: type[errors.DragomanError]) -> str:
    return kind.code


def reference() -> str:
    """Every command with its arguments and options, as ``--help`` tells them."""
    return "\n\n".join(_command(name, one) for name, one in leaves("dragoman", command()))


def leaves(name: str, one: Any) -> Iterable[tuple[str, Any]]:
    """A command and all below it, with their full names."""
    yield name, one
    for child, found in getattr(one, "commands", {}).items():
        yield from leaves(f"{name} {child}", found)


def _command(name: str, one: Any) -> str:
    rows = [(_parameter(p), _help(p)) for p in one.params if p.name != "help"]
    parts = [f"### `{name}`", " ".join(str(one.help).split())]
    return "\n\n".join([*parts, table(["argument or option", "meaning"], rows)] if rows else parts)


def _parameter(parameter: Any) -> str:
    """How an argument or option is written, with what it takes."""
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar or parameter.name.upper()}{' …' if parameter.nargs < 0 else ''}`"
    takes = f" {parameter.metavar}" if parameter.metavar else ""
    return ", ".join(f"`{option}{takes}`" for option in (*parameter.opts, *parameter.secondary_opts))


def _help(parameter: Any) -> str:
    return " ".join(str(parameter.help).split())


def current(path: Path, text: str) -> bool:
    """Whether the file holds this text."""
    return path.is_file() and path.read_text(encoding="utf-8") == text


def main(arguments: list[str]) -> int:
    """Write the files, or check them."""
    wanted = {**documents(), README: readme()}
    stale = {path: text for path, text in wanted.items() if not current(path, text)}
    for path, text in stale.items():
        if "--check" in arguments:
            sys.stderr.write(f"{path} is stale; run `make docs`\n")
        else:
            path.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
