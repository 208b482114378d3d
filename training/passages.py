"""The training split of the house's own corpus: anchors of events with their types, and sources, cues and contents.

Layers are labelled word by word, so of nested statements only the outermost are (as in PolNeAR, which trains the same
heads); of events that share a word the first is.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.tools import parts
from corpus.tools.records import Passage
from dragoman import vocab
from dragoman.language.tokens import tokenize
from dragoman.records import Span

from .attribution import layer_labels, paragraphs
from .examples import Document, Sentence, normalized

EVENT_LABELS = ("O", *(f"{part}-{name}" for name in vocab.event_types() for part in "BI"))
MARKS = {"source": "q", "cue": "c", "content": "s"}


def read(corpus: Path, data: Path) -> list[Document]:
    """Training documents: a paragraph is one block of one sentence without known boundaries."""
    return [_document(passage) for passage, split in _all(corpus, data) if split == "train"]


def held_out(corpus: Path, data: Path) -> set[str]:
    """The lines of the development and test splits, normalised: no other set may bring them in."""
    kept = (passage for passage, split in _all(corpus, data) if split != "train")
    return {normalized(line) for passage in kept for line in passage.text.splitlines()}


def _all(corpus: Path, data: Path) -> Iterator[tuple[Passage, str]]:
    yield from parts.written(corpus)
    yield from parts.real(corpus, data)


def _document(passage: Passage) -> Document:
    inner = {one.id for one in passage.statements if one.parent is not None}
    outer = {one.id[1:] for one in passage.statements if one.id not in inner}
    spans: dict[str, set[Span]] = {
        layer: {mark.span for mark in passage.marks if mark.label[0] == letter and mark.label[1:] in outer}
        for layer, letter in MARKS.items()
    }
    blocks = []
    for start, end in paragraphs(passage.text):
        words = tokenize(passage.text, start, end)
        tags = {layer: layer_labels(words, found) for layer, found in spans.items()}
        tags["events"] = _event_labels(words, passage)
        blocks.append([Sentence([passage.text[low:high] for low, high in words], tags, bounded=False)])
    return Document(passage.id, "house", blocks)


def _event_labels(words: list[Span], passage: Passage) -> list[str]:
    labels = ["O"] * len(words)
    for event in passage.events:
        for start, end in passage.spans(event.id):
            inside = [n for n, (low, high) in enumerate(words) if low < end and start < high]
            for number in _free(inside, labels):
                labels[number] = ("B-" if number == inside[0] else "I-") + event.type
    return labels


def _free(inside: Iterable[int], labels: list[str]) -> list[int]:
    numbers = list(inside)
    return numbers if all(labels[number] == "O" for number in numbers) else []
