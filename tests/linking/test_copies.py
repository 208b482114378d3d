from dragoman.linking import link
from dragoman.linking.invariants import longest_common
from dragoman.records import Reading
from tests.linking.build import reading, retold

WIRE = """The coast guard of Teralia stopped 3 Vessalian trawlers near Cape Ombra on Tuesday, the Teralian navy said.
Admiral Joana Brisk told reporters in Port Sane that 41 sailors were held and that the boats had fished 12 miles inside the line.
Vessaly demanded their release. Foreign Minister Odo Larkin called the seizure of the Marisol, the Tern and the Nadir a provocation.
Talks between Port Sane and Velm broke down on 4 March after 9 rounds, and the League of Ombra has offered to mediate."""

SPUN = """The shore watch of Teralia halted 3 Vessalian trawlers close to Cape Ombra on Tuesday, the Teralian fleet stated.
Admiral Joana Brisk instructed newsmen in Port Sane that 41 seamen have been detained and that the vessels had angled 12 miles throughout the border.
Vessaly insisted on their discharge. Overseas Minister Odo Larkin named the capture of the Marisol, the Tern and the Nadir an incitement.
Discussions amid Port Sane and Velm collapsed on 4 March following 9 turns, and the League of Ombra has supplied to arbitrate."""

INDEPENDENT = """Velm reacted with fury after Teralia held trawlers that fly the flag of Vessaly.
The foreign minister, Odo Larkin, summoned the Teralian envoy. In Port Sane the navy under Joana Brisk spoke of a routine check.
Fishermen in Velm marched to the harbour, where the families of 41 sailors wait. The League of Ombra wants both sides to talk again.
Teralia and Vessaly have quarrelled over Cape Ombra since 1994."""


def groups(*readings: Reading) -> list[tuple[str, int]]:
    return [(group.kind, len(group.members)) for group in link(readings).copies]


def test_a_spun_copy_joins_its_wire() -> None:
    assert groups(reading(WIRE, agency="OPA"), reading(SPUN, outlet="Daily Tern")) == [("spun", 2)]


def test_an_independent_report_of_the_same_happening_stands_alone() -> None:
    assert groups(reading(WIRE, agency="OPA"), reading(INDEPENDENT, outlet="Velm Post")) == []


def test_the_same_text_elsewhere_is_a_verbatim_copy() -> None:
    wire = reading(WIRE, agency="OPA")
    assert groups(wire, retold(wire, outlet="Harbour Times")) == [("verbatim", 2)]


def test_a_cut_text_is_an_edited_copy() -> None:
    cut = WIRE.split("\n", 1)[0] + "\n" + WIRE.split("\n")[2]
    assert groups(reading(WIRE), reading(cut, outlet="Harbour Times")) == [("edited", 2)]


def test_groups_do_not_depend_on_the_order_of_reading() -> None:
    readings = [reading(WIRE), reading(SPUN, outlet="b"), reading(INDEPENDENT, outlet="c")]
    assert link(readings) == link(reversed(readings))


def test_the_longest_common_subsequence_keeps_order() -> None:
    assert longest_common("abcbdab", "bdcaba") == 4
    assert longest_common("", "abc") == 0
    assert longest_common("abc", "cba") == 1
