"""How the corpus reads beside real news: lengths, cues, words, clauses. Text that all sounds alike trains a bad model.

Figures that depend on the size of a sample are taken on samples of equal size; all draws are seeded.
"""

import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dragoman.language import Analysis, analyse

from .origin import POLNEAR, documents
from .records import CorpusError, Passage
from .texts import sentences, words

SEED = 7
# The equal sample of cues; PolNeAR has twenty times as many, the corpus must reach it to be compared.
CUES = 1000
# Words of the equal samples for type-token ratios: one window, and one large sample.
WINDOW = 1000
SAMPLE = 20_000
# Relations that open a clause inside of another one (Universal Dependencies).
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "parataxis")


@dataclass(frozen=True, slots=True)
class Texts:
    """A set of texts to compare: their words, and the cues of its statements where they are annotated."""

    name: str
    texts: tuple[str, ...]
    cues: tuple[str, ...] = ()
    nested: float | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """The figures of a set; None where it does not tell."""

    name: str
    figures: Mapping[str, float | None]


def ours(passages: Sequence[Passage]) -> Texts:
    """The corpus's own texts and cues; titles and furniture apart."""
    cues = [p.quote(p.spans(f"c{s.id[1:]}")[0]) for p in passages for s in p.statements if p.spans(f"c{s.id[1:]}")]
    statements = [said for passage in passages for said in passage.statements]
    nested = sum(said.parent is not None for said in statements) / len(statements) if statements else None
    return Texts("corpus", tuple(map(_body, passages)), tuple(cues), nested)


def _body(passage: Passage) -> str:
    kept, at = [], 0
    for segment in passage.segments:
        kept.append(passage.text[at : segment.start])
        at = segment.end
    return "".join([*kept, passage.text[at:]])


def real_sets(data: Path) -> Iterator[Texts]:
    """The real news below ``data``, as far as it is there."""
    for name in ("voa", "polnear", "re3d", "gum"):
        try:
            texts = tuple(documents(name, data).values())
        except CorpusError:
            continue
        yield Texts(name, texts, tuple(_polnear_cues(data)) if name == "polnear" else ())


def _polnear_cues(data: Path) -> Iterator[str]:
    for path in sorted((data / POLNEAR).glob("train/attributions/*.ann")):
        for row in path.read_text(encoding="utf-8").split("\n"):
            columns = row.split("\t")
            if len(columns) == 3 and columns[1].startswith("Cue "):
                yield columns[2]


def style(texts: Texts, cues: int = CUES, sample: int = 40) -> Style:
    """A set's figures; ``sample`` texts are parsed for the depth of their clauses (0: none)."""
    drawn = random.Random(SEED)
    lengths = sorted(len(words(one)) for text in texts.texts for one in sentences(text))
    all_words = [word.lower() for text in texts.texts for word in words(text)]
    figures: dict[str, float | None] = {
        "texts": len(texts.texts),
        "sentences": len(lengths),
        "words": len(all_words),
        "sentence length, mean": statistics.fmean(lengths),
        "sentence length, deviation": statistics.pstdev(lengths),
    }
    for part in (10, 50, 90):
        figures[f"sentence length, {part}th of 100"] = lengths[min(len(lengths) - 1, len(lengths) * part // 100)]
    figures |= _cue_figures(texts, cues, drawn)
    figures[f"types per token, windows of {WINDOW}"] = _windows(all_words)
    figures[f"distinct words in {SAMPLE}"] = _distinct(all_words, SAMPLE, drawn)
    figures["nested statements"] = texts.nested
    if sample:
        figures |= _depths([analyse(text) for text in drawn.sample(texts.texts, min(sample, len(texts.texts)))])
    return Style(texts.name, figures)


def _cue_figures(texts: Texts, size: int, drawn: random.Random) -> dict[str, float | None]:
    if not texts.cues:
        return dict.fromkeys((f"distinct cues in {size} statements", "cues with 'said'", "the cue 'said' alone"))
    plain = [" ".join(words(cue)).lower() for cue in texts.cues]
    counted = Counter(plain)
    return {
        f"distinct cues in {size} statements": _distinct(plain, size, drawn),
        "cues with 'said'": sum(n for cue, n in counted.items() if "said" in cue.split()) / len(plain),
        "the cue 'said' alone": counted["said"] / len(plain),
    }


def _distinct(found: Sequence[str], size: int, drawn: random.Random) -> float | None:
    """Distinct values of a sample of this size, the mean of ten draws; None where there are not as many."""
    if len(found) < size:
        return None
    return statistics.fmean(len(set(drawn.sample(found, size))) for _ in range(10))


def _windows(found: Sequence[str]) -> float | None:
    shares = [len(set(found[at : at + WINDOW])) / WINDOW for at in range(0, len(found) - WINDOW + 1, WINDOW)]
    return statistics.fmean(shares) if shares else None


def _depths(analyses: Sequence[Analysis]) -> dict[str, float | None]:
    deep = [_depth(one, *sentence, lambda _: True) for one in analyses for sentence in one.sentences]
    clauses = [_depth(one, *sentence, partial(_is_clause, one)) for one in analyses for sentence in one.sentences]
    return {
        "depth of the tree": statistics.fmean(deep),
        "depth of clauses": statistics.fmean(clauses),
        "sentences with clauses two deep": sum(depth > 1 for depth in clauses) / len(clauses),
    }


def _is_clause(analysis: Analysis, token: int) -> bool:
    return analysis.deprels[token].split(":")[0] in CLAUSES


def _depth(analysis: Analysis, start: int, end: int, counts: Callable[[int], bool]) -> int:
    """The most steps on the way from a word to its sentence's root, of those that count."""
    deepest = 0
    for token in range(start, end):
        way = [token, *analysis.ancestors(token)][:-1]
        deepest = max(deepest, sum(counts(step) for step in way))
    return deepest


def table(styles: Sequence[Style]) -> Iterator[str]:
    """The figures of all sets side by side."""
    yield f"{'':<36}" + "".join(f"{one.name:>12}" for one in styles)
    for key in dict.fromkeys(key for one in styles for key in one.figures):
        yield f"{key:<36}" + "".join(f"{_figure(one.figures.get(key)):>12}" for one in styles)


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:.3f}" if abs(value) < 1 else f"{value:.1f}"
