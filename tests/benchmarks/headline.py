"""What `foi figures` would publish of sets of made returns, against what their makers know of each force.

    python -m tests.benchmarks.headline [--returns FOLDER] [SET ...]

The sets are read together as one campaign, as a data team would. Scores of rows do not show an error that counts most:
a force's total, online element or youngest victims told wrongly in public. Figures that differ from `figures.csv` are
printed, and any is a failure; figures in doubt and those that nobody printed (dashes) are counted.
"""

from __future__ import annotations

import argparse
import csv
import io
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.ingestion.up_to_date import bring_up_to_date
from flows.publish.dataset import load_documents, load_observations
from flows.publish.figures import campaign_figures, campaign_year
from flows.publish.figures_text import figures_csv
from tests.benchmarks.understanding.sets import returns_folder

CAMPAIGN = "2016-17"
COLUMNS = {"total": "total", "online": "online", "ten_and_under": "le10", "four_and_under": "le4"}
"""Quantities of the headline, and the columns of `figures.csv` that hold them."""

Key = tuple[str, str, str]


def truth(folder: Path) -> Iterator[tuple[Key, str]]:
    """Force, quantity and year, and the figure."""
    with (folder / "figures.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            for quantity, column in COLUMNS.items():
                yield (row["force_id"], quantity, row["financial_year"]), row[column]


def published(folders: Sequence[Path]) -> Iterator[tuple[Key, str, str]]:
    """Force, quantity and year, the figure (empty where it says none) and the note on it."""
    with tempfile.TemporaryDirectory() as made:
        raw, data = Path(made) / "raw", Path(made) / "data"
        for folder in folders:
            shutil.copytree(folder / CAMPAIGN, raw / CAMPAIGN, dirs_exist_ok=True)
        bring_up_to_date(raw, data, None, None, [])
        observations, documents = load_observations(data, CAMPAIGN), load_documents(data)
        year = campaign_year(CAMPAIGN, observations)
        text = figures_csv(campaign_figures(CAMPAIGN, observations, year), documents) if year else ""
    for row in csv.DictReader(io.StringIO(text)):
        if row["quantity"] in COLUMNS:
            yield (row["force"], row["quantity"], row["year"]), row["value"], row["note"]


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=["specimens", "specimens-2"])
    parser.add_argument("--returns", type=Path, default=returns_folder())
    given = parser.parse_args()
    folders = [given.returns / name for name in given.sets]
    known = {key: figure for folder in folders for key, figure in truth(folder)}
    told: Counter[str] = Counter()
    for key, value, note in published(folders):
        if key not in known:
            continue
        outcome = "in doubt" if note.startswith("in doubt") else "not said" if not value else "equal"
        if value and value != known[key]:
            outcome = "different"
            print(f"{' '.join(key)}: {value} for {known[key]}")
        told[outcome] += 1
    print(*(f"{number} {outcome}" for outcome, number in sorted(told.items())), sep=", ")
    return 1 if told["different"] or not told["equal"] else 0


if __name__ == "__main__":
    sys.exit(main())
