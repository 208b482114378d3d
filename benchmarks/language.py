"""Score the language room on the development sets: ``python -m benchmarks.language --data ../shared/data``.

Every line ends with the first twelve digits of the data's sha256. Brackets hold a 95 % bootstrap interval over
documents (over sentences where a set has no documents).
"""

import argparse
import hashlib
import json
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dragoman.language import Analysis, Model, analyse, load_model
from dragoman.language.analyser import analyse_tokens
from training import attribution, names, treebank
from training.examples import Sentence

RESAMPLES = 1000
SEED = 7
LAYERS = ("source", "cue", "content")
TREEBANKS = ("gum.dev", "gum.news_dev", "ewt.dev")

Counts = tuple[int, int, int]  # right, predicted, gold


@dataclass(frozen=True)
class Figure:
    """A figure in percent with its interval."""

    name: str
    value: float
    low: float
    high: float
    digest: str

    def __str__(self) -> str:
        return f"{self.name:<58}{self.value:7.2f}  [{self.low:5.1f}, {self.high:5.1f}]  {self.digest}"


def f1(counts: Counts) -> float:
    """F1 in percent; with as many predicted as gold it is the accuracy."""
    right, predicted, gold = counts
    return 200 * right / (predicted + gold) if predicted + gold else 0.0


def summed(rows: Iterable[Counts]) -> Counts:
    """Counts of several units together."""
    totals = [sum(column) for column in zip(*rows, strict=True)] or [0, 0, 0]
    return totals[0], totals[1], totals[2]


def figure(name: str, units: Sequence[Counts], digest: str) -> Figure:
    """F1 over units (documents or sentences) with a bootstrap interval."""
    chance = random.Random(SEED)
    draws = sorted(f1(summed(chance.choices(units, k=len(units)))) for _ in range(RESAMPLES))
    return Figure(name, f1(summed(units)), draws[RESAMPLES // 40], draws[-RESAMPLES // 40], digest)


def digest(*paths: Path) -> str:
    """First digits of the sha256 of files (of a folder: all its files in order)."""
    found = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                found.update(file.read_bytes())
    return found.hexdigest()[:12]


def overlap(gold: Iterable[object], predicted: Iterable[object]) -> Counts:
    """Counts of two sets."""
    one, other = set(gold), set(predicted)
    return len(one & other), len(other), len(one)


def _tree_units(gold: list[Sentence], found: Analysis) -> dict[str, Counts]:
    right = {"UPOS": 0, "UAS": 0, "LAS": 0, "FEATS": 0, "lemma": 0}
    position = 0
    for one in gold:
        assert one.head is not None
        assert one.deprel is not None
        for number in range(len(one.words)):
            token = position + number
            same = found.heads[token] == position + one.head[number]
            right["UPOS"] += found.upos[token] == one.tags["upos"][number]
            right["UAS"] += same
            right["LAS"] += same and found.deprels[token].split(":")[0] == one.deprel[number].split(":")[0]
            right["FEATS"] += found.feats[token] == one.tags["feats"][number]
            right["lemma"] += found.lemmas[token] == one.tags["lemma_form"][number]
        position += len(one.words)
    return {name: (count, position, position) for name, count in right.items()}


def trees(path: Path, model: Model) -> list[Figure]:
    """Tags and trees with gold tokens and sentences; sentences and tokens from raw text with its paragraphs."""
    units: dict[str, list[Counts]] = {}
    for _, raw in treebank.documents(path):
        text, blocks, words, opens = treebank.raw_text(raw)
        gold = [treebank.sentence(one) for one in raw]
        for one, rows in zip(gold, raw, strict=True):
            one.tags["lemma_form"] = [row[2] for row in rows.rows]
        sizes = [sum(low <= start < high for start, _ in words) for low, high in blocks]
        scored = _tree_units(gold, analyse_tokens(text, words, sizes, model, starts=opens))
        free = analyse(text, blocks, model)
        bounds = [
            (words[low][0], words[high - 1][1]) for low, high in zip(opens, [*opens[1:], len(words)], strict=True)
        ]
        scored["sentences"] = overlap(bounds, (free.span(*sentence) for sentence in free.sentences))
        scored["tokens"] = overlap(words, zip(free.starts, free.ends, strict=True))
        scored["LAS from raw text"] = _raw_las(gold, words, free)
        scored["UPOS from raw text"] = overlap(
            zip(words, (tag for one in gold for tag in one.tags["upos"]), strict=True),
            zip(zip(free.starts, free.ends, strict=True), free.upos, strict=True),
        )
        for name, counts in scored.items():
            units.setdefault(name, []).append(counts)
    return [figure(f"{path.stem}: {name}", rows, digest(path)) for name, rows in units.items()]


def _raw_las(gold: list[Sentence], words: list[tuple[int, int]], found: Analysis) -> Counts:
    """Labelled arcs as (word, head, relation) by code points, as in the CoNLL 2018 shared task."""
    arcs, position = [], 0
    for one in gold:
        assert one.head is not None
        assert one.deprel is not None
        for number, (head, name) in enumerate(zip(one.head, one.deprel, strict=True)):
            root = head == number
            place = None if root else words[position + head]
            arcs.append((words[position + number], place, name.split(":")[0]))
        position += len(one.words)
    places = list(zip(found.starts, found.ends, strict=True))
    mine = (
        (places[token], None if head == token else places[head], found.deprels[token].split(":")[0])
        for token, head in enumerate(found.heads)
    )
    return overlap(arcs, mine)


def to_four(label: str, upos: Sequence[str]) -> str:
    """Our five classes as the sets' four: a state is a LOC, save where its words are no proper noun: MISC."""
    if label == "STATE":
        return "LOC" if "PROPN" in upos else "MISC"
    return {"PERSON": "PER", "PLACE": "LOC", "OTHER": "MISC"}.get(label, label)


def four_names(path: Path, model: Model, guideline: str) -> list[Figure]:
    """Names on a set with PER / ORG / LOC / MISC, gold tokens; neighbouring sentences of a document are one text."""
    documents: dict[str, list[dict[str, list[str]]]] = {}
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        documents.setdefault(row["doc"], []).append(row)
    units = []
    for rows in documents.values():
        words = [word for row in rows for word in row["tokens"]]
        labels = [label for row in rows for label in row["ner"]]
        lengths = [len(row["tokens"]) for row in rows]
        starts = [sum(lengths[:number]) for number in range(len(lengths))]
        tokens, place = [], 0
        for word in words:
            tokens.append((place, place + len(word)))
            place += len(word) + 1
        found = analyse_tokens(" ".join(words), tokens, [len(words)], model, starts=starts, guideline=guideline)
        mine = [(s.start, s.end, to_four(s.label, found.upos[s.start : s.end])) for s in found.entities]
        units.append(overlap(_within(names.spans(labels), starts), mine))
    return [figure(f"{path.stem}: names in four classes, asked by {guideline} rules", units, digest(path))]


def _within(spans: list[tuple[int, int, str]], starts: Sequence[int]) -> list[tuple[int, int, str]]:
    """Spans that cross no sentence start (BIO sequences of neighbouring sentences are joined here)."""
    opened = set(starts)
    return [span for span in spans if not any(token in opened for token in range(span[0] + 1, span[1]))]


def own_names(path: Path, model: Model) -> list[Figure]:
    """Names on our own gold, from raw text, a line a block; by class too."""
    rows = []
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            plain, marks = names.inline(line)
            found = analyse(plain, None, model)
            rows.append((marks, [(*found.span(s.start, s.end), s.label) for s in found.entities]))
    result = [figure("own gold: names", [overlap(*row) for row in rows], digest(path))]
    for label in names.CLASSES:
        one = [overlap(*([m for m in side if m[2] == label] for side in row)) for row in rows]
        result.append(figure(f"own gold: {label}", one, digest(path)))
    bare = [overlap(*([m[:2] for m in side] for side in row)) for row in rows]
    return [*result, figure("own gold: names without class", bare, digest(path))]


def spans(folder: Path, model: Model) -> list[Figure]:
    """Source, cue and content of PolNeAR dev: exact token spans a paragraph, from raw text."""
    units: dict[str, list[Counts]] = {layer: [] for layer in LAYERS}
    for _, text, gold in attribution.pairs(folder):
        found = analyse(text, attribution.paragraphs(text), model)
        words = list(zip(found.starts, found.ends, strict=True))
        for layer in LAYERS:
            labels = attribution.layer_labels(words, gold[layer])
            wanted = [
                (low, high) for low, high, _ in names.spans([f"{tag}-x" if tag != "O" else tag for tag in labels])
            ]
            mine = [(s.start, s.end) for s in found.attribution if s.label == layer]
            units[layer].append(overlap(wanted, mine))
    return [figure(f"polnear dev: {layer}, exact", rows, digest(folder)) for layer, rows in units.items()]


def speed(folder: Path, model: Model, seconds: float = 15) -> str:
    """Words a CPU-second, from raw text to Analysis, on running newspaper text."""
    texts = [path.read_text("utf-8") for path in sorted((folder / "text").glob("*.txt"))]
    analyse(texts[0], None, model)
    words, began, number = 0, time.process_time(), 0
    while time.process_time() - began < seconds and number < len(texts):
        words += len(analyse(texts[number], None, model))
        number += 1
    rate = words / (time.process_time() - began)
    return (
        f"{'speed: words a CPU-second, raw text to Analysis':<58}{rate:7.0f}  ({rate / 600:.1f} articles of 600 words)"
    )


def run(data: Path, gold: Path, model: Model, only: str, say: Callable[[str], None]) -> dict[str, float]:
    """All figures whose part's name holds ``only``; says each, gives them by name."""
    parts: list[tuple[str, Callable[[], list[Figure]]]] = [
        *[(f"ud {name}", partial(trees, data / f"ud/{name}.conllu", model)) for name in TREEBANKS],
        *[
            (f"names {name} {rules}", partial(four_names, data / f"ner/names_gum.{name}.jsonl", model, rules))
            for name in ("dev", "news_dev")
            for rules in ("gum", "house")
        ],
        *([("names own", partial(own_names, gold, model))] if gold.exists() else []),
        ("polnear", partial(spans, data / "attribution/polnear/dev", model)),
    ]
    figures: dict[str, float] = {}
    for name, part in parts:
        for one in part() if only in name else ():
            say(str(one))
            figures[one.name] = round(one.value, 2)
    if only in "speed":
        say(speed(data / "attribution/polnear/dev", model))
    return figures


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--gold", type=Path, default=Path("corpus/names/gold.txt"))
    parser.add_argument("--model", type=Path, help="a model folder other than the packaged one")
    parser.add_argument("--only", default="", help="only the parts whose name holds this, e.g. 'ud gum'")
    options = parser.parse_args()
    model = load_model(options.model)
    print(f"model {model.id}")
    run(options.data, options.gold, model, options.only, print)


if __name__ == "__main__":
    main()
