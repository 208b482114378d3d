from dragoman.linking import link
from tests.linking.build import event, person, reading, retold, state, statement

TERALIA, VESSALY = state("TER", "Teralia"), state("VES", "Vessaly")
LARKIN, BRISK = person("Odo Larkin", "VES"), person("Joana Brisk", "TER")


def test_a_claim_counts_reports_sources_and_voices_apart() -> None:
    said = statement(LARKIN)
    supply = event("AID", TERALIA, VESSALY, voice=said.id, goods="ammunition")
    text = "Odo Larkin said that Teralia sent Vessaly 400 crates of shells by sea on Monday, then 30 more on Friday."
    wire = reading(text, agency="OPA", actors=(TERALIA, VESSALY, LARKIN), statements=(said,), events=(supply,))
    copy = retold(wire, outlet="Harbour Times")
    other = reading(
        "Shells came, Larkin says.", outlet="Velm Post", actors=wire.actors, statements=(said,), events=(supply,)
    )
    (claim,) = link([wire, copy, other]).claims
    assert (claim.reports, claim.independent_reports, claim.voices) == (3, 2, 1)
    assert [voice.name for voice in claim.asserted_by] == ["Odo Larkin"]


def test_a_denial_stands_beside_the_assertion() -> None:
    accused, denied = statement(LARKIN), statement(BRISK, 1)
    one = reading(
        "Larkin accused Teralia.",
        actors=(TERALIA, VESSALY, LARKIN),
        statements=(accused,),
        events=(event("AID", TERALIA, VESSALY, voice=accused.id),),
    )
    two = reading(
        "Brisk denied it.",
        published="2024-06-19",
        actors=(TERALIA, VESSALY, BRISK),
        statements=(denied,),
        events=(event("AID", TERALIA, VESSALY, voice=denied.id, status="denied"),),
    )
    (claim,) = link([one, two]).claims
    assert claim.status == "happened"
    assert [voice.name for voice in claim.denied_by] == ["Joana Brisk"]
    assert [step.status for step in claim.history] == ["happened", "denied"]
    assert claim.independent_reports == 2


def test_what_every_voice_denies_is_denied() -> None:
    denied = statement(BRISK)
    one = reading(
        "Brisk denied it.",
        actors=(TERALIA, VESSALY, BRISK),
        statements=(denied,),
        events=(event("AID", TERALIA, VESSALY, voice=denied.id, status="denied"),),
    )
    (claim,) = link([one]).claims
    assert claim.status == "denied"


def test_the_same_kind_of_act_a_month_later_is_another_claim() -> None:
    first = reading(
        "A visit.", actors=(TERALIA, VESSALY), events=(event("CONSULT", TERALIA, VESSALY, day="2024-06-18"),)
    )
    later = reading(
        "Another visit.",
        published="2024-07-20",
        actors=(TERALIA, VESSALY),
        events=(event("CONSULT", TERALIA, VESSALY, day="2024-07-19"),),
    )
    assert len(link([first, later]).claims) == 2


def test_other_goods_make_another_claim() -> None:
    shells = event("AID", TERALIA, VESSALY, goods="ammunition")
    wheat = event("AID", TERALIA, VESSALY, goods="food", anchor=(5, 9))
    assert len(link([reading("Shells and wheat.", actors=(TERALIA, VESSALY), events=(shells, wheat))]).claims) == 2


def test_an_official_acts_for_his_state() -> None:
    own = reading("Brisk promised.", actors=(BRISK, VESSALY), events=(event("AGREE", BRISK, VESSALY),))
    named = reading("Teralia promised.", actors=(TERALIA, VESSALY), events=(event("AGREE", TERALIA, VESSALY),))
    (claim,) = link([own, named]).claims
    assert claim.reports == 2


def test_namesakes_of_two_countries_stay_two() -> None:
    one = reading("Jo Lind of Teralia.", actors=(person("Jo Lind", "TER"),))
    two = reading("Jo Lind of Vessaly.", actors=(person("Jo Lind", "VES"),))
    assert len(link([one, two]).actors) == 2


def test_a_surname_alone_is_not_joined_across_documents() -> None:
    one = reading("Lind spoke.", actors=(person("Lind", "TER"),))
    two = reading("Lind spoke again.", actors=(person("Lind", "TER"),))
    assert len(link([one, two]).actors) == 2


def test_spelling_variants_of_a_name_are_one_person() -> None:
    one = reading("Kim spoke.", actors=(person("Sun Jong-il", "VES"),))
    two = reading("Kim spoke again.", actors=(person("Sun Jong Il", "VES"),))
    (actor,) = link([one, two]).actors
    assert len(actor.members) == 2


def test_links_do_not_depend_on_order_and_cover_every_event() -> None:
    readings = [
        reading(
            f"Day {n}.", actors=(TERALIA, VESSALY), events=(event("CONSULT", TERALIA, VESSALY, day=f"2024-06-1{n}"),)
        )
        for n in range(5)
    ]
    links = link(readings)
    assert links == link(reversed(readings))
    assert sorted(e.event for c in links.claims for e in c.events) == sorted(r.events[0].id for r in readings)


def test_a_planned_visit_that_took_place_has_happened() -> None:
    planned = event("CONSULT", TERALIA, VESSALY, status="planned")
    plan = reading("A visit is planned.", outlet="a", actors=(TERALIA, VESSALY), events=(planned,))
    began = event("CONSULT", TERALIA, VESSALY)
    done = reading("It began.", published="2024-06-20", outlet="b", actors=(TERALIA, VESSALY), events=(began,))
    (claim,) = link([plan, done]).claims
    assert [step.status for step in claim.history] == ["planned", "happened"]
    assert claim.status == "happened"


def test_a_later_doubt_makes_a_claim_less_certain() -> None:
    told = event("AID", TERALIA, VESSALY)
    sure = reading("Shells were sent.", outlet="a", actors=(TERALIA, VESSALY), events=(told,))
    doubted = event("AID", TERALIA, VESSALY, status="possible")
    wary = reading(
        "Shells may be sent.", published="2024-06-19", outlet="b", actors=(TERALIA, VESSALY), events=(doubted,)
    )
    (claim,) = link([sure, wary]).claims
    assert claim.status == "possible"
