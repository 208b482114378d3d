import pytest

from dragoman import vocab
from dragoman.errors import VocabularyError
from dragoman.statements.lexicon import cue_lexicon


def test_plover_has_its_sixteen_types_with_quads() -> None:
    types = vocab.event_types()
    assert len(types) == 16
    assert types["AID"].quad == "material_cooperation"
    assert types["THREATEN"].quad == "verbal_conflict"
    assert "drone" in types["ASSAULT"].modes


def test_verbal_acts_name_their_plover_type() -> None:
    assert vocab.acts()["threaten"].event == "THREATEN"
    assert vocab.acts()["demand"].event == "REQUEST"
    assert vocab.acts()["assert"].event is None


def test_statuses_go_from_certain_to_denied() -> None:
    assert next(iter(vocab.statuses())) == "happened"
    assert list(vocab.statuses())[-1] == "denied"


def test_a_missing_vocabulary_says_what_to_do() -> None:
    with pytest.raises(VocabularyError, match=r"D001.*install Dragoman again"):
        vocab.load("no_such_list")


def test_a_cue_lexicon_knows_frames() -> None:
    lexicon = cue_lexicon()
    assert lexicon.act("clause", "say") == "assert"
    assert lexicon.act("object", "deny") == "deny"
    assert lexicon.prepositions["accuse", "of"].with_object
    assert lexicon.act("clause", "sing") is None
