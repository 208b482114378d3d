"""Readings beside the annotated passages of the corpus: ``python -m benchmarks.corpus [--split dev] [FILE…]``.

Spans count as found where they overlap the gold's by half of both together; labels are compared where their spans
match (``corpus.tools.agreement``, the same measure that two annotators are compared with). The test split is read only
where it is asked for by name.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import dragoman
from corpus.tools import agreement, inline
from corpus.tools import parts as corpus_parts
from corpus.tools.records import Actor, Event, Mark, Passage, Position, Statement
from corpus.tools.validate import ARTICLE
from dragoman import records

CORPUS = Path(__file__).parents[1] / "corpus"
DATA = Path("../shared/data")
SPANS = ("source", "cue", "content", "event", "mention", "participant", "voice")
RIGHT = ("speakers", "parent")


def as_passage(gold: Passage) -> Passage:
    """What Dragoman reads in the passage's text, in the corpus's form, under the same id."""
    published = gold.get("published")
    reading = dragoman.read(gold.text, published=None if published == "unknown" else published)
    return _Form(reading).passage(gold)


class _Form:
    """A reading's ids as numbers."""

    def __init__(self, reading: records.Reading) -> None:
        self.reading = reading
        self.actors = {actor.id: f"a{number}" for number, actor in enumerate(reading.actors, 1)}
        self.statements = {one.id: f"s{number}" for number, one in enumerate(reading.statements, 1)}
        self.events = {one.id: f"e{number}" for number, one in enumerate(reading.events, 1)}

    def passage(self, gold: Passage) -> Passage:
        return Passage(
            id=gold.id,
            head=gold.head,
            text=gold.text,
            marks=tuple(self._marks()),
            actors=tuple(Actor(self.actors[one.id], one.kind, one.name) for one in self.reading.actors),
            statements=tuple(map(self._statement, self.reading.statements)),
            events=tuple(map(self._event, self.reading.events)),
        )

    def _marks(self) -> Iterable[Mark]:
        for actor in self.reading.actors:
            yield from (Mark(*span, self.actors[actor.id]) for span in actor.mentions)
        for one in self.reading.statements:
            label = self.statements[one.id]
            yield from (Mark(*span, label) for span in one.content)
            for letter, span in (("q", one.speaker_span), ("c", one.cue)):
                if span is not None:
                    yield Mark(*span, letter + label[1:])
        for event in self.reading.events:
            spans = dict.fromkeys((event.anchor, *event.mentions))
            yield from (Mark(*span, self.events[event.id]) for span in spans)

    def _statement(self, one: records.Statement) -> Statement:
        return Statement(
            self.statements[one.id],
            one.act,
            one.form,
            tuple(self.actors[actor] for actor in one.speakers),
            self.statements[one.parent] if one.parent else None,
        )

    def _event(self, one: records.Event) -> Event:
        taking = {
            role: [self.actors[p.actor] for p in one.participants if p.role == role] for role in ("actor", "recipient")
        }
        return Event(
            self.events[one.id],
            one.type,
            one.mode,
            tuple(taking["actor"]),
            tuple(taking["recipient"]),
            positions=tuple(
                Position(self.statements[p.statement] if p.statement else ARTICLE, p.status) for p in one.positions
            ),
        )


def digest(passages: Iterable[Passage]) -> str:
    """The first twelve digits of the sha256 over ids, texts, marks and records."""
    parts = hashlib.sha256()
    for one in passages:
        parts.update(repr((one.id, one.text, one.marks, one.records)).encode())
    return parts.hexdigest()[:12]


def report(counts: agreement.Counts) -> Iterable[str]:
    """The figures as lines: precision, recall and F1 of spans; of labels the share that is right, and kappa."""
    yield f"{'found':<12}{'gold':>7}{'read':>7}{'P':>8}{'R':>8}{'F1':>8}"
    for layer in SPANS:
        gold, read, both = (group[layer] for group in (counts.first, counts.second, counts.matched))
        precision, recall = both / read if read else 0.0, both / gold if gold else 0.0
        yield f"{layer:<12}{gold:>7}{read:>7}{precision:>8.3f}{recall:>8.3f}{counts.f1(layer) or 0.0:>8.3f}"
    yield f"{'labels':<12}{'pairs':>7}{'right':>15}{'kappa':>8}"
    for layer, pairs in counts.labels.items():
        value = None if layer in RIGHT else agreement.kappa(pairs)
        right = sum(a == b for a, b in pairs) / len(pairs)
        yield f"{layer:<12}{len(pairs):>7}{right:>15.3f}" + (f"{value:>8.3f}" if value is not None else "")


def _of(split: str, passages: Iterable[tuple[Passage, str]]) -> list[Passage]:
    return [passage for passage, own in passages if own == split]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the passages and print how well, the real part first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="inline files, in place of a split")
    parser.add_argument("--split", choices=("train", "dev", "test"), default="dev")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder of real texts")
    parser.add_argument("--differences", action="store_true", help="every difference, a line each")
    chosen = parser.parse_args(arguments)
    if chosen.files:
        parts = {"files": [passage for path in chosen.files for passage in inline.parse_file(path).passages]}
    else:
        parts = {f"written, {chosen.split}": _of(chosen.split, corpus_parts.written(CORPUS))}
        if chosen.data.is_dir():
            parts = {f"real, {chosen.split}": _of(chosen.split, corpus_parts.real(CORPUS, chosen.data))} | parts
        else:
            sys.stdout.write(f"the real part is not measured: there are no texts at {chosen.data}\n")
    for name, gold in parts.items():
        counts = agreement.compare(gold, [as_passage(passage) for passage in gold])
        sys.stdout.write(f"\n{name}: {len(gold)} passages, digest {digest(gold)}\n")
        for line in (*(counts.differences if chosen.differences else ()), *report(counts)):
            sys.stdout.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
