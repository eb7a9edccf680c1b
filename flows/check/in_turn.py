"""Several things worked on at once, and their results handed on in turn."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
AT_ONCE = max(1, min(4, os.cpu_count() or 1))
"""Things under way together: each is held in memory. Arrow and numpy, which do most of the work, leave others room."""


def in_turn(work: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
    """The result of a work on each of the things, in their order; none is begun long before its result is wanted."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        under_way: deque[Future[R]] = deque()
        for thing in things:
            under_way.append(pool.submit(work, thing))
            if len(under_way) > AT_ONCE:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
