"""A check carried out: range by range, in this process or by several, all of it or a sample."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future

from people.ranges import Range, last_key, ranges_of, sample_of

from . import CHECKS
from .finding import Finding
from .part import Part

AHEAD = 4  # ranges that wait for each process


class Run:
    """share: of the records that are looked at, 1 for all. workers: so many processes, or none but this one.

    told(done, whole): called with how many keys of a check are behind it, and of how many.
    """

    def __init__(self, *, share: float = 1, workers: Executor | None = None, jobs: int = 1, told: Callable):
        self.share, self.workers, self.jobs, self.told = share, workers, jobs, told

    def findings(self, name: str) -> Iterator[Finding]:
        """What a check finds, in the order of its parts and of their keys."""
        parts = [
            (number, part, last_key(part.model) if part.model else 0)
            for number, part in enumerate(CHECKS[name])
            if part.model or self.share == 1
        ]
        behind, whole = 0, sum(last for _number, _part, last in parts)
        for number, part, last in parts:
            for within, found in self._looked_at(name, number, self._ranges(part, last)):
                yield from found
                self.told(behind + min(within.high, last) if within else behind, whole)
            behind += last
            self.told(behind, whole)

    def _ranges(self, part: Part, last: int) -> Iterator[Range | None]:
        if not part.model:
            return iter([None])
        return ranges_of(part.model, part.size, last) if self.share == 1 else sample_of(part.model, self.share)

    def _looked_at(self, name: str, number: int, ranges: Iterable) -> Iterator[tuple[Range | None, list[Finding]]]:
        """(range, what was found in it), in order."""
        if self.workers is None:
            yield from ((within, look(name, number, within)) for within in ranges)
            return
        waiting = deque()
        for within in ranges:
            waiting.append((within, self.workers.submit(look, name, number, within)))
            if len(waiting) > AHEAD * self.jobs:
                yield _done(*waiting.popleft())
        while waiting:
            yield _done(*waiting.popleft())


def _done(within: Range | None, looking: Future) -> tuple[Range | None, list[Finding]]:
    return within, looking.result()


def look(name: str, number: int, within: Range | None) -> list[Finding]:
    """What one part of a check finds in a range of keys."""
    part = CHECKS[name][number]
    return list(part.find(within) if part.model else part.find())
