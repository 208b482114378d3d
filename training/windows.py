"""Windows: what the network sees at once, packed as the runtime packs them, with declared augmentation."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from dragoman.language.pieces import LOWER, MIXED, SPECIAL, TITLE, UPPER, Pieces, shape

from .examples import Document, Sentence
from .network import Batch

WINDOW = 250  # pieces, [CLS] and [SEP] included
LAYERS = ("starts", "upos", "feats", "lemma", "names", "source", "cue", "content", "events", "head", "deprel")
NONE = -100
LENGTHS = (40, 80, 128, 192, 256, 288)
"""Padded window lengths. Few shapes, because oneDNN compiles its kernels anew for each: 45 ms a matrix product."""

WORD_STEP = 32  # words of a batch are padded to a multiple of this, for the same reason

WHOLE, SHORTER = 0.6, 0.25  # share of windows of full size, of random size; the rest are single sentences
RECASED = 0.08  # share of windows in title, upper or lower case
REQUOTED = 0.25  # share of windows with other quotation marks
UNSTOPPED = 0.1  # share of single sentences without their final full stop
QUOTES = ('"', "\u201c", "\u201d", "``", "''")
STYLES = (("\u201c", "\u201d"), ("\u00ab", "\u00bb"), ("'", "'"), ('"', '"'), ("\u2018", "\u2019"), ("", ""))

Labels = Mapping[str, Mapping[str, int]]


@dataclass
class Item:
    """A sentence ready to be packed: piece ids a word, shapes, label ids a layer; ``opens`` a block."""

    words: list[str]
    pieces: list[tuple[int, ...]]
    shapes: list[int]
    gold: dict[str, list[int]]
    opens: bool
    bounded: bool

    @property
    def size(self) -> int:
        """Its pieces, with a [SEP] before it where it opens a block."""
        return sum(map(len, self.pieces)) + self.opens


def item(sentence: Sentence, opens: bool, pieces: Pieces, labels: Labels) -> Item:
    """A sentence with everything looked up; a label that is no class is not learned from."""
    gold = {layer: [labels[layer].get(tag, NONE) for tag in tags] for layer, tags in sentence.tags.items()}
    if sentence.head is not None and sentence.deprel is not None:
        gold["head"] = list(sentence.head)
        gold["deprel"] = [
            NONE if head == number else labels["deprel"].get(name, NONE)
            for number, (head, name) in enumerate(zip(sentence.head, sentence.deprel, strict=True))
        ]
    if sentence.bounded:
        gold["starts"] = [NONE if opens else 1] + [0] * (len(sentence.words) - 1)
    words = sentence.words
    return Item(words, [pieces.of(w) for w in words], [shape(w) for w in words], gold, opens, sentence.bounded)


def items(document: Document, pieces: Pieces, labels: Labels) -> list[Item]:
    """All sentences of a document; longer ones than a window are cut (their trees are lost)."""
    found: list[Item] = []
    for block in document.blocks:
        for number, sentence in enumerate(block):
            found.extend(_fitting(item(sentence, number == 0, pieces, labels)))
    return found


def _fitting(one: Item) -> Iterator[Item]:
    while one.size > WINDOW - 2:
        size, cut = int(one.opens), 0
        while size + len(one.pieces[cut]) <= WINDOW - 2:
            size += len(one.pieces[cut])
            cut += 1
        gold = {layer: tags for layer, tags in one.gold.items() if layer not in ("head", "deprel")}
        head, rest = {k: v[:cut] for k, v in gold.items()}, {k: v[cut:] for k, v in gold.items()}
        yield Item(one.words[:cut], one.pieces[:cut], one.shapes[:cut], head, one.opens, one.bounded)
        one = Item(one.words[cut:], one.pieces[cut:], one.shapes[cut:], rest, False, one.bounded)
    yield one


def pack(sentences: Sequence[Item], chance: random.Random) -> Iterator[list[Item]]:
    """Cut a document into windows of mixed sizes."""
    current: list[Item] = []
    size, budget = 2, _budget(chance)
    for one in sentences:
        if current and size + one.size > budget:
            yield current
            current, size, budget = [], 2, _budget(chance)
        current.append(one)
        size += one.size
    if current:
        yield current


def _budget(chance: random.Random) -> int:
    drawn = chance.random()
    if drawn < WHOLE:
        return WINDOW
    return chance.randint(60, WINDOW) if drawn < WHOLE + SHORTER else 0


def without_word(one: Item, number: int) -> Item | None:
    """The sentence without a word that nothing hangs on and that opens no span; None where that cannot be."""
    heads = one.gold.get("head")
    if len(one.words) < 2 or (heads is not None and any(head == number for head in heads)):
        return None
    gold = {layer: tags[:number] + tags[number + 1 :] for layer, tags in one.gold.items()}
    if heads is not None:
        gold["head"] = [head - (head > number) for head in gold["head"]]
    if "starts" in gold:
        gold["starts"][0] = one.gold["starts"][0]
    cut = [values[:number] + values[number + 1 :] for values in (one.words, one.pieces, one.shapes)]
    return Item(cut[0], cut[1], cut[2], gold, one.opens, one.bounded)  # type: ignore[arg-type]


def requoted(window: list[Item], pieces: Pieces, chance: random.Random) -> list[Item]:
    """The window with one other style of quotation marks, or without any."""
    opening, closing = chance.choice(STYLES)
    found: list[Item] = []
    inside = False
    for one in window:
        new: Item = one
        for number in reversed([n for n, word in enumerate(one.words) if word in QUOTES]):
            if not opening:
                new = without_word(new, number) or new
        if opening:
            words, ids = list(one.words), list(one.pieces)
            for number, word in enumerate(words):
                if word in QUOTES:
                    inside = not inside if word == '"' else word in ("\u201c", "``")
                    words[number] = opening if inside else closing
                    ids[number] = pieces.of(words[number])
            new = Item(words, ids, one.shapes, one.gold, one.opens, one.bounded)
        found.append(new)
    return found


def recased(window: list[Item], chance: random.Random) -> list[Item]:
    """The window in lower, title or upper case (shapes only: pieces are uncased); no lemmas are learned from it."""
    style = chance.choice((LOWER, TITLE, UPPER))
    found = []
    for one in window:
        shapes = [style if kind <= MIXED else kind for kind in one.shapes]
        gold = {layer: tags for layer, tags in one.gold.items() if layer != "lemma"}
        found.append(Item(one.words, one.pieces, shapes, gold, one.opens, one.bounded))
    return found


def augmented(window: list[Item], pieces: Pieces, chance: random.Random) -> list[Item]:
    """The window with other case, other quotation marks or without its final stop, by chance."""
    if chance.random() < REQUOTED and any(word in QUOTES for one in window for word in one.words):
        window = requoted(window, pieces, chance)
    if chance.random() < RECASED:
        window = recased(window, chance)
    if len(window) == 1 and window[0].words[-1] == "." and chance.random() < UNSTOPPED:
        shorter = without_word(window[0], len(window[0].words) - 1)
        window = [shorter] if shorter else window
    return window


@dataclass
class Window:
    """A packed window with its guideline."""

    items: list[Item]
    guideline: int

    @property
    def size(self) -> int:
        """Pieces with [CLS], [SEP] between blocks and at the end."""
        return 2 + sum(one.size for one in self.items) - self.items[0].opens


def batch(windows: Sequence[Window], pieces: Pieces) -> Batch:
    """Windows as padded tensors."""
    length = padded_length(max(window.size for window in windows))
    words = max(sum(len(one.words) for one in window.items) for window in windows)
    words = -(-words // WORD_STEP) * WORD_STEP
    ids = torch.zeros(len(windows), length, dtype=torch.long)
    shapes, mask = torch.full_like(ids, SPECIAL), torch.zeros_like(ids)
    first = torch.zeros(len(windows), words, dtype=torch.long)
    last, sentence = torch.zeros_like(first), torch.full_like(first, -1)
    gold: dict[str, Tensor] = {layer: torch.full_like(first, NONE) for layer in LAYERS}
    for row, window in enumerate(windows):
        flat_ids, flat_shapes, firsts, lasts = _flat(window.items, pieces)
        ids[row, : len(flat_ids)] = torch.tensor(flat_ids)
        shapes[row, : len(flat_ids)] = torch.tensor(flat_shapes)
        mask[row, : len(flat_ids)] = 1
        first[row, : len(firsts)], last[row, : len(lasts)] = torch.tensor(firsts), torch.tensor(lasts)
        start = 0
        for number, one in enumerate(window.items):
            end = start + len(one.words)
            sentence[row, start:end] = number
            for layer, tags in one.gold.items():
                values = torch.tensor(tags)
                gold[layer][row, start:end] = values + start if layer == "head" else values
            start = end
        gold["starts"][row, 0] = NONE  # a window opens a sentence by construction
    guideline = torch.tensor([window.guideline for window in windows])
    return Batch(ids, shapes, mask, first, last, sentence, guideline, gold)


def _flat(sentences: Iterable[Item], pieces: Pieces) -> tuple[list[int], list[int], list[int], list[int]]:
    ids, shapes, firsts, lasts = [pieces.start], [SPECIAL], list[int](), list[int]()
    for number, one in enumerate(sentences):
        if one.opens and number:
            ids.append(pieces.stop)
            shapes.append(SPECIAL)
        for word, kind in zip(one.pieces, one.shapes, strict=True):
            firsts.append(len(ids))
            ids.extend(word)
            shapes.extend([kind] * len(word))
            lasts.append(len(ids) - 1)
    return [*ids, pieces.stop], [*shapes, SPECIAL], firsts, lasts


def padded_length(size: int) -> int:
    """The length that a window is padded to."""
    return next((length for length in LENGTHS if size <= length), size)


def batches(windows: Iterable[Window], budget: int, chance: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most ``budget`` padded pieces a batch, in random order."""
    shelves: dict[int, list[Window]] = defaultdict(list)
    for window in windows:
        shelves[padded_length(window.size)].append(window)
    found: list[list[Window]] = []
    for length, shelf in sorted(shelves.items()):
        chance.shuffle(shelf)
        size = max(1, budget // length)
        found.extend(shelf[start : start + size] for start in range(0, len(shelf), size))
    chance.shuffle(found)
    return found
