"""Killed in the midst of it (SIGKILL, a real process): nothing is lost that was told, nothing is there by half."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.ledger import Ledger
from tests.ledger.inspecting import content, damage
from tests.ledger.made_readings import made

DOCUMENTS = 60
CHILD = """
import sys
from dragoman.ledger import Ledger
from tests.ledger.made_readings import made
readings = (made(n, sentences=6, url=f"https://gazette.example/{n}", path=f"{n}.txt") for n in range(int(sys.argv[2])))
with Ledger(sys.argv[1]) as ledger:
    for outcome in ledger.add_each(readings):
        print(outcome.change, outcome.document, flush=True)
    ledger.link()
"""


def child(path: Path) -> "subprocess.Popen[str]":
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    command = [sys.executable, "-c", CHILD, str(path), str(DOCUMENTS)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=root)


def told_until_killed(path: Path, lines: int) -> set[str]:
    """Start the child, kill it after so many outcomes; the ids of the documents that it told as written."""
    process = child(path)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(lines)]
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    return {line.split()[1] for line in told if line.endswith("\n") and line.strip()}


def timeless(path: Path) -> list[str]:
    return [row for row in content(path) if not row.startswith("readings: ")]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a system without SIGKILL")
def test_killed_and_run_again_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    path, chance = tmp_path / "killed.db", random.Random(7)
    kept: set[str] = set()
    for _ in range(3):
        kept |= told_until_killed(path, chance.randrange(1, 20))
        assert damage(path) == "ok"
        with Ledger(path, readonly=True) as ledger:
            rows = ledger.documents()
            assert kept <= {row.id for row in rows}
            assert all(len(ledger.statements(document=row.id)) == row.statements == 6 for row in rows)
            assert all(len(ledger.events(document=row.id)) == row.events == 6 for row in rows)
    process = child(path)
    process.communicate()
    assert process.returncode == 0
    unbroken = tmp_path / "unbroken.db"
    with Ledger(unbroken) as ledger:
        ledger.add(
            [made(n, sentences=6, url=f"https://gazette.example/{n}", path=f"{n}.txt") for n in range(DOCUMENTS)]
        )
    assert timeless(path) == timeless(unbroken)
