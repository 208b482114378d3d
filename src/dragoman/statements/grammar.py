"""Questions to the parse that finding statements needs: subjects, complements, what a clause covers."""

from collections.abc import Iterable

from dragoman.language.analysis import Analysis, matches

SUBJECT_TAKERS = ("xcomp", "advcl", "conj", "acl", "ccomp", "parataxis")
CLAUSES = ("ccomp", "csubj", "advcl", "acl", "xcomp", "parataxis")
RELATIVE = frozenset({"who", "which", "that", "whom"})
#: A subject is looked for at most so many clauses up (own texts, 2026-11; deeper chains are parser errors).
HIGHEST_CLAUSE = 4


def is_passive(analysis: Analysis, verb: int) -> bool:
    """Whether the verb stands in the passive."""
    return any(analysis.deprels[c] in ("nsubj:pass", "csubj:pass", "aux:pass") for c in analysis.children[verb])


def preposition(analysis: Analysis, token: int) -> str | None:
    """The lemma of the case marker or subordinator that opens the phrase of this token."""
    marker = analysis.child(token, "case", "mark")
    return analysis.word(marker).lower() if marker is not None else None


def agent(analysis: Analysis, verb: int) -> int | None:
    """The "by" phrase of a passive verb."""
    for child in analysis.children[verb]:
        if analysis.deprels[child] == "obl:agent":
            return child
        if analysis.deprels[child] == "obl" and preposition(analysis, child) == "by":
            return child
    return None


def subject(analysis: Analysis, verb: int) -> int | None:
    """Who does it: the verb's own subject, a passive's agent, or the subject that it takes from the clause above."""
    current = verb
    for _ in range(HIGHEST_CLAUSE):
        if is_passive(analysis, current) and current == verb:
            return agent(analysis, verb)
        own = own_subject(analysis, current)
        if own is not None:
            return _antecedent(analysis, current, own)
        relation = analysis.deprels[current].split(":")[0]
        head = analysis.heads[current]
        if relation not in SUBJECT_TAKERS or head == current:
            return None
        if relation == "acl":
            return head
        if relation in ("ccomp", "parataxis"):
            return None
        controller = _controller(analysis, head) if relation == "xcomp" else None
        if controller is not None:
            return controller
        current = head
    return None


def own_subject(analysis: Analysis, verb: int) -> int | None:
    """The subject that hangs on the verb itself."""
    return next((c for c in analysis.children[verb] if matches(analysis.deprels[c], ("nsubj", "csubj"))), None)


def _antecedent(analysis: Analysis, verb: int, found: int) -> int:
    if analysis.word(found).lower() in RELATIVE and analysis.deprels[verb].startswith("acl"):
        return analysis.heads[verb]
    return found


def _controller(analysis: Analysis, head: int) -> int | None:
    if analysis.upos[head] != "VERB":
        return None
    return analysis.child(head, "obj", "iobj")


def extent(analysis: Analysis, heads: Iterable[int], *, without: Iterable[int] = ()) -> tuple[int, int] | None:
    """The token range that the subtrees of these heads cover, less the subtrees of ``without`` at its ends."""
    left_out = {token for head in without for token in analysis.subtree(head)}
    tokens = sorted({t for head in heads for t in analysis.subtree(head)} - left_out)
    return (tokens[0], tokens[-1] + 1) if tokens else None


def sentence(analysis: Analysis, token: int) -> tuple[int, int]:
    """The token range of the token's sentence."""
    return analysis.sentences[analysis.sentence_of[token]]


def is_punctuation(analysis: Analysis, token: int) -> bool:
    """Whether the token is a punctuation mark."""
    return analysis.upos[token] in ("PUNCT", "SYM") and not any(ch.isalnum() for ch in analysis.word(token))


def trimmed(analysis: Analysis, start: int, end: int) -> tuple[int, int] | None:
    """The range without the punctuation at its ends."""
    while start < end and is_punctuation(analysis, start):
        start += 1
    while end > start and is_punctuation(analysis, end - 1):
        end -= 1
    return (start, end) if start < end else None


def without_complementiser(analysis: Analysis, start: int, end: int) -> tuple[int, int]:
    """The range without a "that" or colon that opens it."""
    while start < end - 1 and (_complementiser(analysis, start) or is_punctuation(analysis, start)):
        start += 1
    return start, end


def _complementiser(analysis: Analysis, token: int) -> bool:
    return analysis.word(token).lower() == "that" and analysis.deprels[token] in ("mark", "case")
