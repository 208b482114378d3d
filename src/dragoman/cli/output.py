"""Where output goes: JSON lines as UTF-8 bytes, words for people through Rich, errors to standard error."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

import typer

from dragoman.errors import ExportError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDTH = 100  # columns that a line for people has at most: longer ones are hard to read
STANDARD_OUTPUT = Path("-")
# What an article must not do to a terminal: control characters, surrogates without a pair, overrides of direction.
_UNSAFE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)], "\ufffd")
_UNSAFE |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
_UNSAFE |= {ord("\n"): "\n", ord("\t"): "\t", ord("\r"): ""}


def printable(text: str) -> str:
    """The text without what could control a terminal; such characters as U+FFFD."""
    return text.translate(_UNSAFE)


def on_one_line(text: str) -> str:
    """The words of a text on one line, safe to print."""
    return " ".join(printable(text).split())


def console(*, error: bool = False) -> "Console":
    """A console that takes no text for markup and is at most ``WIDTH`` wide."""
    from rich.console import Console

    made = Console(stderr=error, markup=False, emoji=False, highlight=False)
    made.width = min(made.width, WIDTH) if made.is_terminal else WIDTH
    return made


def put_indented(console: "Console", label: str, words: "Text", *, style: str = "dim") -> None:
    """Print the words wrapped beside a label; further lines stand under the first."""
    from rich.text import Text

    for number, line in enumerate(words.wrap(console, console.width - len(label))):
        line.rstrip()
        beginning = Text(" " * len(label)) if number else Text(label, style=style)
        console.print(beginning.append_text(line) if line.plain else "", soft_wrap=True)


def say(words: str) -> None:
    """A line for people on standard error."""
    typer.echo(printable(words), err=True)


def encoded(line: str) -> bytes:
    """A line of JSON as UTF-8; one that UTF-8 cannot hold (a surrogate without its pair) with escapes."""
    try:
        return line.encode()
    except UnicodeEncodeError:
        return json.dumps(json.loads(line), separators=(",", ":")).encode()


def put_json(record: object) -> None:
    """One record as a line of JSON on standard output."""
    put_line(sys.stdout.buffer, json.dumps(record, ensure_ascii=False))


def put_line(stream: BinaryIO, line: str) -> None:
    """One line, at once: who reads the other end of a pipe need not wait."""
    stream.write(encoded(line) + b"\n")
    stream.flush()


@contextmanager
def opened(path: Path, mode: Literal["wb", "xb"] = "wb") -> Iterator[BinaryIO]:
    """The file to write to; ``-`` is standard output."""
    if path == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        return
    try:
        stream = path.open(mode)
    except OSError as error:
        raise ExportError(f"{path} cannot be written ({error.strerror}); give another path") from error
    with stream:
        yield stream
