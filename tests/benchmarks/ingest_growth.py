"""How the time and memory of an ingest grow with the number of returns, and what a run with nothing new costs.

    python -m tests.benchmarks.ingest_growth [50 500 ...]

The returns are made, the same for the same number; times are of `foi ingest` as a whole, with its server. `memory` is
the most that the command itself held, its readers apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.made.generate import folder_of

SEED = 18
ROOT = Path(__file__).resolve().parents[2]


def ingest(raw: Path, processed: Path) -> tuple[float, float]:
    """Seconds, and GB of the parent, of one `foi ingest`."""
    command = [sys.executable, "-m", "flows.cli", "ingest", "--raw", str(raw), "--processed", str(processed)]
    begun = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - begun, used.ru_maxrss / 2**20


def main() -> None:
    print(f"{'returns':>8}{'seconds':>10}{'a return':>10}{'GB':>7}{'again':>10}{'GB':>7}")
    for count in map(int, sys.argv[1:] or ("50", "500")):
        with tempfile.TemporaryDirectory() as name:
            raw = folder_of(SEED, count, Path(name))
            first, held = ingest(raw, Path(name, "processed"))
            again, held_again = ingest(raw, Path(name, "processed"))
        print(f"{count:8}{first:10.1f}{first / count:10.2f}{held:7.2f}{again:10.1f}{held_again:7.2f}", flush=True)


if __name__ == "__main__":
    main()
