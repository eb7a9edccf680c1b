"""What a change of the program changed: the rows of every document of some sets, kept and compared.

    python -m tests.benchmarks.understanding.digest keep BEFORE --sets specimens,real
    python -m tests.benchmarks.understanding.digest keep AFTER --sets specimens,real
    python -m tests.benchmarks.understanding.digest compare BEFORE AFTER [--show 5]

A file holds a line a document: its set, its path, a hash of its rows, and the rows as JSON. Compared is what a row says
(place, labels, coded fields, figure, whether it is in doubt), not how sure it is.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from schemas.doubt import in_doubt
from schemas.frames import record
from schemas.rows import Observation
from tests.benchmarks.understanding.programs import accepted, program
from tests.benchmarks.understanding.sets import Case, cases, folder_of, returns_folder

SAID = (
    "sheet", "page", "table", "row", "column", "raw_value", "raw_row_label", "raw_column_label", "period_label",
    "measure", "offence_code", "offence_group", "age_band", "sex", "online", "force_id", "unit", "status", "count",
    "count_low", "count_high", "is_total",
)  # fmt: skip


def rows_of(case: Case, name: str) -> list[str]:
    """What each row of a document says, in the order in which it stands there."""
    understood = [program(name).tidy(reading.document(), reading.context) for reading in case.files]
    return [_said(row) for row in accepted([one for tidied in understood for one in tidied.observations])]


def _said(row: Observation) -> str:
    told = record(row)
    doubt = in_doubt(row)
    return json.dumps(
        [*(told[name] for name in SAID), dict(told["other"] or {}), doubt], ensure_ascii=False, default=str
    )


def keep(given: argparse.Namespace) -> int:
    """Write the digest of some sets."""
    with gzip.open(given.file, "wt", encoding="utf-8") as handle:
        for name in given.sets.split(","):
            for case in cases(name, folder_of(name, given.returns, given.cache), lambda _: True, given.cache, 1):
                rows = rows_of(case, given.program)
                mark = hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]
                handle.write(json.dumps([name, case.document, mark, rows], ensure_ascii=False) + "\n")
                print(f"{mark} {len(rows):6} {name} {case.document}", flush=True)
    return 0


def compare(given: argparse.Namespace) -> int:
    """Tell which documents say something else, and how many of their rows are gone and new."""
    before, after = _read(given.file), _read(given.other)
    for key in sorted(before.keys() | after.keys()):
        gone = [row for row in before.get(key, ()) if row not in set(after.get(key, ()))]
        new = [row for row in after.get(key, ()) if row not in set(before.get(key, ()))]
        if gone or new:
            print(f"{' '.join(key)}: {len(gone)} of {len(before.get(key, ()))} rows gone, {len(new)} new")
            print(
                "\n".join(
                    [*(f"  - {r}" for r in gone[: given.show]), *(f"  + {r}" for r in new[: given.show])][
                        : 2 * given.show
                    ]
                )
            )
    return 0


def _read(file: Path) -> dict[tuple[str, str], list[str]]:
    with gzip.open(file, "rt", encoding="utf-8") as handle:
        return {(name, document): rows for name, document, _, rows in map(json.loads, handle)}


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    kept = commands.add_parser("keep")
    kept.add_argument("file", type=Path)
    kept.add_argument("--sets", required=True)
    kept.add_argument("--program", default="today")
    kept.add_argument("--returns", type=Path, default=returns_folder())
    kept.add_argument("--cache", type=Path, default=Path("/tmp/foi-readings"))
    kept.set_defaults(run=keep)
    compared = commands.add_parser("compare")
    compared.add_argument("file", type=Path)
    compared.add_argument("other", type=Path)
    compared.add_argument("--show", type=int, default=0)
    compared.set_defaults(run=compare)
    given = parser.parse_args(arguments)
    return int(given.run(given))


if __name__ == "__main__":
    sys.exit(main())
