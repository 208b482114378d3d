"""Text to Analysis: tokens, windows of whole paragraphs through the model, structures out of its scores.

A window holds consecutive blocks of one text, and never anything of another: what is said of a text does not depend on
what else is read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from . import lemmas
from .analysis import Analysis, TokenSpan
from .decoding import Floats, Ints, trees
from .intervals import words_of_time
from .model import ATTRIBUTION, Model, Scores, load_model
from .pieces import CAPITAL, LOWER, SPECIAL, TITLE, UPPER, shape
from .tokens import tokenize

WINDOW = 250
"""Pieces in a window, marks included, as in training. Larger ones are slower a word and were never seen."""

SCRIPTS_TRIED = 4
"""So many of the best lemma scripts of a word are tried for one that makes a known word."""

SCRIPT_MARGIN = 4.0
"""A script whose score (natural logarithm of odds) is lower than the best one's by more is not tried."""

INFLECTED = ("ed", "ing")
"""A verb that ends so is hardly its own lemma."""

SHORTEST_OF_Y = len("tried")
"""Shorter forms in -ied are of verbs in -ie: "died", "lied", "tied"."""

HALF = WINDOW // 4
"""A window cut within a paragraph is run again from its last sentence start, if so many pieces stand before it."""

AFTER_ABBREVIATION = -6.0
"""Odds (logarithm) above which a capitalised function word after an abbreviation's full stop opens a sentence. The
training sets hold few sentences that end in "the U.S.": true starts score -1 to -5 there, others below -6.5 (a dozen
sentences of our own, 2026-11-21; the dev sets do not change)."""

LONGEST_DATE, DATE_PARTS = 7, 3
"""Tokens of "Thursday, May 7, 2015 On" without its last comma; a date's month, day and year."""

FUNCTION_WORDS = ("PRON", "DET", "ADP", "SCONJ", "CCONJ")

Flags = NDArray[np.bool_]

_BLOCK = re.compile(r"[^\n\r]*\S[^\n\r]*")


@dataclass
class _Found:
    """What is known so far, all in token indices of the whole text."""

    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    entities: list[TokenSpan] = field(default_factory=list)
    attribution: list[TokenSpan] = field(default_factory=list)
    anchors: list[TokenSpan] = field(default_factory=list)


def split_blocks(text: str) -> list[tuple[int, int]]:
    """The lines that are not empty, as code point ranges."""
    return [match.span() for match in _BLOCK.finditer(text)]


def analyse(
    text: str,
    blocks: Sequence[tuple[int, int]] | None = None,
    model: Model | None = None,
    *,
    guideline: str = "house",
) -> Analysis:
    """Analyse a text.

    ``blocks`` are the code point ranges to be analysed (paragraphs, titles), in order and without overlap; None takes
    each line as one. What lies outside of them has no tokens. A block opens a sentence and no sentence leaves it.
    ``guideline`` names the rules that names follow (only for scoring against sets with other rules).

    Raises ModelError where there is no model.
    """
    model = model or load_model()
    spans = [tokenize(text, start, end) for start, end in (split_blocks(text) if blocks is None else blocks)]
    tokens = [span for block in spans for span in block]
    return analyse_tokens(text, tokens, [len(block) for block in spans], model, guideline=guideline)


def analyse_tokens(
    text: str,
    tokens: Sequence[tuple[int, int]],
    sizes: Sequence[int],
    model: Model,
    *,
    starts: Sequence[int] | None = None,
    guideline: str = "house",
) -> Analysis:
    """Analyse given tokens in blocks of ``sizes``; with ``starts`` (token indices) the sentences are given too."""
    words = [text[low:high] for low, high in tokens]
    found = _Found()
    given = None if starts is None else np.isin(np.arange(len(words)), starts)
    for window in _windows(words, sizes, model, guideline, given):
        window.read(found, model, words)
    return Analysis(
        text=text,
        starts=tuple(low for low, _ in tokens),
        ends=tuple(high for _, high in tokens),
        upos=tuple(found.upos),
        feats=tuple(found.feats),
        lemmas=tuple(found.lemmas),
        heads=tuple(found.heads),
        deprels=tuple(found.deprels),
        sentences=tuple(zip(found.starts, [*found.starts[1:], len(words)], strict=True)) if words else (),
        entities=tuple(found.entities),
        attribution=tuple(sorted(found.attribution, key=lambda span: (span.start, span.end, span.label))),
        anchors=tuple(found.anchors),
        model=model.id,
    )


@dataclass
class _Window:
    """Tokens ``[start, end)`` with their scores; ``opens`` and ``starts`` are rows that open blocks and sentences."""

    start: int
    end: int
    opens: list[int]
    starts: list[int]
    scores: Scores

    def read(self, found: _Found, model: Model, words: Sequence[str]) -> None:
        """Decode everything and add it."""
        count = self.end - self.start
        tags = {layer: scores[:count] for layer, scores in self.scores.tags.items()}
        found.starts.extend(self.start + row for row in self.starts)
        self._read_words(found, model, words, tags)
        heads = trees(self.scores.arcs[:count, :count], self.scores.roots[:count], self.starts)
        found.heads.extend((heads + self.start).tolist())
        found.deprels.extend(_relations(self.scores, heads, model))
        found.entities.extend(
            TokenSpan(self.start + low, self.start + high, label, score)
            for low, high, label, score in model.names.read(tags["names"], self.starts)
        )
        found.anchors.extend(
            TokenSpan(self.start + low, self.start + high, label, score)
            for low, high, label, score in model.events.read(tags["events"], self.opens)
        )
        for layer in ATTRIBUTION:
            found.attribution.extend(
                TokenSpan(self.start + low, self.start + high, layer, score)
                for low, high, _, score in model.attribution[layer].read(tags[layer], self.opens)
            )

    def _read_words(self, found: _Found, model: Model, words: Sequence[str], tags: dict[str, Floats]) -> None:
        best = {layer: tags[layer].argmax(axis=1).tolist() for layer in ("upos", "feats", "lemma")}
        upos = [model.labels["upos"][number] for number in best["upos"]]
        found.upos.extend(upos)
        found.feats.extend(model.labels["feats"][number] for number in best["feats"])
        rules = model.labels["lemma"]
        for row, (word, tag, number) in enumerate(zip(words[self.start : self.end], upos, best["lemma"], strict=True)):
            lemma = lemmas.apply(rules[number], word)
            kept = tag == "VERB" and lemma == word.lower() and lemma.endswith(INFLECTED)
            if kept or not model.pieces.whole(lemma):
                lemma = _second_thought(word, tags["lemma"][row], model, kept)
            found.lemmas.append(_ending_in_y(word, model) or lemma if tag == "VERB" else lemma)


def _ending_in_y(word: str, model: Model) -> str | None:
    """ "deny" of "denied", "tie" of "tied", where that is a word: another script would as gladly make "den" of it."""
    if word[-3:].lower() not in ("ied", "ies"):
        return None
    lemma = word[:-3].lower() + ("y" if len(word) >= SHORTEST_OF_Y else "ie")
    return lemma if model.pieces.whole(lemma) else None


def _second_thought(word: str, scores: Floats, model: Model, kept: bool) -> str:
    """The first likely script's lemma that is a word of the encoder's vocabulary, else the best: "vow", not "vowe".

    ``kept`` tells that the best script leaves an inflected verb as it is: then that comes last.
    """
    order = np.argsort(-scores, kind="stable")[:SCRIPTS_TRIED]
    rules = [model.labels["lemma"][n] for n in order if scores[n] >= scores[order[0]] - SCRIPT_MARGIN]
    made = [lemmas.apply(rules[0], word), *(lemmas.apply(r, word) for r in rules[1:] if not r.startswith("="))]
    if kept:
        made.sort(key=lambda lemma: lemma == word.lower())
    return next((lemma for lemma in made if model.pieces.whole(lemma)), made[0])


def _relations(scores: Scores, heads: Ints, model: Model) -> list[str]:
    """The best relation of each word to its head; a root's is ``root`` and nobody else's."""
    count = len(heads)
    ways = np.einsum("wrk,wk->wr", scores.label_words[:count], scores.label_heads[heads])
    ways[:, model.root] = -np.inf
    best = ways.argmax(axis=1)
    best[heads == np.arange(count)] = model.root
    names = model.labels["deprel"]
    return _one_subject([names[number] for number in best.tolist()], heads.tolist())


def _one_subject(deprels: list[str], heads: Sequence[int]) -> list[str]:
    """A clause of English has one subject: a second one, behind the verb, is its object ("X accused Y of …")."""
    subjects: set[int] = set()
    for word, (relation, head) in enumerate(zip(deprels, heads, strict=True)):
        if relation in ("nsubj", "nsubj:pass"):
            if head in subjects and head < word:
                deprels[word] = "obj"
            subjects.add(head)
    return deprels


def _windows(
    words: Sequence[str], sizes: Sequence[int], model: Model, guideline: str, given: Flags | None
) -> Iterator[_Window]:
    pieces = [model.pieces.of(word) for word in words]
    ends = np.cumsum(np.array(sizes, np.int64)).tolist()
    position, block = 0, 0
    while position < len(words):
        while ends[block] <= position:
            block += 1
        stop, opens = _fill(pieces, ends, position, block)
        whole = stop in ends[block : block + len(opens) + 1] or stop == len(words)
        scores = _score(words, pieces, position, stop, opens, model, guideline)
        if given is None:
            starts = _starts(scores, opens, words[position:stop], model)
        else:
            starts = sorted({*opens, *np.nonzero(given[position:stop])[0].tolist()})
        if not whole:
            stop, starts = _last_sentence(pieces, position, stop, starts)
        yield _Window(position, stop, [row for row in opens if row < stop - position], starts, scores)
        position = stop


def _fill(pieces: Sequence[tuple[int, ...]], ends: Sequence[int], position: int, block: int) -> tuple[int, list[int]]:
    """How far a window from ``position`` goes, and the rows that open blocks in it.

    As many whole blocks as there is room for; of a first block that has no room, as much as there is.
    """
    size, stop, opens = 2, position, list[int]()
    while block < len(ends):
        end, added = ends[block], 1 if opens else 0
        for token in range(stop, end):
            added += len(pieces[token])
            if size + added > WINDOW:
                return (token, [0]) if not opens else (stop, opens)
        if end > stop:
            opens.append(stop - position)
        size, stop, block = size + added, end, block + 1
    return stop, opens


def _score(
    words: Sequence[str],
    pieces: Sequence[tuple[int, ...]],
    start: int,
    stop: int,
    opens: Sequence[int],
    model: Model,
    guideline: str,
) -> Scores:
    """Lay out a window (a [SEP] between blocks) and run it."""
    ids, shapes, first, last = [model.pieces.start], [SPECIAL], list[int](), list[int]()
    opening = set(opens[1:])
    for token in range(start, stop):
        if token - start in opening:
            ids.append(model.pieces.stop)
            shapes.append(SPECIAL)
        first.append(len(ids))
        ids.extend(pieces[token])
        shapes.extend([shape(words[token])] * len(pieces[token]))
        last.append(len(ids) - 1)
    ids.append(model.pieces.stop)
    shapes.append(SPECIAL)
    return model.run(ids, shapes, first, last, guideline)


def _starts(scores: Scores, opens: Sequence[int], words: Sequence[str], model: Model) -> list[int]:
    """The rows that open a sentence: where blocks open, where the head says so, and some after abbreviations."""
    odds = scores.tags["starts"][: len(words), 0]
    chosen = odds > 0
    chosen[list(opens)] = True
    upos = scores.tags["upos"]
    for row in range(1, len(words)):
        if words[row - 1][-1] == "." and words[row - 1][-2:-1].isalpha() and odds[row] > AFTER_ABBREVIATION:
            tag = model.labels["upos"][int(upos[row].argmax())]
            chosen[row] |= tag in FUNCTION_WORDS and shape(words[row]) in (TITLE, CAPITAL) and _is_prose(words)
    for row in opens:
        after = _behind_date(words, row)
        if after is not None:
            chosen[after] = True
    return [int(row) for row in np.nonzero(chosen)[0]]


def _behind_date(words: Sequence[str], row: int) -> int | None:
    """The row behind a date that opens a block and has no stop: "Thursday, May 7, 2015 On Tuesday, the …"."""
    names = words_of_time()
    parts = [n for n in range(row, min(row + LONGEST_DATE, len(words))) if words[n] != ","]
    if parts and words[parts[0]].lower() in names["weekdays"]:
        parts = parts[1:]
    if len(parts) < DATE_PARTS + 1:
        return None
    one, other, year = (words[n].lower() for n in parts[:DATE_PARTS])
    month, day = (one, other) if one in names["months"] else (other, one)
    dated = month in names["months"] and day.isdigit() and year.isdigit() and len(year) == len("2015")
    after = parts[DATE_PARTS - 1] + 1
    return after if dated and after < len(words) and shape(words[after]) in (TITLE, CAPITAL) else None


def _is_prose(words: Sequence[str]) -> bool:
    """Whether most words are written small: not so in a title, where capitals tell nothing."""
    shapes = [shape(word) for word in words]
    return 2 * shapes.count(LOWER) > sum(shapes.count(kind) for kind in (LOWER, TITLE, CAPITAL, UPPER))


def _last_sentence(
    pieces: Sequence[tuple[int, ...]], position: int, stop: int, starts: list[int]
) -> tuple[int, list[int]]:
    """Give up the last sentence of a cut window: it is read whole in the next. Keep it where little were left."""
    last = position + starts[-1]
    if sum(map(len, pieces[position:last])) < HALF:
        return stop, starts
    return last, starts[:-1]
