"""Training documents: words in sentences in blocks, with whatever layers their data set declares."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

TAG_LAYERS = ("upos", "feats", "lemma", "names", "source", "cue", "content", "events")
"""Layers with one label a word. ``head`` and ``deprel`` are the tree, ``starts`` the sentence starts."""

KEPT_SUBTYPES = frozenset(
    ("nsubj:pass", "aux:pass", "csubj:pass", "obl:agent", "nmod:poss", "acl:relcl", "compound:prt")
)  # those that Analysis promises; every other subtype is cut off


@dataclass
class Sentence:
    """Words and their layers: ``tags[layer]`` has a label a word; ``head`` is an index in the sentence (root: itself).

    ``bounded`` tells whether its ends are known to be sentence boundaries; a paragraph of a set without sentences is
    one unbounded "sentence".
    """

    words: list[str]
    tags: dict[str, list[str]] = field(default_factory=dict)
    head: list[int] | None = None
    deprel: list[str] | None = None
    bounded: bool = True

    def key(self) -> str:
        """The text without case, marks and spaces: equal keys are the same sentence."""
        return normalized("".join(self.words))


@dataclass
class Document:
    """One document of a data set: blocks (paragraphs) of sentences; ``guideline`` names the rules its names follow."""

    name: str
    guideline: str
    blocks: list[list[Sentence]]

    def sentences(self) -> Iterator[Sentence]:
        """All sentences in order."""
        for block in self.blocks:
            yield from block


def normalized(text: str) -> str:
    """Letters and digits only, in lower case, without accents."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text).lower())


def write(path: Path, documents: Iterable[Document]) -> None:
    """Documents as JSON lines."""
    with path.open("w", encoding="utf-8") as out:
        for document in documents:
            out.write(json.dumps(asdict(document), ensure_ascii=False) + "\n")


def read(path: Path) -> list[Document]:
    """Documents that :func:`write` wrote."""
    found = []
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        blocks = [[Sentence(**sentence) for sentence in block] for block in row["blocks"]]
        found.append(Document(row["name"], row["guideline"], blocks))
    return found


def without(documents: Iterable[Document], keys: set[str]) -> list[Document]:
    """The documents without the sentences that also stand in an evaluation set."""
    kept = []
    for document in documents:
        blocks = [[s for s in block if s.key() not in keys] for block in document.blocks]
        if any(blocks):
            kept.append(Document(document.name, document.guideline, [block for block in blocks if block]))
    return kept
