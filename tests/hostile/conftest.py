"""Hostile files go through the real reader processes, under limits small enough for a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.read.containers import Opened, read_returns
from flows.read.grid import Document, Limits
from flows.read.processes.workers import Job, ReaderPool

SMALL = Limits(
    seconds=20.0,
    memory_bytes=3 * 2**30,
    pages=50,
    cells=200_000,
    archive_bytes=32 * 2**20,
    archive_members=40,
    depth=3,
)


Read = Callable[..., Document]


@pytest.fixture(scope="session")
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(SMALL, workers=2) as started:
        yield started


@pytest.fixture(scope="session")
def hurried_pool() -> Iterator[ReaderPool]:
    with ReaderPool(replace(SMALL, seconds=3.0), workers=2) as started:
        yield started


def reader(pool: ReaderPool, folder: Path) -> Read:
    def read(name: str, data: bytes, passwords: tuple[str, ...] = ()) -> Document:
        path = folder / name
        path.write_bytes(data)
        future = pool.submit(Job(path, passwords))
        future.exception()
        return pool.outcome(future)

    return read


@pytest.fixture
def outcome(pool: ReaderPool, tmp_path: Path) -> Read:
    """Read bytes under a name in a reader process."""
    return reader(pool, tmp_path)


@pytest.fixture
def hurried(hurried_pool: ReaderPool, tmp_path: Path) -> Read:
    """As `outcome`, for files that may take all the time that they are given."""
    return reader(hurried_pool, tmp_path)


@pytest.fixture
def unpacked(tmp_path: Path) -> Callable[..., list[Opened]]:
    """Read bytes under a name with all that they hold."""

    def read(name: str, data: bytes, passwords: tuple[str, ...] = ()) -> list[Opened]:
        path = tmp_path / name
        path.write_bytes(data)
        [(_, opened)] = read_returns([Job(path, passwords)], SMALL, workers=1)
        return opened

    return read
