"""Which rules fire on sets of returns that are as forces send them: how often, and on how many returns.

    python -m tests.benchmarks.alarms [--tell] [SET ...]

A set is `specimens`, `facsimiles` (both come with the program), or the name of one in the folder of sets. Not all is a
false alarm: forces do print totals that leave rows out; `--tell` prints every finding. Wanted: at most one finding of a
rule a return on the mean.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from flows.check import rules  # noqa: F401  registers them
from flows.check.registry import RULES
from flows.ingestion.up_to_date import bring_up_to_date
from flows.publish.dataset import load_documents, load_findings
from schemas.rows import Finding
from tests.benchmarks.understanding.sets import folder_of, returns_folder

ROOT = Path(__file__).resolve().parents[2]
OWN = {"specimens": ROOT / "raw", "facsimiles": ROOT / "tests/facsimiles"}
MOST = 1.0
"""Findings of rules a return, on the mean."""


def fired(name: str) -> tuple[list[Finding], int]:
    """The findings of rules that are more than information, and how many returns there are."""
    folder = OWN.get(name) or folder_of(name, returns_folder(), ROOT)
    parts = [folder / part for part in ("facsimiles", "documents") if (folder / part).is_dir()]
    with tempfile.TemporaryDirectory() as made:
        raw, data = (Path(made, "raw"), Path(made, "data")) if parts else (folder, Path(made, "data"))
        bring_up_to_date(raw, data, "2016-17" if parts else None, None, [*parts])
        findings, documents = load_findings(data), load_documents(data)
    told = [one for one in findings if one.check in RULES and one.severity != "info"]
    return told, sum(row.container_id is None for row in documents)


def report(names: Sequence[str], tell: bool = False) -> bool:
    """Print the table; whether no set has more than MOST findings a return."""
    sets = {name: fired(name) for name in names}
    for name, (told, _) in sets.items() if tell else ():
        print(*(f"{name}: {one.severity}: {one.check}: {one.message}" for one in told), sep="\n")
    lines: defaultdict[str, list[str]] = defaultdict(list)
    checks = {one.check for told, _ in sets.values() for one in told}
    for check in sorted(checks, key=lambda check: (RULES[check].number, check)):
        for told, _ in sets.values():
            on = Counter(one.document_id or one.message for one in told if one.check == check)
            lines[check].append(f"{on.total()} on {len(on)}" if on else "")
    print(f"{'rule':36}" + "".join(f"{name:>16}" for name in sets))
    for check, cells in lines.items():
        print(f"{RULES[check].number} {check:32}" + "".join(f"{cell:>16}" for cell in cells))
    means = [len(told) / returns for told, returns in sets.values()]
    print(f"{'returns':36}" + "".join(f"{returns:>16}" for _, returns in sets.values()))
    print(f"{'findings of rules a return':36}" + "".join(f"{mean:>16.2f}" for mean in means))
    return all(mean <= MOST for mean in means)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tell", action="store_true")
    parser.add_argument("sets", metavar="SET", nargs="*", default=list(OWN))
    given = parser.parse_args()
    sys.exit(0 if report(given.sets, given.tell) else 1)
