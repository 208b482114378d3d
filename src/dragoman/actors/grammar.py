"""The text as the actors room looks at it: words, paragraphs, quotations, a phrase's place in its clause."""

from functools import cached_property
from itertools import islice
from typing import Literal

from dragoman.actors import gazetteer
from dragoman.language.analysis import Analysis, matches
from dragoman.records import Document, Segment, Span

Rank = Literal["matrix", "embedded", "object", "oblique", "modifier"]

OPENING = "“«"
CLOSING = "”»"
DEEPEST = 12
"""Clauses around a token that are looked at."""

DATELINE_MARKS = "(-–—"
STRAIGHT = '"'
SUBJECTS = ("nsubj", "csubj")
SAME_PLACE = ("conj", "appos", "flat", "compound")
"""Relations by which a word stands where its head stands."""


class Text:
    """An :class:`Analysis` with what the room asks of it again and again."""

    def __init__(self, analysis: Analysis, document: Document, segments: tuple[Segment, ...]) -> None:
        self.analysis = analysis
        self.document = document
        self.segments = segments
        self.words = [analysis.word(token).replace("’", "'") for token in range(len(analysis))]
        self.lower = [word.lower() for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def paragraph(self) -> list[int]:
        """For each token the number of its paragraph: a line break begins a new one."""
        found, number, end = [], 0, 0
        for start, stop in zip(self.analysis.starts, self.analysis.ends, strict=True):
            number += "\n" in self.document.text[end:start]
            found.append(number)
            end = stop
        return found

    @cached_property
    def quoted(self) -> list[bool]:
        """For each token whether it stands between double quotation marks of its paragraph."""
        found, inside, paragraph = [], False, -1
        for token, word in enumerate(self.words):
            if self.paragraph[token] != paragraph:
                inside, paragraph = False, self.paragraph[token]
            if word in OPENING:
                inside = True
            elif word in CLOSING or (word == STRAIGHT and inside):
                inside = False
            elif word == STRAIGHT:
                inside = True
            found.append(inside)
        return found

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Last words, in lower case, of the longer names of persons."""
        spans = (span for span in self.analysis.entities if span.label == "PERSON" and span.end - span.start > 1)
        return frozenset(self.lower[span.end - 1] for span in spans)

    @cached_property
    def clock(self) -> list[int]:
        """For each sentence how many sentences of the article's own voice came before: quotations do not count."""
        found, time = [], 0
        for start, end in self.analysis.sentences:
            time += any(not self.quoted[t] and self.analysis.upos[t] != "PUNCT" for t in range(start, end))
            found.append(time)
        return found

    def time(self, token: int) -> int:
        """The :attr:`clock` at a token."""
        return self.clock[self.sentence(token)]

    @cached_property
    def heading(self) -> list[bool]:
        """For each token whether it stands in a title, standfirst or heading."""
        found = [False] * len(self)
        for segment in self.segments:
            if segment.kind in ("title", "standfirst", "heading"):
                for token in self._covered((segment.start, segment.end)):
                    found[token] = True
        return found

    @cached_property
    def source(self) -> list[bool]:
        """For each token whether the language model holds it for part of a source."""
        found = [False] * len(self)
        for span in self.analysis.attribution:
            if span.label == "source":
                found[span.start : span.end] = [True] * (span.end - span.start)
        return found

    @cached_property
    def cue(self) -> list[bool]:
        """For each token whether the language model holds it for part of a cue."""
        found = [False] * len(self)
        for span in self.analysis.attribution:
            if span.label == "cue":
                found[span.start : span.end] = [True] * (span.end - span.start)
        return found

    @cached_property
    def likely(self) -> dict[int, tuple[int, str]]:
        """Where a machine changed words: first token to (token after, what stood there before)."""
        found = {}
        for flaw in self.document.quality.spans:
            tokens = self._covered(flaw.span)
            if flaw.likely and tokens:
                found[tokens[0]] = (tokens[-1] + 1, flaw.likely)
        return found

    def _covered(self, span: Span) -> range:
        """The tokens that begin within a span."""
        first = self._first_at(span[0])
        last = first
        while last < len(self) and self.analysis.starts[last] < span[1]:
            last += 1
        return range(first, last)

    def _first_at(self, offset: int) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.analysis.starts[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low

    def sentence(self, token: int) -> int:
        """The number of the token's sentence."""
        return self.analysis.sentence_of[token]

    def top(self, start: int, end: int) -> int:
        """The token of ``[start, end)`` on which the others hang: the first whose head lies outside."""
        heads = self.analysis.heads
        for token in range(start, end):
            outside = not start <= heads[token] < end or heads[token] == token
            if outside and self.analysis.deprels[token] not in ("punct", "case", "det"):
                return token
        return end - 1

    def anchor(self, head: int) -> tuple[int, str]:
        """The token whose place in the clause a phrase takes (its first conjunct's), and that token's relation."""
        analysis, token = self.analysis, head
        for _ in range(len(SAME_PLACE) * 3):
            if analysis.deprels[token] not in SAME_PLACE or analysis.heads[token] == token:
                break
            if analysis.deprels[token] == "conj" and analysis.upos[analysis.heads[token]] in ("VERB", "AUX"):
                break
            token = analysis.heads[token]
        return token, analysis.deprels[token]

    def rank(self, head: int) -> Rank:
        """How prominent a phrase's place in the sentence is."""
        token, relation = self.anchor(head)
        if matches(relation, SUBJECTS):
            return "matrix" if self.is_matrix(self.analysis.heads[token]) else "embedded"
        if relation in ("root", "parataxis", "vocative"):
            return "matrix"
        if relation in ("obj", "iobj"):
            return "object"
        return "oblique" if matches(relation, ("obl",)) else "modifier"

    def is_matrix(self, verb: int) -> bool:
        """Whether a predicate is the sentence's own: its root, or joined to the root as an equal."""
        analysis = self.analysis
        for _ in range(20):
            if analysis.heads[verb] == verb or analysis.deprels[verb] == "root":
                return True
            if analysis.deprels[verb] not in ("conj", "parataxis"):
                return False
            verb = analysis.heads[verb]
        return False

    def governor(self, head: int) -> int | None:
        """The predicate whose subject the phrase is."""
        token, relation = self.anchor(head)
        return self.analysis.heads[token] if matches(relation, SUBJECTS) else None

    def is_speaking(self, head: int, start: int | None = None, end: int | None = None) -> bool:
        """Whether the phrase ``[start, end)`` is the subject of a verb of speech, or stands right beside one."""
        verb = self.governor(head)
        if verb is not None:
            return self.is_cue(verb)
        start, end = head if start is None else start, head + 1 if end is None else end
        before = start > 0 and self.is_cue(start - 1) and self.analysis.upos[start - 1] == "VERB"
        return before or (self.source[head] and end < len(self) and self.is_cue(end))

    def is_cue(self, token: int) -> bool:
        """Whether a word is a verb of speech, or a cue to the language model."""
        return self.cue[token] or self.analysis.lemmas[token].lower() in gazetteer.cue_verbs()

    def is_dateline(self, start: int, end: int) -> bool:
        """Whether the words open a paragraph before a dash or an agency in brackets."""
        opens = start == 0 or self.paragraph[start] != self.paragraph[start - 1]
        return opens and end < len(self) and self.words[end] in DATELINE_MARKS

    def dominating_subjects(self, token: int) -> list[int]:
        """Subjects, before the token, of the clauses that contain it, innermost first."""
        analysis, found = self.analysis, []
        for ancestor in islice(analysis.ancestors(token), DEEPEST):
            subject = analysis.child(ancestor, "nsubj")
            if subject is not None and subject < token:
                found.append(subject)
        return found

    def preposition(self, token: int) -> str | None:
        """The preposition that introduces the token's phrase."""
        case = self.analysis.child(token, "case")
        return None if case is None or self.lower[case] in ("'s", "'") else self.lower[case]

    def is_possessor(self, token: int) -> bool:
        """Whether the token's phrase is followed by a possessive mark."""
        return self.analysis.deprels[token] == "nmod:poss"

    def verb(self, token: int) -> str:
        """The lemma of the token's head."""
        return self.analysis.lemmas[self.analysis.heads[token]].lower()
