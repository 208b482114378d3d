"""PolNeAR (brat stand-off): who is cited, by which words, with what, as three layers of BIO labels."""

import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.language.tokens import tokenize

from .examples import Document, Sentence

LAYERS = ("source", "cue", "content")

_SPAN = re.compile(r"^(T\d+)\t(Source|Cue|Content) ([\d ;]+)\t", re.MULTILINE)

Spans = dict[str, set[tuple[int, int]]]


def annotations(path: Path) -> Spans:
    """Character spans by layer; a discontinuous span gives several."""
    found: Spans = {layer: set() for layer in LAYERS}
    for _, label, places in _SPAN.findall(path.read_text("utf-8")):
        for place in places.split(";"):
            start, end = map(int, place.split())
            found[label.lower()].add((start, end))
    return found


def pairs(folder: Path) -> Iterator[tuple[str, str, Spans]]:
    """Each document's name, text and spans; where several people annotated it, the first file by name."""
    files = sorted((folder / "attributions").rglob("*.ann"))
    for text in sorted((folder / "text").glob("*.txt")):
        own = [path for path in files if path.stem == text.stem or path.stem.startswith(text.stem + "_")]
        if own:
            yield text.stem, text.read_bytes().decode("utf-8").replace("\r\n", "\n"), annotations(own[0])


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines that are not empty, as code point ranges."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def layer_labels(words: list[tuple[int, int]], spans: set[tuple[int, int]]) -> list[str]:
    """BIO labels over words for character spans; a word belongs to a span that holds its first character."""
    labels = ["O"] * len(words)
    for start, end in sorted(spans):
        inside = [number for number, (low, high) in enumerate(words) if start <= low < end or low <= start < high]
        for number in inside:
            if labels[number] == "O":
                labels[number] = "B" if number == inside[0] else "I"
    return labels


def read(folder: Path) -> list[Document]:
    """Training documents: a paragraph is one block of one sentence without known boundaries."""
    found = []
    for name, text, spans in pairs(folder):
        blocks = []
        for start, end in paragraphs(text):
            words = tokenize(text, start, end)
            tags = {layer: layer_labels(words, spans[layer]) for layer in LAYERS}
            blocks.append([Sentence([text[low:high] for low, high in words], tags, bounded=False)])
        found.append(Document(name, "house", blocks))
    return found
