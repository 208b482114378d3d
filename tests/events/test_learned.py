"""Anchors that the lexicon does not know and the trained layer marks."""

from dragoman.events.find import find
from dragoman.records import Event
from tests.events.parses import Parse

OUTFOXED = """
Ves@ves Ves PROPN 2 nsubj
outfoxed outfox VERB 0 root P
Kes@kes Kes PROPN 2 obj
. . PUNCT 2 punct
"""
THE_FRACAS = """
Ves@ves Ves PROPN 3 nmod:poss
's 's PART 1 case
fracas fracas NOUN 6 nsubj
with with ADP 5 case
Kes@kes Kes PROPN 3 nmod
lasted last VERB 0 root P
. . PUNCT 6 punct
"""


def events(parse: Parse) -> list[Event]:
    return list(find(parse.analysis, parse.resolution, parse.statements, parse.document, parse.segments))


def sides(event: Event) -> list[tuple[str, str]]:
    return [(one.actor, one.role) for one in event.participants]


def test_a_verb_gets_its_sides_from_the_grammar() -> None:
    (event,) = events(Parse(OUTFOXED).anchored("outfoxed", "SANCTION"))
    assert (event.type, event.status, event.rule.split(";")[0]) == ("SANCTION", "happened", "learned:outfox")
    assert sides(event) == [("ves", "actor"), ("kes", "recipient")]


def test_both_sides_of_a_mutual_event_are_actors() -> None:
    (event,) = events(Parse(THE_FRACAS).anchored("fracas", "CONSULT"))
    assert sides(event) == [("ves", "actor"), ("kes", "actor")]


def test_an_anchor_that_the_layer_doubts_is_no_event() -> None:
    assert events(Parse(OUTFOXED).anchored("outfoxed", "SANCTION", 0.3)) == []


def test_an_event_without_anybody_who_takes_part_is_none() -> None:
    text = OUTFOXED.replace("Ves@ves Ves PROPN", "Rain rain NOUN").replace("Kes@kes Kes PROPN", "everything _ NOUN")
    assert events(Parse(text).anchored("outfoxed", "SANCTION")) == []


def test_the_lexicon_knows_better_unless_the_layer_is_sure() -> None:
    armed = OUTFOXED.replace("outfoxed outfox VERB", "shelled shell VERB").replace(
        "Kes@kes Kes PROPN", "walnuts walnut NOUN"
    )
    assert [one.type for one in events(Parse(armed).anchored("shelled", "AID", 0.6))] == ["ASSAULT"]
    sworn = OUTFOXED.replace("outfoxed outfox VERB", "armed arm VERB").replace(
        "Kes@kes Kes PROPN", "walnuts walnut NOUN"
    )
    assert events(Parse(sworn).anchored("armed", "ASSAULT", 0.6)) == []
    assert [one.type for one in events(Parse(sworn).anchored("armed", "ASSAULT", 0.9))] == ["ASSAULT"]
