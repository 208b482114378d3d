"""Text quality: what software left in the words. Scores for spun and translated text need a model of their own."""

import re
from collections.abc import Iterator
from functools import cache

from dragoman.records import Flaw, Quality
from dragoman.vocab import load

UNSCORED = "no model for spun or translated text is installed yet; only stubs are marked"
#: At most so many flaws of one text are listed.
MOST = 1000
_MAIL = re.compile(r"\[email\W{1,3}protected\]")
#: What the markup of spinning software leaves: a choice of words in braces.
_BRACES = re.compile(r"\{[^\W\d_][\w' |-]{0,60}\}")


def judge(text: str) -> Quality:
    """The stubs and the leftovers of spinning software in a text; both scores are None, with the reason."""
    flaws = sorted(_flaws(text), key=lambda flaw: flaw.span)[:MOST]
    return Quality(reason=UNSCORED, spans=tuple(flaws))


def _flaws(text: str) -> Iterator[Flaw]:
    for pattern in (_tickers(), _MAIL):
        yield from (Flaw(span=found.span(), kind="stub") for found in pattern.finditer(text))
    yield from (Flaw(span=found.span(), kind="spun") for found in _BRACES.finditer(text))


@cache
def _tickers() -> re.Pattern[str]:
    """A stock exchange in brackets without a ticker: software put it after a name that is no company's."""
    exchanges = "|".join(re.escape(name) for name in load("furniture")["exchanges"])
    return re.compile(rf"\((?:{exchanges})\s{{0,3}}:\s{{0,3}}\)")
