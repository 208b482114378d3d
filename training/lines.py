"""Trains the line tagger: ``python -m training.lines --to src/dragoman/cleaning/weights/lines.npz``.

A chain of labels over the lines of a text (a linear-chain conditional random field, Lafferty, McCallum & Pereira 2001)
on top of one hidden layer, with numpy and scipy alone, in some minutes on one core. Data: the pages of ``line_pages``
and the texts of ``line_composition``. ``benchmarks/cleaning.py`` measures what comes out.
"""

import argparse
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from dragoman.cleaning.features import BUCKETS, NAMES, PHRASE_FEATURES, features, look
from dragoman.cleaning.lines import Line
from dragoman.cleaning.tagger import LABELS, REACH, ROLES, LineTagger, around

from .line_composition import Article, Composer, of_page, of_sentences
from .line_pages import LabelledText, Page, fundus, page_texts, wcxb

log = logging.getLogger(__name__)
Floats = NDArray[np.float32]

HIDDEN = 32
#: Shares of phrase features and word rows that are hidden from a text in training, so that no single cue carries all.
PHRASE_DROP, WORD_DROP, HIDDEN_DROP = 0.4, 0.25, 0.2
ROLE_WEIGHT = 0.3
LONGEST = 250  # lines of one text; longer ones are cut
RATE, DECAY = 2e-3, 1e-5
SEEDS = {"pages": 7, "composed": 11, "fit": 3}


@dataclass(frozen=True)
class Sample:
    """A text as the trainer needs it: dense features (bytes), hashed rows, label and role numbers (-1: unknown)."""

    dense: NDArray[np.uint8]
    words: tuple[tuple[int, ...], ...]
    gold: NDArray[np.int64]
    roles: NDArray[np.int64]
    weight: float


def as_lines(text: LabelledText) -> list[Line]:
    """The text's lines with offsets, as the splitter would give them."""
    position, found = 0, []
    for number, (line, blank) in enumerate(zip(text.lines, text.blank, strict=True)):
        position += (1 if number else 0) + (1 if blank and number else 0)
        found.append(Line(position, position + len(line), line, blank or number == 0))
        position += len(line)
    return found


def chain_labels(labels: Sequence[str]) -> list[int]:
    """Label numbers; furniture is told apart by whether it stands before, within or after the article."""
    own = [i for i, label in enumerate(labels) if label in {"body", "heading"}]
    first, last = (own[0], own[-1]) if own else (len(labels), -1)
    named = ["before" if i < first else "after" if i > last else "inside" for i in range(len(labels))]
    return [LABELS.index(named[i] if label == "furniture" else label) for i, label in enumerate(labels)]


def sample(text: LabelledText) -> Sample:
    """A labelled text with its features, cut to ``LONGEST`` lines."""
    found = features(look(as_lines(text)[:LONGEST]))
    gold = np.array(chain_labels(text.labels)[:LONGEST])
    roles = np.array([ROLES.index(role) if role else -1 for role in text.roles][:LONGEST])
    return Sample(found.dense, found.words, gold, roles, text.weight)


# --- data ------------------------------------------------------------------------------------------------------------


def pages_of(data: Path) -> list[Page]:
    """All pages with truth."""
    return [*fundus(data / "pages/fundus_dev"), *wcxb(data / "pages/wcxb_dev")]


def composer(data: Path, pages: Sequence[Page], held_out: bool) -> Composer:
    """The composer for training or for measuring: neither articles nor phrases of one are in the other."""
    articles: list[Article] = [a for page in pages if page.held_out == held_out and (a := of_page(page))]
    sentences = (data / "news_text/voa.txt").read_text(encoding="utf-8").splitlines()
    cut = 6 * len(sentences) // 7
    part = sentences[cut:] if held_out else sentences[:cut]
    news = list(of_sentences(part, random.Random(SEEDS["composed"])))
    rest = [a for a in articles if a.source != "wcxb"]
    plain = [a for a in articles if a.source == "wcxb"][: len(news) // 2]
    return Composer([*news, *rest, *plain], SEEDS["composed"], held_out)


def texts_of(data: Path, held_out: bool, composed: int) -> Iterator[LabelledText]:
    """All texts for training, or those kept for measuring."""
    pages = pages_of(data)
    for page in pages:
        if page.held_out == held_out:
            yield from page_texts(page, SEEDS["pages"], count=1 if held_out else 2)
    yield from composer(data, pages, held_out).texts(composed)


# --- fitting ---------------------------------------------------------------------------------------------------------


class Fit:
    """The parameters and their Adam moments."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        wide = len(NAMES) * (2 * REACH + 1)
        count, roles = len(LABELS), len(ROLES)
        shape: dict[str, tuple[int, ...]] = {"dense": (wide, HIDDEN), "words": (BUCKETS, HIDDEN), "bias": (HIDDEN,)}
        shape |= {"out": (HIDDEN, count), "out_bias": (count,), "role": (HIDDEN, roles), "role_bias": (roles,)}
        shape |= {"moves": (count, count), "first": (count,), "last": (count,)}
        scale = {"dense": 0.05, "words": 0.05, "out": 0.3, "role": 0.3}
        self.values: dict[str, Floats] = {
            name: (rng.standard_normal(size) * scale.get(name, 0)).astype(np.float32) for name, size in shape.items()
        }
        self.moments = {name: (np.zeros_like(v), np.zeros_like(v)) for name, v in self.values.items()}
        self.rng = rng
        self.step = 0

    def update(self, gradients: dict[str, Floats], rate: float) -> None:
        """One step of Adam with decoupled weight decay."""
        self.step += 1
        for name, gradient in gradients.items():
            first, second = self.moments[name]
            first += 0.1 * (gradient - first)
            second += 0.001 * (gradient * gradient - second)
            ahead = first / (1 - 0.9**self.step)
            spread = np.sqrt(second / (1 - 0.999**self.step)) + 1e-8
            value = self.values[name]
            value -= rate * (ahead / spread + (DECAY / RATE * 10 * value if name in ("dense", "words") else 0))

    def learn(self, batch: Sequence[Sample], rate: float) -> float:
        """One step on a batch of texts; returns the loss a line."""
        v, rng = self.values, self.rng
        wide = np.concatenate([self._seen(s) for s in batch])
        rows = self._rows(batch)
        before = wide @ v["dense"] + rows @ v["words"] + v["bias"]
        active = np.maximum(before, 0)
        mask = (rng.random(active.shape) >= HIDDEN_DROP).astype(np.float32) / (1 - HIDDEN_DROP)
        active *= mask
        emissions = active @ v["out"] + v["out_bias"]
        loss, slope, chain = chain_gradient(emissions, batch, v)
        role_slope = role_gradient(active @ v["role"] + v["role_bias"], batch)
        back = (slope @ v["out"].T + role_slope @ v["role"].T) * mask * (before > 0)
        own = {"dense": wide.T @ back, "words": rows.T @ back, "bias": back.sum(0)}
        out = {
            "out": active.T @ slope,
            "out_bias": slope.sum(0),
            "role": active.T @ role_slope,
            "role_bias": role_slope.sum(0),
        }
        self.update({**own, **out, **chain}, rate)
        return loss

    def _seen(self, one: Sample) -> Floats:
        dense = one.dense.astype(np.float32)
        if self.rng.random() < PHRASE_DROP:
            dense[:, PHRASE_FEATURES] = 0
        return around(dense)

    def _rows(self, batch: Sequence[Sample]) -> Any:
        words = [w for s in batch for w in s.words]
        columns = np.concatenate([np.array(w, dtype=np.int64) for w in words])
        lengths = [len(w) for w in words]
        keep = (self.rng.random(len(columns)) >= WORD_DROP).astype(np.float32)
        bounds = np.concatenate([[0], np.cumsum(lengths)])
        return sparse.csr_matrix((keep, columns, bounds), shape=(len(words), BUCKETS))

    def tagger(self) -> LineTagger:
        """What was learnt, for use."""
        return LineTagger({name: value.copy() for name, value in self.values.items()})


def role_gradient(scores: Floats, batch: Sequence[Sample]) -> Floats:
    """The gradient of the roles' cross-entropy, over the lines whose role is known."""
    gold = np.concatenate([s.roles for s in batch])
    known = gold >= 0
    share = np.exp(scores - logsumexp(scores, 1)[:, None])
    share[np.arange(len(gold))[known], gold[known]] -= 1
    found: Floats = (share * known[:, None] * ROLE_WEIGHT / len(gold)).astype(np.float32)
    return found


def chain_gradient(
    emissions: Floats, batch: Sequence[Sample], v: dict[str, Floats]
) -> tuple[float, Floats, dict[str, Floats]]:
    """Loss and gradients of the chain (forward-backward over the padded batch)."""
    sizes = np.array([len(s.gold) for s in batch])
    longest, texts, labels = sizes.max(), len(batch), emissions.shape[1]
    scores = np.zeros((texts, longest, labels), np.float32)
    gold = np.zeros((texts, longest), np.int64)
    inside = np.arange(longest)[None] < sizes[:, None]
    scores[inside] = emissions
    gold[inside] = np.concatenate([s.gold for s in batch])
    weight = np.array([s.weight for s in batch], np.float32) / sizes.sum()
    moves = v["moves"]
    alpha = np.zeros_like(scores)
    alpha[:, 0] = scores[:, 0] + v["first"]
    for t in range(1, longest):
        alpha[:, t] = logsumexp(alpha[:, t - 1, :, None] + moves[None], 1) + scores[:, t]
    beta = np.zeros_like(scores)
    for t in range(longest - 1, -1, -1):
        after = min(t + 1, longest - 1)
        ahead = logsumexp(moves[None] + (scores[:, after] + beta[:, after])[:, None], 2)
        beta[:, t] = np.where((sizes - 1 == t)[:, None], v["last"], ahead)
    total = logsumexp(alpha[:, 0] + beta[:, 0], 1)
    share = np.exp(np.where(inside[:, :, None], alpha + beta - total[:, None, None], -np.inf))
    one = np.eye(labels, dtype=np.float32)[gold] * inside[:, :, None]
    slope = (share - one) * weight[:, None, None]
    pair = np.zeros_like(moves)
    loss = float((weight * total).sum())
    for t in range(1, longest):
        live = inside[:, t]
        if not live.any():
            break
        joint = alpha[live, t - 1, :, None] + moves[None] + (scores[live, t] + beta[live, t])[:, None]
        pair += (np.exp(joint - total[live, None, None]) * weight[live, None, None]).sum(0)
        np.subtract.at(pair, (gold[live, t - 1], gold[live, t]), weight[live])
        loss -= float((weight[live] * moves[gold[live, t - 1], gold[live, t]]).sum())
    loss -= float((weight[:, None] * np.take_along_axis(scores, gold[:, :, None], 2)[:, :, 0] * inside).sum())
    ends = gold[np.arange(texts), sizes - 1]
    loss -= float((weight * (v["first"][gold[:, 0]] + v["last"][ends])).sum())
    last = ((share[np.arange(texts), sizes - 1] - one[np.arange(texts), sizes - 1]) * weight[:, None]).sum(0)
    return loss, slope[inside], {"moves": pair, "first": slope[:, 0].sum(0), "last": last}


def logsumexp(values: Floats, axis: int) -> Floats:
    """The logarithm of the sum of exponentials."""
    top = values.max(axis=axis, keepdims=True)
    found: Floats = np.log(np.exp(values - top).sum(axis=axis)) + top.squeeze(axis)
    return found


def fit(samples: Sequence[Sample], epochs: int, size: int = 16) -> LineTagger:
    """Trains on the samples; the learning rate falls to zero along a line."""
    model = Fit(SEEDS["fit"])
    lengths = np.array([len(s.gold) for s in samples])
    steps, done, start = epochs * -(-len(samples) // size), 0, time.monotonic()
    for epoch in range(epochs):
        # Texts of like length stand together in a batch, so that little of it is padding.
        order = np.argsort(lengths * model.rng.uniform(0.8, 1.25, len(samples)), kind="stable")
        starts = np.arange(0, len(order), size)
        model.rng.shuffle(starts)
        losses = []
        for position in starts:
            rate = RATE * (1 - done / steps) + 1e-5
            losses.append(model.learn([samples[i] for i in order[position : position + size]], rate))
            done += 1
        log.info("epoch %d loss %.4f after %.0f s", epoch + 1, float(np.mean(losses)), time.monotonic() - start)
    return model.tagger()


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(prog="training.lines", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the data sets")
    parser.add_argument("--to", type=Path, required=True, help="file of the weights (.npz)")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--composed", type=int, default=5000, help="how many composed texts")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    samples = [sample(text) for text in texts_of(options.data, held_out=False, composed=options.composed)]
    log.info("%d texts, %d lines", len(samples), sum(len(s.gold) for s in samples))
    fit(samples, options.epochs).save(options.to)


if __name__ == "__main__":
    main()
