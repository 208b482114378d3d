"""Facts about who is meant, on sentences parsed by hand or as the parser (mis)takes them."""

import dataclasses

from dragoman.actors import resolve
from dragoman.records import Flaw, Quality
from tests import grammar
from tests.actors.reading import Read

MINISTERS = """
Vessalian ADJ 3 amod B-STATE | Foreign ADJ 3 amod | Minister NOUN 6 nsubj | Marden PROPN 3 flat B-PERSON |
Okoro PROPN 3 flat I-PERSON | met=meet VERB 0 root | Dormanian PROPN 8 compound B-STATE | President PROPN 9 nmod |
Ilse PROPN 6 obj B-PERSON | Lind PROPN 9 flat I-PERSON | . PUNCT 6 punct

The DET 2 det | minister NOUN 3 nsubj | said=say VERB 0 root | Vessaly PROPN 6 nsubj B-STATE | would AUX 6 aux |
sign VERB 3 ccomp | . PUNCT 3 punct
"""


def test_the_minister_is_okoro_not_lind() -> None:
    assert Read(MINISTERS).who("minister") == ["Marden Okoro"]


def test_role_noun_and_name_are_one_mention_whichever_is_the_head() -> None:
    read = Read(MINISTERS)
    mention = read.at("Minister")
    assert mention is not None
    assert read.analysis.words(mention.start, mention.end) == "Vessalian Foreign Minister Marden Okoro"
    assert mention == read.at("Marden") == read.at("Okoro")


def test_a_role_is_evidenced_by_its_words() -> None:
    read = Read(MINISTERS)
    okoro = read.actor("Marden Okoro")
    assert (okoro.kind, okoro.role, okoro.sector) == ("person", "Foreign Minister", "GOV")
    assert read.quote(okoro.evidence.role) == "Foreign Minister"


def test_a_state_that_no_gazetteer_knows_is_one_with_its_adjective() -> None:
    read = Read(MINISTERS)
    assert read.quote(read.actor("Marden Okoro").evidence.country) == "Vessalian"
    assert (read.actor("Vessaly").kind, read.actor("Vessaly").country) == ("state", None)


def test_a_demonym_before_an_office_is_no_mention_of_the_state() -> None:
    assert Read(MINISTERS).at("Vessalian") is None


CAPITALS = """
Seoul PROPN 2 nsubj B-PLACE | accused=accuse VERB 0 root | Pyongyang PROPN 2 obj B-PLACE | of ADP 5 mark |
lying=lie VERB 2 advcl | . PUNCT 2 punct
Shells NOUN 2 nsubj | fell=fall VERB 0 root | in ADP 4 case | Kyiv PROPN 2 obl B-PLACE | . PUNCT 2 punct
Both CCONJ 2 cc | Moscow PROPN 5 nsubj B-PLACE | and CCONJ 4 cc | Tehran PROPN 2 conj B-PLACE |
denied=deny VERB 0 root | the DET 7 det | charge NOUN 5 obj | . PUNCT 5 punct
Talks NOUN 6 nsubj | between ADP 3 case | Ankara PROPN 1 nmod B-PLACE | and CCONJ 5 cc | Athens PROPN 3 conj B-PLACE |
failed=fail VERB 0 root | . PUNCT 6 punct
Troops NOUN 2 nsubj | left=leave VERB 0 root | Baghdad PROPN 2 obj B-PLACE | . PUNCT 2 punct
"""


def test_capitals_stand_for_their_states_where_they_act() -> None:
    read = Read(CAPITALS)
    assert read.who("Seoul") == ["South Korea"]
    assert read.who("Pyongyang") == ["North Korea"]
    mention = read.at("Seoul")
    assert mention is not None
    assert (mention.kind, mention.metonymic) == ("capital", True)


def test_a_capital_is_a_city_where_something_happens() -> None:
    read = Read(CAPITALS)
    assert read.at("Kyiv") is None
    assert read.at("Baghdad") is None


def test_coordinated_names_are_one_mention_of_both() -> None:
    read = Read(CAPITALS)
    assert read.who("Moscow") == ["Russia", "Iran"]
    assert read.who("Tehran") == ["Iran"]
    assert read.who("Ankara") == ["Turkey", "Greece"]


SPUN = """
NATO PROPN 2 compound B-ORG | Secretary NOUN 7 nsubj | - PUNCT 4 punct | Basic PROPN 2 appos |
Anders PROPN 7 nsubj B-PERSON | Holm PROPN 5 flat I-PERSON | spoke=speak VERB 0 root | to ADP 12 case |
Polish ADJ 11 amod B-STATE | Overseas ADJ 11 amod | Minister NOUN 12 nmod | Petra PROPN 7 obl B-PERSON |
Novak PROPN 12 flat I-PERSON | . PUNCT 7 punct
The DET 2 det | alliance NOUN 4 nmod:poss | 's PART 2 case | head NOUN 5 nsubj | agreed=agree VERB 0 root |
. PUNCT 5 punct
"""


def test_spun_titles_still_give_person_body_and_country() -> None:
    read = Read(SPUN)
    holm, novak = read.actor("Anders Holm"), read.actor("Petra Novak")
    assert (holm.code, holm.country) == ("NATO", None)
    assert (novak.country, novak.role) == ("POL", "Overseas Minister")
    assert read.who("Secretary") == read.who("Holm") == ["Anders Holm"]


def test_the_alliances_head_is_who_heads_the_alliance() -> None:
    assert Read(SPUN).who("head") == ["Anders Holm"]


ENVOY = """
White ADJ 2 amod B-ORG | House PROPN 3 compound I-ORG | spokesman NOUN 4 nmod | Paul PROPN 6 nsubj B-PERSON |
Reed PROPN 4 flat I-PERSON | met=meet VERB 0 root | American ADJ 8 amod B-STATE | Ambassador NOUN 6 obj |
to ADP 11 case | the DET 11 det | UN PROPN 8 nmod B-ORG | Nora PROPN 8 flat B-PERSON | Vale PROPN 8 flat I-PERSON |
. PUNCT 6 punct
The DET 2 det | spokesman NOUN 3 nsubj | said=say VERB 0 root | she PRON 6 nsubj | would AUX 6 aux |
stay VERB 3 ccomp | . PUNCT 3 punct
"""


def test_a_body_gives_its_country_to_its_spokesman() -> None:
    reed = Read(ENVOY).actor("Paul Reed")
    assert (reed.country, reed.sector, reed.role) == ("USA", "GOV", "White House spokesman")


def test_an_ambassador_is_of_the_sending_state_not_of_the_post() -> None:
    vale = Read(ENVOY).actor("Nora Vale")
    assert (vale.country, vale.code, vale.role) == ("USA", None, "Ambassador to the UN")


def test_a_spokesman_is_no_she() -> None:
    read = Read(ENVOY)
    assert read.who("spokesman", 2) == ["Paul Reed"]
    assert read.who("she") == ["Nora Vale"]


LEADERS = """
Russian ADJ 2 amod B-STATE | President NOUN 3 nmod | Anton PROPN 10 nsubj B-PERSON | Varga PROPN 3 flat I-PERSON |
and CCONJ 7 cc | Chinese ADJ 7 amod B-STATE | leader NOUN 3 conj | Bo PROPN 7 flat B-PERSON |
Lin PROPN 7 flat I-PERSON | met=meet VERB 0 root | in ADP 12 case | Sochi PROPN 10 obl B-PLACE | . PUNCT 10 punct
The DET 3 det | two NUM 3 nummod | leaders NOUN 4 nsubj | signed=sign VERB 0 root | a DET 6 det | pact NOUN 4 obj |
. PUNCT 4 punct
Both DET 2 det | countries NOUN 3 nsubj | praised=praise VERB 0 root | it PRON 3 obj | . PUNCT 3 punct
"""


def members(read: Read, word: str) -> set[str]:
    mention = read.at(word)
    assert mention is not None
    groups = [read.resolution.actor(actor) for actor in mention.actors]
    return {read.resolution.actor(member).name for group in groups for member in group.members}


def test_the_two_leaders_are_a_group_of_both() -> None:
    read = Read(LEADERS)
    assert members(read, "leaders") == {"Anton Varga", "Bo Lin"}
    assert read.resolution.actor(read.at("leaders").actors[0]).kind == "group"  # type: ignore[union-attr]


def test_both_countries_are_those_of_the_leaders() -> None:
    assert members(Read(LEADERS), "countries") == {"Russia", "China"}


ALLIANCE = """
Holm PROPN 2 nsubj B-PERSON | warns=warn VERB 0 root | Lind PROPN 2 obj B-PERSON

Anders PROPN 9 nsubj B-PERSON | Holm PROPN 1 flat I-PERSON | , PUNCT 7 punct | the DET 5 det |
alliance NOUN 7 nmod:poss | 's PART 5 case | chief NOUN 1 appos | , PUNCT 7 punct | spoke=speak VERB 0 root |
for ADP 11 case | NATO PROPN 9 obl B-ORG | . PUNCT 9 punct
He PRON 2 nsubj | said=say VERB 0 root | Ilse PROPN 7 nsubj B-PERSON | Lind PROPN 3 flat I-PERSON | had AUX 7 aux |
" PUNCT 7 punct | lost=lose VERB 2 ccomp | her PRON 9 nmod:poss | way NOUN 7 obj | " PUNCT 7 punct | . PUNCT 2 punct

" PUNCT 3 punct | She PRON 3 nsubj | lied=lie VERB 9 ccomp | to ADP 5 case | us PRON 3 obl | , PUNCT 3 punct |
" PUNCT 3 punct | he PRON 9 nsubj | said=say VERB 0 root | . PUNCT 9 punct
"""


def test_a_surname_in_the_title_is_the_person_of_the_body() -> None:
    read = Read(ALLIANCE, title=True)
    assert read.who("Holm") == ["Anders Holm"]
    assert read.who("Lind") == ["Ilse Lind"]
    assert len(read.actor("Anders Holm").mentions) == 4


def test_an_apposition_tells_the_role_and_the_alliance_is_nato() -> None:
    read = Read(ALLIANCE, title=True)
    assert (read.actor("Anders Holm").role, read.actor("Anders Holm").code) == ("chief", "NATO")
    assert read.who("chief") == ["Anders Holm"]


def test_the_speaker_of_a_quote_goes_on_over_the_paragraph() -> None:
    read = Read(ALLIANCE, title=True)
    assert read.who("He") == read.who("he") == ["Anders Holm"]
    assert read.who("her") == read.who("She") == ["Ilse Lind"]


ORGANS = """
Seoul PROPN 3 nsubj B-PLACE | " PUNCT 3 punct | urged=urge VERB 12 ccomp | Tehran PROPN 3 obj B-PLACE |
to PART 6 mark | stop VERB 3 xcomp | , PUNCT 6 punct | " PUNCT 3 punct | the DET 11 det | foreign ADJ 11 amod |
ministry NOUN 12 nsubj | said=say VERB 0 root | . PUNCT 12 punct
Russian ADJ 2 amod B-STATE | forces NOUN 3 nsubj | shelled=shell VERB 0 root | Kyiv PROPN 3 obj B-PLACE |
. PUNCT 3 punct
Yemen PROPN 4 nmod:poss B-STATE | 's PART 1 case | Houthi PROPN 4 compound B-ORG | movement NOUN 5 nsubj |
threatened=threaten VERB 0 root | the DET 8 det | French ADJ 8 amod B-STATE | government NOUN 5 obj | . PUNCT 5 punct
"""


def test_the_foreign_ministry_is_that_of_the_state_which_acts_beside_it() -> None:
    read = Read(ORGANS)
    (actor,) = [read.resolution.actor(actor) for actor in read.at("ministry").actors]  # type: ignore[union-attr]
    assert (actor.kind, actor.country, actor.sector) == ("body", "KOR", "GOV")
    assert read.quote(actor.evidence.country) == "Seoul"


def test_forces_of_a_state_are_a_group_with_its_country() -> None:
    read = Read(ORGANS)
    forces = read.actor("Russian forces")
    assert (forces.kind, forces.country, forces.sector) == ("group", "RUS", "MIL")
    assert read.at("Russian") is None


def test_a_government_is_its_state() -> None:
    assert Read(ORGANS).who("government") == ["France"]


def test_movements_keep_the_country_that_the_text_gives() -> None:
    assert Read(ORGANS).actor("Houthis").country == "YEM"


TIE = """
Anton PROPN 6 nsubj B-PERSON | Varga PROPN 1 flat I-PERSON | and CCONJ 4 cc | Petr PROPN 1 conj B-PERSON |
Holub PROPN 4 flat I-PERSON | spoke=speak VERB 0 root | . PUNCT 6 punct
They PRON 2 nsubj | left=leave VERB 0 root | . PUNCT 2 punct
He PRON 2 nsubj | returned=return VERB 0 root | . PUNCT 2 punct
"""


def test_where_two_fit_alike_nobody_is_chosen() -> None:
    read = Read(TIE)
    mention = read.at("He")
    assert mention is not None
    assert mention.actors == ()
    assert {read.resolution.actor(candidate.actor).name for candidate in mention.candidates} == {
        "Anton Varga",
        "Petr Holub",
    }
    assert all(0 < candidate.score <= 1 for candidate in mention.candidates)


def test_they_are_those_named_together() -> None:
    assert Read(TIE).who("They") == ["Anton Varga", "Petr Holub"]


QUOTED = """
Jana PROPN 3 nsubj B-PERSON | Reis PROPN 1 flat I-PERSON | praised=praise VERB 0 root | Anton PROPN 3 obj B-PERSON |
Varga PROPN 4 flat I-PERSON | . PUNCT 3 punct
" PUNCT 5 punct | Nobody PRON 4 nsubj | else ADV 2 advmod | saw=see VERB 11 ccomp | what PRON 7 obj |
he PRON 7 nsubj | saw=see VERB 4 ccomp | , PUNCT 4 punct | " PUNCT 4 punct | Reis PROPN 11 nsubj B-PERSON |
said=say VERB 0 root | . PUNCT 11 punct
In ADP 3 case | her PRON 3 nmod:poss | speech NOUN 6 obl | , PUNCT 3 punct | Reis PROPN 6 nsubj B-PERSON |
thanked=thank VERB 0 root | Britain PROPN 6 obj B-STATE | and CCONJ 10 cc | its PRON 10 nmod:poss | army NOUN 7 conj |
. PUNCT 6 punct
Praising VERB 7 advcl | Varga PROPN 4 nmod:poss B-PERSON | 's PART 2 case | stance NOUN 1 obj | , PUNCT 1 punct |
she PRON 7 nsubj | told=tell VERB 0 root | reporters NOUN 7 obj | to PART 10 mark | wait VERB 7 xcomp |
. PUNCT 7 punct
"""


def test_who_speaks_a_quotation_is_no_he_in_it() -> None:
    assert Read(QUOTED).who("he") == ["Anton Varga"]


def test_a_pronoun_may_precede_its_name() -> None:
    assert Read(QUOTED).who("her") == ["Jana Reis"]


def test_its_belongs_to_the_state_it_is_joined_with() -> None:
    read = Read(QUOTED)
    assert read.who("its") == ["United Kingdom"]


def test_who_stands_in_the_opening_participle_is_not_its_subject() -> None:
    assert Read(QUOTED).who("she") == ["Jana Reis"]


OFFICIALS = """
US PROPN 2 compound B-STATE | officials NOUN 3 nsubj | said=say VERB 0 root | the DET 5 det |
Russians PROPN 7 nsubj B-STATE | had AUX 7 aux | left=leave VERB 3 ccomp | . PUNCT 3 punct
The DET 2 det | officials NOUN 3 nsubj | asked=ask VERB 0 root | us PRON 3 obj | for ADP 6 case | aid NOUN 3 obl |
. PUNCT 3 punct
A DET 4 det | White ADJ 3 amod B-ORG | House PROPN 4 compound I-ORG | adviser NOUN 6 nsubj | who PRON 6 nsubj |
resigned=resign VERB 0 root | . PUNCT 6 punct
"""


def test_officials_are_a_group_of_their_state_and_stay_it() -> None:
    read = Read(OFFICIALS)
    assert read.who("officials") == read.who("officials", 2) == ["US officials"]
    assert (read.actor("US officials").country, read.actor("US officials").kind) == ("USA", "group")


def test_a_people_is_its_state_and_us_is_not_the_states() -> None:
    read = Read(OFFICIALS)
    assert read.who("Russians") == ["Russia"]
    assert read.at("us") is None


def test_a_nameless_adviser_is_a_person_with_role_and_country() -> None:
    adviser = Read(OFFICIALS).actor("White House adviser")
    assert (adviser.kind, adviser.country, adviser.sector) == ("person", "USA", "GOV")


def test_what_a_machine_changed_is_looked_up_as_it_was() -> None:
    table = """
White ADJ 2 amod B-ORG | Home PROPN 3 compound I-ORG | spokesman NOUN 4 nmod | Paul PROPN 6 nsubj B-PERSON |
Reed PROPN 4 flat I-PERSON | stated=state VERB 0 root | it PRON 6 obj | . PUNCT 6 punct
"""
    analysis = grammar.analysis(table)
    flaw = Flaw(span=(0, 10), kind="spun", likely="White House")
    document = dataclasses.replace(grammar.document(analysis), quality=Quality(spans=(flaw,)))
    (reed,) = [a for a in resolve(analysis, document, grammar.segments(analysis)).actors if a.name == "Paul Reed"]
    assert (reed.country, reed.sector) == ("USA", "GOV")


def test_ids_are_unique_and_the_same_every_time() -> None:
    for table in (MINISTERS, CAPITALS, SPUN, ENVOY, LEADERS, ALLIANCE, ORGANS, TIE, QUOTED, OFFICIALS):
        first, second = Read(table).resolution, Read(table).resolution
        assert first == second
        assert len({actor.id for actor in first.actors}) == len(first.actors)


def test_every_mention_and_span_quotes_the_text() -> None:
    for table in (MINISTERS, CAPITALS, SPUN, ENVOY, LEADERS, ALLIANCE, ORGANS, TIE, QUOTED, OFFICIALS):
        read = Read(table)
        assert all(m.start <= m.head < m.end for m in read.resolution.mentions)
        for actor in read.resolution.actors:
            spans = [*actor.mentions, *filter(None, (actor.evidence.role, actor.evidence.country))]
            assert all((read.quote(span) or "").strip() == read.quote(span) != "" for span in spans)
            assert list(actor.mentions) == sorted(actor.mentions)


def test_an_empty_text_has_no_actors() -> None:
    analysis = grammar.analysis("")
    found = resolve(analysis, grammar.document(analysis), ())
    assert (found.actors, found.mentions) == ((), ())
