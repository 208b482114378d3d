"""What the line tagger sees of each line: shape, wording, place in the text, and its like elsewhere in it.

Every feature is a yes or no. *Dense* features have a name in ``NAMES`` and are also seen from the lines before and
after; *word* features are hashed n-grams of the line's first and last words.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dragoman.cleaning.lines import Line
from dragoman.cleaning.phrases import (
    OPENINGS,
    Opening,
    fold,
    fold_inside,
    inside_role,
    opening,
    segment_roles,
    strip_marks,
    whole_role,
)

#: Word features are hashed into this many rows.
BUCKETS = 1 << 14
#: Only so many characters at a line's head and tail are looked at, so that a very long line costs no more than others.
HEAD, TAIL = 400, 120
#: A line of so many words that ends a sentence (or of twice as many) is running text.
RUNNING_WORDS = 14
SHORT_WORDS = 12
#: Words of so many letters tell the topic; forms of one word agree in as many.
STEM = 5
#: What is told by a line's first characters alone.
START = 80

WORD = re.compile(r"\w+(?:['’]\w+)?")
DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{1,2}:\d\d\b|\b\d+ (?:min|hour|day|week|month)s? ago\b",
    re.IGNORECASE,
)
LINK = re.compile(r"https?://|www\.|\b[\w-]{1,40}\.(?:com|org|net|info|news|tv)\b", re.IGNORECASE)
MAIL = re.compile(r"[\w.+-]@[\w-]{1,40}\.\w|\[email\W+protected\]")
HANDLE = re.compile(r"(?:^|\s)[@#]\w{2,}")
SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*(?:\s|$)")
BRACKETED_NAME = re.compile(r"\((?:[A-Z]{2,5}|[A-Z][a-z]+)\)")
DURATION = re.compile(r"#\W*(?:min|mins|minutes?|seconds?|hours?|days?)\b")
GLUED = re.compile(r"[a-z][A-Z][a-z]")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
FOREIGN = re.compile(r"[^\W\d_a-zA-Z]")
_LETTERS, _DIGITS = re.compile(r"[^\W\d_]"), re.compile(r"\d")
_RUN = re.compile(r"\d+")

_BLOCKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("words", ("1", "2", "3", "4-5", "6-8", "9-12", "13-18", "19-30", "31-60", "61+")),
    ("end", ("stop", "quoted-stop", "question", "colon", "comma", "ellipsis", "bracket", "digit", "letter", "mark")),
    ("start", ("upper", "lower", "digit", "quote", "bullet", "bracket", "mark", "other-script")),
    ("case", ("all-caps", "title", "some", "few", "none")),
    ("sentences", ("0", "1", "2", "3+")),
    ("topic", ("none", "low", "some", "most", "long", "unknown")),
    ("tongue", ("none", "low", "some", "most", "unknown")),
    ("before", ("0", "1", "2", "3-5", "6+")),
    ("after", ("0", "1", "2", "3-5", "6+")),
    ("from-start", ("0", "1", "2", "3-4", "5-8", "9-20", "21+")),
    ("from-end", ("0", "1", "2", "3-4", "5-8", "9-20", "21+")),
    ("title", ("same", "most", "some", "none", "is-first", "inside", "starts")),
    ("short-run", ("0", "1", "2", "3-4", "5+")),
    ("next", ("none", "some", "most", "unknown")),
)
_SHAPE_FLAGS = (
    "blank", "date", "link", "mail", "handle", "bar", "arrow", "dot", "slash", "copyright", "money", "percent",
    "quotes", "many-commas", "many-digits", "no-letters", "credit-colon", "bracketed", "dash-inside", "colon-inside",
    "names-only", "agency-bracket", "question-inside", "ends-short-of-stop", "duration", "glued",
)  # fmt: skip
_PLACE_FLAGS = ("repeated", "repeats", "foreign", "first-long", "last-long", "between-long")
_HOWS = ("is", "starts", "has")
NAMES: tuple[str, ...] = (
    *(f"{block}={value}" for block, values in _BLOCKS for value in values),
    *_SHAPE_FLAGS,
    *_PLACE_FLAGS,
    *OPENINGS,
    *(f"role-{how}={role}" for how in _HOWS for role in segment_roles()),
)
_INDEX = {name: number for number, name in enumerate(NAMES)}
_AT = {block: _INDEX[f"{block}={values[0]}"] for block, values in _BLOCKS}
_SHAPE, _PLACE = _INDEX[_SHAPE_FLAGS[0]], _INDEX[_PLACE_FLAGS[0]]
#: The features that come from phrase lists: training hides them now and then, so that the rest learns, too.
PHRASE_FEATURES = tuple(i for i, name in enumerate(NAMES) if name.startswith("role-"))

_ENDINGS = {
    mark: row for row, marks in enumerate((".。।", "", "?!？！؟", ":：", ",;，、", "…", ")]}")) for mark in marks
}
_STARTS = {mark: row for row, marks in ((3, "\"'“”‘’«»„"), (4, "-*•·–—▪►●○"), (5, "([{")) for mark in marks}
_STEPS = (0, 1, 2, 4, 8, 20)


@dataclass(frozen=True)
class LineFeatures:
    """``dense`` is lines x len(NAMES) of 0 and 1; ``words`` holds the hashed rows of each line."""

    dense: NDArray[np.uint8]
    words: tuple[tuple[int, ...], ...]


class Look:
    """What is computed once of a line: its head and tail, folded, in words, counted."""

    __slots__ = ("count", "folded", "head", "inside", "line", "lower", "opening", "running", "stems", "tail", "tokens")

    def __init__(self, line: Line) -> None:
        self.line = line
        self.head = head = line.text[:HEAD]
        self.tail = line.text[-TAIL:]
        self.inside = fold_inside(head)
        self.folded = strip_marks(self.inside)
        self.tokens = _tokens(head)
        self.lower = [token.lower() for token in self.tokens]
        #: The longer words by their first letters, so that forms of one word are one.
        self.stems = {word[:STEM] for word in self.lower if len(word) >= STEM}
        #: Words of the whole line, estimated by its length beyond the head.
        self.count = round(len(self.tokens) * max(1.0, len(line.text) / HEAD))
        ends = SENTENCE_END.search(self.tail[-4:]) is not None
        #: Whether it looks like a paragraph of running text.
        self.running = self.count >= RUNNING_WORDS and (ends or self.count >= 2 * RUNNING_WORDS)
        self.opening: Opening = opening(self.folded)


def _tokens(head: str) -> list[str]:
    """Words; in scripts without spaces, characters."""
    found = WORD.findall(head)
    if head.isascii() or not CJK.search(head):
        return found
    return [part for word in found for part in (word if CJK.match(word) else (word,))]


def look(lines: Sequence[Line]) -> list[Look]:
    """What is computed once of each line."""
    return [Look(line) for line in lines]


def features(looks: Sequence[Look], title: str | None = None) -> LineFeatures:
    """The features of all lines of a text; ``title`` is what the metadata says, if anything."""
    text = _Text(looks, title)
    dense = np.zeros((len(looks), len(NAMES)), dtype=np.uint8)
    for number, one in enumerate(looks):
        dense[number, [*_shape(one), *text.place(number)]] = 1
    return LineFeatures(dense, tuple(word_rows(one) for one in looks))


# --- of the line alone -----------------------------------------------------------------------------------------------


def _shape(one: Look) -> Iterator[int]:
    yield _AT["words"] + bisect_left((1, 2, 3, 5, 8, 12, 18, 30, 60), one.count)
    yield _AT["end"] + _ending(one.tail)
    yield _AT["start"] + _beginning(one.head[0])
    yield _AT["case"] + _capitals(one.tokens)
    yield _AT["sentences"] + min(3, len(SENTENCE_END.findall(one.head)))
    for offset, holds in enumerate(_shape_flags(one)):
        if holds:
            yield _SHAPE + offset
    for name in OPENINGS:
        if getattr(one.opening, name):
            yield _INDEX[name]
    yield from _phrase_rows(one)


def _ending(tail: str) -> int:
    last = tail[-1]
    if last in "\"'”’»)]" and tail[-2:-1] in ".!?…":
        return 1
    if last == "." and tail.endswith("..."):
        return 5
    row = _ENDINGS.get(last)
    return row if row is not None else 7 if last.isdigit() else 8 if last.isalpha() else 9


def _beginning(first: str) -> int:
    if first.isalpha():
        return 0 if first.isupper() else 1 if first.islower() else 7
    return 2 if first.isdigit() else _STARTS.get(first, 6)


def _capitals(tokens: list[str]) -> int:
    long = [t for t in tokens[:40] if len(t) >= 4 and t[0].isalpha()]
    if not long:
        return 4
    share = sum(t[0].isupper() for t in long) / len(long)
    if share == 1 and all(t.isupper() for t in long):
        return 0
    return 1 if share >= 0.8 else 2 if share >= 0.4 else 3 if share > 0 else 4


def _shape_flags(one: Look) -> tuple[bool, ...]:
    """In the order of ``_SHAPE_FLAGS``."""
    head, tail, short = one.head, one.tail, one.count <= SHORT_WORDS
    marks = set(head)
    letters, digits = len(_LETTERS.findall(head[:START])), len(_DIGITS.findall(head[:START]))
    return (
        one.line.blank,
        digits > 0 and DATE.search(head) is not None,
        ("." in marks and LINK.search(head) is not None) or "://" in head,
        MAIL.search(head) is not None or MAIL.search(tail) is not None,
        not marks.isdisjoint("@#") and HANDLE.search(head) is not None,
        not marks.isdisjoint("|｜"),
        not marks.isdisjoint("»›→>←‹"),
        not marks.isdisjoint("·•●"),
        "/" in marks,
        not marks.isdisjoint("©®™"),
        not marks.isdisjoint("$€£¥₺"),
        "%" in marks,
        not marks.isdisjoint('"“”«»') and sum(map(head.count, '"“”«»')) >= 2,
        head.count(",") >= 3,
        digits > letters / 2,
        letters == 0,
        ":" in head[:30],
        head[0] in "([" and tail[-1] in ")]",
        short and any(dash in head for dash in (" - ", " – ", " — ")),
        short and ": " in head,
        short and len(one.tokens) >= 2 and all(t[0].isupper() for t in one.tokens),
        "(" in marks and BRACKETED_NAME.search(head[:START]) is not None,
        "?" in marks,
        one.count >= 20 and tail[-1].isalnum(),
        short and digits > 0 and DURATION.search(one.folded) is not None,
        GLUED.search(head[:START]) is not None,
    )


def _phrase_rows(one: Look) -> Iterator[int]:
    if one.count <= 2 * SHORT_WORDS and (whole := whole_role(one.folded)):
        yield _INDEX[f"role-is={whole}"]
    if one.opening.role:
        yield _INDEX[f"role-starts={one.opening.role}"]
    if len(one.line.text) <= HEAD and (inside := inside_role(one.inside)):
        yield _INDEX[f"role-has={inside}"]


def word_rows(one: Look) -> tuple[int, ...]:
    """Hashed n-grams: all of a short line, the first and last words of a longer one."""
    words = [_RUN.sub("#", word) if word[0].isdigit() else word for word in one.lower]
    if len(words) <= SHORT_WORDS:
        grams = [*words, *(word[:5] + "~" for word in words if len(word) > 5), "=" + one.folded]
        grams += [f"{a} {b}" for a, b in pairwise(["^", *words, "$"])]
    else:
        first, last = words[:4], [word.lower() for word in WORD.findall(one.tail)[-3:]]
        grams = [">" + w for w in first] + [f">{a} {b}" for a, b in pairwise(first)]
        grams += ["<" + w for w in last] + [f"<{a} {b}" for a, b in pairwise(last)]
        grams += ["." + word for word in words[4:40]]
    return tuple({crc32(gram.encode("utf-8", "surrogatepass")) % BUCKETS for gram in grams})


# --- of the line in its text -----------------------------------------------------------------------------------------


class _Text:
    """What the lines of a text have in common."""

    def __init__(self, looks: Sequence[Look], title: str | None) -> None:
        self.looks = looks
        self.running = [one.running for one in looks]
        self.before = [0, *accumulate(self.running)]
        self.seen = Counter(one.folded for one in looks)
        self.first: dict[str, int] = {}
        for number, one in enumerate(looks):
            self.first.setdefault(one.folded, number)
        long = [one for one in looks if one.running]
        self.topics = Counter(stem for one in long for stem in one.stems)
        small = Counter(w for one in long for w in one.lower if len(w) <= 4)
        self.small = {word for word, _ in sorted(small.items(), key=lambda item: (-item[1], item[0]))[:30]}
        self.title = fold(title) if title else next((one.folded for one in looks[:6] if 4 <= one.count <= 30), "")
        self.title_words = {w for w in WORD.findall(self.title) if len(w) > 2}
        heads = "".join(one.head for one in long[:5])
        self.ascii = len(FOREIGN.findall(heads)) <= 0.03 * len(heads)
        self.shorts = self._short_runs()

    def _short_runs(self) -> list[int]:
        """For each line how many lines that are no running text stand together with it."""
        found, start = [0] * len(self.looks), 0
        for number in range(len(self.looks) + 1):
            if number == len(self.looks) or self.running[number]:
                found[start:number] = [number - start] * (number - start)
                start = number + 1
        return found

    def place(self, number: int) -> Iterator[int]:
        """The features of a line that depend on where it stands and on the other lines."""
        one = self.looks[number]
        before, after = self.before[number], self.before[-1] - self.before[number + 1]
        yield _AT["topic"] + self._topic(one)
        yield _AT["tongue"] + self._tongue(one)
        yield _AT["before"] + bisect_left((0, 1, 2, 5), before)
        yield _AT["after"] + bisect_left((0, 1, 2, 5), after)
        yield _AT["from-start"] + bisect_left(_STEPS, number)
        yield _AT["from-end"] + bisect_left(_STEPS, len(self.looks) - 1 - number)
        yield _AT["title"] + self._likeness(number)
        yield _AT["short-run"] + bisect_left((0, 1, 2, 4), self.shorts[number])
        yield _AT["next"] + self._next(number)
        for offset, holds in enumerate(self._flags(number, before, after)):
            if holds:
                yield _PLACE + offset

    def _flags(self, number: int, before: int, after: int) -> tuple[bool, ...]:
        """In the order of ``_PLACE_FLAGS``."""
        one, is_long = self.looks[number], self.running[number]
        twice, again = self.seen[one.folded] > 1, self.first[one.folded] < number
        around = 0 < number < len(self.looks) - 1 and self.running[number - 1] and self.running[number + 1]
        foreign = self.ascii and FOREIGN.search(one.head[:START]) is not None
        return (
            twice and not again,
            twice and again,
            foreign,
            is_long and before == 0,
            is_long and after == 0,
            around and not is_long,
        )

    def _topic(self, one: Look) -> int:
        """How many of the line's longer words the paragraphs have (of a paragraph: other ones)."""
        stems = one.stems
        if not stems:
            return 5
        if one.running:
            return 4 if sum(self.topics[stem] > 1 for stem in stems) > 0.2 * len(stems) else 1
        share = sum(stem in self.topics for stem in stems) / len(stems)
        return 0 if share == 0 else 1 if share < 0.34 else 2 if share < 0.75 else 3

    def _next(self, number: int) -> int:
        """How many of a short line's longer words the paragraph after it has, as those of sub-headings are."""
        stems = self.looks[number].stems
        if self.running[number] or not stems or number + 1 == len(self.looks) or not self.running[number + 1]:
            return 3
        share = len(stems & self.looks[number + 1].stems) / len(stems)
        return 0 if share == 0 else 1 if share < 0.5 else 2

    def _tongue(self, one: Look) -> int:
        """How many of the line's words are among the small words of the text's paragraphs."""
        if len(one.lower) < 4 or not self.small:
            return 4
        share = sum(w in self.small for w in one.lower) / len(one.lower)
        return 0 if share == 0 else 1 if share < 0.12 else 2 if share < 0.3 else 3

    def _likeness(self, number: int) -> int:
        """How like the title the line is."""
        folded = self.looks[number].folded
        if not self.title_words or not folded:
            return 3
        if folded == self.title:
            return 0 if self.first[folded] < number else 4
        if len(folded) > 2 * len(self.title) + 20:
            return 3
        if len(folded) > 8 and (folded in self.title or self.title in folded):
            return 6 if self.title.startswith(folded) or folded.startswith(self.title) else 5
        words = {w for w in WORD.findall(folded) if len(w) > 2}
        share = len(words & self.title_words) / max(1, len(words | self.title_words))
        return 1 if share >= 0.6 else 2 if share >= 0.25 else 3
