"""Universal Dependencies in CoNLL-U: trees for training, raw text with gold offsets for scoring."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.language import lemmas

from .examples import KEPT_SUBTYPES, Document, Sentence

KEPT_FEATURES = frozenset(
    [
        "Case",
        "Degree",
        "Gender",
        "Mood",
        "Number",
        "NumType",
        "Person",
        "Polarity",
        "Poss",
        "PronType",
        "Reflex",
        "Tense",
        "VerbForm",
        "Voice",
    ]
)  # what later rooms can use; typos, style, number form, external part of speech and definiteness are left out


@dataclass
class RawSentence:
    """A sentence's rows (ten columns), each with the form as it stands in the text and whether a space follows."""

    rows: list[list[str]] = field(default_factory=list)
    surface: list[tuple[str, bool]] = field(default_factory=list)
    paragraph: bool = False


def documents(path: Path) -> Iterator[tuple[str, list[RawSentence]]]:
    """Each document's name and sentences; ``paragraph`` marks those that open one."""
    name, found = "", list[RawSentence]()
    current, opens = RawSentence(), True
    fused = _Fused()
    for line in path.open(encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if found:
                yield name, found
            name, found, opens = line.partition("= ")[2], [], True
        elif line == "# newpar" or line.startswith("# newpar id"):
            opens = True
        elif not line:
            if current.rows:
                current.paragraph, opens = opens, False
                found.append(current)
            current, fused = RawSentence(), _Fused()
        elif not line.startswith("#"):
            fused.add(line.split("\t"), current)
    if found:
        yield name, found


class _Fused:
    """Keeps track of the words that are written as one ("don't"): the text has the whole, the rows have its parts."""

    def __init__(self) -> None:
        self.last = 0
        self.left = ""
        self.space = True

    def add(self, row: list[str], sentence: RawSentence) -> None:
        space = "SpaceAfter=No" not in row[9].split("|")
        if "." in row[0]:
            return
        if "-" in row[0]:
            self.last, self.left, self.space = int(row[0].split("-")[1]), row[1], space
            return
        number, form = int(row[0]), row[1]
        if number < self.last:
            form, self.left, space = self.left[: len(form)], self.left[len(form) :], False
        elif number == self.last:
            form, space = self.left, self.space
        sentence.rows.append(row)
        sentence.surface.append((form, space))


def relation(name: str) -> str:
    """A relation as Analysis gives it."""
    return name if name in KEPT_SUBTYPES else name.split(":")[0]


def features(cell: str) -> str:
    """The features that are kept, in order, or ``_``."""
    return "|".join(f for f in cell.split("|") if f.split("=")[0] in KEPT_FEATURES) or "_"


def sentence(raw: RawSentence) -> Sentence:
    """A training sentence of a CoNLL-U sentence."""
    heads = [int(row[6]) for row in raw.rows]
    return Sentence(
        words=[form or row[1] for (form, _), row in zip(raw.surface, raw.rows, strict=True)],
        tags={
            "upos": [row[3] for row in raw.rows],
            "feats": [features(row[5]) for row in raw.rows],
            "lemma": [lemmas.script(row[1], row[2]) for row in raw.rows],
        },
        head=[head - 1 if head else number for number, head in enumerate(heads)],
        deprel=[relation(row[7]) for row in raw.rows],
    )


def read(path: Path, guideline: str) -> list[Document]:
    """Training documents of a treebank file."""
    found = []
    for name, sentences in documents(path):
        blocks: list[list[Sentence]] = []
        for raw in sentences:
            if raw.paragraph or not blocks:
                blocks.append([])
            blocks[-1].append(sentence(raw))
        found.append(Document(name, guideline, blocks))
    return found


def raw_text(sentences: list[RawSentence]) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]], list[int]]:
    """A document's text, its paragraphs and words as code point ranges, and the words that open a sentence."""
    pieces: list[str] = []
    length, opened = 0, 0
    blocks: list[tuple[int, int]] = []
    words: list[tuple[int, int]] = []
    opens: list[int] = []
    for number, raw in enumerate(sentences):
        if raw.paragraph and number:
            blocks.append((opened, length))
            pieces.append("\n\n")
            length += 2
            opened = length
        opens.append(len(words))
        for form, space in raw.surface:
            words.append((length, length + len(form)))
            pieces.append(form + " " * space)
            length += len(pieces[-1])
    blocks.append((opened, length))
    return "".join(pieces), blocks, words, opens
