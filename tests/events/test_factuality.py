"""What the grammar makes of an event, on hand-made parses of our own sentences."""

import pytest

from tests.events.parses import Parse


def status(rows: str, anchor: str, *, noun: bool = False) -> str:
    parse = Parse(rows)
    return parse.voices.judge(parse.token(anchor), noun=noun)[1].status


def sends(*helpers: str, verb: str = "sent send VERB {} root P", extra: str = "") -> str:
    """ "Vessaly (helpers) sent tanks to Kestria ."""
    place = 2 + len(helpers)
    rows = [f"Vessaly@ves _ PROPN {place} nsubj", *(h.format(place) for h in helpers), verb.format(0)]
    rows += [f"tanks tank NOUN {place} obj", f"to to ADP {place + 3} case", f"Kestria@kes _ PROPN {place} obl"]
    return "\n".join([*rows, *([extra.format(place)] if extra else []), f". . PUNCT {place} punct"])


PLAIN = "send send VERB {} root I"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (sends(), "happened"),
        (sends("has have AUX {} aux R", verb="sent send VERB {} root N"), "happened"),
        (sends("is be AUX {} aux R", verb="sending send VERB {} root G"), "ongoing"),
        (sends("will will AUX {} aux R", verb=PLAIN), "planned"),
        (sends("may may AUX {} aux R", verb=PLAIN), "possible"),
        (sends("would would AUX {} aux R", verb=PLAIN), "possible"),
        (sends("must must AUX {} aux R", verb=PLAIN), "possible"),
        (sends("did do AUX {} aux P", "not not PART {} advmod", verb=PLAIN), "denied"),
        (sends("never never ADV {} advmod"), "denied"),
        (sends("allegedly _ ADV {} advmod"), "possible"),
        (sends("reportedly _ ADV {} advmod"), "possible"),
    ],
)
def test_tense_modals_and_adverbs(rows: str, wanted: str) -> None:
    (root,) = (row.split()[0] for row in rows.splitlines() if row.split()[4] == "root")
    assert status(rows, root) == wanted


def governed(verb: str, *, negated: bool = False) -> str:
    """ "Vessaly (did not) VERB to send tanks ."""
    word, lemma = verb.split(":")
    if negated:
        return f"""
Vessaly@ves _ PROPN 4 nsubj
did do AUX 4 aux P
not _ PART 4 advmod
{lemma} {lemma} VERB 0 root I
to _ PART 6 mark
send _ VERB 4 xcomp I
tanks tank NOUN 6 obj
. . PUNCT 4 punct"""
    return f"""
Vessaly@ves _ PROPN 2 nsubj
{word} {lemma} VERB 0 root P
to _ PART 4 mark
send _ VERB 2 xcomp I
tanks tank NOUN 4 obj
. . PUNCT 2 punct"""


@pytest.mark.parametrize(
    ("verb", "plain", "negated"),
    [
        ("managed:manage", "happened", "denied"),
        ("failed:fail", "denied", "possible"),
        ("refused:refuse", "denied", "possible"),
        ("planned:plan", "planned", "denied"),
        ("agreed:agree", "planned", "denied"),
        ("wanted:want", "possible", "possible"),
        ("began:begin", "happened", "denied"),
        ("tried:try", "possible", "possible"),
    ],
)
def test_verbs_that_govern_an_infinitive(verb: str, plain: str, negated: str) -> None:
    assert status(governed(verb), "send") == plain
    assert status(governed(verb, negated=True), "send") == negated


CONDITION = """
If _ SCONJ 3 mark
Kestria@kes _ PROPN 3 nsubj
attacks attack VERB 7 advcl R
, _ PUNCT 3 punct
Vessaly@ves _ PROPN 7 nsubj
will _ AUX 7 aux R
send _ VERB 0 root I
tanks tank NOUN 7 obj
. _ PUNCT 7 punct"""


def test_both_sides_of_a_condition() -> None:
    assert status(CONDITION, "attacks") == "conditional"
    assert status(CONDITION, "send") == "conditional"


def test_a_condition_that_opens_with_should() -> None:
    rows = CONDITION.replace("If _ SCONJ 3 mark", "Should should AUX 3 aux R").replace(
        "attacks attack VERB 7 advcl R", "attack _ VERB 7 advcl I"
    )
    assert status(rows, "attack") == "conditional"
    assert status(rows, "send") == "conditional"


def test_a_past_clause_after_after_is_a_fact_whatever_is_planned() -> None:
    rows = """
Vessaly@ves _ PROPN 3 nsubj
will _ AUX 3 aux R
respond _ VERB 0 root I
after _ SCONJ 6 mark
Kestria@kes _ PROPN 6 nsubj
attacked attack VERB 3 advcl P
Orrin@orr _ PROPN 6 obj"""
    assert status(rows, "attacked") == "happened"


def test_a_purpose_is_no_fact() -> None:
    rows = """
Kestria@kes _ PROPN 2 nsubj
bought buy VERB 0 root P
shells shell NOUN 2 obj
to _ PART 5 mark
attack _ VERB 2 advcl I
Vessaly@ves _ PROPN 5 obj"""
    assert status(rows, "attack") == "planned"


def test_what_somebody_believes_is_not_the_articles_fact() -> None:
    rows = """
It it PRON 3 expl
is be AUX 3 aux:pass R
believed believe VERB 0 root S
that _ SCONJ 6 mark
Kestria@kes _ PROPN 6 nsubj
attacked attack VERB 3 ccomp P
Vessaly@ves _ PROPN 6 obj"""
    assert status(rows, "attacked") == "possible"


def test_a_question_leaves_it_open() -> None:
    rows = """
Did do AUX 3 aux P
Kestria@kes _ PROPN 3 nsubj
attack _ VERB 0 root I
Vessaly@ves _ PROPN 3 obj
? _ PUNCT 3 punct"""
    assert status(rows, "attack") == "possible"


def test_who_may_help_is_only_possible() -> None:
    rows = """
Vessaly@ves _ PROPN 2 nsubj
fears fear VERB 0 root R
help _ NOUN 2 obj
Kestria@kes _ PROPN 6 nsubj
may _ AUX 6 aux R
provide _ VERB 3 acl:relcl I"""
    assert status(rows, "provide") == "possible"


def held(determiner: str, adjective: str = "", verb: str = "held hold") -> str:
    """ "Vessaly held DET (ADJ) talks with Kestria ."""
    middle = [f"{determiner} {determiner} DET 0 det"] if determiner else []
    middle += [f"{adjective} {adjective} ADJ 0 amod"] if adjective else []
    noun = 3 + len(middle)
    middle = [row.replace(" 0 ", f" {noun} ") for row in middle]
    rows = ["Vessaly@ves _ PROPN 2 nsubj", f"{verb} VERB 0 root P", *middle, "talks talk NOUN 2 obj"]
    return "\n".join([*rows, f"with _ ADP {noun + 2} case", f"Kestria@kes _ PROPN {noun} nmod"])


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (held(""), "happened"),
        (held("the"), "happened"),
        (held("no"), "denied"),
        (held("", "alleged"), "possible"),
        (held("the", "possible", "discussed discuss"), "possible"),
        (held("", "", "proposed propose"), "possible"),
        (held("", "", "scheduled schedule"), "planned"),
        (held("the", "", "cancelled cancel"), "denied"),
        (held("the", "", "praised praise"), "happened"),
        (held("the", "planned", "praised praise"), "planned"),
    ],
)
def test_event_nouns(rows: str, wanted: str) -> None:
    assert status(rows, "talks", noun=True) == wanted


def test_the_possibility_of_a_deed_is_not_the_deed() -> None:
    rows = """
Vessaly@ves _ PROPN 2 nsubj
raised raise VERB 0 root P
the _ DET 4 det
possibility _ NOUN 2 obj
of _ ADP 7 case
Kestrian@kes _ ADJ 7 amod
attacks attack NOUN 4 nmod"""
    assert status(rows, "attacks", noun=True) == "possible"


def test_without_talks() -> None:
    rows = """
Kestria@kes _ PROPN 2 nsubj
left leave VERB 0 root P
without _ ADP 4 case
talks talk NOUN 2 obl"""
    assert status(rows, "talks", noun=True) == "denied"
