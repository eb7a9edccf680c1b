"""Returns with one mistake each beside their sound twins: what is seen, what is said wrongly, what is a false alarm.

    python -m tests.benchmarks.twins [--tell] [planted-1]

A set lies in `tests/returns`, made by others. A mistake is seen where the twin has an error, a warning or a
question that the sound return has not; it is held where no headline figure that it changes is said. Ends with 1 where
one is not seen, a wrong figure is said, or there are more than 0.3 errors and warnings of rules on a sound return.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from flows.check import rules  # noqa: F401  registers them
from flows.check.registry import RULES
from flows.ingestion.up_to_date import bring_up_to_date
from flows.publish.dataset import load_findings, load_questions, load_table
from schemas.frames import to_rows
from schemas.models import HEADLINE
from schemas.rows import HeadlineFigure

SETS = Path(__file__).resolve().parents[1] / "returns"
QUANTITIES = {"total": "total", "online": "online", "aged 10 and under": "ten_and_under"}
MOST_ALARMS = 0.3
Seen = dict[str, dict[str, str]]
"""Force -> what is noticed of it, check and place, each with its words."""


def ingested(of: Path, half: str, work: Path) -> tuple[Seen, list[HeadlineFigure], int]:
    """What is noticed of each force, the headline, and how many errors and warnings of rules there are."""
    processed = work / half
    bring_up_to_date(of / half / "raw", processed)
    seen: Seen = {}
    findings = [one for one in load_findings(processed) if one.severity != "info"]
    for one in findings:
        # A finding between returns is of each that it names.
        forces = [one.path.split("/")[1]] if one.path else [force for force in mistakes(of) if force in one.message]
        for force in forces:
            seen.setdefault(force, {})[f"{one.severity} {one.check} {one.place}"] = one.message
    for question in load_questions(processed):
        if question.status == "open":
            force = question.path.split("/")[1]
            seen.setdefault(force, {})[
                f"question {question.asks} {question.sheet} {question.page} {question.table} {question.first_cell}"
            ] = question.text
    return seen, to_rows(HEADLINE, load_table(processed, HEADLINE)), sum(one.check in RULES for one in findings)


def mistakes(of: Path) -> dict[str, dict[str, str]]:
    """Force -> its line of mistakes.csv."""
    with (of / "mistakes.csv").open(encoding="utf-8", newline="") as handle:
        return {row["force"]: row for row in csv.DictReader(handle)}


def said_wrongly(of: Path, headline: list[HeadlineFigure]) -> Iterator[tuple[str, str]]:
    """Force, and a figure that is said and is not what its return gives rightly."""
    with (of / "headlines.csv").open(encoding="utf-8", newline="") as handle:
        right = {(row["force"], row["headline"]): row["sound"] for row in csv.DictReader(handle)}
    for row in headline:
        for words, quantity in QUANTITIES.items():
            wanted = right.get((row.force_id, f"{words} {row.year}"))
            if row.quantity == quantity and row.state == "said" and wanted is not None and str(row.count) != wanted:
                yield row.force_id, f"{words} {row.year}: {row.count} for {wanted}"


def main() -> int:
    """The command."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--tell", action="store_true")
    arguments.add_argument("set", nargs="?", default="planted-1")
    given = arguments.parse_args()
    tell, of = given.tell, SETS / given.set
    with tempfile.TemporaryDirectory() as made:
        sound, right, alarms = ingested(of, "sound", Path(made))
        planted, headline, _ = ingested(of, "planted", Path(made))
    wrong = list(said_wrongly(of, headline))
    unseen = 0
    for force, line in mistakes(of).items():
        new = {name: words for name, words in planted.get(force, {}).items() if name not in sound.get(force, {})}
        said = [words for name, words in wrong if name == force]
        unseen += not new
        print(
            f"{line['kind']:28}{force:20}{'seen' if new else 'UNSEEN':8}{'; '.join(said) and 'SAID ' + '; '.join(said)}"
        )
        if tell:
            print(*(f"      {name.split(' Place')[0]}: {words[:260]}" for name, words in new.items()), sep="\n")
    if tell:
        print("Of the sound twins:", *(f"  {f} {n}: {w[:200]}" for f in sound for n, w in sound[f].items()), sep="\n")
    for force, words in said_wrongly(of, right):
        print(f"SOUND, said wrongly: {force} {words}")
    many, states = len(mistakes(of)), Counter(row.state for row in right)
    print(f"{many} mistakes: {unseen} unseen, {len({force for force, _ in wrong})} with a wrong figure said")
    print(f"sound: {alarms / many:.2f} errors and warnings of rules a return; {dict(states)}")
    return 1 if unseen or wrong or alarms > MOST_ALARMS * many else 0


if __name__ == "__main__":
    sys.exit(main())
