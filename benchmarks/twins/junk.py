"""Other wording for the lines that pages put around an article."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from benchmarks.twins.edits import Edit, Span
from benchmarks.twins.tables import load


def edits(text: str, lines: Sequence[Span], chance: random.Random) -> Iterator[Edit]:
    """The edits for furniture: whole lines, beginnings, and titles of other articles after a line that tells so."""
    titles = chance.sample(load("junk")["teasers"]["titles"], k=len(load("junk")["teasers"]["titles"]))
    after = load("junk")["teasers"]["after"]
    teaser = -1  # where a line ended that tells of another article
    for start, end in lines:
        words = text[start:end]
        found = _line(start, words, chance) or _head(start, words, chance)
        if found is None and teaser >= 0 and not text[teaser:start].strip():
            found = Edit(start, words, titles.pop())
        teaser = end if any(re.fullmatch(pattern, words, re.IGNORECASE) for pattern in after) else -1
        if found:
            yield found


def _line(start: int, words: str, chance: random.Random) -> Edit | None:
    for row in load("junk")["lines"]:
        if re.fullmatch(row["pattern"], words, re.IGNORECASE):
            return Edit(start, words, _other(words, row["instead"], chance))
    return None


def _head(start: int, words: str, chance: random.Random) -> Edit | None:
    for row in load("junk")["heads"]:
        match = re.match(rf"\W?({row['pattern']})", words, re.IGNORECASE)
        if match:
            new = _other(match[1], row["instead"], chance)
            return Edit(start + match.start(1), match[1], new.upper() if match[1].isupper() else new)
    return None


def _other(words: str, instead: Sequence[str], chance: random.Random) -> str:
    return chance.choice([one for one in instead if one.lower() != words.lower()])
