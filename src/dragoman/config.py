"""Settings: what a flag gives, else the environment, else one TOML file, else the default.

The file is the one that ``--config`` or ``DRAGOMAN_CONFIG`` names, else ``./dragoman.toml``, else
``$XDG_CONFIG_HOME/dragoman/config.toml`` (``~/.config`` where that is not set). Every setting is a top-level key of it
and a variable ``DRAGOMAN_…`` of the same name in capitals.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal, Self, cast

from dragoman.errors import ConfigError

PREFIX = "DRAGOMAN_"
LOCAL_FILE = Path("dragoman.toml")
HOME_FILE = Path("dragoman", "config.toml")
DEFAULT = "default"

Kind = Literal["path", "count", "port", "text"]
Value = Path | int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The effective settings with their defaults.

    ``file`` is the file that was read; ``origins`` tells where each setting that is no default comes from.
    """

    ledger: Path = Path("dragoman.db")
    model: Path | None = None
    jobs: int = 1
    max_chars: int = 1_000_000
    limit: int = 50
    host: str = "127.0.0.1"
    port: int = 8321
    file: Path | None = None
    origins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def with_flags(self, **flags: Value) -> Self:
        """The settings with those that flags give; a flag that is None was not given."""
        given = {name: value for name, value in flags.items() if value is not None}
        origins = {name: f"flag {flag_of(name)}" for name in given}
        return replace(self, **given, origins=MappingProxyType({**self.origins, **origins}))  # type: ignore[arg-type]

    def origin(self, name: str) -> str:
        """Where a setting's value comes from, in words."""
        return self.origins.get(name, DEFAULT)


@dataclass(frozen=True, slots=True)
class Setting:
    """What can be set: its name in the file, the kind of its value, and its meaning."""

    name: str
    kind: Kind
    meaning: str

    @property
    def variable(self) -> str:
        """The name in the environment."""
        return PREFIX + self.name.upper()

    @property
    def default(self) -> Value:
        """The value where nothing sets it."""
        return cast("Value", getattr(Config(), self.name))


_SETTINGS = (
    Setting("ledger", "path", "the ledger's file; made when first added to"),
    Setting("model", "path", "a folder with a model's weights, in place of the packaged ones"),
    Setting("jobs", "count", "processes that read documents; 0 is one for each processor core"),
    Setting("max_chars", "count", "a longer text is refused with D015"),
    Setting("limit", "count", "rows that a query shows; 0 is all"),
    Setting("host", "text", "the address that `dragoman serve` listens at"),
    Setting("port", "port", "the port that `dragoman serve` listens at"),
)
SETTINGS: Mapping[str, Setting] = MappingProxyType({setting.name: setting for setting in _SETTINGS})


def flag_of(name: str) -> str:
    """The command line's name of a setting."""
    return "--" + name.replace("_", "-")


def load(file: Path | None = None, environment: Mapping[str, str] | None = None) -> Config:
    """The settings of the file and the environment; ``file`` is one that must be there.

    Raises:
        ConfigError: a key of the file is unknown, a value is of the wrong kind, or the file cannot be read.
    """
    environment = os.environ if environment is None else environment
    chosen = _file(file, environment)
    values: dict[str, Value] = {}
    origins: dict[str, str] = {}
    for name, value in (_of_file(chosen) if chosen else {}).items():
        values[name], origins[name] = value, f"file {chosen}"
    for name, value in _of_environment(environment).items():
        values[name], origins[name] = value, f"environment {SETTINGS[name].variable}"
    return Config(file=chosen, origins=MappingProxyType(origins), **values)  # type: ignore[arg-type]


def _file(named: Path | None, environment: Mapping[str, str]) -> Path | None:
    """The file to read. One that somebody names must be there; the two usual places may be empty."""
    if named is None and environment.get(PREFIX + "CONFIG"):
        named = Path(environment[PREFIX + "CONFIG"]).expanduser()
    if named is not None:
        return named
    home = Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return next((path for path in (LOCAL_FILE, home / HOME_FILE) if path.is_file()), None)


def _of_file(path: Path) -> dict[str, Value]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read ({error.strerror}); name another file or none") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is no TOML ({error}); mend the line") from error
    for name in table:
        if name not in SETTINGS:
            raise ConfigError(f"{path}: the setting {name!r} is unknown; known are {', '.join(SETTINGS)}")
    return {name: _of_toml(SETTINGS[name], value, path) for name, value in table.items()}


def _of_toml(setting: Setting, value: object, path: Path) -> Value:
    """A value of the file. A path in it is told from the file's folder on."""
    wanted = int if setting.kind in ("count", "port") else str
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise ConfigError(f"{path}: {setting.name} is {value!r}; give {_form(setting)}")
    read = _checked(setting, value, str(path))
    return path.parent / read if isinstance(read, Path) else read


def _of_environment(environment: Mapping[str, str]) -> dict[str, Value]:
    """What the environment sets; an empty variable sets nothing."""
    given = {name: environment.get(setting.variable, "") for name, setting in SETTINGS.items()}
    return {name: _of_words(SETTINGS[name], words) for name, words in given.items() if words}


def _of_words(setting: Setting, words: str) -> Value:
    if setting.kind not in ("count", "port"):
        return _checked(setting, words, setting.variable)
    try:
        return _checked(setting, int(words), setting.variable)
    except ValueError as error:
        raise ConfigError(f"{setting.variable} is {words!r}; give {_form(setting)}") from error


def _checked(setting: Setting, value: str | int, where: str) -> Value:
    if isinstance(value, int):
        if value < 0 or (setting.kind == "port" and value > 65_535):
            raise ConfigError(f"{where}: {setting.name} is {value}; give {_form(setting)}")
        return value
    if not value:
        raise ConfigError(f"{where}: {setting.name} is empty; give {_form(setting)}")
    return Path(value).expanduser() if setting.kind == "path" else value


def _form(setting: Setting) -> str:
    forms = {"count": "a whole number from 0 on", "port": "a port from 0 to 65535", "path": "a path", "text": "a text"}
    return forms[setting.kind]
