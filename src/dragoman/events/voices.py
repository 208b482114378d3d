"""Whose word an event is: the innermost statement that holds it, and what its act makes of the status."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman import vocab
from dragoman.events.factuality import FACT, Judge, Judged
from dragoman.events.scene import Scene
from dragoman.language.analysis import TokenSpan
from dragoman.records import Span, Statement, Status
from dragoman.statements.lexicon import cue_lexicon

#: The trained attribution layer's mean probability from which its spans keep a fact from being the article's own.
SURE_LAYER = 0.5
#: Stances whose condition may stand beside the cue.
HANGING = frozenset({"commits", "doubts"})


@dataclass(frozen=True)
class Voices:
    """The statements of one text, by what they hold."""

    scene: Scene
    statements: tuple[Statement, ...]

    @cached_property
    def _innermost(self) -> dict[int, Statement]:
        """For each token the smallest statement whose content holds it."""
        found: dict[int, Statement] = {}
        for statement in sorted(self.statements, key=lambda s: -size(s)):
            for token in self._tokens(statement.content):
                found[token] = statement
        return found

    def _tokens(self, spans: Iterable[Span]) -> Iterable[int]:
        analysis = self.scene.analysis
        for start, end in spans:
            first = bisect_left(analysis.ends, start + 1)
            yield from range(first, bisect_left(analysis.starts, end))

    @cached_property
    def _in_order(self) -> tuple[list[int], list[Statement]]:
        ordered = sorted(self.statements, key=lambda s: s.content[0][0])
        return [s.content[0][0] for s in ordered], ordered

    def before(self, start: int, most: int) -> list[Statement]:
        """The statements whose content begins before this code point, the nearest first."""
        starts, ordered = self._in_order
        number = bisect_left(starts, start)
        return ordered[max(0, number - most) : number][::-1]

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        """The statements by their id."""
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def by_cue(self) -> dict[int, Statement]:
        """The statements by the tokens of their cue."""
        return {t: s for s in self.statements if s.cue is not None for t in self._tokens((s.cue,))}

    def of(self, token: int) -> Statement | None:
        """The innermost statement that holds this token, None for the article's own voice."""
        return self._innermost.get(token)

    def tokens(self, statement: Statement) -> list[int]:
        """The tokens of a statement's content."""
        return list(self._tokens(statement.content))

    def holds_index(self, statement: Statement, token: int) -> bool:
        """Like :meth:`holds`, for a token that may lie beyond the text."""
        return token < len(self.scene.analysis) and self.holds(statement, token)

    def holds(self, statement: Statement, token: int) -> bool:
        """Whether the statement's content holds the token."""
        start, end = self.scene.analysis.starts[token], self.scene.analysis.ends[token]
        return any(low <= start and end <= high for low, high in statement.content)

    def judge(self, token: int, *, noun: bool) -> tuple[Statement | None, Judged]:
        """The voice that an event stands in, and what it makes of it."""
        voice = self.voice(token)
        if voice is None:
            return None, self._unclaimed(token, Judge(self.scene, lambda _: True).event(token, noun=noun))
        inside = self._inside(voice)
        judged = Judge(self.scene, lambda other: other in inside).event(token, noun=noun)
        return voice, self._stanced(voice, judged)

    def _is_clause(self, token: int) -> bool:
        """Whether a cue is a verb of its own clause ("said", not "according to")."""
        return self.scene.is_verb(token) and self.scene.relation(token) not in ("case", "mark", "fixed")

    def _hanging(self, voice: Statement, cue: int, judged: Judged) -> Judged:
        """A condition beside the cue ("threatened X with Y if Z") is the content's."""
        inside = self._inside(voice)
        clause = Judge(self.scene, lambda other: other in inside).condition_of(cue)
        if clause is None or judged.status not in ("planned", "possible"):
            return judged
        return replace(judged, status="conditional", condition=clause, why="if")

    def _unclaimed(self, token: int, judged: Judged) -> Judged:
        """Words that somebody says without a statement having been found are not the article's own."""
        if judged.status not in FACT:
            return judged
        for current in (token, *self.scene.analysis.ancestors(token)):
            said = any(self._says(child) for child in self.scene.children(current, "parataxis", "advcl"))
            if said or self._claimed(current):
                return replace(judged, status="possible", why="said by somebody")
        if token in self._attributed:
            return replace(judged, status="possible", why="attributed by the trained layer")
        return judged

    def _claimed(self, clause: int) -> bool:
        """ "a claim by X that Y had offered Z", of which no statement was made."""
        relation, noun = self.scene.relation(clause), self.scene.analysis.heads[clause]
        if relation not in ("acl", "ccomp") or not self.scene.is_noun(noun):
            return False
        if not any(self.scene.words[c] == "that" for c in self.scene.analysis.children[clause]):
            return False
        return any(cue_lexicon().act("noun", form) is not None for form in self.scene.forms(noun))

    @cached_property
    def _attributed(self) -> frozenset[int]:
        """Tokens that the trained layer marks as said, by a cue in their sentence of which no statement was made."""
        analysis = self.scene.analysis
        surely = [span for span in analysis.attribution if span.score >= SURE_LAYER]
        loose = {analysis.sentence_of[s.start] for s in surely if s.label == "cue" and not self._is_cue(s)}
        said = [range(span.start, span.end) for span in surely if span.label == "content"]
        return frozenset(t for tokens in said for t in tokens if analysis.sentence_of[t] in loose)

    def _is_cue(self, span: TokenSpan) -> bool:
        return any(token in self.by_cue for token in range(span.start, span.end))

    def _says(self, verb: int) -> bool:
        bare = self.scene.opener(verb) is None and self.scene.analysis.has(verb, "VerbForm=Fin")
        if verb in self.by_cue or not bare:
            return False
        return any(cue_lexicon().act("clause", form) is not None for form in self.scene.forms(verb))

    def voice(self, token: int) -> Statement | None:
        """The innermost statement that holds the token or whose cue governs it as a complement."""
        holding = self.of(token)
        current = token
        for above in self.scene.analysis.ancestors(token):
            said = self.by_cue.get(above)
            if said is not None and self._complements(current):
                return said if holding is None or size(said) <= size(holding) or said.parent == holding.id else holding
            if holding is not None and not self.holds(holding, above):
                return holding
            current = above
        return holding

    def _complements(self, token: int) -> bool:
        relation = self.scene.relation(token)
        if relation in ("ccomp", "xcomp", "obj"):
            return True
        return (
            relation in ("advcl", "obl", "acl", "nmod")
            and self.scene.opener(token) in self.scene.predicates.prepositions["content"]
        )

    def _inside(self, voice: Statement) -> frozenset[int]:
        """The tokens of a statement's words: its content, and what its cue governs as a complement."""
        known = self._insides.get(voice.id)
        if known is None:
            cues = [t for t in self.cue_tokens(voice) if self.scene.is_verb(t)]
            more = [c for cue in cues for c in self.scene.analysis.children[cue] if self._complements(c)]
            tokens = {t for c in more for t in self.scene.analysis.subtree(c)}
            known = self._insides[voice.id] = frozenset(tokens | set(self.tokens(voice))) - set(cues)
        return known

    @cached_property
    def _insides(self) -> dict[str, frozenset[int]]:
        return {}

    def cue_tokens(self, statement: Statement) -> list[int]:
        """The tokens of a statement's cue."""
        return list(self._tokens((statement.cue,))) if statement.cue is not None else []

    def _stanced(self, voice: Statement, judged: Judged) -> Judged:
        stance = vocab.acts()[voice.act].stance
        judged = stanced(judged, stance, voice.act)
        cue = self.scene.analysis.top_of(voice.cue) if voice.cue is not None else None
        if cue is None or not self._is_clause(cue):
            return judged
        if stance in HANGING and not judged.presupposed:
            judged = self._hanging(voice, cue, judged)
        outer = self.of(cue)
        holds = (lambda other: self.holds(outer, other)) if outer is not None else (lambda _: True)
        said = Judge(self.scene, holds).event(cue, noun=False)
        unsaid = said.status not in FACT and judged.status in (*FACT, "denied")
        return replace(judged, status="possible", why=f"{judged.why}, cue {said.status}") if unsaid else judged


def size(statement: Statement) -> int:
    """Code points of content."""
    return sum(end - start for start, end in statement.content)


def stanced(judged: Judged, stance: str, act: str) -> Judged:
    """What a stance towards the content makes of a status in it (``vocab/acts.yaml``)."""
    if judged.presupposed and judged.status in FACT and stance != "denies":
        return judged
    status = _STANCES[stance](judged)
    return judged if status == judged.status else replace(judged, status=status, why=f"{judged.why}, {act}")


def _doubted(judged: Judged) -> Status:
    return "conditional" if judged.status == "conditional" else "possible"


def _denied(judged: Judged) -> Status:
    return "possible" if judged.status == "denied" or judged.presupposed else "denied"


def _committed(judged: Judged) -> Status:
    return "planned" if judged.status in FACT else judged.status


_STANCES = {
    "asserts": lambda judged: judged.status,
    "doubts": _doubted,
    "denies": _denied,
    "wants": lambda judged: "conditional" if judged.status == "conditional" else "possible",
    "commits": _committed,
    "asks": _doubted,
}
