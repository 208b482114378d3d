"""What the speed benchmark reads, and how it adds up."""

import sys
from pathlib import Path

import pytest

from benchmarks import install_size, speed, speed_worker


def test_there_are_forty_different_articles_of_six_hundred_words() -> None:
    texts = speed.articles(speed.sources())
    assert len(texts) == len(set(texts)) == 40
    assert {speed.count_words([text]) for text in texts} == {600}


def test_digest_tells_texts_apart() -> None:
    assert speed.digest(["a", "b"]) == speed.digest(["a", "b"])
    assert speed.digest(["a", "b"]) != speed.digest(["b", "a"])


def test_costs_add_up_and_memory_is_the_highest() -> None:
    both = speed.Cost(2, 1200, 1.0, 0.5, 300.0) + speed.Cost(1, 600, 0.5, 0.25, 200.0)
    assert both == speed.Cost(3, 1800, 1.5, 0.75, 300.0)
    assert "2.00 articles/s" in both.line("reader")
    assert "1200 words/s" in both.line("reader")


class Recorder(speed.Worker):
    def __init__(self, name: str, turns: list[tuple[str, str]]) -> None:
        self.name = name
        self.turns = turns

    def read(self, texts: list[str]) -> speed.Cost:  # type: ignore[override]
        self.turns.append((self.name, texts[0]))
        return speed.Cost(len(texts), 0, 1.0, 1.0, 1.0)


def test_readers_take_turns_and_each_reads_everything() -> None:
    turns: list[tuple[str, str]] = []
    texts = [str(number) for number in range(2 * speed.BLOCK)]
    costs = speed.alternate([Recorder("a", turns), Recorder("b", turns)], texts)
    second = str(speed.BLOCK)
    assert turns == [("a", "0"), ("b", "0"), ("b", second), ("a", second)]
    assert {name: cost.articles for name, cost in costs.items()} == {"a": len(texts), "b": len(texts)}


def test_a_reader_tells_seconds_and_memory() -> None:
    found = speed_worker.measure(lambda texts: None, ["a"])
    assert found["memory"] > 1
    assert found["wall"] >= 0
    assert found["processor"] >= 0


def test_a_reader_that_dies_is_told() -> None:
    with speed.Worker("none", speed.cores()[0]) as worker, pytest.raises(speed.WorkerError):
        worker.read(["a"])


def test_seconds_of_a_command() -> None:
    assert 0 < speed.seconds([sys.executable, "-c", "pass"], 1) < 60


def test_sizes_of_an_installation(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.py").write_bytes(b"x" * 1_500_000)
    (tmp_path / "two.py").write_bytes(b"x" * 500_000)
    found = install_size.sizes(tmp_path)
    assert found == {"one": 1_500_000, "two.py": 500_000}
    printed = install_size.table(found)
    assert "without torch: 2 MB" in printed
    assert printed.index("one") < printed.index("two.py")
