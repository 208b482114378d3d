from pathlib import Path

import pytest

from dragoman.sources import STDIN, iter_paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.html", "c.pdf", ".hidden.txt", "deep/z.htm", "deep/.cache/x.txt", "deep/y.TXT"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return tmp_path


def names(folder: Path, *patterns: str | Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in iter_paths(patterns)]


def test_a_folder_gives_its_articles_in_order_without_hidden_ones(folder: Path) -> None:
    assert names(folder, folder) == ["a.html", "b.txt", "deep/y.TXT", "deep/z.htm"]


def test_a_named_file_is_taken_whatever_its_name(folder: Path) -> None:
    assert names(folder, folder / "c.pdf", folder / "b.txt") == ["c.pdf", "b.txt"]


def test_globs_and_folders_give_each_file_once(folder: Path) -> None:
    assert names(folder, str(folder / "*.txt"), folder) == ["b.txt", "a.html", "deep/y.TXT", "deep/z.htm"]
    assert names(folder, str(folder / "**" / "*.htm")) == ["deep/z.htm"]


def test_what_is_missing_is_kept_so_that_reading_it_tells_so(folder: Path) -> None:
    assert names(folder, folder / "none.txt", str(folder / "*.doc")) == ["none.txt", "*.doc"]


def test_standard_input_has_a_name(tmp_path: Path) -> None:
    assert list(iter_paths(["-"])) == [STDIN]
