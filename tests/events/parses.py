"""Hand-made parses: one word a line, so that a test shows the grammar that it is about.

A line is ``form lemma UPOS head relation feature``: heads count from 1 within the sentence, 0 is the root; ``_`` is the
form itself as lemma; the feature is a letter of :data:`SHORT`, or absent. Sentences are parted by an empty line.
``Vessaly@ves`` is a mention of the actor ``ves``.
"""

from dataclasses import replace

from dragoman.actors.resolution import Mention, Resolution
from dragoman.events.scene import Scene
from dragoman.events.voices import Voices
from dragoman.language.analysis import Analysis, TokenSpan
from dragoman.records import Actor, Document, Segment, Span, Statement

SHORT = {
    "P": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "R": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "S": "Tense=Past|VerbForm=Part|Voice=Pass",
    "N": "Tense=Past|VerbForm=Part",
    "G": "VerbForm=Ger",
    "I": "VerbForm=Inf",
    "_": "_",
}
NO_SPACE_BEFORE = frozenset({",", ".", "?", "!", "'s", "’s", ")", ":"})
STATES = {"ves": "VES", "kes": "KES", "lur": "LUR", "orr": "ORR"}


def actor(name: str) -> Actor:
    """A state of ours, else a person with a country."""
    if name in STATES:
        return Actor(id=name, name=name.upper(), kind="state", country=STATES[name])
    return Actor(id=name, name=name, kind="person", country="VES", role="minister")


class Parse:
    """The scene of a hand-made parse, its text, and the statements that a test puts into it."""

    def __init__(self, rows: str) -> None:
        self.mentions: list[tuple[int, str]] = []
        self.analysis = self._analysis(rows)
        found = tuple(Mention(t, t, t + 1, "name", (name,)) for t, name in self.mentions)
        names = sorted({name for _, name in self.mentions})
        self.resolution = Resolution(tuple(actor(name) for name in names), found)
        self.scene = Scene(self.analysis, self.resolution)
        self.statements: list[Statement] = []

    def _analysis(self, rows: str) -> Analysis:
        text = ""
        table: list[tuple[int, int, str, str, str, int, str]] = []
        sentences: list[tuple[int, int]] = []
        entities: list[TokenSpan] = []
        for block in rows.strip().split("\n\n"):
            first = len(table)
            for line in block.splitlines():
                form, lemma, upos, head, relation, *feats = line.split()
                form, _, name = form.partition("@")
                if name:
                    self.mentions.append((len(table), name))
                    entities.append(TokenSpan(len(table), len(table) + 1, "STATE" if name in STATES else "PERSON", 1.0))
                text += "" if not text or form in NO_SPACE_BEFORE else " "
                lemma = form.lower() if lemma == "_" else lemma
                target = first + int(head) - 1 if int(head) else len(table)
                table.append(
                    (len(text), len(text) + len(form), upos, SHORT[(feats or ["_"])[0]], lemma, target, relation)
                )
                text += form
            sentences.append((first, len(table)))
        starts, ends, upos_, feats_, lemmas, heads, relations = (tuple(column) for column in zip(*table, strict=True))
        return Analysis(
            text=text,
            starts=starts,
            ends=ends,
            upos=upos_,
            feats=feats_,
            lemmas=lemmas,
            heads=heads,
            deprels=relations,
            sentences=tuple(sentences),
            entities=tuple(entities),
            attribution=(),
            model="hand",
        )

    def anchored(self, form: str, kind: str, score: float = 0.9) -> "Parse":
        """Let the trained layer mark a word as the anchor of an event."""
        token = self.token(form)
        marked = (*self.analysis.anchors, TokenSpan(token, token + 1, kind, score))
        self.analysis = replace(self.analysis, anchors=marked)
        self.scene = replace(self.scene, analysis=self.analysis)
        return self

    def span(self, words: str) -> Span:
        """Where these words stand."""
        start = self.analysis.text.index(words)
        return start, start + len(words)

    def token(self, form: str) -> int:
        """The first token with this form."""
        return next(t for t in range(len(self.analysis)) if self.analysis.word(t) == form)

    def says(self, speaker: str, cue: str, content: str, act: str = "assert", **more: str | None) -> "Parse":
        """Add a statement."""
        self.statements.append(
            Statement(
                id=f"{speaker}:{cue}",
                speakers=(speaker,),
                speaker_span=self.span(cue),
                cue=self.span(cue),
                content=(self.span(content),),
                form="indirect",
                act=act,
                confidence=0.9,
                parent=more.get("parent"),
            )
        )
        return self

    @property
    def voices(self) -> Voices:
        """The voices of the statements added so far."""
        return Voices(self.scene, tuple(self.statements))

    @property
    def document(self) -> Document:
        """The text as a document."""
        return Document(id="d", text_id="t", text=self.analysis.text)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The text as one paragraph."""
        return (Segment(start=0, end=len(self.analysis.text), kind="body"),)
