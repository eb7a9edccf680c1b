"""Kill `foi ingest` with SIGKILL at random moments, run it again each time, and compare the bytes.

    python -m tests.benchmarks.kills [--kills 20] [--raw raw] [--seed 1]

Odd kills begin with an empty folder, even ones with the data of a raw folder that lacks some respondents, so that
there is something to lose. Prints one line a kill and ends with 1 where any bytes differ.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flows.publish.folders import DatasetError
from flows.validation import validate_published

ROOT = Path(__file__).resolve().parents[2]


def start(raw: Path, processed: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from flows.cli import main; main()", "ingest"]
    folders = ["--raw", str(raw), "--processed", str(processed)]
    return subprocess.Popen([*command, *folders], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ingest(raw: Path, processed: Path) -> float:
    begun = time.monotonic()
    code = start(raw, processed).wait()
    if code != 0:
        sys.exit(f"foi ingest ended with {code}")
    return time.monotonic() - begun


def published(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    names = {path: path.relative_to(folder) for path in files}
    return {str(name): path.read_bytes() for path, name in names.items() if not name.parts[0].startswith(".")}


def state_of(processed: Path) -> str:
    """What a reader finds right after the kill: nothing yet, sound data, or faults."""
    try:
        faults = validate_published(processed)
    except DatasetError:
        return "nothing published yet"
    return f"{len(faults)} faults" if faults else "sound"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kills", type=int, default=20)
    arguments.add_argument("--raw", type=Path, default=ROOT / "raw")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    moments = random.Random(given.seed)
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        seconds = ingest(given.raw, work / "whole")
        expected = published(work / "whole")
        part = work / "part"
        shutil.copytree(given.raw, part)
        for folder in sorted(part.glob("*/*"))[::3]:
            shutil.rmtree(folder)
        ingest(part, work / "before")
        print(f"an ingest takes {seconds:.1f} s and publishes {len(expected)} files", flush=True)
        number = 1
        while number <= given.kills:
            processed = work / f"killed-{number}"
            if number % 2 == 0:
                shutil.copytree(work / "before", processed)
            moment = moments.uniform(0.1 * seconds, seconds)
            process = start(given.raw, processed)
            time.sleep(moment)
            if process.poll() is not None:
                seconds = moment  # it had ended: this was no kill, and the next come earlier
                shutil.rmtree(processed)
                continue
            process.kill()
            process.wait()
            state = state_of(processed)
            ingest(given.raw, processed)
            same = published(processed) == expected
            wrong += not same or "faults" in state
            outcome = "identical" if same else "DIFFERENT"
            print(f"{number:3} killed after {moment:5.1f} s: {state}; rerun {outcome}", flush=True)
            shutil.rmtree(processed)
            number += 1
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
