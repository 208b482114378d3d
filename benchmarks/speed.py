"""How fast the reading is and what memory it takes: `python -m benchmarks.speed [--peer] [--install]`.

Texts of 600 words, joined from this repository's own articles, are read by one process on one core with everything on
(`dragoman.read`: cleaning, language, actors, statements, events), then by two processes on two cores at once. With
--peer a spaCy pipeline of the size of en_core_web_sm (CNN of width 96 and depth 4, tagger, parser, entities; random
weights) reads the same texts in the same run on the same core, in blocks that alternate with Dragoman's; spaCy is
installed into a temporary environment for it. The peer tags, parses and finds names and does nothing else; it has no
lemmatizer here, which is to its favour, and gets each block as one batch, its fastest way.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks import install_size
from benchmarks.articles import build

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
WORKER = Path(__file__).with_name("speed_worker.py")
WORDS = 600  # of an article, the length for which the project states its aim
ARTICLES = 40
BLOCK = 8  # articles that one reader reads before it is the other's turn: close in time, yet a batch for the peer
STARTS = 5  # cold starts, of which the median is told
PEER = "spacy>=3.7,<4"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
ENVIRONMENT = {**os.environ, **dict.fromkeys(THREADS, "1")}

# The project's own aims.
MIN_ARTICLES = 6.0  # of 600 words, a second and core
MAX_MEMORY = 1000.0  # MB, of a process
MAX_HELP = 0.5  # seconds
MAX_COLD = 3.0  # seconds, one article from a cold start


@dataclass(frozen=True)
class Cost:
    """What reading some articles took: wall and processor seconds, and the process's highest memory in MB."""

    articles: int
    words: int
    wall: float
    processor: float
    memory: float

    def __add__(self, other: Cost) -> Cost:
        memory = max(self.memory, other.memory)
        wall, processor = self.wall + other.wall, self.processor + other.processor
        return Cost(self.articles + other.articles, self.words + other.words, wall, processor, memory)

    def line(self, name: str) -> str:
        """Articles and words a second, by the clock and by the processor's own time."""
        return (
            f"  {name:<10}{self.articles / self.wall:>8.2f} articles/s {self.words / self.wall:>8.0f} words/s | "
            f"a CPU second: {self.articles / self.processor:.2f} articles, {self.words / self.processor:.0f} words"
            f" | peak memory {self.memory:>5.0f} MB"
        )


NOTHING = Cost(0, 0, 0.0, 0.0, 0.0)


# Texts


def sources() -> list[str]:
    """The text articles of the benchmark and of the examples, by name."""
    paths = [*sorted((build.HERE / "texts").glob("*.txt")), *sorted(EXAMPLES.glob("*.txt"))]
    return [path.read_text(encoding="utf-8") for path in paths]


def articles(texts: Sequence[str], count: int = ARTICLES, words: int = WORDS) -> list[str]:
    """So many texts of so many words: each an article, and lines of the next ones until it is long enough."""
    lines = [[line for line in text.splitlines() if line.strip()] for text in texts]
    return ["\n\n".join(_cut(_lines_from(lines, number), words)) for number in range(count)]


def _lines_from(lines: Sequence[list[str]], number: int) -> Iterator[str]:
    """The lines of an article and of those after it; a second round begins in the middle: no text comes twice."""
    turn, first = divmod(number, len(lines))
    yield from lines[first][len(lines[first]) * turn // (turn + 1) :]
    for step in range(1, len(lines) + 1):
        yield from lines[(first + step) % len(lines)]


def _cut(lines: Iterable[str], words: int) -> Iterator[str]:
    left = words
    for line in lines:
        parts = line.split()
        yield line if len(parts) <= left else " ".join(parts[:left])
        left -= len(parts)
        if left <= 0:
            return


def digest(texts: Sequence[str]) -> str:
    """The first twelve digits of the sha256 over the texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]


def count_words(texts: Iterable[str]) -> int:
    """Words between white space: the same count for every reader."""
    return sum(len(text.split()) for text in texts)


# Readers


class WorkerError(RuntimeError):
    """A reading process ended; its own words stand above on standard error."""


class Worker:
    """A process that reads on one core."""

    def __init__(self, name: str, core: int, python: str = sys.executable) -> None:
        command = [python, "-P", str(WORKER), name, str(core)]
        self.name = name
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT, text=True, encoding="utf-8"
        )

    def read(self, texts: Sequence[str]) -> Cost:
        """What reading these texts costs."""
        source, answer = self._pipes()
        try:
            source.write(json.dumps(list(texts)) + "\n")
            source.flush()
        except BrokenPipeError as error:
            raise WorkerError(f"the {self.name} reader ended before it read anything") from error
        line = answer.readline()
        if not line:
            raise WorkerError(f"the {self.name} reader ended while it read")
        return Cost(len(texts), count_words(texts), **json.loads(line))

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin
        assert self._process.stdout
        return self._process.stdin, self._process.stdout

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self._pipes():
            pipe.close()
        self._process.wait()


def blocks(texts: Sequence[str], size: int = BLOCK) -> list[Sequence[str]]:
    """The texts in blocks."""
    return [texts[start : start + size] for start in range(0, len(texts), size)]


def alternate(workers: Sequence[Worker], texts: Sequence[str]) -> dict[str, Cost]:
    """What each reader takes for all texts: block by block, the one first that was last before."""
    costs = dict.fromkeys((worker.name for worker in workers), NOTHING)
    for number, block in enumerate(blocks(texts)):
        for worker in workers[:: 1 if number % 2 == 0 else -1]:
            costs[worker.name] += worker.read(block)
    return costs


def together(workers: Sequence[Worker], texts: Sequence[str]) -> tuple[float, list[Cost]]:
    """Wall seconds until all readers have read all texts, each its own copy, at the same time; and the cost of each."""
    found: list[Cost] = []
    threads = [threading.Thread(target=lambda one=worker: found.append(one.read(texts))) for worker in workers]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(found) < len(workers):
        raise WorkerError("a reader ended while several read at once")
    return time.perf_counter() - start, found


def cores() -> list[int]:
    """The cores that this process may use."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count() or 1))


# Starts


def seconds(command: Sequence[str], times: int = STARTS) -> float:
    """The median of the seconds that a command takes from start to end, run once before so that files are cached."""
    found = []
    for _ in range(times + 1):
        start = time.perf_counter()
        subprocess.run(command, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
        found.append(time.perf_counter() - start)
    return statistics.median(found[1:])


def starts(text: str, times: int) -> Iterator[str]:
    """Lines for `dragoman --help` and for one article by the command line."""
    dragoman = [sys.executable, "-m", "dragoman.cli"]
    found = seconds([*dragoman, "--help"], times)
    yield f"  dragoman --help {found:.2f} s (aim: at most {MAX_HELP})"
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "article.txt"
        path.write_text(text, encoding="utf-8")
        found = seconds([*dragoman, "read", str(path), "--format", "jsonl", "-o", "-"], times)
    yield f"  dragoman read, one article of {WORDS} words from a cold start {found:.2f} s (aim: at most {MAX_COLD})"


# The command


def peer_python(folder: Path) -> str:
    """The interpreter of an environment with spaCy in the folder, made there if it is not."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, PEER], check=True)
    return str(python)


def machine() -> str:
    """Processor, cores and Python, as far as the system tells."""
    about = Path("/proc/cpuinfo")
    rows = about.read_text(encoding="utf-8").splitlines() if about.exists() else []
    models = [row.partition(":")[2].strip() for row in rows if row.startswith("model name")]
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    processor = models[0] if models else platform.machine()
    return f"{processor}, {len(cores())} cores{load}; Python {platform.python_version()}"


def one_core(texts: Sequence[str], python: str | None, rounds: int) -> Iterator[str]:
    """Lines for one process of each reader on one core."""
    core = cores()[0]
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker("dragoman", core))]
        workers += [stack.enter_context(Worker("spacy", core, python))] if python else []
        for worker in workers:
            worker.read(texts[:1])  # loads what is loaded once
        costs = dict.fromkeys((worker.name for worker in workers), NOTHING)
        for _ in range(rounds):
            costs = {name: costs[name] + cost for name, cost in alternate(workers, texts).items()}
    aims = f"aim: at least {MIN_ARTICLES:g} articles/s, at most {MAX_MEMORY:g} MB"
    yield f"one process on one core, {rounds} x {len(texts)} articles in blocks of {BLOCK} ({aims})"
    yield from (cost.line(name) for name, cost in costs.items())
    if python:
        yield "  dragoman: text to reading, everything on; spacy: tokens, tags, tree and names alone, random weights"
        ratio = costs["spacy"].processor / costs["dragoman"].processor
        yield f"  for the same texts spacy takes {ratio:.2f} times the processor time of dragoman"


def two_cores(texts: Sequence[str]) -> Iterator[str]:
    """Lines for one process and then two at once: whether two read twice as much."""
    first, *others = cores()
    if not others:
        yield "two processes: not measured, there is one core"
        return
    with Worker("dragoman", first) as one, Worker("dragoman", others[0]) as two:
        for worker in (one, two):
            worker.read(texts[:1])
        alone = one.read(texts)
        wall, costs = together((one, two), texts)
    both = sum(costs, NOTHING)
    yield "two processes on two cores, each all articles (aim: twice as many)"
    rate, doubled = alone.articles / alone.wall, both.articles / wall
    yield f"  by the clock {rate:.2f} articles/s alone, {doubled:.2f} together: {doubled / rate:.2f} times as many"
    rate, each = alone.articles / alone.processor, both.articles / both.processor
    yield f"  a CPU second: {rate:.2f} articles alone, {each:.2f} together: {2 * each / rate:.2f} times on two cores"


def main(arguments: list[str] | None = None) -> int:
    """The command; exit status 1 if a reader ends before it has read."""
    options = _parser().parse_args(arguments)
    texts = articles(sources(), options.articles)
    print(f"{len(texts)} articles, {count_words(texts)} words, digest {digest(texts)}")
    print(machine())
    try:
        with tempfile.TemporaryDirectory() as temporary:
            wanted = options.peer or options.peer_folder
            python = peer_python(options.peer_folder or Path(temporary) / "peer") if wanted else None
            _print(one_core(texts, python, options.rounds))
        _print(two_cores(texts))
    except WorkerError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    print(f"starts, median of {options.starts}, files cached")
    _print(starts(texts[0], options.starts))
    if options.install:
        print(install_size.table(install_size.measure()))
    return 0


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="how many texts (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="how often they are read (default: %(default)s)")
    parser.add_argument("--starts", type=int, default=STARTS, help="cold starts of each command (default: %(default)s)")
    parser.add_argument("--peer", action="store_true", help="measure spaCy beside; installs it into a temporary place")
    parser.add_argument("--peer-folder", type=Path, help="the same, with the environment kept in this folder")
    parser.add_argument("--install", action="store_true", help="measure the size of a fresh installation, too")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
