"""The network: one encoder, a layer mix for each family of heads, and the heads. A new task is a new head.

Word vectors are the mean of a word's first and last piece. Syntax follows Dozat & Manning 2017 (biaffine arcs and
labels); a root is an arc to oneself, scored by its own vector.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.language.pieces import SHAPES

from .encoder import LAYERS, WIDTH, Dropout, Encoder

ARC, LABEL, NAME, SPAN, EVENT = 256, 96, 160, 160, 160  # widths of the heads' hidden layers
NEVER = -1e4
ROW_STEP = 256  # labelled arcs are padded to a multiple of this: see windows.LENGTHS

FAMILIES = {
    "syntax": ("arcs",),
    "tags": ("starts", "upos", "feats", "lemma"),
    "names": ("names",),
    "attribution": ("source", "cue", "content"),
    "events": ("events",),
}
"""Heads by family: a family shares one mix of the encoder's layers."""


@dataclass
class Batch:
    """Windows of one size: pieces (batch, length), words (batch, words) by first and last piece, and gold layers.

    ``gold[layer]`` is (batch, words), -100 where not labelled; ``sentence`` numbers a window's sentences (-1: none).
    """

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    sentence: Tensor
    guideline: Tensor
    gold: dict[str, Tensor]


class Mixes(nn.Module):
    """A learned weighted mean of all layers for each family."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(len(FAMILIES), LAYERS + 1))
        with torch.no_grad():
            self.weights[:, -1] = 1.0

    def forward(self, states: Sequence[Tensor]) -> dict[str, Tensor]:
        """The mix of each family."""
        shape = states[0].shape
        flat = torch.stack([one.reshape(-1) for one in states])
        mixed = torch.matmul(torch.softmax(self.weights, 1), flat)
        return {family: mixed[number].view(shape) for number, family in enumerate(FAMILIES)}


def perceptron(width: int) -> nn.Module:
    """A hidden layer."""
    return nn.Sequential(nn.Linear(WIDTH, width), nn.GELU())


class Network(nn.Module):
    """Windows to scores. ``labels`` gives each layer's labels, as ``training prepare`` wrote them."""

    def __init__(self, labels: Mapping[str, Sequence[str]], dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = Encoder(len(SHAPES))
        self.mixes = Mixes()
        self.dropout = Dropout(dropout)
        self.starts = nn.Sequential(perceptron(64), nn.Linear(64, 1))
        self.upos = nn.Linear(WIDTH, len(labels["upos"]))
        self.feats = nn.Linear(WIDTH, len(labels["feats"]))
        self.lemma = nn.Linear(WIDTH, len(labels["lemma"]))
        self.name_hidden = nn.Linear(WIDTH, NAME)
        self.guidelines = nn.Embedding(len(labels["guidelines"]), NAME)
        nn.init.normal_(self.guidelines.weight, std=0.02)
        self.names = nn.Linear(NAME, len(labels["names"]))
        self.span_hidden = perceptron(SPAN)
        self.source, self.cue, self.content = (nn.Linear(SPAN, len(labels[n])) for n in ("source", "cue", "content"))
        self.event_hidden, self.events = perceptron(EVENT), nn.Linear(EVENT, len(labels["events"]))
        self.arc_word, self.arc_head = perceptron(ARC), perceptron(ARC)
        self.label_word, self.label_head = perceptron(LABEL), perceptron(LABEL)
        self.arc_pair = nn.Parameter(torch.randn(ARC, ARC) * 0.02)
        self.arc_bias = nn.Linear(ARC, 1)
        self.root = nn.Linear(ARC, 1)
        relations = len(labels["deprel"])
        self.label_pair = nn.Parameter(torch.randn(LABEL + 1, relations * (LABEL + 1)) * 0.02)

    def words(self, states: Sequence[Tensor], batch: Batch) -> dict[str, Tensor]:
        """Word vectors (batch, words, width) for each family of heads."""
        rows = torch.arange(batch.ids.shape[0], device=batch.ids.device)[:, None]
        return {
            family: self.dropout((mixed[rows, batch.first] + mixed[rows, batch.last]) * 0.5)
            for family, mixed in self.mixes(states).items()
        }

    def tags(self, words: Mapping[str, Tensor], batch: Batch) -> dict[str, Tensor]:
        """Scores (batch, words, labels) of every head with one label a word."""
        plain, named, spans, done = (words[family] for family in ("tags", "names", "attribution", "events"))
        hidden = self.dropout(functional.gelu(self.name_hidden(named) + self.guidelines(batch.guideline)[:, None]))
        spanned = self.dropout(self.span_hidden(spans))
        return {
            "starts": self.starts(plain),
            "upos": self.upos(plain),
            "feats": self.feats(plain),
            "lemma": self.lemma(plain),
            "names": self.names(hidden),
            "source": self.source(spanned),
            "cue": self.cue(spanned),
            "content": self.content(spanned),
            "events": self.events(self.dropout(self.event_hidden(done))),
        }

    def projections(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """What tree decoding needs of a word: as dependent, as head, root score, label vectors as dependent and head.

        An arc's score is dependent · head (the last entry of ``head`` is its bias); a label's score is the product of
        the dependent's label vector times ``label_pair``, (relations, LABEL + 1), with the head's label vector.
        """
        dependent, head = self.dropout(self.arc_word(words)), self.dropout(self.arc_head(words))
        root = self.root(dependent)
        one = torch.ones_like(root)
        dependent = torch.cat([dependent @ self.arc_pair, one], -1)
        head = torch.cat([head, self.arc_bias(head)], -1)
        label_word = torch.cat([self.dropout(self.label_word(words)), one], -1)
        label_head = torch.cat([self.dropout(self.label_head(words)), one], -1)
        return dependent, head, root, label_word, label_head

    def arc_scores(self, dependent: Tensor, head: Tensor, root: Tensor, sentence: Tensor) -> Tensor:
        """Scores (batch, words, words) of each word's head, within its sentence; the diagonal is the root."""
        scores = torch.matmul(dependent, head.transpose(1, 2)).float()
        eye = torch.eye(scores.shape[1], dtype=torch.bool, device=scores.device)
        scores = torch.where(eye, root.float(), scores)
        return scores.masked_fill(sentence[:, :, None] != sentence[:, None, :], NEVER)

    def forward(self, batch: Batch) -> tuple[dict[str, Tensor], tuple[Tensor, Tensor, Tensor, Tensor, Tensor]]:
        """All scores of a batch."""
        states = self.encoder(batch.ids, batch.shapes, batch.mask)
        words = self.words(states, batch)
        return self.tags(words, batch), self.projections(words["syntax"])


WEIGHTS = {
    "starts": 1.0, "upos": 1.0, "feats": 0.5, "lemma": 0.5, "names": 1.5, "source": 0.7, "cue": 0.7, "content": 0.7,
    "events": 1.0,
    "head": 1.5, "deprel": 1.0,
}  # fmt: skip
"""Share of each layer in the loss; not tuned beyond the first choice."""

LEAST_LABELLED = 0.25  # a layer that few words of a batch bear counts for less than a full one


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of every layer that has labels in the batch."""
    tags, (dependent, head, root, label_word, label_head) = network(batch)
    words = int((batch.sentence >= 0).sum())
    found: dict[str, Tensor] = {}

    def add(layer: str, total: Tensor, count: int) -> None:
        if count:
            found[layer] = WEIGHTS[layer] * total / max(count, LEAST_LABELLED * words)

    for layer, scores in tags.items():
        gold = batch.gold[layer]
        labelled = gold >= 0
        count = int(labelled.sum())
        if not count:
            continue
        if layer == "starts":
            total = functional.binary_cross_entropy_with_logits(
                scores[labelled][:, 0].float(), gold[labelled].float(), reduction="sum"
            )
        else:
            total = functional.cross_entropy(scores[labelled].float(), gold[labelled], reduction="sum")
        add(layer, total, count)
    gold = batch.gold["head"]
    treed = gold >= 0
    if count := int(treed.sum()):
        arcs = network.arc_scores(dependent, head, root, batch.sentence)
        add("head", functional.cross_entropy(arcs[treed], gold[treed], reduction="sum"), count)
        rows, columns = torch.nonzero(treed & (batch.gold["deprel"] >= 0), as_tuple=True)
        count, spare = len(rows), -len(rows) % ROW_STEP
        rows, columns = torch.cat([rows, rows[:1].expand(spare)]), torch.cat([columns, columns[:1].expand(spare)])
        pair = (label_word[rows, columns] @ network.label_pair).view(len(rows), -1, LABEL + 1)
        scores = torch.matmul(pair, label_head[rows, gold[rows, columns]][:, :, None])[:count, :, 0].float()
        relations = batch.gold["deprel"][rows[:count], columns[:count]]
        add("deprel", functional.cross_entropy(scores, relations, reduction="sum"), count)
    return found
