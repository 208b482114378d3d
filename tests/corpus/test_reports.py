"""Statistics, comparison, overlap and the page."""

import gzip
from pathlib import Path

import pytest

from corpus.tools import compare, statistics
from corpus.tools.overlap import shared_runs
from corpus.tools.page import page_html
from corpus.tools.texts import sentences, words

from .passages import OTHER, TREATY, passage


def test_counts_beside_targets() -> None:
    counts = statistics.count([passage(), passage(OTHER)], {"ferry": "test"})
    assert counts.totals["passages"] == 2
    assert counts.totals["nested"] == 1
    assert counts.types == {"COERCE": 2, "REQUEST": 1, "RETREAT": 1}
    assert counts.types_in_test["COERCE"] == 2
    assert counts.statuses == {"happened": 2, "denied": 2, "conditional": 1}
    assert counts.acts["deny"] == 1
    told = "\n".join(statistics.table(counts))
    assert "missing 148" in told  # of 150 anchors of COERCE


def test_a_claim_told_twice_with_a_denial_is_no_independent_pair_where_one_copies() -> None:
    totals = statistics.count([passage(), passage(OTHER)]).totals
    assert totals["claims_told_twice"] == totals["claims_denied_or_reversed"] == totals["copied_texts"] == 1
    assert totals["independent_pairs"] == 0
    alone = passage(OTHER.replace("copy: ferry-01 spun\n", ""))
    assert statistics.count([passage(), alone]).totals["independent_pairs"] == 1


@pytest.mark.parametrize(
    ("source", "name", "expected"),
    [
        ("Mr [a1 Tane]", "Sela Tane", False),
        ("[a1 The minister]", "Sela Tane", True),
        ("[a1 She]", "two officials", True),
    ],
)
def test_speakers_that_are_not_named(source: str, name: str, expected: bool) -> None:
    head = TREATY.split("[title")[0]
    one = passage(f'{head}[q1 {source}] [c1 said] [s1 no].\n---\na1 person "{name}"\ns1 deny indirect by=a1\n')
    assert statistics.by_pronoun_or_role(one, one.statements[0]) is expected


def test_words_and_sentences() -> None:
    assert words("Mr. O'Brien's e-mail, 2.") == ["Mr", "O'Brien's", "e-mail", "2"]
    text = 'Gen. Tane left. "We go," he said. "Now!" Why? It was 3.5 p.m. then.\nA title'
    assert sentences(text) == [
        "Gen. Tane left.",
        '"We go," he said.',
        '"Now!"',
        "Why?",
        "It was 3.5 p.m. then.",
        "A title",
    ]


def test_style_of_a_small_set() -> None:
    texts = compare.Texts("few", ("One two three. Four five.", "Six."), ("said", "said", "denied"), 0.5)
    figures = compare.style(texts, cues=3, sample=0).figures
    assert figures["sentence length, mean"] == 2.0
    assert figures["distinct cues in 3 statements"] == 2.0
    assert figures["the cue 'said' alone"] == pytest.approx(2 / 3)
    assert figures["distinct words in 20000"] is None


def test_our_bodies_leave_titles_and_furniture_out() -> None:
    (body,) = compare.ours([passage()]).texts
    assert "seizes" not in body
    assert "Share" not in body
    assert "coast guard" in body


def test_a_run_of_nine_words_is_found_however_it_is_written(tmp_path: Path) -> None:
    shared = "SHE demanded: their return, if the courts find, against Tavoro"
    (tmp_path / "a.json").write_text(f'{{"text": "Once\\n{shared}\\nmore"}}', encoding="utf-8")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(f"<p>{shared.replace('their', '<b>their</b>')}</p>".encode()))
    (tmp_path / "c.conll").write_text("\n".join(f"{word}\tO" for word in shared.split()), encoding="utf-8")
    (tmp_path / "d.txt").write_text("demanded their return if the courts find some Tavoro", encoding="utf-8")
    found = {(one.passage, one.path.name) for one in shared_runs([passage()], [tmp_path])}
    assert found == {("ferry-01", "a.json"), ("ferry-01", "b.html.gz"), ("ferry-01", "c.conll")}


def test_eight_words_are_no_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("their return if the courts find against Tavoro", encoding="utf-8")
    assert list(shared_runs([passage()], [tmp_path])) == []
    assert len(list(shared_runs([passage()], [tmp_path], run=8))) == 1


def test_the_page_shows_marks_with_their_meaning_and_no_markup_of_the_text() -> None:
    hostile = passage(
        TREATY.replace("Share this", '<script>data-id="e1"</script>').replace("Port Ile", 'Port \\"x\\" onload')
    )
    page = page_html([hostile], "ferry")
    assert "<script" not in page
    assert 'data-id="e1" title="COERCE/seize Tavoro → –; article: happened, s3: denied"' in page
    assert 'title="Sela Tane: assert, indirect"' in page
    assert "&lt;script&gt;data-id=&quot;e1&quot;" in page
