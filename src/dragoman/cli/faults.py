"""Exit statuses, and how an error becomes one line and a status."""

import enum
import logging
import traceback

from dragoman.cli.output import on_one_line, say
from dragoman.errors import ConfigError, DragomanError, MetadataError, QueryError, UnknownRecordError

VERBOSE = logging.DEBUG  # at this level (-vv) a fault shows where it happened


class Status(enum.IntEnum):
    """What the exit status of ``dragoman`` means."""

    meaning: str

    def __new__(cls, value: int, meaning: str) -> "Status":
        """A status with its meaning for people."""
        made = int.__new__(cls, value)
        made._value_, made.meaning = value, meaning
        return made

    DONE = 0, "done"
    ERROR = 1, "an error; the line on standard error has its code and says what to do"
    USAGE = 2, "the command line, a setting, a filter or the given metadata cannot be used"
    UNREADABLE = 3, "some documents could not be read; the rest is"
    UNKNOWN = 4, "no record has this id, no document stands at this path"
    INTERRUPTED = 130, "interrupted by Ctrl-C; what was stored stays"


def status_of(error: BaseException) -> Status:
    """The exit status that an error ends with."""
    if isinstance(error, KeyboardInterrupt):
        return Status.INTERRUPTED
    if isinstance(error, ConfigError | QueryError | MetadataError):
        return Status.USAGE
    return Status.UNKNOWN if isinstance(error, UnknownRecordError) else Status.ERROR


def tell(error: BaseException) -> None:
    """The error as one line on standard error; with ``-vv`` also where it happened."""
    if logging.getLogger("dragoman").getEffectiveLevel() <= VERBOSE:
        say("".join(traceback.format_exception(error)))
    if isinstance(error, KeyboardInterrupt):
        say("dragoman: interrupted; what was stored stays")
    elif isinstance(error, DragomanError):
        say(f"dragoman: {on_one_line(str(error))}")
    else:
        told = on_one_line(f"{type(error).__name__}: {error}")
        say(f"dragoman: D000: a fault of Dragoman itself ({told}); run `dragoman -vv …` and report what it prints")
