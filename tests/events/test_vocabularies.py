"""The vocabularies of events: checked when loaded, broad enough, and bad ones are refused."""

from types import MappingProxyType
from typing import Any

import pytest

from dragoman import vocab
from dragoman.errors import VocabularyError
from dragoman.events import kinds, modality, predicates


def test_every_type_has_verbs_and_nouns() -> None:
    found = predicates.predicates()
    verbs = {predicate.type for rows in found.verbs.values() for predicate in rows}
    nouns = {predicate.type for rows in found.nouns.values() for predicate in rows}
    assert verbs == set(vocab.event_types())
    assert nouns == set(vocab.event_types())


def test_politics_is_covered_broadly() -> None:
    found = predicates.predicates()
    assert sum(map(len, found.verbs.values())) >= 450
    assert len(found.nouns) >= 200


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("shell", "ammunition"),
        ("ballistic missile", "missile"),
        ("grain", "food"),
        ("f-16", "aircraft"),
        ("loan", "money"),
    ],
)
def test_kinds_of_things(noun: str, kind: str) -> None:
    assert kinds.kinds().kind[noun] == kind


def test_a_letter_is_no_weapon() -> None:
    assert "arms" in kinds.kinds().classes["missile"]
    assert "letter" not in kinds.kinds().kind


def test_implicative_verbs() -> None:
    table = modality.modality()
    assert table.effect("infinitive", "fail") == "denied"
    assert table.effect("infinitive", "manage") == "keep"
    assert table.effect("adjective", "alleged") == "possible"


def bad(monkeypatch: pytest.MonkeyPatch, name: str, change: dict[str, Any]) -> None:
    good = vocab.load(name)
    whole = MappingProxyType({**good, **change})
    real = vocab.load
    monkeypatch.setattr(vocab, "load", lambda wanted: whole if wanted == name else real(wanted))


@pytest.mark.parametrize(
    "row",
    [
        {"type": "NONSENSE", "frame": "transitive", "verbs": ["x"]},
        {"type": "AID", "mode": "visit", "frame": "transitive", "verbs": ["x"]},
        {"type": "AID", "frame": "nowhere", "verbs": ["x"]},
        {"type": "AID", "frame": "transfer", "class": "nothing", "verbs": ["x"]},
        {"type": "AID", "frame": "transfer", "subject": "nobody", "verbs": ["x"]},
    ],
)
def test_bad_predicates_are_refused(monkeypatch: pytest.MonkeyPatch, row: dict[str, Any]) -> None:
    bad(monkeypatch, "predicates", {"verbs": [row]})
    with pytest.raises(VocabularyError, match="predicates"):
        predicates.predicates.__wrapped__()


def test_an_unquoted_on_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = {"actor": ["subj"], "recipient": [True], "object": []}
    bad(monkeypatch, "predicates", {"frames": {**vocab.load("predicates")["frames"], "new": frame}})
    with pytest.raises(VocabularyError, match="quote"):
        predicates.predicates.__wrapped__()


def test_an_unknown_effect_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bad(monkeypatch, "modality", {"mark": {"perhaps": ["if"]}})
    with pytest.raises(VocabularyError, match="effect"):
        modality.modality.__wrapped__()


def test_an_unknown_context_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bad(monkeypatch, "contexts", {"by_word": {"sports": ["ball"]}})
    with pytest.raises(VocabularyError, match="context"):
        kinds.contexts.__wrapped__()
