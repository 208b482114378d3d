"""The derived status: the article's own voice first, then the least certain asserting voice, denied only by all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.events.status import derive
from dragoman.records import Position, Status

STATUSES: tuple[Status, ...] = ("happened", "ongoing", "planned", "conditional", "possible", "denied")


def positions(*rows: tuple[str | None, Status]) -> list[Position]:
    return [Position(statement=voice, status=status) for voice, status in rows]


def test_own_voice_decides_against_everybody() -> None:
    found = derive(positions(("a", "denied"), (None, "happened"), ("b", "possible")))
    assert found.status == "happened"
    assert found.asserted_by == ("b",)
    assert found.denied_by == ("a",)


def test_an_accusation_that_is_denied_stays_what_the_accuser_says() -> None:
    found = derive(positions(("accuser", "happened"), ("accused", "denied")))
    assert (found.status, found.asserted_by, found.denied_by) == ("happened", ("accuser",), ("accused",))


def test_least_certain_of_asserting_voices() -> None:
    assert derive(positions(("a", "happened"), ("b", "possible"))).status == "possible"
    assert derive(positions(("a", "planned"), ("b", "conditional"))).status == "conditional"


def test_denied_only_if_every_voice_denies() -> None:
    assert derive(positions(("a", "denied"), ("b", "denied"))).status == "denied"
    assert derive(positions(("a", "denied"), ("b", "planned"))).status == "planned"


def test_denied_by_the_article_itself() -> None:
    found = derive(positions((None, "denied")))
    assert (found.status, found.asserted_by, found.denied_by) == ("denied", (), ())


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([None, "a", "b", "c"]), st.sampled_from(STATUSES)), min_size=1, max_size=6))
def test_never_surer_than_the_surest_voice(rows: list[tuple[str | None, Status]]) -> None:
    found = derive(positions(*rows))
    assert found.status in {status for _, status in rows}
    assert set(found.asserted_by) | set(found.denied_by) == {voice for voice, _ in rows if voice}


@pytest.mark.parametrize("status", STATUSES)
def test_one_voice_alone(status: Status) -> None:
    assert derive(positions(("a", status))).status == status
