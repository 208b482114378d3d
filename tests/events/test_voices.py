"""What a voice's stance makes of what it says, on hand-made parses."""

import pytest

from tests.events.parses import Parse

SAYS = """
Kestria@kes _ PROPN 2 nsubj
{cue} VERB 0 root P
that _ SCONJ 5 mark
Vessaly@ves _ PROPN 5 nsubj
{verb} 2 ccomp {feature}
tanks tank NOUN 5 obj
to _ ADP 8 case
Orrin@orr _ PROPN 5 obl
. _ PUNCT 2 punct"""


def judged(act: str, cue: str, verb: str = "sent send VERB", feature: str = "P") -> tuple[str | None, str]:
    parse = Parse(SAYS.format(cue=cue, verb=verb, feature=feature))
    word = cue.split()[0]
    end = parse.analysis.text.index("Orrin") + len("Orrin")
    content = parse.analysis.text[parse.analysis.text.index("Vessaly") : end]
    parse.says("kes", word, content, act)
    voice, found = parse.voices.judge(parse.token(verb.split()[0]), noun=False)
    return (voice.id if voice else None), found.status


@pytest.mark.parametrize(
    ("act", "cue", "wanted"),
    [
        ("assert", "said say", "happened"),
        ("confirm", "confirmed confirm", "happened"),
        ("accuse", "alleged allege", "happened"),
        ("deny", "denied deny", "denied"),
        ("suspect", "suspected suspect", "possible"),
        ("suggest", "suggested suggest", "possible"),
        ("fear", "feared fear", "possible"),
        ("ask", "asked ask", "possible"),
        ("hope", "hoped hope", "possible"),
        ("demand", "demanded demand", "possible"),
        ("predict", "predicted predict", "possible"),
    ],
)
def test_stances(act: str, cue: str, wanted: str) -> None:
    voice, status = judged(act, cue)
    assert voice == f"kes:{cue.split()[0]}"
    assert status == wanted


def test_a_promise_is_a_plan() -> None:
    rows = """
Vessaly@ves _ PROPN 2 nsubj
vowed vow VERB 0 root P
to _ PART 4 mark
send _ VERB 2 xcomp I
tanks tank NOUN 4 obj
to _ ADP 7 case
Orrin@orr _ PROPN 4 obl"""
    parse = Parse(rows).says("ves", "vowed", "to send tanks to Orrin", "promise")
    assert parse.voices.judge(parse.token("send"), noun=False)[1].status == "planned"


def test_a_threat_with_a_condition() -> None:
    rows = """
Vessaly@ves _ PROPN 2 nsubj
threatened threaten VERB 0 root P
to _ PART 4 mark
attack _ VERB 2 xcomp I
Kestria@kes _ PROPN 4 obj
if _ SCONJ 8 mark
it it PRON 8 nsubj
arms arm VERB 4 advcl R
Orrin@orr _ PROPN 8 obj"""
    parse = Parse(rows).says("ves", "threatened", "to attack Kestria if it arms Orrin", "threaten")
    assert parse.voices.judge(parse.token("attack"), noun=False)[1].status == "conditional"
    assert parse.voices.judge(parse.token("arms"), noun=False)[1].status == "conditional"


def test_a_complement_belongs_to_the_cue_even_where_the_content_was_cut_short() -> None:
    rows = """
Vessaly@ves _ PROPN 2 nsubj
accused accuse VERB 0 root P
Kestria@kes _ PROPN 2 obj
of _ SCONJ 5 mark
attacking attack VERB 2 advcl G
Orrin@orr _ PROPN 5 obj"""
    parse = Parse(rows).says("ves", "accused", "Orrin", "accuse")
    voice, found = parse.voices.judge(parse.token("attacking"), noun=False)
    assert voice is not None
    assert found.status == "happened"


def test_words_of_somebody_whom_no_statement_holds_are_not_the_articles() -> None:
    rows = """
Kestria@kes _ PROPN 2 nsubj
attacked attack VERB 0 root P
Vessaly@ves _ PROPN 2 obj
, _ PUNCT 6 punct
officials official NOUN 6 nsubj
said say VERB 2 parataxis P"""
    parse = Parse(rows)
    voice, found = parse.voices.judge(parse.token("attacked"), noun=False)
    assert voice is None
    assert found.status == "possible"
