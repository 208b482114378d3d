"""How much an installation takes: `python -m benchmarks.install_size`.

Installs the project with what it needs to run (no extras, so no torch) into a temporary folder with
`pip install --target`, as anybody's pip does, bytecode included, and adds up the files.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).parents[1]
MAX_SIZE = 450  # MB, the project's own aim for an installation without torch
SHOWN = 12


def install(target: Path, requirement: str = str(PROJECT)) -> None:
    """Install into the folder; raises CalledProcessError where pip cannot."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", str(target)]
    subprocess.run([*pip, requirement], check=True)


def sizes(folder: Path) -> Counter[str]:
    """Bytes by the entry of the folder that they lie in."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            found[path.relative_to(folder).parts[0]] += path.stat().st_size
    return found


def megabytes(count: float) -> float:
    """Millions of bytes."""
    return count / 1_000_000


def table(found: Mapping[str, int]) -> str:
    """The sum and the largest entries."""
    largest = sorted(found.items(), key=lambda entry: -entry[1])[:SHOWN]
    total = megabytes(sum(found.values()))
    lines = [f"  {megabytes(count):8.1f} MB  {name}" for name, count in largest]
    torch = "with torch!" if "torch" in found else "without torch"
    return "\n".join([f"installation {torch}: {total:.0f} MB (aim: at most {MAX_SIZE})", *lines])


def measure() -> Counter[str]:
    """The sizes of a fresh installation."""
    with tempfile.TemporaryDirectory() as temporary:
        install(Path(temporary))
        return sizes(Path(temporary))


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args(arguments)
    print(table(measure()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
