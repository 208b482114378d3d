"""Whom a role noun means ("the minister", "the alliance's head"): persons whose role, country and recency fit."""

from collections.abc import Iterable

from dragoman.actors import gazetteer
from dragoman.actors.cast import Draft
from dragoman.actors.memory import Choice, Memory, decide
from dragoman.actors.phrases import Office, Phrase

SAME_NOUN, SAME_BASE, COVERED, VAGUE = 0.6, 0.55, 0.45, 0.3
"""The role is the same; its last word is; the noun is a general one for it; its other words are unknown."""

SAME_HOME, NO_HOME = 0.3, -0.1
"""The noun and the person belong to the same state or body; the person's is not known."""

RECENT, RECENT_DECAY = 0.3, 0.8
"""Named in the same sentence, and what is left of that one sentence later."""

NEW_WORDS = -0.25
"""A general noun with words of its own is somebody new as a rule."""

FORMER_DIFFERS = -0.2
LEAST, MARGIN, HIGHEST = 0.5, 0.08, 1.2
"""As in :mod:`dragoman.actors.memory`, for role nouns."""

AHEAD_LEAST = 0.7
"""A person who is introduced only later must fit so well: role and home."""


def choose(
    memory: Memory, phrase: Phrase, home: Draft | None, persons: Iterable[Draft], *, ahead: bool = False
) -> Choice:
    """Whom a role noun means; with ``ahead`` persons who come later count too."""
    office = phrase.offices[0]
    scores = []
    for draft in persons:
        if phrase.gender is not None and draft.gender not in (None, phrase.gender):
            continue
        distance = memory.distance(draft, phrase.head)
        if distance is None and not ahead:
            continue
        fit = _fit(office, draft)
        belongs = _belongs(draft, home)
        if fit == 0 or belongs is None:
            continue
        recent = RECENT * RECENT_DECAY ** max(0, distance) if distance is not None else 0.0
        former = 0.0 if office.around.former == any(o.around.former for o in draft.offices) else FORMER_DIFFERS
        scores.append((draft, fit + belongs + recent + former))
    return decide(scores, AHEAD_LEAST if ahead else LEAST, MARGIN, HIGHEST)


def _fit(office: Office, draft: Draft) -> float:
    return max((_agree(office, other) for other in draft.offices), default=0.0)


def _agree(office: Office, other: Office) -> float:
    """How well two role nouns may be one person's."""
    one, two = office.role.noun, other.role.noun
    if one == two:
        return SAME_NOUN
    if other.role.family == office.role.family == "spokesperson":
        return SAME_NOUN
    if two.endswith(" " + one) or two.startswith(one + " "):
        return SAME_BASE
    if one.endswith(" " + two):
        return VAGUE if _unknown_words(other) else 0.0
    meant = gazetteer.covers().get(one, frozenset())
    if other.role.family in meant or ("chief" in meant and _unknown_words(other)):
        return COVERED + (0.0 if _known_words(office, other) else NEW_WORDS)
    return 0.0


def _known_words(office: Office, other: Office) -> bool:
    """Whether the role noun comes without words that the other role does not have ("arms control official")."""
    return office.described <= other.described


def _unknown_words(office: Office) -> bool:
    """Whether words before a short role noun are unknown, so that they may be any office ("Overseas Minister")."""
    return office.around.inner < office.start


def _belongs(draft: Draft, home: Draft | None) -> float | None:
    """Whether a person may belong to a state or body: a bonus, or None if it cannot."""
    if home is None:
        return 0.0
    if draft.country is None and draft.code is None and draft.home is None:
        return NO_HOME
    if home is draft.home or (home.country is not None and home.country == draft.country):
        return SAME_HOME
    return SAME_HOME if home.code is not None and home.code == draft.code else None
