"""The demo: what it prints, that it can be run again, and that the README quotes it."""

import subprocess
import sys
from pathlib import Path

import pytest

from dragoman import Ledger

from .test_docs import ROOT, make_docs


def demo(folder: Path) -> str:
    command = [sys.executable, str(ROOT / "scripts/demo.py"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def output(folder: Path) -> str:
    return demo(folder)


def test_every_example_is_read(output: str, folder: Path) -> None:
    articles = [path for path in (ROOT / "examples/articles").iterdir() if path.suffix in (".txt", ".html")]
    with Ledger(folder / "ledger.db") as ledger:
        assert ledger.counts().documents == len(articles) >= 12
        assert ledger.counts().failures == 0
    assert f"{len(articles)} documents: {len(articles)} added." in output


def test_claims_stand_there_with_sources_and_words(output: str, folder: Path) -> None:
    flat = " ".join(output.split())
    with Ledger(folder / "ledger.db") as ledger:
        for claim in (*ledger.claims(order="sources", limit=8), *ledger.claims(disputed=True)):
            assert f"{claim.reports} report" in flat
            assert " ".join(claim.evidence.split()) in flat
            for voice in (*claim.asserted_by, *claim.denied_by):
                assert " ".join(voice.split()) in flat


def test_it_fits_100_columns_and_points_to_the_page(output: str, folder: Path) -> None:
    told = [line for line in output.splitlines() if str(folder) not in line]
    assert max(map(len, told)) <= 100
    assert f"serve --ledger {folder}/ledger.db" in output


def test_running_it_again_changes_nothing(output: str, folder: Path) -> None:
    again = demo(folder)
    assert "known already." in again
    assert make_docs.excerpt(again) == make_docs.excerpt(output)


def test_the_readme_quotes_it(output: str) -> None:
    wanted = make_docs.filled(make_docs.README, {"demo": make_docs.excerpt(output)})
    assert make_docs.current(make_docs.README, wanted), "the README's excerpt is stale; run `make docs`"
