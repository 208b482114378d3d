"""Work spread over processes: results in the order of the tasks, and one that kills its process is lost alone."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

Begun = tuple[Task, Future[Result]]

# Tasks under way for each process: enough that a long article does not let the others idle, few enough that little is
# held in memory and little is read again when a process dies. Not tuned.
AHEAD = 4


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers(Generic[Task, Result]):
    """Processes that do ``work`` (a function of a module, not of a script's inside).

    ``lost`` gives the result of a task whose process died. With ``jobs`` 1 the work is done in this very process.
    """

    def __init__(self, work: Callable[[Task], Result], lost: Callable[[Task], Result], *, jobs: int) -> None:
        self.work, self.lost, self.jobs = work, lost, jobs

    def results(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """The result of each task, in order; what is not asked for is not begun (save a few tasks ahead)."""
        if self.jobs == 1:
            yield from map(self.work, tasks)
            return
        remaining = iter(tasks)
        while suspects := (yield from self._until_death(remaining)):
            yield from self._one_by_one(suspects)

    def _until_death(self, remaining: Iterator[Task]) -> Generator[Result, None, list[Begun[Task, Result]]]:
        """Work side by side; returns the tasks that were under way when a process died, none when all is done."""
        waiting: deque[Begun[Task, Result]] = deque()
        executor = _executor(self.jobs)
        try:
            while True:
                for task in islice(remaining, self.jobs * AHEAD - len(waiting)):
                    waiting.append((task, _submitted(executor, self.work, task)))
                if not waiting:
                    return []
                try:
                    result = waiting[0][1].result()
                except BrokenProcessPool:
                    return list(waiting)
                waiting.popleft()
                yield result
        finally:
            _stop(executor)

    def _one_by_one(self, begun: Iterable[Begun[Task, Result]]) -> Iterator[Result]:
        """Each task that has no result in a process where nothing else runs, so that a death is its own."""
        executor = _executor(1)
        try:
            for task, future in begun:
                try:
                    result = future.result() if _ended(future) else _submitted(executor, self.work, task).result()
                except BrokenProcessPool:
                    _stop(executor)
                    executor = _executor(1)
                    result = self.lost(task)
                yield result
        finally:
            _stop(executor)


def _executor(jobs: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_ignore_interrupts)


def _ignore_interrupts() -> None:
    # Ctrl-C reaches the whole group of processes; the parent decides what becomes of the work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _submitted(executor: ProcessPoolExecutor, work: Callable[[Task], Result], task: Task) -> Future[Result]:
    """A future of the result; one that tells of the death where the processes are dead already."""
    try:
        return executor.submit(work, task)
    except BrokenProcessPool as error:
        broken: Future[Result] = Future()
        broken.set_exception(error)
        return broken


def _ended(future: Future[Result]) -> bool:
    """Whether the task came to its end, well or with an error of its own."""
    return future.done() and not isinstance(future.exception(), BrokenProcessPool)


def _stop(executor: ProcessPoolExecutor) -> None:
    """Drop what is not begun and end the processes: what they are at is no longer wanted."""
    processes = list((getattr(executor, "_processes", None) or {}).values())
    executor.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
