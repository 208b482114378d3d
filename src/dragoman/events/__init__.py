"""What was done: PLOVER events with participants, objects, time, place, and each voice's position."""

from dragoman.events.find import find

__all__ = ["find"]
