"""Cue words with the frames that they open, from ``vocab/cues.yaml``, checked when loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman import vocab

FRAMES = ("clause", "infinitive", "object", "predicate", "adjective", "noun")


@dataclass(frozen=True, slots=True)
class PrepositionFrame:
    """A verb's prepositional complement: the act, and whether the somebody concerned is the verb's object."""

    act: str
    with_object: bool


@dataclass(frozen=True)
class CueLexicon:
    """For each frame the act of each lemma."""

    frames: Mapping[str, Mapping[str, str]]
    prepositions: Mapping[tuple[str, str], PrepositionFrame]
    light_verbs: frozenset[str]
    according: frozenset[str]
    venues: frozenset[str]
    default_act: str

    def act(self, frame: str, lemma: str) -> str | None:
        """The act of a lemma in a frame, None if it opens none."""
        return self.frames[frame].get(lemma)

    def known(self, lemma: str) -> bool:
        """Whether a verb with this lemma is a cue in any frame."""
        return lemma in self._verbs

    @property
    def _verbs(self) -> frozenset[str]:
        return _known_verbs()


@cache
def cue_lexicon() -> CueLexicon:
    """The lexicon, loaded once.

    Raises:
        VocabularyError: an act is not of ``vocab/acts.yaml``, or a word stands twice in one frame.
    """
    data = vocab.load("cues")
    for frame in FRAMES:
        _check_acts(frame, data[frame])
    return CueLexicon(
        frames={frame: _by_lemma(frame, data[frame]) for frame in FRAMES},
        prepositions=_prepositions(data["preposition"]),
        light_verbs=frozenset(data["light_verbs"]),
        according=frozenset(data["according"]),
        venues=frozenset(data["venues"]),
        default_act=str(data["default_act"]),
    )


@cache
def _known_verbs() -> frozenset[str]:
    lexicon = cue_lexicon()
    plain = (lexicon.frames[frame] for frame in ("clause", "infinitive", "object", "predicate"))
    return frozenset(lemma for frame in plain for lemma in frame) | {verb for verb, _ in lexicon.prepositions}


def _check_acts(frame: str, rows: Mapping[str, list[str]]) -> None:
    for act in rows:
        vocab.require(act in vocab.acts(), "cues", f"{frame} has the unknown act {act!r}")


def _by_lemma(frame: str, rows: Mapping[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for act, lemmas in rows.items():
        for lemma in lemmas:
            # The first act listed wins for words such as "ask" that open one frame with two acts.
            found.setdefault(lemma, act)
    vocab.require(bool(found), "cues", f"the frame {frame} is empty")
    return found


def _prepositions(rows: list[dict[str, Any]]) -> dict[tuple[str, str], PrepositionFrame]:
    found = {}
    for row in rows:
        vocab.require(row["act"] in vocab.acts(), "cues", f"preposition has the unknown act {row['act']!r}")
        for verb in row["verbs"]:
            for preposition in row["prepositions"]:
                found[verb, preposition] = PrepositionFrame(row["act"], row.get("with_object", False))
    return found
