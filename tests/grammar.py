"""Hand-made analyses for tests: one sentence a line, tokens divided by ``|``, an empty line begins a paragraph.

A line that ends with ``|`` goes on in the next.

A token is ``word UPOS head relation [B-NAME|I-NAME]``; ``word=lemma`` where the lemma is not the word in lower case;
heads count from 1 within the sentence, 0 is the root. Words are written as in print: no space before closing marks.
"""

from collections.abc import Iterable

from dragoman.language.analysis import Analysis, TokenSpan
from dragoman.records import Document, Segment

CLOSING = frozenset([",", ".", "'s", "’s", ")", "”", "?", "!", ":", ";", "n't", "'"])
OPENING = frozenset(["(", "“"])


def analysis(table: str) -> Analysis:
    """The analysis that a table describes."""
    rows: list[list[str]] = []
    heads: list[int] = []
    sentences: list[tuple[int, int]] = []
    text, starts = "", []
    for line in table.strip().replace("|\n", "| ").splitlines():
        first = len(rows)
        tokens = [cell.split() for cell in line.split("|") if cell.strip()]
        text = text.rstrip(" ") + "\n" if not tokens and text else text
        for cells in tokens:
            text = _glued(text, cells[0].split("=")[0])
            starts.append(len(text))
            text += cells[0].split("=")[0]
            head = int(cells[2])
            heads.append(first + head - 1 if head else len(rows))
            rows.append(cells)
        _check(heads, first)
        if tokens:
            sentences.append((first, len(rows)))
    words = [cells[0].split("=")[0] for cells in rows]
    return Analysis(
        text=text,
        starts=tuple(starts),
        ends=tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        upos=tuple(cells[1] for cells in rows),
        feats=("_",) * len(rows),
        lemmas=tuple(cells[0].split("=")[-1].lower() for cells in rows),
        heads=tuple(heads),
        deprels=tuple(cells[3] for cells in rows),
        sentences=tuple(sentences),
        entities=tuple(_entities(cells[4] if len(cells) > 4 else "" for cells in rows)),
        attribution=(),
        model="by hand",
    )


def _check(heads: list[int], first: int) -> None:
    """Every token of the last sentence must lead to a root: a table is easily mistyped."""
    for token in range(first, len(heads)):
        place, steps = token, 0
        while heads[place] != place:
            place, steps = heads[place], steps + 1
            assert steps <= len(heads), f"token {token - first + 1} of a sentence leads to no root"


def document(of: Analysis) -> Document:
    """A document with the analysis's text."""
    return Document(id="document", text_id="text", text=of.text)


def segments(of: Analysis, *, title: bool = False) -> tuple[Segment, ...]:
    """One body segment a paragraph; the first a title if wanted."""
    found, start = [], 0
    for line in of.text.split("\n"):
        kind = "title" if title and start == 0 else "body"
        found.append(Segment(start=start, end=start + len(line), kind=kind))  # type: ignore[arg-type]
        start += len(line) + 1
    return tuple(found)


def _glued(text: str, word: str) -> str:
    """The text so far with or without a space before the next word."""
    if not text or text.endswith("\n") or word in CLOSING or text[-1] in OPENING or "-" in (word, text[-1]):
        return text
    opened = text.rpartition("\n")[2].count('"') % 2
    if word == '"':
        return text if opened else text + " "
    return text if text.endswith('"') and opened else text + " "


def _entities(tags: Iterable[str]) -> list[TokenSpan]:
    found: list[TokenSpan] = []
    for token, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append(TokenSpan(token, token + 1, tag[2:], 0.9))
        elif tag.startswith("I-"):
            last = found.pop()
            found.append(TokenSpan(last.start, token + 1, last.label, 0.9))
    return found
