"""Words as the encoder sees them: word pieces (uncased) and a case shape."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

SHAPES = ("lower", "title", "capital", "upper", "mixed", "digit", "mark", "special")
"""Case shapes, fed to the encoder as token type ids: the vocabulary is uncased, this gives the case back."""

LOWER, TITLE, CAPITAL, UPPER, MIXED, DIGIT, MARK, SPECIAL = range(len(SHAPES))

MOST_PIECES = 16
"""Pieces of one word at most; the middle of longer ones is left out (first and last piece stand for a word)."""

REMEMBERED = 200_000
"""Words whose pieces are kept in memory (about 50 MB when full)."""


@lru_cache(maxsize=REMEMBERED)
def shape(word: str) -> int:
    """The case shape of a word, as an index of :data:`SHAPES`."""
    if any(map(str.isdigit, word)):
        return DIGIT
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return MARK
    capitals = sum(map(str.isupper, letters))
    if not capitals:
        return LOWER
    if capitals == len(letters):
        return UPPER if len(letters) > 1 else CAPITAL
    return TITLE if capitals == 1 and letters[0].isupper() else MIXED


class Pieces:
    """Word pieces of words, remembered; ``tokenizer`` is the path of a ``tokenizer.json``."""

    def __init__(self, tokenizer: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, tuple[int, ...]] = {}
        self._words = frozenset(self._tokenizer.get_vocab())
        self.start, self.stop, self.unknown = (self._id(name) for name in ("[CLS]", "[SEP]", "[UNK]"))

    def _id(self, name: str) -> int:
        found: int | None = self._tokenizer.token_to_id(name)
        if found is None:
            raise ValueError(f"the tokenizer has no piece {name}: it is not the one this model was trained with")
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        ids: Sequence[int] = self._tokenizer.encode(word, add_special_tokens=False).ids
        if len(ids) > MOST_PIECES:
            ids = [*ids[: MOST_PIECES - 1], ids[-1]]
        return tuple(ids) or (self.unknown,)

    def whole(self, word: str) -> bool:
        """Whether a word is one piece: a frequent word of English."""
        return word.lower() in self._words

    def of(self, word: str) -> tuple[int, ...]:
        """The piece ids of a word, never empty, at most :data:`MOST_PIECES`."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._cut(word)
        return known
