"""Killed at any moment, the data set holds the last good data, and the next run completes it."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from flows.validation import validate_published

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import sys
from pathlib import Path
from flows.ingestion.up_to_date import bring_up_to_date
print("begun", flush=True)
bring_up_to_date(*map(Path, sys.argv[1:]))
"""
NEWCOMERS = ("surrey", "sussex")
"""One more at each kill."""


def published(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }


def run_for(seconds: float, raw: Path, processed: Path) -> bool:
    """Start an ingest and kill it after so many seconds of work; whether it was still at work."""
    command = [sys.executable, "-c", RUN, str(raw), str(processed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        time.sleep(seconds)
        at_work = process.poll() is None
        process.kill()
    return at_work


def test_kills_lose_nothing(
    ingest: Callable[..., None], write_return: Callable[..., Path], raw: Path, processed: Path, tmp_path: Path
) -> None:
    ingest()
    begun = time.monotonic()
    ingest(processed=str(tmp_path / "timed"))
    whole = time.monotonic() - begun
    moments = random.Random(2016)
    killed = 0
    for last, newcomer in enumerate(NEWCOMERS, 100):
        old = published(processed)
        write_return(raw / "2016-17/kent", last=last)
        write_return(raw / "2016-17" / newcomer, last=last + 50)
        killed += run_for(moments.uniform(0, whole), raw, processed)
        assert validate_published(processed, raw=raw) == []
        new = tmp_path / f"new-{last}"
        ingest(processed=str(new))
        assert published(processed) in (old, published(new))
        ingest()
        assert published(processed) == published(new)
    assert killed > 0
