"""Withheld counts that other figures give away, and look-alikes that do not: what is found, and what is published.

    python -m tests.benchmarks.recoverable [--tell]

The set is `tests/returns/recoverable-1`, made by others. Ends with 1 where one that can be worked out is not found, one
that cannot is told as if it could, one can still be worked out of what `--publishable` lets out, or a figure of a
return that gives nothing away is withheld beside.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from pathlib import Path

from flows.check.figure import figure_name
from flows.ingestion.up_to_date import bring_up_to_date
from flows.publish.dataset import load_figures
from flows.publish.disclosure.narrowed import narrowed
from flows.publish.disclosure.publishable import publishable
from schemas.rows import Observation

SET = Path(__file__).resolve().parents[1] / "returns/recoverable-1"


def cell_of(row: Observation) -> str:
    """Where a row stands, as the set names places of grids; a block of text by its force alone."""
    place = row.place
    if place.cell is not None:
        return f"{place.sheet}!{place.cell}" if place.sheet else place.cell
    return f"T{place.table}R{place.row}C{place.column}" if place.table and row.method != "prose" else "B"


def _at(row: Observation) -> tuple[str, str, str]:
    return row.respondent, cell_of(row), row.raw_value or ""


def main() -> int:
    """The command."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--tell", action="store_true")
    tell = arguments.parse_args().tell
    with (SET / "recoverable.csv").open(encoding="utf-8", newline="") as handle:
        truth = list(csv.DictReader(handle))
    with tempfile.TemporaryDirectory() as made:
        bring_up_to_date(SET / "raw", Path(made))
        rows = load_figures(Path(made))
    by_id = {row.observation_id: row for row in rows}
    read = {_at(row) for row in rows if row.status == "suppressed"}
    known = {_at(one.row): one.known for one in narrowed(rows)}
    let_out = publishable(rows, 0)
    beside = [one for one in let_out.log if one.why.startswith("protects")]
    left = {_at(one.row): one.known for one in narrowed(let_out.rows)}
    missed = false = leaking = 0
    for line in truth:
        in_text = line["cell"].startswith("B") and not line["file"].endswith("csv")
        at = (line["force"], "B" if in_text else line["cell"], line["withheld_as_printed"])
        found, after = known.get(at), left.get(at)
        exact = found is not None and found.low == found.high
        is_so = line["recoverable"] == "yes"
        possible = [int(n) for n in line["possible_values"].split()]
        too_narrow = (
            found is not None and not is_so and (found.low > min(possible) or (found.high or 99) < max(possible))
        )
        missed += is_so and not exact
        false += too_narrow
        leaks = after is not None and (after.low == after.high)
        leaking += leaks
        word = ("found" if exact else "MISSED") if is_so else ("TOO NARROW" if too_narrow else "ok")
        unread = "" if at in read else "NOT READ SO"
        leak = "" if not leaks else f"LEAKS {after}"
        told = "" if found is None else str(found)
        print(f"{line['kind']:28}{line['force']:20}{line['cell']:10}{unread:12}{word:12}{told:14}{leak}")
    sound = {line["force"] for line in truth} - {line["force"] for line in truth if line["recoverable"] == "yes"}
    needless = [one for one in beside if one.row.respondent in sound]
    if tell:
        for one in beside:
            print(f"  withheld beside: {figure_name(by_id[one.row.observation_id])}: {one.done}, {one.why}")
    print(f"{len(truth)} withheld: {missed} missed, {false} told too narrow, {leaking} leak; "
          f"{len(needless)} withheld needlessly, {len(beside)} in all")  # fmt: skip
    return 1 if missed or false or leaking or needless else 0


if __name__ == "__main__":
    sys.exit(main())
