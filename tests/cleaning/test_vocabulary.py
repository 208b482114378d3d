from typing import get_args

from dragoman.cleaning.phrases import fold, inside_role, opening, phrases, segment_roles, whole_role
from dragoman.records import SegmentKind
from dragoman.vocab import load


def test_kinds_are_those_of_the_records() -> None:
    assert set(load("segments")["kinds"]) == set(get_args(SegmentKind))
    assert "comment-form" in segment_roles()


def test_furniture_is_known_in_fifteen_languages() -> None:
    languages = {
        tongue for ways in load("furniture")["phrases"].values() for words in ways.values() for tongue in words
    }
    assert len(languages) >= 15
    assert len(phrases().whole) > 1000


def test_phrases_tell_roles() -> None:
    assert whole_role(fold("  Leave a Reply ")) == "comment-form"
    assert whole_role(fold("12 MIN READ")) == "reading-time"
    assert whole_role(fold("» Lire aussi")) == "related"
    assert opening(fold("Leia também: Ministro deixa o cargo")).role == "related"
    assert opening(fold("Photo: Ann Lee")).role == "caption"
    assert opening(fold("Photographs show the harbour in ruins")).role is None
    assert opening(fold("Kaynak:Radyo Tana")).source == "kaynak"
    assert inside_role(fold("Your email address will not be published. Fields with * must be filled")) == "comment-form"
    assert inside_role(fold("The envoy left without taking questions.")) is None
