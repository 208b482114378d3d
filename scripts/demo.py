"""Read the example articles into FOLDER/ledger.db, print the claims with their sources, and point to the page.

Each step is a command that anybody can type; it is printed before it runs. Running the demo again changes nothing.
"""

import os
import shlex
import sys
from pathlib import Path

import typer

from dragoman.cli.app import app

ROOT = Path(__file__).parent.parent
SHOWN = 8  # claims of the first listing: two screens


def main(folder: Path) -> int:
    """Run the demo; the exit status of the first command that fails."""
    folder.mkdir(parents=True, exist_ok=True)
    examples, ledger = relative(ROOT / "examples"), str(relative(folder / "ledger.db"))
    source = [str(examples / "articles"), "--metadata", str(examples / "metadata.jsonl")]
    steps = [
        ["read", *source, "--ledger", ledger],
        ["claims", "--order", "sources", "--limit", str(SHOWN), "--ledger", ledger],
        ["claims", "--disputed", "--ledger", ledger],
    ]
    for step in steps:
        typer.secho(f"\n$ dragoman {shlex.join(step)}\n", bold=True)
        status = run(step)
        if status:
            return status
    typer.echo(closing(ledger))
    return 0


def run(arguments: list[str]) -> int:
    """One command in this process; its exit status."""
    try:
        app(arguments, prog_name="dragoman")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def closing(ledger: str) -> str:
    """What to try next, with the command that stands beside this Python."""
    program = relative(Path(sys.executable).parent / "dragoman")
    ways = {
        f"{program} serve --ledger {ledger}": "open the page: every claim leads to its words",
        f"{program} claims --ledger {ledger}": "all claims, the last seen first",
        f"{program} show {relative(ROOT / 'examples/articles')}/01_wire_rockets.txt --ledger {ledger}": "one article",
    }
    return "\nNext:\n" + "\n".join(f"  {command}\n      {meaning}" for command, meaning in ways.items())


def relative(path: Path) -> Path:
    """The path as it is told from here, where that is no way up."""
    told = Path(os.path.relpath(path))
    return path if told.parts[:1] == ("..",) else told


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: demo.py FOLDER")
    sys.exit(main(Path(sys.argv[1])))
