"""Work over processes: order, deaths, errors."""

import os
import signal
from collections.abc import Iterator

import pytest

from dragoman.cli.workers import AHEAD, Workers


def squared(number: int) -> int:
    return number * number


def deadly(number: int) -> int:
    if number in (5, 6, 17):
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def faulty(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    assert list(Workers(squared, lost, jobs=jobs).results(range(20))) == [n * n for n in range(20)]


def test_a_task_that_kills_its_process_is_lost_alone() -> None:
    found = list(Workers(deadly, lost, jobs=2).results(range(20)))
    assert found == [-n if n in (5, 6, 17) else n * n for n in range(20)]


def test_an_error_of_the_work_is_raised_in_its_place() -> None:
    results = Workers(faulty, lost, jobs=2).results(range(6))
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three"):
        next(results)


def test_tasks_are_taken_a_few_ahead_only() -> None:
    taken = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = Workers(squared, lost, jobs=2).results(tasks())
    next(results)
    assert len(taken) <= 2 * AHEAD + 1
    results.close()  # type: ignore[attr-defined]


def test_no_task_no_result() -> None:
    assert list(Workers(squared, lost, jobs=2).results([])) == []
