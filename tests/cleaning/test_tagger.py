from pathlib import Path

import numpy as np
import pytest

from dragoman.cleaning import tagger
from dragoman.cleaning.features import NAMES, features, look
from dragoman.cleaning.lines import split_lines
from dragoman.cleaning.tagger import LABELS, ROLES, LineTagger, line_tagger
from dragoman.errors import ModelError

from .articles import AGGREGATED, text_of

SEEN = features(look(split_lines(text_of(AGGREGATED))))


def test_probabilities_sum_to_one() -> None:
    labels, roles = line_tagger().tag(SEEN)
    assert labels.shape == (len(AGGREGATED), len(LABELS))
    assert roles.shape == (len(AGGREGATED), len(ROLES))
    assert np.allclose(labels.sum(axis=1), 1, atol=1e-5)
    assert np.allclose(roles.sum(axis=1), 1, atol=1e-5)


def test_long_texts_are_tagged_in_parts_without_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = line_tagger().tag(SEEN)
    monkeypatch.setattr(tagger, "CHUNK", 3)
    parts = line_tagger().tag(SEEN)
    assert all(np.allclose(a, b, atol=1e-5) for a, b in zip(whole, parts, strict=True))


def test_weights_are_plain_arrays_of_little_size(tmp_path: Path) -> None:
    line_tagger().save(tmp_path / "w" / "lines.npz")
    again = LineTagger.load(tmp_path / "w" / "lines.npz")
    assert np.allclose(again.tag(SEEN)[0], line_tagger().tag(SEEN)[0], atol=1e-2)
    assert (tmp_path / "w" / "lines.npz").stat().st_size < 2_000_000


def test_damaged_weights_are_told_so(tmp_path: Path) -> None:
    path = tmp_path / "lines.npz"
    with pytest.raises(ModelError, match="install Dragoman again"):
        LineTagger.load(path)
    path.write_bytes(b"no weights")
    with pytest.raises(ModelError, match="D003"):
        LineTagger.load(path)
    values = {name: value[: len(NAMES)] for name, value in line_tagger().values.items()}
    LineTagger(values).save(path)
    with pytest.raises(ModelError, match="another version"):
        LineTagger.load(path)
