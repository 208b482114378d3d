"""Settings: which source wins, and what is refused."""

import os
from pathlib import Path

import pytest

from dragoman import config, sources
from dragoman.errors import ConfigError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(folder: Path, file: Path | None = None, **environment: str) -> config.Config:
    return config.load(file, {"XDG_CONFIG_HOME": str(folder / "home"), **environment})


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_file_and_environment_all_is_default(folder: Path) -> None:
    found = load(folder)
    assert found == config.Config()
    assert {found.origin(name) for name in config.SETTINGS} == {"default"}


def test_the_default_length_is_that_of_the_sources() -> None:
    assert config.Config().max_chars == sources.MAX_CHARS


def test_the_model_variable_is_the_one_that_the_language_room_reads() -> None:
    from dragoman.language.model import VARIABLE

    assert config.SETTINGS["model"].variable == VARIABLE


def test_flag_beats_environment_beats_file(folder: Path) -> None:
    written(folder / "dragoman.toml", "jobs = 2\nlimit = 7\nport = 9000\n")
    found = load(folder, DRAGOMAN_LIMIT="8", DRAGOMAN_PORT="9001").with_flags(port=9002, ledger=None)
    assert (found.jobs, found.limit, found.port) == (2, 8, 9002)
    assert [found.origin(name) for name in ("jobs", "limit", "port", "ledger")] == [
        "file dragoman.toml",
        "environment DRAGOMAN_LIMIT",
        "flag --port",
        "default",
    ]


def test_only_one_file_is_read_the_nearest(folder: Path) -> None:
    written(folder / "home/dragoman/config.toml", "jobs = 3\nlimit = 3\n")
    assert load(folder).jobs == 3
    written(folder / "dragoman.toml", "jobs = 2\n")
    assert (load(folder).jobs, load(folder).limit) == (2, config.Config().limit)


def test_a_named_file_comes_before_the_usual_places(folder: Path) -> None:
    written(folder / "dragoman.toml", "jobs = 2\n")
    environment = written(folder / "environment.toml", "jobs = 4\n")
    flag = written(folder / "flag.toml", "jobs = 5\n")
    assert load(folder, DRAGOMAN_CONFIG=str(environment)).jobs == 4
    assert load(folder, flag, DRAGOMAN_CONFIG=str(environment)).jobs == 5


def test_a_named_file_that_is_missing_is_an_error(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml cannot be read"):
        load(folder, DRAGOMAN_CONFIG="absent.toml")


def test_paths_in_a_file_are_told_from_its_folder(folder: Path) -> None:
    file = written(folder / "home/dragoman/config.toml", 'ledger = "news.db"\n')
    assert load(folder).ledger == file.parent / "news.db"
    assert load(folder, DRAGOMAN_LEDGER="news.db").ledger == Path("news.db")


def test_an_empty_variable_sets_nothing(folder: Path) -> None:
    assert load(folder, DRAGOMAN_LEDGER="", DRAGOMAN_JOBS="") == config.Config()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("leger = 'x.db'", "'leger' is unknown; known are ledger, model, jobs"),
        ("jobs = '2'", "give a whole number"),
        ("jobs = true", "give a whole number"),
        ("jobs = -1", "give a whole number from 0 on"),
        ("port = 70000", "give a port"),
        ("ledger = 3", "give a path"),
        ("host = ''", "is empty"),
        ("jobs = ", "is no TOML"),
        ("[read]\njobs = 2", "'read' is unknown"),
    ],
)
def test_what_a_file_must_not_hold(folder: Path, text: str, told: str) -> None:
    written(folder / "dragoman.toml", text)
    with pytest.raises(ConfigError, match=told) as caught:
        load(folder)
    assert caught.value.code == "D002"


def test_a_file_in_another_encoding_is_an_error(folder: Path) -> None:
    (folder / "dragoman.toml").write_bytes(b'ledger = "\xff.db"')
    with pytest.raises(ConfigError, match="is no TOML"):
        load(folder)


@pytest.mark.parametrize("words", ["two", "-1", "1.5"])
def test_what_a_variable_must_not_hold(folder: Path, words: str) -> None:
    with pytest.raises(ConfigError, match="DRAGOMAN_JOBS"):
        load(folder, DRAGOMAN_JOBS=words)


def test_the_environment_is_read_where_none_is_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "DRAGOMAN_JOBS", "6")
    assert config.load().jobs == 6
