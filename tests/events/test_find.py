"""Events with participants, objects and positions, on hand-made parses of our own sentences."""

from dragoman.events import find
from dragoman.records import Event
from tests.events.parses import Parse


def events(parse: Parse) -> list[Event]:
    return list(find(parse.analysis, parse.resolution, parse.statements, parse.document, parse.segments))


def only(parse: Parse) -> Event:
    (event,) = events(parse)
    return event


def roles(event: Event) -> tuple[set[str], set[str]]:
    sides = {role: {p.actor for p in event.participants if p.role == role} for role in ("actor", "recipient")}
    return sides["actor"], sides["recipient"]


SENT = """
Vessaly@ves _ PROPN 2 nsubj
{verb} VERB 0 root P
over _ ADP 4 advmod
200 _ NUM 5 nummod
{thing} NOUN 2 obj
to _ ADP 7 case
Kestria@kes _ PROPN 2 obl
"""


def test_sending_arms_is_aid_with_its_quantity() -> None:
    event = only(Parse(SENT.format(verb="sent send", thing="shells shell")))
    assert (event.type, event.status, roles(event)) == ("AID", "happened", ({"ves"}, {"kes"}))
    (thing,) = event.objects
    assert (thing.kind, thing.text) == ("ammunition", "over 200 shells")
    assert thing.quantity is not None
    assert thing.quantity.minimum == 200


def test_sending_a_letter_is_no_aid() -> None:
    assert not events(Parse(SENT.format(verb="sent send", thing="letters letter")))


def test_the_passive_turns_the_participants_round() -> None:
    rows = """
Tanks tank NOUN 3 nsubj:pass
were be AUX 3 aux:pass P
supplied supply VERB 0 root S
to _ ADP 5 case
Kestria@kes _ PROPN 3 obl
by _ ADP 7 case
Vessaly@ves _ PROPN 3 obl:agent"""
    assert roles(only(Parse(rows))) == ({"ves"}, {"kes"})


def test_supplying_somebody_with_something() -> None:
    rows = """
Vessaly@ves _ PROPN 2 nsubj
supplied supply VERB 0 root P
Kestria@kes _ PROPN 2 obj
with _ ADP 5 case
drones drone NOUN 2 obl"""
    event = only(Parse(rows))
    assert (event.type, roles(event)) == ("AID", ({"ves"}, {"kes"}))
    assert event.objects[0].kind == "drone"


def test_a_participle_and_a_relative_clause() -> None:
    rows = """
Troops troop NOUN 7 nsubj
used use VERB 1 acl S
drones drone NOUN 7 obl
supplied supply VERB 3 acl S
by _ ADP 6 case
Vessaly@ves _ PROPN 4 obl
died die VERB 0 root P"""
    event = only(Parse(rows))
    assert (event.type, roles(event)[0], event.status) == ("AID", {"ves"}, "happened")


def test_a_noun_with_by_and_to() -> None:
    rows = """
Deliveries delivery NOUN 8 nsubj
of _ ADP 3 case
missiles missile NOUN 1 nmod
from _ ADP 5 case
Vessaly@ves _ PROPN 1 nmod
to _ ADP 7 case
Kestria@kes _ PROPN 1 nmod
continued continue VERB 0 root P"""
    event = only(Parse(rows))
    assert (event.type, roles(event)) == ("AID", ({"ves"}, {"kes"}))
    assert event.objects[0].kind == "missile"


def test_a_light_verb_and_its_noun_are_one_event() -> None:
    rows = """
Vessaly@ves _ PROPN 2 nsubj
imposed impose VERB 0 root P
new _ ADJ 4 amod
sanctions sanction NOUN 2 obj
on _ ADP 6 case
Kestria@kes _ PROPN 2 obl"""
    event = only(Parse(rows))
    assert (event.type, event.mode, roles(event)) == ("SANCTION", "discontinue", ({"ves"}, {"kes"}))


def test_meeting_is_mutual() -> None:
    rows = """
Okoro@okoro _ PROPN 2 nsubj
met meet VERB 0 root P
with _ ADP 4 case
Brandt@brandt _ PROPN 2 obl"""
    assert roles(only(Parse(rows))) == ({"okoro", "brandt"}, set())


def test_who_plans_is_who_visits() -> None:
    rows = """
Okoro@okoro _ PROPN 2 nsubj
plans plan VERB 0 root R
to _ PART 4 mark
visit _ VERB 2 xcomp I
Kestria@kes _ PROPN 4 obj"""
    event = only(Parse(rows))
    assert (event.type, event.mode, event.status, roles(event)) == ("CONSULT", "visit", "planned", ({"okoro"}, {"kes"}))


ACCUSED = """
Vessaly@ves _ PROPN 2 nsubj
accused accuse VERB 0 root P
Kestria@kes _ PROPN 2 obj
of _ SCONJ 5 mark
sending send VERB 2 advcl G
rockets rocket NOUN 5 obj
to _ ADP 8 case
Orrin@orr _ PROPN 5 obl
. _ PUNCT 2 punct

Kestria@kes _ PROPN 2 nsubj
denied deny VERB 0 root P
the _ DET 4 det
allegation _ NOUN 2 obj
. _ PUNCT 2 punct"""


def accusation() -> Parse:
    parse = Parse(ACCUSED)
    parse.says("ves", "accused", "Kestria of sending rockets to Orrin", "accuse")
    return parse.says("kes", "denied", "the allegation", "deny")


def test_an_accusation_is_an_event_and_so_is_what_it_tells() -> None:
    found = {event.type: event for event in events(accusation())}
    assert roles(found["ACCUSE"]) == ({"ves"}, {"kes"})
    assert (found["ACCUSE"].status, found["ACCUSE"].statement) == ("happened", "ves:accused")
    assert found["ACCUSE"].asserted_by == ()
    assert roles(found["AID"]) == ({"kes"}, {"orr"})
    assert (found["AID"].status, found["AID"].asserted_by) == ("happened", ("ves:accused",))


def test_a_denial_goes_back_to_what_was_alleged() -> None:
    found = {event.type: event for event in events(accusation())}
    assert found["AID"].denied_by == ("kes:denied",)
    assert roles(found["REJECT"]) == ({"kes"}, {"ves"})


def test_a_threatened_deed_is_aimed_at_the_threatened_and_hangs_on_its_condition() -> None:
    rows = """
Vessaly@ves _ PROPN 2 nsubj
threatened threaten VERB 0 root P
Kestria@kes _ PROPN 2 obj
with _ ADP 5 case
sanctions sanction NOUN 2 obl
if _ SCONJ 8 mark
it@kes it PRON 8 nsubj
attacks attack VERB 2 advcl R
Orrin@orr _ PROPN 8 obj"""
    parse = Parse(rows).says("ves", "threatened", "with sanctions if it attacks Orrin", "threaten")
    found = {event.type: event for event in events(parse)}
    assert roles(found["THREATEN"]) == ({"ves"}, {"kes"})
    assert roles(found["SANCTION"]) == ({"ves"}, {"kes"})
    assert (found["SANCTION"].status, found["SANCTION"].asserted_by) == ("conditional", ("ves:threatened",))
    assert found["SANCTION"].condition is not None
    assert found["SANCTION"].condition.event == found["ASSAULT"].id
    assert found["ASSAULT"].status == "conditional"
    assert roles(found["ASSAULT"]) == ({"kes"}, {"orr"})


def test_no_event_without_anybody_political() -> None:
    rows = """
Rebels rebel NOUN 2 nsubj
attacked attack VERB 0 root P
villages village NOUN 2 obj"""
    assert not events(Parse(rows))


def test_war_words_of_sport_are_no_event() -> None:
    rows = """
Vessaly@ves _ PROPN 2 nsubj
attacked attack VERB 0 root P
Kestria@kes _ PROPN 2 obj
in _ ADP 6 case
the _ DET 6 det
final _ NOUN 2 obl
of _ ADP 9 case
the _ DET 9 det
cup _ NOUN 6 nmod"""
    assert not events(Parse(rows))


def test_evidence_holds_the_anchor_and_ids_are_stable() -> None:
    first, second = events(accusation()), events(accusation())
    assert [event.id for event in first] == [event.id for event in second]
    assert len({event.id for event in first}) == len(first)
    for event in first:
        assert event.evidence[0] <= event.anchor[0] < event.anchor[1] <= event.evidence[1]
        assert event.evidence[1] - event.evidence[0] <= 300


def test_a_second_mention_is_no_second_event() -> None:
    rows = """
Okoro@okoro _ PROPN 2 nsubj
met meet VERB 0 root P
Brandt@brandt _ PROPN 2 obj
. _ PUNCT 2 punct

The the DET 2 det
meeting _ NOUN 7 nsubj
between _ ADP 4 case
Okoro@okoro _ PROPN 2 nmod
and _ CCONJ 6 cc
Brandt@brandt _ PROPN 4 conj
lasted last VERB 0 root P"""
    event = only(Parse(rows))
    assert (event.type, event.status, len(event.mentions)) == ("CONSULT", "happened", 2)


def test_who_received_in_one_event_and_gives_in_another_is_no_one_event() -> None:
    rows = """
Vessaly@ves _ PROPN 2 nsubj
sent send VERB 0 root P
shells shell NOUN 2 obj
to _ ADP 5 case
Kestria@kes _ PROPN 2 obl
. . PUNCT 2 punct

Kestria@kes _ PROPN 2 nsubj
delivered deliver VERB 0 root P
shells shell NOUN 2 obj
. . PUNCT 2 punct
"""
    first, second = events(Parse(rows))
    assert roles(first) == ({"ves"}, {"kes"})
    assert roles(second) == ({"kes"}, set())
