"""Whom names and common nouns mean: persons, states and their capitals, bodies, organs, governments, groups."""

from collections.abc import Callable

from dragoman.actors import gazetteer, metonyms, offices
from dragoman.actors.cast import Draft
from dragoman.actors.memory import Choice
from dragoman.actors.modifiers import DEFINITE
from dragoman.actors.phrases import INDEFINITE, Office, Phrase, Sort
from dragoman.actors.scene import NOWHERE, Outcome, Scene, home, state_weight

LAND_MARGIN = 0.3
"""How much better than the next a state must fit "the country", which mostly could be several."""

CIVILIAN = "CVL"
GOVERNMENT = "GOV"
OFFICE = "office"
"""The one organ that is none unless the text tells whose it is."""


def person(scene: Scene, phrase: Phrase) -> Outcome:
    """A person's name with all that goes with it."""
    draft = scene.persons[id(phrase)]
    for office in phrase.offices:
        if draft.country is None and draft.code is None:
            scene.cast.give_home(draft, *scene.owner(office.around.owner, office.around.owner_token))
        _note_organ(scene, office, draft.home)
    return Outcome(phrase, "name", Choice((draft,)))


def role(scene: Scene, phrase: Phrase) -> Outcome:
    """A role noun without a name: somebody of that role, or somebody new."""
    office = phrase.offices[0]
    subject = _said_of(scene, phrase.head)
    if subject is not None:
        scene.cast.take_office(subject, office)
        return Outcome(phrase, "role", Choice((subject,)))
    where, tokens = scene.home_of(phrase)
    choice = _officer(scene, phrase, where)
    if choice.drafts or len(choice.scores) > 1:
        return Outcome(phrase, "role", choice)
    draft = scene.cast.add(Draft("person", scene.words(phrase), born=phrase.head, named=False))
    scene.cast.take_office(draft, office)
    scene.cast.give_home(draft, where, tokens)
    _note_organ(scene, office, where)
    return Outcome(phrase, "role", Choice((draft,)))


def _officer(scene: Scene, phrase: Phrase, where: Draft | None) -> Choice:
    around = phrase.offices[0].around
    unknown_owner = where is None and (around.owner is not None or around.owner_token is not None)
    if phrase.determiner in INDEFINITE or unknown_owner:
        return Choice()
    choice = offices.choose(scene.memory, phrase, where, scene.memory.named(phrase.head, "person"))
    if not choice.scores and (where is not None or scene.text.heading[phrase.head]):
        return offices.choose(scene.memory, phrase, where, scene.all_persons(), ahead=True)
    return choice


def _note_organ(scene: Scene, office: Office, where: Draft | None) -> None:
    organ = scene.cast.silent_organ(office.around, where)
    if organ is not None:
        scene.memory.note((organ,), office.start)


def _said_of(scene: Scene, head: int) -> Draft | None:
    """The person of whom a role is said: "she is the minister", "he became president"."""
    analysis = scene.text.analysis
    if analysis.child(head, "cop") is not None:
        subject = analysis.child(head, "nsubj")
    elif analysis.deprels[head] in ("obj", "xcomp") and scene.text.verb(head) == "become":
        subject = analysis.child(analysis.heads[head], "nsubj")
    else:
        return None
    outcome = scene.covering.get(subject) if subject is not None else None
    drafts = outcome.choice.drafts if outcome is not None and subject == outcome.phrase.head else ()
    return drafts[0] if len(drafts) == 1 and drafts[0].kind == "person" else None


def state(scene: Scene, phrase: Phrase) -> Outcome | None:
    """A state by its name."""
    assert phrase.name is not None
    draft = scene.cast.state_of(phrase.name)
    return Outcome(phrase, "name", Choice((draft,))) if draft is not None else None


def adjective(scene: Scene, phrase: Phrase) -> Outcome | None:
    """A state's adjective that tells nobody's country ("Russian strikes")."""
    assert phrase.name is not None
    draft = scene.cast.state_of(phrase.name, "adjective", "people", "name")
    return Outcome(phrase, "demonym", Choice((draft,))) if draft is not None else None


def nationals(scene: Scene, phrase: Phrase) -> Outcome | None:
    """A state's people: "the Russians" are the state, "two Russians" are not."""
    assert phrase.name is not None
    draft = scene.cast.state_of(phrase.name, "people", "adjective")
    if draft is None:
        return None
    single = phrase.determiner in INDEFINITE
    if not single and scene.text.analysis.child(phrase.head, "nummod") is None:
        return Outcome(phrase, "demonym", Choice((draft,)))
    noun = scene.text.lower[phrase.head]
    own = scene.cast.common("person" if single else "group", noun, draft, scene.words(phrase))
    own.sector = own.sector or CIVILIAN
    scene.cast.give_home(own, draft, (phrase.name.start, phrase.name.end))
    return Outcome(phrase, "demonym", Choice((own,)))


def place(scene: Scene, phrase: Phrase) -> Outcome | None:
    """A place that acts: a capital for its state."""
    assert phrase.name is not None
    capital = phrase.name.meaning is not None and phrase.name.meaning.is_capital
    if not metonyms.acts(scene.text, phrase.head, capital=capital):
        return None
    draft = scene.cast.seat_of(phrase.name) if capital else None
    if draft is None and not capital:
        name = scene.words(phrase)
        draft = scene.cast.common("other", name.lower(), None, name)
    return Outcome(phrase, "capital", Choice((draft,) if draft is not None else ()), metonymic=True)


def body(scene: Scene, phrase: Phrase) -> Outcome | None:
    """A body or organisation by its name, or by the noun that a text calls it."""
    if phrase.name is None:
        named = phrase.determiner not in INDEFINITE
        draft = scene.body_by_noun(phrase.noun, phrase.head) if named else None
        return Outcome(phrase, "role", Choice((draft,))) if draft is not None else None
    known = phrase.name.meaning is not None and phrase.name.meaning.body is not None
    unsure = phrase.name.label == "OTHER" and not known
    if unsure and not (scene.text.governor(phrase.head) is not None and scene.text.is_speaking(phrase.head)):
        return None
    draft = scene.cast.body(phrase.name, phrase.around)
    draft.kind = "other" if unsure else draft.kind
    _settle(scene, phrase, draft)
    return Outcome(phrase, "name", Choice((draft,)))


def _settle(scene: Scene, phrase: Phrase, draft: Draft) -> None:
    if phrase.around is None or phrase.name is None or draft.country is not None or draft.code is not None:
        return
    scene.cast.give_home(draft, *scene.owner(phrase.around.owner, phrase.around.owner_token))
    near = scene.near_state(phrase.head) if scene.cast.is_organ(phrase.name) else None
    if near is not None:
        scene.cast.give_home(draft, *near)


def folk(scene: Scene, phrase: Phrase) -> Outcome:
    """A people without a state, adherents of a faith: "the Kurds"."""
    name = scene.words(phrase)
    draft = scene.cast.common("group", name.lower(), None, name)
    draft.plural = True
    return Outcome(phrase, "name", Choice((draft,)))


def organ(scene: Scene, phrase: Phrase) -> Outcome | None:
    """An organ of a state: of the one in its words, else the one that acts in the sentence, else an earlier one's."""
    where, tokens = scene.home_of(phrase)
    if where is None:
        near = scene.near_state(phrase.head)
        draft = scene.earlier("body", phrase.noun, phrase.head, near[0] if near is not None else None)
        if draft is not None:
            return Outcome(phrase, "role", Choice((draft,)))
        where, tokens = near if near is not None else (None, NOWHERE)
    if where is None and phrase.noun == OFFICE:
        return None
    draft = scene.cast.common("body", phrase.noun, home(where) if where is not None else None, scene.words(phrase))
    draft.sector = draft.sector or (phrase.kind.sector if phrase.kind is not None else None)
    scene.cast.give_home(draft, where, tokens)
    return Outcome(phrase, "role", Choice((draft,)))


def government(scene: Scene, phrase: Phrase) -> Outcome:
    """A government means its state: "the Russian government", "the Biden administration"."""
    where, _ = scene.home_of(phrase)
    before = scene.finder.names.at.get(phrase.start - 1) or scene.finder.names.at.get(phrase.head - 1)
    if where is None and before is not None and before.label == "PERSON":
        where, _ = scene.owner(before, None)
    near = scene.near_state(phrase.head) if where is None else None
    where = where if near is None else near[0]
    if where is not None:
        return Outcome(phrase, "role", Choice((where,)))
    choice = scene.memory.choose(phrase.head, state_weight)
    if not choice.drafts:
        draft = scene.cast.common("body", phrase.noun, None, scene.words(phrase))
        draft.sector = GOVERNMENT
        choice = Choice((draft,))
    return Outcome(phrase, "role", choice)


def land(scene: Scene, phrase: Phrase) -> Outcome | None:
    """A noun for a state: "the country" is one of this text, "her country" that of the person."""
    where, _ = scene.home_of(phrase)
    if where is not None:
        return Outcome(phrase, "role", Choice((where,))) if where.kind == "state" else None
    side = phrase.noun in gazetteer.words("bodies", "sides")
    if side or phrase.determiner not in DEFINITE or phrase.around is None or phrase.around.after:
        return None
    return Outcome(phrase, "role", scene.memory.choose(phrase.head, state_weight, margin=LAND_MARGIN))


def group(scene: Scene, phrase: Phrase) -> Outcome:
    """A group by its noun: "US officials", "the protesters"."""
    where, tokens = scene.home_of(phrase)
    if where is None and phrase.determiner in DEFINITE:
        earlier = scene.earlier("group", phrase.noun, phrase.head)
        if earlier is not None and _number(scene, phrase) in (None, *earlier.name.split()):
            return Outcome(phrase, "group", Choice((earlier,)))
    draft = scene.cast.common("group", phrase.noun, where, scene.words(phrase))
    draft.sector = draft.sector or (phrase.kind.sector if phrase.kind is not None else None)
    draft.plural = draft.plural or _is_plural(scene, phrase)
    for office in phrase.offices:
        draft.sector = draft.sector or (office.around.organ.sector if office.around.organ is not None else None)
        draft.offices += [office] if not draft.offices else []
    scene.cast.give_home(draft, where, tokens)
    return Outcome(phrase, "group", Choice((draft,)))


def _number(scene: Scene, phrase: Phrase) -> str | None:
    number = scene.text.analysis.child(phrase.head, "nummod")
    return None if number is None else scene.text.words[number]


def _is_plural(scene: Scene, phrase: Phrase) -> bool:
    if phrase.plural or scene.text.analysis.has(phrase.head, "Number=Plur"):
        return True
    return phrase.noun.endswith(("s", "men", "people"))


SORTS: dict[Sort, Callable[[Scene, Phrase], Outcome | None]] = {
    "person": person,
    "role": role,
    "state": state,
    "adjective": adjective,
    "people": nationals,
    "place": place,
    "body": body,
    "folk": folk,
    "organ": organ,
    "government": government,
    "land": land,
    "group": group,
}
"""How a phrase of each sort is resolved; pronouns and pairs are in :mod:`dragoman.actors.reference`."""
