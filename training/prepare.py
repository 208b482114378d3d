"""Read every data set, take out what evaluation sets hold, and write training documents and label lists."""

import json
import logging
import re
from collections import Counter
from pathlib import Path

from . import attribution, names, passages, treebank
from .examples import TAG_LAYERS, Document, Sentence, normalized, without, write

log = logging.getLogger(__name__)

RAREST = {"feats": 3, "lemma": 4}
"""A label seen less often than this is left to the fallback (the commonest label)."""

CORPUS = Path(__file__).parents[1] / "corpus"
NAME_LABELS = ("O", *(f"{part}-{name}" for name in names.CLASSES for part in "BI"))
SPAN_LABELS = ("O", "B", "I")


def evaluation_keys(data: Path, gold: Path, shared: Path | None) -> set[str]:
    """Normalised sentences of all evaluation sets: treebank, names and PolNeAR dev, own gold, golds and seeds."""
    keys: set[str] = set()
    for name in ("ewt.dev", "gum.dev", "gum.news_dev"):
        for document in treebank.read(data / f"ud/{name}.conllu", "gum"):
            keys.update(one.key() for one in document.sentences())
    for name in ("names_gum.dev", "names_gum.news_dev"):
        for line in (data / f"ner/{name}.jsonl").open(encoding="utf-8"):
            keys.add(normalized("".join(json.loads(line)["tokens"])))
    for document in attribution.read(data / "attribution/polnear/dev"):
        keys.update(one.key() for one in document.sentences())
    if gold.exists():
        keys.update(normalized(names.inline(line)[0]) for line in gold.read_text("utf-8").splitlines())
    for path in sorted(shared.glob("*/*.txt")) if shared else ():
        text = path.read_text("utf-8", errors="replace")
        keys.update(normalized(part) for part in re.split(r"\n|(?<=[.!?])\s", text))
    keys.discard("")
    return keys


def collect(data: Path, marks: Path, written: Path) -> dict[str, list[Document]]:
    """All training sets by name, before evaluation sentences are removed."""
    stated = names.states(data)
    gum = treebank.read(data / "ud/gum.train.conllu", "gum")
    log.info("gum: %d sentences with names", names.add_gum(gum, data / "ner/names_gum.train.jsonl", stated))
    sets = {
        "ewt": treebank.read(data / "ud/ewt.train.conllu", "gum"),
        "gum": gum,
        "crossner": names.read_four(data / "ner/crossner_politics.jsonl", "crossner", stated),
        "wikigold": names.read_four(data / "ner/wikigold.jsonl", "wikigold", stated),
    }
    if (data / "attribution/polnear/train").exists():
        sets["polnear"] = attribution.read(data / "attribution/polnear/train")
    if marks.exists():
        sets["house"] = names.read_house(marks, data / "news_text/voa.txt")
    if written.exists():
        sets.setdefault("house", []).extend(names.read_written(written))
    sets["passages"] = passages.read(CORPUS, data)
    return sets


def labels(sets: dict[str, list[Document]]) -> dict[str, list[str]]:
    """The labels of each layer: fixed for spans, counted for the others (commonest first)."""
    counts: dict[str, Counter[str]] = {layer: Counter() for layer in (*TAG_LAYERS, "deprel")}
    for documents in sets.values():
        for document in documents:
            for one in document.sentences():
                for layer, tags in one.tags.items():
                    counts[layer].update(tags)
                counts["deprel"].update(one.deprel or ())
    found = {
        layer: [label for label, count in counts[layer].most_common() if count >= RAREST.get(layer, 1)]
        for layer in ("upos", "feats", "lemma", "deprel")
    }
    found["lemma"] = [rule for rule in found["lemma"] if not _names_somebody(rule)]
    found["names"] = list(NAME_LABELS)
    found.update({layer: list(SPAN_LABELS) for layer in attribution.LAYERS})
    found["events"] = list(passages.EVENT_LABELS)
    found["guidelines"] = list(names.GUIDELINES)
    return found


def _names_somebody(rule: str) -> bool:
    """A script that writes a name or an address out of one document is no rule of English."""
    return "@" in rule or (rule.startswith("=") and rule[1:2].isupper() and rule != "=I")


def prepare(data: Path, out: Path, marks: Path, written: Path, gold: Path, shared: Path | None) -> None:
    """Write ``out/data/*.jsonl`` and ``out/labels.json``."""
    (out / "data").mkdir(parents=True, exist_ok=True)
    keys = evaluation_keys(data, gold, shared) | passages.held_out(CORPUS, data)
    sets = collect(data, marks, written)
    for name, documents in sets.items():
        before = sum(1 for d in documents for _ in d.sentences())
        sets[name] = documents = without(documents, keys)
        kept: list[Sentence] = [one for d in documents for one in d.sentences()]
        words = sum(len(one.words) for one in kept)
        log.info(
            "%s: %d documents, %d sentences (%d removed), %d words",
            name,
            len(documents),
            len(kept),
            before - len(kept),
            words,
        )
        write(out / f"data/{name}.jsonl", documents)
    found = labels(sets)
    log.info("labels: %s", {layer: len(values) for layer, values in found.items()})
    (out / "labels.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
