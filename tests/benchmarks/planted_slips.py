"""Slips of careless officers, planted into short returns: what `foi figures` then says of them, and what is found.

    python -m tests.benchmarks.planted_slips [--keep FOLDER] [--tell]

A made campaign in which each force says little more than was asked, so that few figures bear each other out. Each slip
is planted into the return of one force; the others are sound. For each are printed the headline figures that are said
and are wrong, and the errors found; for the sound ones the false alarms. Ends with 1 where a wrong figure is said, a
slip is not seen, or there are more than 0.3 errors on a sound return.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from flows.ingestion.up_to_date import bring_up_to_date
from flows.publish.dataset import load_findings, load_table
from schemas.code_tables import load_codes
from schemas.frames import to_rows
from schemas.models import HEADLINE
from schemas.rows import Finding, HeadlineFigure
from tests.benchmarks.planted_campaign import NAMES, Recorded, write
from tests.benchmarks.slips import SLIPS, listed, recorded, short

MOST_ALARMS = 0.3


def truth(own: Recorded) -> dict[tuple[str, str], int]:
    """Quantity and year -> what the force recorded."""
    found = {}
    for year in (2015, 2016):
        young = own.sum(year, age="0-4")
        of = {
            "total": own.sum(year),
            "online": own.sum(year, online=True),
            "four_and_under": young,
            "ten_and_under": young + own.sum(year, age="5-10"),
        }
        found |= {(name, NAMES[year]): count for name, count in of.items()}
    return found


def plant(folder: Path, seed: int = 3) -> dict[str, str]:
    """Write the raw folder of the campaign: force -> its slip, empty for a sound one."""
    forces = [slug for slug, row in load_codes("forces").items() if row["gss_code"]]
    forces.sort(key=lambda slug: slug != "warwickshire")
    names = sorted(SLIPS, key=lambda name: name != "rows_of_two_forces")
    planted = dict(zip(forces, names, strict=False)) | dict.fromkeys(forces[len(names) :], "")
    for at, (force, name) in enumerate(planted.items()):
        own = recorded(force, seed)
        made = SLIPS[name](short(own), own) if name else listed(own) if at % 5 == 0 else short(own)
        write(made, folder / "2016-17" / force / f"FOI {at:03}-17{'.html' if at % 2 else '.xlsx'}")
    return planted


def said_wrongly(planted: dict[str, str], headline: list[HeadlineFigure], seed: int = 3) -> dict[str, list[str]]:
    """Force -> the figures of it that are said and are not what it recorded."""
    found: dict[str, list[str]] = {force: [] for force in planted}
    for row in headline:
        if row.state != "said" or row.force_id not in planted:
            continue
        wanted = truth(recorded(row.force_id, seed)).get((row.quantity, row.year))
        if row.quantity != "one_or_younger" and row.count != wanted:
            found[row.force_id].append(f"{row.quantity} {row.year}: {row.count} for {wanted}")
    return found


def about(force: str, findings: list[Finding]) -> list[str]:
    """The errors found about a force."""
    return sorted({one.check for one in findings if one.severity == "error" and f"/{force}/" in f"{one.path}"})


def main() -> int:
    """The command."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--tell", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as made:
        work = given.keep or Path(made)
        planted = plant(work / "raw")
        bring_up_to_date(work / "raw", work / "processed")
        findings = load_findings(work / "processed")
        headline = to_rows(HEADLINE, load_table(work / "processed", HEADLINE))
    wrong = said_wrongly(planted, headline)
    unseen = 0
    for force, name in planted.items():
        errors = about(force, findings)
        doubtful = any(row.force_id == force and row.state == "in doubt" for row in headline)
        unseen += bool(name) and not errors and not doubtful
        told = ("; ".join(wrong[force]) and f"SAID {'; '.join(wrong[force])}") or ("held" if errors or doubtful else "")
        print(f"{name or 'sound':44}{force:22}{told:60} {', '.join(errors)}")
        if given.tell and name:
            print(
                *(
                    f"        {one.message[:300]}"
                    for one in findings
                    if f"/{force}/" in f"{one.path}" and one.severity == "error"
                ),
                sep="\n",
            )
    sound = [force for force, name in planted.items() if not name]
    alarms = sum(len(about(force, findings)) for force in sound) / len(sound)
    said = sum(bool(one) for one in wrong.values())
    print(
        f"{len(SLIPS)} slips: {unseen} unseen, {said} forces with a wrong figure said; "
        f"{alarms:.2f} errors a sound return"
    )
    return 1 if unseen or said or alarms > MOST_ALARMS else 0


if __name__ == "__main__":
    sys.exit(main())
