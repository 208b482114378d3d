"""Whom pronouns mean, and phrases that stand for two: "the two leaders", "both sides"."""

from collections.abc import Callable, Iterator

from dragoman.actors import gazetteer
from dragoman.actors.cast import Draft
from dragoman.actors.memory import Choice, Occurrence
from dragoman.actors.phrases import Phrase, Sort
from dragoman.actors.scene import THINGS, Outcome, Scene, home

PLURAL_STATE = 0.6
"""How well a state or body fits "they", beside a group or several together."""

COLLECTIVE = 0.8
"""How well a collective ("the opposition") fits "it", beside a state or body."""

NAMELESS = 0.8
"""How well somebody without a name ("a correspondent") fits "he", beside a person with one.

Chosen like the constants of ``memory.py``, among 0.7, 0.8, 0.9 and 1."""

SPEAKER_REACH = 12
"""Tokens behind a quotation within which its speaker is looked for."""

TOGETHER = 1
"""Sentences within which all who were named together are "they"."""

PAIR = 2
PAIR_WINDOW = 4
"""Sentences within which two who were named together are "the two leaders"."""


def pronoun(scene: Scene, phrase: Phrase) -> Outcome | None:
    """A pronoun of the third person, or a relative one."""
    entry = gazetteer.pronouns()[phrase.noun]
    if entry["relative"]:
        return _relative(scene, phrase)
    if entry["sort"] == "person":
        return _he(scene, phrase)
    return _it(scene, phrase) if entry["sort"] == "thing" else _they(scene, phrase)


def _he(scene: Scene, phrase: Phrase) -> Outcome:
    """A person; what the pronoun tells of its gender is remembered."""
    ahead, speaker = _ahead(scene, phrase.head), _speaker_after(scene, phrase.head)
    choice = scene.memory.choose(phrase.head, _person_weight, ahead, phrase.gender, barred=speaker)
    for draft in choice.drafts:
        draft.gender = draft.gender or phrase.gender
    return Outcome(phrase, "pronoun", choice)


def _speaker_after(scene: Scene, token: int) -> list[Draft]:
    """Who is named as the speaker right behind the quotation in which a token stands; speakers call themselves "I"."""
    text = scene.text
    if not text.quoted[token]:
        return []
    after = next((t for t in range(token, len(text)) if not text.quoted[t]), len(text))
    for place in range(after, min(after + SPEAKER_REACH, len(text))):
        phrase = scene.phrase_at(place)
        if text.paragraph[place] == text.paragraph[token] and phrase is not None and phrase.head == place:
            draft = scene.persons.get(id(phrase))
            return [draft] if draft is not None and text.is_speaking(place, phrase.start, phrase.end) else []
    return []


def _it(scene: Scene, phrase: Phrase) -> Outcome | None:
    """A state, body, organisation or collective, where the pronoun stands for an actor at all."""
    if not _may_act(scene, phrase.head):
        return None
    return Outcome(phrase, "pronoun", scene.memory.choose(phrase.head, _thing_weight, _ahead(scene, phrase.head)))


def _may_act(scene: Scene, token: int) -> bool:
    """Whether "it" stands where an actor may stand: owner, or subject of more than a judgement on a clause."""
    analysis, relation = scene.text.analysis, scene.text.analysis.deprels[token]
    if relation == "nmod:poss":
        return True
    verb = analysis.heads[token]
    if relation != "nsubj" or analysis.child(verb, "cop", "csubj") is not None:
        return False
    if scene.text.is_speaking(token) or analysis.child(verb, "obj") is not None:
        return True
    covering = (scene.covering.get(subject) for subject in scene.text.dominating_subjects(token))
    return any(draft.kind in THINGS for outcome in covering if outcome is not None for draft in outcome.drafts)


def _ahead(scene: Scene, token: int) -> Iterator[Draft]:
    """Persons and states named as the subject behind an adjunct in which the pronoun stands."""
    analysis, adjunct = scene.text.analysis, False
    for child, ancestor in zip((token, *analysis.ancestors(token)), analysis.ancestors(token), strict=False):
        adjunct |= analysis.deprels[child] in ("advcl", "obl") and child != token
        subject = analysis.child(ancestor, "nsubj")
        if adjunct and subject is not None and token < subject and analysis.upos[ancestor] in ("VERB", "ADJ"):
            draft = _subject_draft(scene, subject)
            if draft is not None:
                yield draft


def _subject_draft(scene: Scene, subject: int) -> Draft | None:
    phrase = scene.phrase_at(subject)
    if phrase is None or phrase.name is None:
        return None
    return scene.cast.state_of(phrase.name) if phrase.sort == "state" else scene.persons.get(id(phrase))


def _relative(scene: Scene, phrase: Phrase) -> Outcome | None:
    """A relative pronoun means what its clause hangs on."""
    analysis = scene.text.analysis
    clause = next(
        (t for t in (phrase.head, *analysis.ancestors(phrase.head)) if analysis.deprels[t] == "acl:relcl"), None
    )
    found = scene.covering.get(analysis.heads[clause]) if clause is not None else None
    if found is None or found.phrase.head >= phrase.head or not found.choice.drafts:
        return None
    return Outcome(phrase, "pronoun", Choice(found.drafts if found.whole is None else found.choice.drafts))


def _they(scene: Scene, phrase: Phrase) -> Outcome:
    """A group, or all who were named together; a state only where it is the subject around."""
    choice, last = scene.memory.choose(phrase.head, _plural_weight), scene.memory.last
    together = _together(scene, phrase.head)
    if together is not None:
        later = all(last(draft) < min(map(last, together)) for draft in choice.drafts)
        if later or choice.drafts[0] in together or choice.drafts[0].kind != "group":
            return Outcome(phrase, "pronoun", Choice(together))
    if any(draft.kind in THINGS and not _contains(scene, draft, phrase.head) for draft in choice.drafts):
        return Outcome(phrase, "pronoun", Choice((), choice.scores))
    return Outcome(phrase, "pronoun", choice)


def _contains(scene: Scene, draft: Draft, token: int) -> bool:
    """Whether a draft is the subject of a clause around a token."""
    covering = (scene.covering.get(subject) for subject in scene.text.dominating_subjects(token))
    return any(outcome is not None and draft in outcome.drafts for outcome in covering)


def _together(scene: Scene, token: int) -> tuple[Draft, ...] | None:
    """Those named together last."""
    for occurrence in scene.memory.recent(token, TOGETHER):
        if len(occurrence.drafts) > 1 and occurrence.rank in ("matrix", "embedded", "object"):
            return occurrence.drafts
    return None


def pair(scene: Scene, phrase: Phrase) -> Outcome:
    """Two of a kind ("the two leaders") are the last two who fit; "the two soldiers" are a group named before."""
    sort = gazetteer.pairs().get(phrase.noun)
    earlier = scene.earlier("group", phrase.noun, phrase.head) if sort is None else None
    if earlier is not None:
        return Outcome(phrase, "group", Choice((earlier,)))
    members = _last_two(scene, phrase, sort or "any")
    if len(members) < PAIR:
        return Outcome(phrase, "group", Choice())
    return Outcome(phrase, "group", Choice((_group_of(scene, members, phrase),)))


def look_ahead(scene: Scene, outcome: Outcome) -> None:
    """Two of a kind in a first paragraph ("the two countries' leaders") are those named together first after it."""
    phrase = outcome.phrase
    sort = gazetteer.pairs().get(phrase.noun, "any")
    after = (o.drafts for o in scene.memory.past if o.token > phrase.head and len(o.drafts) == PAIR)
    members = next((list(drafts) for drafts in after if all(_pairs_as(d, sort, phrase) for d in drafts)), None)
    if members is not None:
        outcome.choice = Choice((_group_of(scene, members, phrase),))


def _group_of(scene: Scene, members: list[Draft], phrase: Phrase) -> Draft:
    wanted = set(map(id, members))
    same = (d for d in scene.cast.drafts if d.kind == "group" and set(map(id, d.members)) == wanted)
    return next(same, None) or scene.cast.add(Draft("group", scene.words(phrase), members=members, named=False))


def _last_two(scene: Scene, phrase: Phrase, sort: str) -> list[Draft]:
    """The two last actors of a sort; those who were named together go before."""
    for occurrence in scene.memory.recent(phrase.head, PAIR_WINDOW):
        near = scene.text.time(phrase.head) - occurrence.time <= 1
        drafts = [
            d for d in occurrence.drafts if _pairs_as(d, sort, phrase) or (near and _stand_out(occurrence, d, sort))
        ]
        if len(occurrence.drafts) == len(drafts) == PAIR:
            return _sides(drafts) if sort == "any" else drafts
    return scene.memory.pair(phrase.head, lambda d: _pairs_as(d, "state" if sort == "any" else sort, phrase))


def _stand_out(occurrence: Occurrence, draft: Draft, sort: str) -> bool:
    """Two persons who are a sentence's subject are "the two leaders" of the next whatever their office."""
    return sort == "person" and draft.kind == "person" and occurrence.rank in ("matrix", "embedded")


def _sides(drafts: list[Draft]) -> list[Draft]:
    """The states behind two persons, where they have two; else the actors themselves."""
    homes = [home(draft) if draft.kind == "person" else draft for draft in drafts]
    found = list(dict.fromkeys(one for one in homes if one is not None))
    return found if len(found) == PAIR else drafts


def _pairs_as(draft: Draft, sort: str, phrase: Phrase) -> bool:
    """Whether a draft may be one of two leaders, countries, sides."""
    if sort == "state":
        return draft.kind == "state"
    if sort == "any":
        return draft.kind in THINGS or draft.kind == "person"
    if draft.kind != "person" or not phrase.offices:
        return draft.kind == "person" and draft.named
    role = phrase.offices[0].role
    return bool(draft.families & gazetteer.covers().get(role.noun, frozenset({role.family})))


def _person_weight(draft: Draft) -> float:
    if draft.kind != "person":
        return 0.0
    return 1.0 if draft.named else NAMELESS


def _thing_weight(draft: Draft) -> float:
    if draft.kind == "group" and not draft.plural and not draft.members:
        return COLLECTIVE
    return 1.0 if draft.kind in THINGS else 0.0


def _plural_weight(draft: Draft) -> float:
    return 1.0 if draft.kind == "group" else PLURAL_STATE * _thing_weight(draft)


SORTS: dict[Sort, Callable[[Scene, Phrase], Outcome | None]] = {"pronoun": pronoun, "pair": pair}
"""How pronouns and pairs are resolved."""
