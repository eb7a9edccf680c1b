"""Small returns, and an ingest as a plain function, without Prefect's engine and its server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ingests import ingest_here

TABLE = """Number of offences recorded,,
Victim age,2016/17,2015/16
0-4,7,5
5-10,12,14
11-17,{last},30
Total,{total},49
"""


@pytest.fixture
def write_return() -> Callable[..., Path]:
    """`write_return(folder, name, last)`: a return whose printed totals are right; `last` is one of its figures."""

    def write(folder: Path, name: str = "reply.csv", last: int = 31) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TABLE.format(last=last, total=19 + last), encoding="utf-8")
        return folder / name

    return write


@pytest.fixture
def raw(tmp_path: Path, write_return: Callable[..., Path]) -> Path:
    """A raw folder with a return each from Kent and from Essex."""
    write_return(tmp_path / "raw/2016-17/kent")
    write_return(tmp_path / "raw/2016-17/essex", last=44)
    return tmp_path / "raw"


@pytest.fixture
def processed(tmp_path: Path) -> Path:
    return tmp_path / "processed"


@pytest.fixture
def ingest(raw: Path, processed: Path) -> Callable[..., None]:
    """An ingest; arguments as of `bring_up_to_date`, `raw` and `processed` being those of the test."""

    def run(**given: object) -> None:
        ingest_here(**{"raw": raw, "processed": processed} | given)

    return run


@pytest.fixture
def heard() -> Iterator[tuple[str, list[str]]]:
    """A proxy that the world is reached by, and what it was asked for."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(200).decode("latin-1").split("\r\n")[0])

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", asked
