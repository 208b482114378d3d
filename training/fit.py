"""The training loop: all sets in one stream of windows, one optimizer, bfloat16 where the processor has it."""

import json
import logging
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn

from dragoman.language.pieces import Pieces

from .encoder import base_file, base_weights
from .examples import read
from .network import Network, losses
from .renaming import Renamer
from .windows import Item, Labels, Window, augmented, batch, batches, items, pack

log = logging.getLogger(__name__)

SHARES = {"ewt": 1.0, "gum": 1.0, "house": 2.0, "crossner": 1.0, "wikigold": 1.0, "polnear": 0.35, "passages": 4.0}
"""How much of a set one epoch holds. The house's own are few and matter most; PolNeAR is large and a bonus layer."""

PIECES_A_STEP = 2560  # padded pieces in a batch
TRUNK_RATE, HEAD_RATE = 2e-4, 1e-3  # peak learning rates of the encoder and of the heads
WARM_UP = 0.06  # share of the run in which the rates rise; then they fall to zero in a straight line
DECAY, CLIP = 0.01, 1.0
SAVE_EVERY = 300  # seconds
LOG_EVERY = 50  # steps
ONWARD_SHARES = {"house": 1.0, "passages": 8.0}
ONWARD_RATE = 0.4
LAYER_HEADS = {"events": ("event_hidden.", "events.")}
LAYER_SETS = {"events": ("passages",)}
ROUNDED_FROM = 0.6  # share of the run after which the encoder sees its inputs and weights as int8


@dataclass
class Plan:
    """Everything an epoch is drawn from."""

    sets: dict[str, list[tuple[list[Item], int]]]
    pieces: Pieces
    renamer: Renamer
    shares: dict[str, float] = field(default_factory=SHARES.copy)

    def windows(self, chance: random.Random) -> Iterator[Window]:
        """The windows of one epoch: each set's documents as often as its share says, packed and augmented anew."""
        for name in sorted(self.sets):
            documents, share = self.sets[name], self.shares.get(name, 1.0)
            chosen = documents * int(share)
            rest = share - int(share)
            chosen = chosen + chance.sample(documents, round(len(documents) * rest))
            for sentences, guideline in chosen:
                if name == "house":
                    sentences = [self.renamer.dated(one, guideline, chance) for one in sentences]
                for window in pack(sentences, chance):
                    window = self.renamer.renamed(window, guideline, chance)
                    yield Window(augmented(window, self.pieces, chance), guideline)


def load(base: Path, out: Path, without: frozenset[str]) -> tuple[Plan, dict[str, list[str]]]:
    """The prepared documents as items, and the label lists."""
    tokenizer = out / "tokenizer.json"
    tokenizer.write_bytes(base_file(base, "tokenizer.json"))
    pieces = Pieces(tokenizer)
    names: dict[str, list[str]] = json.loads((out / "labels.json").read_text("utf-8"))
    labels: Labels = {layer: {label: n for n, label in enumerate(values)} for layer, values in names.items()}
    renamer = Renamer(pieces, labels["names"]["B-PLACE"], labels["names"]["B-ORG"])
    sets = {}
    for path in sorted((out / "data").glob("*.jsonl")):
        if path.stem not in without:
            sets[path.stem] = [(items(d, pieces, labels), labels["guidelines"][d.guideline]) for d in read(path)]
    for documents in sets.values():
        for sentences, guideline in documents:
            renamer.learn(sentences, guideline)
    return Plan(sets, pieces, renamer), names


def optimizer(network: Network) -> torch.optim.Optimizer:
    """AdamW with two learning rates, no decay on vectors."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = defaultdict(list)
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            rate = TRUNK_RATE if name.startswith("encoder.") else HEAD_RATE
            groups[rate, DECAY if weight.ndim > 1 else 0.0].append(weight)
    return torch.optim.AdamW(
        [{"params": weights, "lr": rate, "weight_decay": decay} for (rate, decay), weights in groups.items()],
        betas=(0.9, 0.98),
        fused=True,
    )


def rate_at(done: float) -> float:
    """The share of the peak learning rate after this share of the run."""
    return done / WARM_UP if done < WARM_UP else max(0.0, (1 - done) / (1 - WARM_UP))


def step(
    network: Network, group: list[Window], plan: Plan, adam: torch.optim.Optimizer, only: str = ""
) -> tuple[dict[str, float], int]:
    """One update; gives the losses by layer and the words seen."""
    inputs = batch(group, plan.pieces)
    with torch.autocast("cpu", torch.bfloat16):
        found = {layer: loss for layer, loss in losses(network, inputs).items() if only in ("", layer)}
    total: Tensor = torch.stack(list(found.values())).sum()
    total.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), CLIP)
    adam.step()
    adam.zero_grad(set_to_none=True)
    return {layer: float(loss.detach()) for layer, loss in found.items()}, int((inputs.sentence >= 0).sum())


def save(network: Network, labels: dict[str, list[str]], path: Path) -> None:
    """A checkpoint, written beside and then put in its place."""
    torch.save({"labels": labels, "state": network.state_dict()}, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


@dataclass(frozen=True)
class Course:
    """How to train: for ``epochs`` or ``minutes``, whichever ends first (the learning rate comes down in time).

    ``onward`` goes on from a checkpoint in ``out`` with lower rates and less of the bonus layers; it writes ``save``.
    ``only`` names a layer whose own heads alone are then fitted, on the sets of LAYER_SETS, at full rate.
    """

    base: Path
    out: Path
    epochs: float
    minutes: float
    without: frozenset[str] = frozenset()
    seed: int = 1
    threads: int = 2
    onward: str = ""
    save: str = "checkpoint.pt"
    only: str = ""


@dataclass
class Progress:
    """What was seen so far, and the losses since the last line of the log."""

    began: float
    words: int = 0
    steps: int = 0
    sums: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, found: dict[str, float], words: int, done: float, epoch: int) -> None:
        """Take up a step; every LOG_EVERY steps, log."""
        self.words, self.steps = self.words + words, self.steps + 1
        for layer, loss in found.items():
            self.sums[layer].append(loss)
        if self.steps % LOG_EVERY == 0:
            shown = " ".join(f"{layer} {sum(one) / len(one):.3f}" for layer, one in sorted(self.sums.items()))
            rate = self.words / (time.monotonic() - self.began)
            log.info(
                "%.3f epoch %d step %d, %d words, %.0f a second: %s", done, epoch, self.steps, self.words, rate, shown
            )
            self.sums.clear()


def begin(course: Course) -> tuple[Plan, dict[str, list[str]], Network]:
    """The data and a network with the base model's weights, or with the checkpoint's."""
    torch.manual_seed(course.seed)
    torch.set_num_threads(course.threads)
    plan, labels = load(course.base, course.out, course.without)
    network = Network(labels)
    if course.onward:
        network.load_state_dict(grown(torch.load(course.out / course.onward, weights_only=True)["state"], network))
        plan.shares = SHARES | ONWARD_SHARES
    else:
        network.encoder.load_base(base_weights(course.base))
    if course.only:
        plan.sets = {name: plan.sets[name] for name in LAYER_SETS[course.only]}
        for name, weight in network.named_parameters():
            weight.requires_grad_(name.startswith(LAYER_HEADS[course.only]))
    network.train()
    return plan, labels, network


def grown(state: dict[str, Tensor], network: Network) -> dict[str, Tensor]:
    """A checkpoint's weights for a network that has got more heads since: what it lacks is as it was made."""
    own = network.state_dict()
    mixes = own["mixes.weights"].clone()
    mixes[: len(state["mixes.weights"])] = state["mixes.weights"]
    return own | state | {"mixes.weights": mixes}


def train(course: Course) -> None:
    """Fit the network and leave its checkpoint in ``course.out``."""
    plan, labels, network = begin(course)
    chance = random.Random(course.seed)
    adam = optimizer(network)
    lower = bool(course.onward) and not course.only
    peaks = [group["lr"] * (ONWARD_RATE if lower else 1) for group in adam.param_groups]
    progress = Progress(time.monotonic())
    saved, epoch, done = progress.began, 0, 0.0
    while done < 1:
        groups = batches(plan.windows(chance), PIECES_A_STEP, chance)
        for number, group in enumerate(groups):
            now = time.monotonic()
            done = max((epoch + number / len(groups)) / course.epochs, (now - progress.began) / 60 / course.minutes)
            if done >= 1:
                break
            if done >= (0 if course.onward else ROUNDED_FROM):
                network.encoder.round()
            for entry, peak in zip(adam.param_groups, peaks, strict=True):
                entry["lr"] = peak * rate_at(done)
            progress.add(*step(network, group, plan, adam, course.only), done, epoch)
            if now - saved > SAVE_EVERY:
                save(network, labels, course.out / course.save)
                saved = now
        epoch += 1
    save(network, labels, course.out / course.save)
    minutes = (time.monotonic() - progress.began) / 60
    log.info("done: %d steps, %d words, %.1f minutes", progress.steps, progress.words, minutes)


def average(out: Path, older: str, newer: str, save: str) -> None:
    """The mean of a checkpoint and of one that went on from it (Wortsman et al. 2022, "model soups").

    Heads that only the newer one has are kept as they are.
    """
    one, other = (torch.load(out / name, weights_only=True) for name in (older, newer))
    state = {}
    for name, value in other["state"].items():
        state[name] = value.clone()
        if name in one["state"]:
            shared = one["state"][name]
            state[name][: len(shared)] = (shared + value[: len(shared)]) / 2
    torch.save({"labels": other["labels"], "state": state}, out / save)
