"""Augmentation for names: other names in their places, and made-up datelines.

Few sentences follow the house's guideline; what is learned must not hang on the names that they happen to hold.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import cast

import yaml

from dragoman.language.pieces import Pieces, shape

from .windows import NONE, Item

RENAMED_WINDOWS = 0.35  # share of windows in which names are swapped
RENAMED_NAMES = 0.6  # share of names swapped in such a window
DATED = 0.12  # share of blocks of the house's set that get a dateline
OUTSIDE = 0

Key = tuple[int, int, int, bool]  # guideline, label of B, number of words, demonym


@cache
def _lists() -> dict[str, list[str]]:
    folder = Path(__file__).parent
    found = cast("dict[str, list[str]]", yaml.safe_load((folder / "datelines.yaml").read_text("utf-8")))
    found["demonyms"] = yaml.safe_load((folder / "demonyms.yaml").read_text("utf-8"))["demonyms"]
    return found


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(name.lower() + plural for name in _lists()["demonyms"] for plural in ("", "s"))


def mentions(one: Item) -> list[tuple[int, int, int]]:
    """The names of a sentence as ``(start, end, label of B)``; labels alternate B and I after O."""
    found: list[tuple[int, int, int]] = []
    tags = one.gold.get("names", [])
    for number, tag in enumerate(tags):
        if tag > OUTSIDE and tag % 2 == 1:
            end = number + 1
            while end < len(tags) and tags[end] == tag + 1:
                end += 1
            found.append((number, end, tag))
    return found


@dataclass
class Renamer:
    """All names of the training sets by guideline, class and length."""

    pieces: Pieces
    place: int
    organisation: int
    pool: dict[Key, list[list[str]]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, sentences: Iterable[Item], guideline: int) -> None:
        """Take up the names of a document."""
        for one in sentences:
            for start, end, label in mentions(one):
                self.pool[self._key(one.words[start:end], label, guideline)].append(one.words[start:end])

    def _key(self, words: list[str], label: int, guideline: int) -> Key:
        return guideline, label, len(words), " ".join(words).lower() in _demonyms()

    def renamed(self, window: list[Item], guideline: int, chance: random.Random) -> list[Item]:
        """The window with names swapped for others of their class and length, by chance."""
        if chance.random() >= RENAMED_WINDOWS:
            return window
        return [self._swap(one, guideline, chance) for one in window]

    def _swap(self, one: Item, guideline: int, chance: random.Random) -> Item:
        places = [place for place in mentions(one) if chance.random() < RENAMED_NAMES]
        if not places:
            return one
        words, gold = list(one.words), dict(one.gold)
        if "lemma" in gold:
            gold["lemma"] = list(gold["lemma"])
        for start, end, label in places:
            words[start:end] = chance.choice(self.pool[self._key(one.words[start:end], label, guideline)])
            if "lemma" in gold:
                gold["lemma"][start:end] = [NONE] * (end - start)
        return self._item(words, gold, one)

    def _item(self, words: list[str], gold: dict[str, list[int]], like: Item) -> Item:
        pieces = [self.pieces.of(word) for word in words]
        return Item(words, pieces, [shape(word) for word in words], gold, like.opens, like.bounded)

    def dated(self, one: Item, guideline: int, chance: random.Random) -> Item:
        """A sentence that opens a block, with a dateline before it, by chance."""
        if not one.opens or one.gold.keys() - {"names", "starts"} or chance.random() >= DATED:
            return one
        city = chance.choice(self.pool[guideline, self.place, chance.choice((1, 1, 1, 2)), False])
        words = [word.upper() if chance.random() < 0.8 else word for word in city]
        tags = [self.place] + [self.place + 1] * (len(words) - 1)
        if chance.random() < 0.4:
            day = chance.choice(_lists()["days"]).split()
            words, tags = [*words, ",", *day], [*tags, 0, *([0] * len(day))]
        if chance.random() < 0.7:
            agency = chance.choice(_lists()["agencies"]).split()
            marks = [self.organisation] + [self.organisation + 1] * (len(agency) - 1)
            words, tags = [*words, "(", *agency, ")"], [*tags, 0, *marks, 0]
        words, tags = [*words, chance.choice(_lists()["dashes"])], [*tags, 0]
        gold = {"names": tags + one.gold["names"], "starts": [NONE] + [0] * (len(words) + len(one.words) - 1)}
        return self._item(words + one.words, gold, one)
