"""``dragoman config show``."""

import json

import typer

from dragoman import config
from dragoman.cli.options import JsonOption, settings_of
from dragoman.cli.output import printable, put_json


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(help="The effective settings.", no_args_is_help=True, rich_markup_mode=None)
    group.command("show")(show)
    app.add_typer(group, name="config")


def show(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Print every setting with its value and where it comes from: flag, environment, file or default."""
    found = settings_of(ctx)
    for name in config.SETTINGS:
        value = getattr(found, name)
        plain = value if isinstance(value, int) or value is None else str(value)
        if as_json:
            put_json({"setting": name, "value": plain, "origin": found.origin(name)})
        else:
            typer.echo(printable(f"{name} = {json.dumps(plain, ensure_ascii=False)}  # {found.origin(name)}"))
