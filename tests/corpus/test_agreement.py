"""Agreement: figures that can be worked out by hand."""

import pytest

from corpus.tools.agreement import compare, kappa, table
from corpus.tools.records import CorpusError

from .passages import TREATY, passage


def test_kappa_by_hand() -> None:
    # 2x2 table 20 5 / 10 15: observed .70, chance .50 (Cohen 1960's form).
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("y", "y")] * 3) is None
    assert kappa([]) is None


def test_a_reader_agrees_with_itself() -> None:
    counts = compare([passage()], [passage()])
    assert {counts.f1(layer, exact=True) for layer in counts.first} == {1.0}
    assert all(a == b for pairs in counts.labels.values() for a, b in pairs)
    assert counts.differences == []


def test_each_difference_counts_in_its_layer() -> None:
    other = TREATY.replace("s3:denied", "s3:possible").replace("s2 assert", "s2 announce")
    other = other.replace("RETREAT/release", "CONCEDE").replace("[p1 PORT ILE]", "PORT [p1 ILE]")
    counts = compare([passage()], [passage(other)])
    assert [pair for pair in counts.labels["status"] if pair[0] != pair[1]] == [("denied", "possible")]
    assert [pair for pair in counts.labels["act"] if pair[0] != pair[1]] == [("assert", "announce")]
    assert [pair for pair in counts.labels["type"] if pair[0] != pair[1]] == [("RETREAT", "CONCEDE")]
    assert len(counts.labels["mode"]) == 2
    assert counts.f1("place") == 0.0
    assert "ferry-01: place only in 2: ILE" in counts.differences
    assert any("s3/s3" in line or "s2/s2 act: assert | announce" in line for line in counts.differences)


def test_a_shorter_span_matches_but_is_not_exact() -> None:
    other = TREATY.replace("[q2+a3 Harbour Minister Sela Tane]", "[q2 Harbour Minister [a3 Sela Tane]]")
    counts = compare([passage()], [passage(other)])
    assert counts.f1("source") == counts.f1("source", exact=True) == 1.0
    assert counts.matched["mention"] == counts.exact["mention"] == counts.first["mention"] - 1
    half = TREATY.replace("[s4 their [e3 return] [k1", "their [s4 [e3 return] [k1")
    counts = compare([passage()], [passage(half)])
    assert counts.f1("content") == 1.0
    assert counts.f1("content", exact=True) == pytest.approx(2 / 3)


def test_numbers_of_ids_do_not_matter() -> None:
    other = TREATY.replace("a3", "a7").replace("s3", "s8").replace("q3", "q8").replace("c3", "c8").replace("e1", "e9")
    assert compare([passage()], [passage(other)]).differences == []


def test_other_speakers_and_participants_are_told() -> None:
    other = TREATY.replace("indirect by=a3 to", "indirect by=a4 to").replace(
        "e3 RETREAT/release actor=a1 to=a2", "e3 RETREAT/release actor=a2"
    )
    counts = compare([passage()], [passage(other)])
    assert counts.labels["speakers"].count((True, False)) == 1
    assert counts.first["participant"] - counts.matched["participant"] == 2


def test_changed_words_are_refused() -> None:
    with pytest.raises(CorpusError, match="changed the text"):
        compare([passage()], [passage(TREATY.replace("Share this", "Share it"))])
    with pytest.raises(CorpusError, match="no passage id in common"):
        compare([passage()], [])


def test_the_table_names_every_layer() -> None:
    told = "\n".join(table(compare([passage()], [passage()])))
    for layer in ("source", "cue", "content", "event", "mention", "participant", "act", "type", "status"):
        assert layer in told
