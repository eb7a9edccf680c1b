"""Which rules fire on sets of returns that are as forces send them: how often, and on how many returns.

    python -m tests.benchmarks.alarms [SET ...]

A set is `specimens`, `facsimiles` (both come with the program), or the name of one in the folder of sets. Not all is a
false alarm: forces do print totals that leave rows out. Wanted: at most one finding of a rule a return on the mean.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from flows.check import rules  # noqa: F401  registers them
from flows.check.registry import RULES
from flows.ingest import bring_up_to_date
from flows.publish.dataset import load_documents, load_findings
from tests.benchmarks.understanding.sets import returns_folder

ROOT = Path(__file__).resolve().parents[2]
OWN = {"specimens": ROOT / "raw", "facsimiles": ROOT / "tests/facsimiles"}
MOST = 1.0
"""Findings of rules a return, on the mean."""


def fired(name: str) -> tuple[Counter[str], Counter[str], int]:
    """By rule how many findings that are more than information, and on how many returns; and how many returns."""
    folder = OWN.get(name, returns_folder() / name)
    with tempfile.TemporaryDirectory() as made:
        if name.startswith("facsimiles"):
            bring_up_to_date.fn(f"{made}/raw", f"{made}/data", "2016-17", None, [str(folder / "facsimiles")])
        else:
            bring_up_to_date.fn(str(folder), f"{made}/data")
        findings, documents = load_findings(Path(made, "data")), load_documents(Path(made, "data"))
    told = [one for one in findings if one.check in RULES and one.severity != "info"]
    on = {(one.check, one.document_id or one.message) for one in told}
    returns = sum(row.container_id is None for row in documents)
    return Counter(one.check for one in told), Counter(check for check, _ in on), returns


def report(names: Sequence[str]) -> bool:
    """Print the table; whether no set has more than MOST findings a return."""
    sets = {name: fired(name) for name in names}
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for check in sorted({check for often, _, _ in sets.values() for check in often}, key=lambda c: RULES[c].number):
        for often, on, _ in sets.values():
            lines[check].append(f"{often[check]} on {on[check]}" if often[check] else "")
    print(f"{'rule':36}" + "".join(f"{name:>16}" for name in sets))
    for check, cells in lines.items():
        print(f"{RULES[check].number} {check:32}" + "".join(f"{cell:>16}" for cell in cells))
    means = [often.total() / returns for often, _, returns in sets.values()]
    print(f"{'returns':36}" + "".join(f"{returns:>16}" for _, _, returns in sets.values()))
    print(f"{'findings of rules a return':36}" + "".join(f"{mean:>16.2f}" for mean in means))
    return all(mean <= MOST for mean in means)


if __name__ == "__main__":
    sys.exit(0 if report(sys.argv[1:] or list(OWN)) else 1)
