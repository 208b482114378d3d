"""Trees are trees, BIO spans are well formed, whatever the scores."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dragoman.language.analyser import _one_subject
from dragoman.language.decoding import Floats, Spans, best_tree, is_tree, trees

SCORE = st.floats(-20, 20, width=32)


@given(st.data(), st.integers(1, 14))
def test_every_sentence_is_a_tree_with_one_root(data: st.DataObject, count: int) -> None:
    arcs = data.draw(arrays.arrays(np.float32, (count, count), elements=SCORE))
    roots = data.draw(arrays.arrays(np.float32, count, elements=SCORE))
    starts = [0, *sorted(data.draw(st.sets(st.integers(1, count - 1)) if count > 1 else st.just(set())))]
    heads = trees(arcs, roots, starts)
    for low, high in itertools.pairwise([*starts, count]):
        assert is_tree(heads[low:high] - low)


@pytest.mark.parametrize("seed", range(20))
def test_best_tree_is_the_best(seed: int) -> None:
    scores: Floats = np.random.default_rng(seed).normal(size=(4, 4)).astype(np.float32)
    every = [np.array(heads) for heads in itertools.product(range(4), repeat=4) if is_tree(np.array(heads))]
    best = max(sum(scores[word, heads[word]] for word in range(4)) for heads in every)
    found = best_tree(scores)
    assert sum(scores[word, found[word]] for word in range(4)) == pytest.approx(best)


def test_is_tree_knows_cycles_and_second_roots() -> None:
    assert is_tree(np.array([0, 0, 1]))
    assert not is_tree(np.array([1, 0, 2]))
    assert not is_tree(np.array([0, 1, 0]))


LABELS = ("O", "B-X", "I-X", "B-Y", "I-Y")


@given(st.data(), st.integers(1, 12))
def test_paths_are_well_formed_and_best(data: st.DataObject, count: int) -> None:
    scores = data.draw(arrays.arrays(np.float32, (count, len(LABELS)), elements=SCORE))
    path = [LABELS[label] for label in Spans(LABELS).path(scores, [0])]
    for before, label in itertools.pairwise(["O", *path]):
        assert label[0] != "I" or before in ("B" + label[1:], label)
    if count <= 4:
        ways = (way for way in itertools.product(range(len(LABELS)), repeat=count) if _well_formed(way))
        best = max(sum(float(scores[row, label]) for row, label in enumerate(way)) for way in ways)
        assert sum(float(scores[row, LABELS.index(label)]) for row, label in enumerate(path)) == pytest.approx(
            best, abs=1e-3
        )


def _well_formed(way: tuple[int, ...]) -> bool:
    names = [LABELS[label] for label in way]
    return all(
        one[0] != "I" or (before[1:] == one[1:] and before != "O") for before, one in itertools.pairwise(["O", *names])
    )


def test_a_span_does_not_cross_a_sequence_start() -> None:
    scores = np.array([[0, 9, 0], [0, 1, 9], [0, 1, 9]], np.float32)
    spans = Spans(("O", "B", "I"))
    assert [span[:2] for span in spans.read(scores, [0])] == [(0, 3)]
    assert [span[:2] for span in spans.read(scores, [0, 2])] == [(0, 2), (2, 3)]


def test_neighbouring_spans_stay_apart() -> None:
    scores = np.array([[0, 9, 0], [0, 9, 0], [0, 0, 9]], np.float32)
    assert [span[:2] for span in Spans(("O", "B", "I")).read(scores, [0])] == [(0, 1), (1, 3)]


def test_a_second_subject_behind_the_verb_is_its_object() -> None:

    # "France accused Iran of …", with both names taken for subjects
    assert _one_subject(["nsubj", "root", "nsubj"], [1, 1, 1]) == ["nsubj", "root", "obj"]
    # "said the minister": one subject, behind the verb, stays
    assert _one_subject(["root", "det", "nsubj"], [0, 2, 0]) == ["root", "det", "nsubj"]
