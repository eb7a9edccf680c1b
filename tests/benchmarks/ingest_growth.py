"""How the time and memory of an ingest grow with the number of returns, and what a run with nothing new costs.

    python -m tests.benchmarks.ingest_growth [50 500 ...]

The returns are made, the same for the same number. `seconds` are by the clock, of `foi ingest` as a whole with its
server; `cpu` are those of the processor that the command and its server took, readers apart; `GB` is the most that the
command itself held. `2` is the run with nothing new.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flows.publish.manifest import MANIFEST
from tests.benchmarks.made.generate import folder_of

SEED = 18
ROOT = Path(__file__).resolve().parents[2]


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


def main() -> None:
    columns = ("seconds", "cpu", "GB")
    print(f"{'returns':>8}" + "".join(f"{name:>9}" for name in (*columns, *(f"{name} 2" for name in columns))))
    for count in map(int, sys.argv[1:] or ("50", "500")):
        with tempfile.TemporaryDirectory() as name:
            raw = folder_of(SEED, count, Path(name))
            figures = (*ingest(raw, Path(name, "processed")), *ingest(raw, Path(name, "processed")))
        print(f"{count:8}" + "".join(f"{figure:9.2f}" for figure in figures), flush=True)


if __name__ == "__main__":
    main()
