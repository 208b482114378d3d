"""Quantities as news writes them: "over 11,000", "dozens of", "70 %", "between 5 and 7 million"."""

import re
from collections.abc import Mapping
from functools import cache

from dragoman import vocab
from dragoman.records import Quantity

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+", re.IGNORECASE)


@cache
def _words(name: str) -> Mapping[str, float]:
    rows: Mapping[str, float] = vocab.load("times")["numbers"][name]
    return rows


@cache
def _hedges() -> Mapping[str, list[str]]:
    rows: Mapping[str, list[str]] = vocab.load("times")["hedges"]
    return rows


def read(text: str, unit: str | None) -> Quantity:
    """The quantity that these words tell; bounds stay None where they are open."""
    lowered = " ".join(text.lower().split())
    values = numbers(lowered)
    vague = next((size for word, size in _words("vague").items() if re.search(rf"\b{word}\b", lowered)), None)
    if not values and vague is not None:
        return Quantity(text=text, minimum=vague, unit=unit, approximate=True)
    if not values:
        return Quantity(text=text, unit=unit, approximate=True)
    low, high = min(values), max(values)
    return _bounded(text, unit, lowered, low, high)


def _bounded(text: str, unit: str | None, lowered: str, low: float, high: float) -> Quantity:
    if _hedged(lowered, "above"):
        return Quantity(text=text, minimum=low, unit=unit, approximate=True)
    if _hedged(lowered, "below"):
        return Quantity(text=text, maximum=high, unit=unit, approximate=True)
    return Quantity(text=text, minimum=low, maximum=high, unit=unit, approximate=_hedged(lowered, "about"))


def _hedged(lowered: str, name: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", lowered) for word in _hedges()[name])


def numbers(lowered: str) -> list[float]:
    """The numbers of a lower-case text: digits and words, multiplied out ("11.5 million", "two dozen")."""
    found: list[float] = []
    open_value: float | None = None
    for token in _NUMBER.findall(lowered):
        value, factor = _value(token), _words("factors").get(token.rstrip("s"))
        if factor is not None and (open_value is not None or not token.endswith("s")):
            open_value = (open_value if open_value is not None else 1.0) * factor
        elif value is not None:
            if open_value is not None:
                found.append(open_value)
            open_value = value
        elif open_value is not None:
            found.append(open_value)
            open_value = None
    return found + ([open_value] if open_value is not None else [])


def _value(token: str) -> float | None:
    if token[0].isdigit():
        return float(token.replace(",", ""))
    return _words("units").get(token)
