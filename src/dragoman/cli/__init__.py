"""The command line: a thin skin over the Python API. Nothing heavy is loaded before a command needs it."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run ``dragoman`` with the arguments of the process, and exit with its status."""
    from dragoman.cli.app import app
    from dragoman.cli.faults import status_of, tell

    try:
        app(prog_name="dragoman")
    except Exception as error:  # noqa: BLE001 - whatever goes wrong, people get one line and no traceback unasked
        tell(error)
        sys.exit(status_of(error))
