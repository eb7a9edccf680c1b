"""How the time and memory of an ingest grow with the number of returns, and what a run with nothing new costs.

    python -m tests.benchmarks.ingest_growth [--tiny] [50 500 ...]

The returns are made, the same for the same number, and lie 45 to a campaign; with --tiny they are one small CSV each,
for numbers that would take hours. `seconds` are by the clock, of `foi ingest` as a whole; `cpu` are those of the
processor that the command took, readers apart; `GB` is the most that it held. `2` is the run with nothing new.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from flows.publish.manifest import MANIFEST
from schemas.code_tables import load_codes
from tests.benchmarks.made.generate import folder_of

SEED = 18
OF_A_CAMPAIGN = 45
ROOT = Path(__file__).resolve().parents[2]
TINY = "Number of offences recorded,,\nVictim age,2016/17,2015/16\n0-4,{0},{1}\n5-10,{2},{3}\n11-17,{4},{5}\n"


def ingest(raw: Path, processed: Path) -> tuple[float, float, float]:
    """Seconds by the clock, of the processor, and GB of one `foi ingest`, its readers apart."""
    command = [sys.executable, "-m", "flows.cli", "ingest", "--raw", str(raw), "--processed", str(processed)]
    begun = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) > 1 or not (processed / MANIFEST).exists():
        raise SystemExit(f"{' '.join(command)} published nothing, and ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 2**20


def raw_of_made(number: int, home: Path) -> Path:
    """A raw folder of made returns of all kinds."""
    made, raw = folder_of(SEED, number, home), home / "raw"
    for at, file in enumerate(sorted(made.glob("2016-17/*/*"))):
        place = raw / f"round-{at // OF_A_CAMPAIGN:03}" / file.parent.name / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, place)
    return raw


def raw_of_tiny(number: int, home: Path) -> Path:
    """A raw folder of small CSV files, no two of a campaign under one force."""
    rng, raw, forces = Random(SEED), home / "raw", sorted(load_codes("forces"))[:OF_A_CAMPAIGN]
    for at in range(number):
        campaign, force = divmod(at, len(forces))
        place = raw / f"round-{campaign:03}" / forces[force] / "reply.csv"
        place.parent.mkdir(parents=True)
        place.write_text(TINY.format(*(rng.randrange(100, 1000) for _ in range(6))), encoding="utf-8")
    return raw


def growth(numbers: Sequence[int], tiny: bool) -> None:
    """Print the table, a line a number."""
    columns = ("seconds", "cpu", "GB")
    print(f"{'returns':>8}" + "".join(f"{name:>10}" for name in (*columns, *(f"{name} 2" for name in columns))))
    for number in numbers:
        with tempfile.TemporaryDirectory() as name:
            raw, processed = (raw_of_tiny if tiny else raw_of_made)(number, Path(name)), Path(name, "processed")
            figures = (*ingest(raw, processed), *ingest(raw, processed))
        print(f"{number:8}" + "".join(f"{figure:10.2f}" for figure in figures), flush=True)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("numbers", nargs="*", type=int, default=[50, 500])
    asked.add_argument("--tiny", action="store_true")
    given = asked.parse_args()
    growth(given.numbers, given.tiny)


if __name__ == "__main__":
    main()
