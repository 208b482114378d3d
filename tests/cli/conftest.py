"""A ledger of invented readings, and the command line to ask it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dragoman import Ledger, config
from dragoman.cli.app import app
from tests.ledger.made_readings import made


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str
    bytes: bytes

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Answer]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with no settings of the machine's user (the model's apart)."""
    for setting in config.SETTINGS.values():
        if setting.name != "model":
            monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.delenv("DRAGOMAN_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-settings"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def run(here: Path) -> Run:
    """Run ``dragoman`` in this process."""

    def runner(*arguments: object, stdin: str | bytes | None = None) -> Answer:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)

    return runner


@pytest.fixture(scope="session")
def made_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of four invented articles, made once."""
    path = tmp_path_factory.mktemp("made") / "made.db"
    with Ledger(path) as opened:
        opened.add([made(n, sentences=6, path=f"news/{n}.txt", outlet="The Gazette") for n in range(4)])
    return path


@pytest.fixture
def ledger(here: Path, made_ledger: Path) -> Path:
    """A copy of it, where the settings expect the ledger."""
    return Path(shutil.copy(made_ledger, here / "dragoman.db"))
