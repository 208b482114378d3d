"""One text with all that finding events looks at, and simple questions to its parse."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from dragoman.actors.resolution import Resolution
from dragoman.events.modality import Modality, modality
from dragoman.events.predicates import Predicates, predicates
from dragoman.language.analysis import Analysis

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM", "X")
CLAUSAL = ("root", "ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis", "conj")
_DOUBLED = re.compile(r".*([bdglmnprt])\1$")


@dataclass(frozen=True)
class Scene:
    """Parse, actors and lexicons of one text. ``titles`` are code point ranges of titles and headings."""

    analysis: Analysis
    resolution: Resolution
    titles: tuple[tuple[int, int], ...] = ()
    predicates: Predicates = field(default_factory=predicates)
    modality: Modality = field(default_factory=modality)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """Lemmas in lower case."""
        return tuple(lemma.lower() for lemma in self.analysis.lemmas)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Word forms in lower case, with straight apostrophes."""
        return tuple(self.analysis.word(t).lower().replace("’", "'") for t in range(len(self.analysis)))

    @cached_property
    def named_tokens(self) -> dict[int, str]:
        """Tokens inside a name, with the name's label."""
        return {t: span.label for span in self.analysis.entities for t in range(span.start, span.end)}

    def in_title(self, token: int) -> bool:
        """Whether the token stands in a title or heading, where the present tense tells of the past."""
        start = self.analysis.starts[token]
        return any(low <= start < high for low, high in self.titles)

    def forms(self, token: int) -> tuple[str, ...]:
        """What the lexicons may know the token by: its lemma, then what regular inflection leaves of its form."""
        return self._forms[token]

    @cached_property
    def _forms(self) -> tuple[tuple[str, ...], ...]:
        return tuple(known_forms(word, lemma) for word, lemma in zip(self.words, self.lemmas, strict=True))

    def is_verb(self, token: int) -> bool:
        """Whether the token is a verb (no auxiliary)."""
        return self.analysis.upos[token] == "VERB"

    def is_noun(self, token: int) -> bool:
        """Whether the token is a common or proper noun."""
        return self.analysis.upos[token] in ("NOUN", "PROPN")

    @cached_property
    def _relations(self) -> tuple[str, ...]:
        return tuple(deprel.partition(":")[0] for deprel in self.analysis.deprels)

    def children(self, token: int, *deprels: str) -> Iterator[int]:
        """Dependents with one of these relations (a plain name stands for its subtypes too)."""
        full, plain = self.analysis.deprels, self._relations
        for child in self.analysis.children[token]:
            if plain[child] in deprels or full[child] in deprels:
                yield child

    def child(self, token: int, *deprels: str) -> int | None:
        """The first such dependent."""
        return next(self.children(token, *deprels), None)

    def relation(self, token: int) -> str:
        """The token's relation without its subtype."""
        return self._relations[token]

    def opener(self, token: int) -> str | None:
        """The words of the preposition or conjunction that opens this phrase or clause: "to", "in case of"."""
        if token not in self._openers:
            self._openers[token] = self._opener(token)
        return self._openers[token]

    @cached_property
    def _openers(self) -> dict[int, str | None]:
        return {}

    def _opener(self, token: int) -> str | None:
        markers = list(self.children(token, "case", "mark"))
        if not markers:
            return None
        more = list(self.children(markers[0], "fixed"))
        second = [c for c in markers[1:] if c == markers[0] + 1 and not more]
        return " ".join(self.words[t] for t in (markers[0], *more, *second))

    def compounds(self, token: int) -> list[int]:
        """The nouns and adjectives that stand before a noun and narrow it down."""
        return [c for c in self.children(token, "compound", "amod") if c < token]

    def sentence(self, token: int) -> tuple[int, int]:
        """The token range of the token's sentence."""
        return self.analysis.sentences[self.analysis.sentence_of[token]]


@lru_cache(maxsize=100_000)
def known_forms(word: str, lemma: str) -> tuple[str, ...]:
    """What the lexicons may know a word by: its lemma, irregular forms' own, what regular inflection leaves."""
    irregular = predicates().irregular.get(word)
    own = (irregular, lemma) if irregular is not None else (lemma,)
    return tuple(dict.fromkeys((*own, *_stems(word))))


def _stems(word: str) -> Iterator[str]:
    """What may be left of a regularly inflected form: "signed" gives "sign" and "signe", "hitting" also "hit"."""
    yield word
    if word.endswith(("ies", "ied")):
        yield word[:-3] + "y"
        return
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            yield from (stem,) if ending == "s" else (stem + "e", stem)
            if _DOUBLED.match(stem):
                yield stem[:-1]
