"""Whether a capital's name stands for its government or for the city: by grammar, then by ``vocab/places.yaml``."""

from dragoman.actors.gazetteer import words
from dragoman.actors.grammar import Text
from dragoman.language.analysis import matches

CLAUSAL = ("ccomp", "xcomp", "parataxis")


def acts(text: Text, head: int, *, capital: bool = True) -> bool:
    """Whether a place acts in its clause: speaks, does or suffers what only a government can.

    Of a place that is no capital this is believed only where it speaks.
    """
    token, relation = text.anchor(head)
    if text.is_dateline(head, head + 1):
        return False
    if not capital:
        return matches(relation, ("nsubj",)) and text.is_speaking(head)
    if text.preposition(head) in words("places", "where") or text.preposition(token) in words("places", "where"):
        return _sends(text, token)
    if matches(relation, ("nsubj",)):
        return _is_doer(text, token, relation)
    if relation == "nmod:poss":
        return text.lower[text.analysis.heads[token]] not in words("places", "city_has")
    if relation in ("obj", "iobj"):
        return not _verb_in(text, token, "done_to_city")
    if relation == "obl:agent":
        return True
    if matches(relation, ("obl", "nmod")):
        return _is_partner(text, token)
    return relation in ("root", "vocative") and _heads_sentence(text, token)


def _is_doer(text: Text, token: int, relation: str) -> bool:
    verb = text.analysis.heads[token]
    if relation == "nsubj:pass":
        return text.analysis.child(verb, "xcomp", "ccomp", "obj") is not None or _accused(text, verb)
    if text.analysis.child(verb, *CLAUSAL) is not None or text.is_speaking(token):
        return True
    if text.analysis.child(verb, "cop") is not None:
        return text.analysis.upos[verb] == "ADJ"
    return not _verb_in(text, token, "city_does")


def _accused(text: Text, verb: int) -> bool:
    """A passive verb with a clause behind a preposition: "was accused of sending"."""
    return any(
        text.analysis.deprels[child] == "advcl" and text.analysis.child(child, "mark", "case") is not None
        for child in text.analysis.children[verb]
    )


def _is_partner(text: Text, token: int) -> bool:
    """Behind "to", "with", "between": a partner, unless somebody goes there or strikes it."""
    preposition, head = text.preposition(token), text.analysis.heads[token]
    if preposition is None:
        return False
    forms = {text.lower[head], text.analysis.lemmas[head].lower()}
    if preposition in ("to", "toward", "towards", "for"):
        return not forms & words("places", "moving")
    return not forms & words("places", "force_on")


def _sends(text: Text, token: int) -> bool:
    """Behind "from": whether the head is an act that comes from a government."""
    head = text.analysis.heads[token]
    return text.preposition(token) == "from" and text.lower[head] in words("places", "comes_from")


def _verb_in(text: Text, token: int, listed: str) -> bool:
    verb = text.analysis.heads[token]
    return bool({text.lower[verb], text.verb(token)} & words("places", listed))


def _heads_sentence(text: Text, token: int) -> bool:
    """A headline that the parser hung on its subject: there is a clause below."""
    return text.analysis.child(token, "acl", *CLAUSAL) is not None
