"""From phrases to actors, in the order of the text: names first, then whom pronouns and nouns mean by them."""

from dragoman.actors import naming, reference
from dragoman.actors.grammar import Text
from dragoman.actors.names import Name
from dragoman.actors.phrases import Phrase
from dragoman.actors.resolution import Mention, Resolution
from dragoman.actors.scene import Outcome, Scene
from dragoman.records import Candidate

LIST_GAP = 8
"""Tokens that may stand between two conjuncts; more is a parser's error as a rule."""

QUOTES = '"“”«»'
RESOLVERS = naming.SORTS | reference.SORTS


class Resolver:
    """Resolves the phrases of one text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.scene = Scene(text)
        self.outcomes: list[Outcome] = []

    def resolve(self) -> Resolution:
        """Go through the text and give all mentions with their actors."""
        finder = self.scene.finder
        given = [name for name in finder.names.all if name.start in finder.given and name.label == "STATE"]
        steps: list[tuple[int, Phrase | Name]] = [(phrase.head, phrase) for phrase in self.scene.phrases]
        steps += [(name.start, name) for name in given]
        for _, step in sorted(steps, key=lambda pair: (pair[0], isinstance(pair[1], Name))):
            if isinstance(step, Name):
                self._note_given(step)
            else:
                self._take(step)
        return self._result()

    def _note_given(self, name: Name) -> None:
        """A state that tells somebody's country is no actor there, but "the two countries" may mean it."""
        state = self.scene.cast.state_of(name)
        if state is not None:
            self.scene.memory.note((state,), name.start)

    def _take(self, phrase: Phrase) -> None:
        outcome = RESOLVERS[phrase.sort](self.scene, phrase)
        if outcome is None:
            return
        self._join(outcome)
        self.outcomes.append(outcome)
        for token in range(phrase.start, phrase.end):
            self.scene.covering.setdefault(token, outcome)
        self.scene.covering[phrase.head] = outcome
        if outcome.choice.drafts:
            self.scene.memory.note(outcome.choice.drafts, phrase.head, (phrase.start, phrase.end))

    def _join(self, outcome: Outcome) -> None:
        """Add a further conjunct to the mention of the first ("both Moscow and Pyongyang")."""
        analysis, head = self.text.analysis, outcome.phrase.head
        if analysis.deprels[head] != "conj" or not outcome.choice.drafts:
            return
        first = self.scene.covering.get(analysis.heads[head])
        if first is None or not first.choice.drafts or first.phrase.head >= head or not self._is_list(first, outcome):
            return
        first.joined.append(outcome)
        outcome.whole = root = first.whole or first
        self.scene.memory.note(root.drafts, root.phrase.head, (root.phrase.start, root.phrase.end))

    def _is_list(self, first: Outcome, other: Outcome) -> bool:
        """Whether nothing stands between two conjuncts but marks, further conjuncts and a few words."""
        between = range(first.end, other.phrase.start)
        if first.phrase.sort == "pronoun" or len(between) > LIST_GAP:
            return False
        upos, words = self.text.analysis.upos, self.text.words
        return all(upos[t] not in ("VERB", "AUX") and words[t] not in QUOTES for t in between)

    def _result(self) -> Resolution:
        for outcome in self.outcomes:
            if outcome.phrase.sort == "pair" and not outcome.choice.drafts:
                reference.look_ahead(self.scene, outcome)
        for outcome in self.outcomes:
            span = self.text.analysis.span(outcome.phrase.start, outcome.phrase.end)
            for draft in outcome.choice.drafts:
                draft.mentions.append(span)
        actors, ids = self.scene.cast.finish(self.text.document.text_id)
        mentions = [_mention(outcome, ids) for outcome in self.outcomes]
        return Resolution(actors, tuple(sorted(mentions, key=lambda m: (m.head, m.start))))


def _mention(outcome: Outcome, ids: dict[int, str]) -> Mention:
    phrase, drafts = outcome.phrase, outcome.drafts
    known = [] if drafts else [(draft, score) for draft, score in outcome.choice.scores if id(draft) in ids]
    return Mention(
        head=phrase.head,
        start=phrase.start,
        end=outcome.end,
        kind=outcome.kind,
        actors=tuple(dict.fromkeys(ids[id(draft)] for draft in drafts)),
        candidates=tuple(Candidate(actor=ids[id(draft)], score=score) for draft, score in known),
        metonymic=outcome.metonymic or any(other.metonymic for other in outcome.joined),
        also=phrase.also,
    )
