"""Cases looked at: `python -m tests.cases --help`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from flows.read.grid import Limits
from flows.read.reader import read_file
from tests.cases.case import Case, cases
from tests.cases.drawing import drawn
from tests.cases.figures import Figure, observed, told


def main() -> int:
    """Show cases, write their digests, or draw a file as a new case."""
    parser = argparse.ArgumentParser(prog="python -m tests.cases", description="Looks at the cases of tests/cases.")
    parser.add_argument("filter", nargs="*", help="words of a case's name or its table; all cases without")
    parser.add_argument(
        "--failing", action="store_true", help="only those whose rows are not as wanted (open ones too)"
    )
    parser.add_argument("--brief", action="store_true", help="a line a case")
    parser.add_argument(
        "--digest", metavar="FILE", help="write a line a case with a hash of its rows, to compare by diff"
    )
    parser.add_argument(
        "--draw", metavar="FILE", help="read a file and print it as a case, to be trimmed and corrected"
    )
    asked = parser.parse_args()
    if asked.draw:
        print(_drawn(Path(asked.draw)), end="")
        return 0
    chosen = [c for c in cases() if all(word in f"{c.table}/{c.name}" for word in asked.filter)]
    if asked.digest:
        lines = [f"{c.table}/{c.name} {c.digest()} {len(c.observations)}\n" for c in chosen]
        Path(asked.digest).write_text("".join(lines), encoding="utf-8")
        return 0
    wrong = 0
    for case in chosen:
        read, want = case.compared()
        wrong += read != want and not case.open
        if read == want and asked.failing:
            continue
        said = "ok" if read == want else f"open: {case.open}" if case.open else "WRONG"
        print(f"{case.table}/{case.name}: {said}")
        if not asked.brief:
            print("\n".join(_shown(case, read, want)), end="\n\n")
    figures = [observed(o) for c in chosen for o in c.observations]
    doubtful = sum(bool(f.doubt) for f in figures)
    print(f"cases {len(chosen)}, wrong {wrong}; figures {len(figures)}, in doubt {doubtful}", file=sys.stderr)
    return bool(wrong)


def _shown(case: Case, read: Counter[Figure], want: Counter[Figure]) -> list[str]:
    document = drawn(case.document).splitlines()
    figures = [f"{'+' if n > want[f] else ' '} {f}" for f, n in read.items()]
    missing = [f"- {f}" for f in (want - read).elements()]
    return [f"  {case.why}", "", *(f"    {line}" for line in document), "", *figures, *missing]


def _drawn(path: Path) -> str:
    """A file as a case, with the rows that are read in it today."""
    document = read_file(path, Limits())
    mail = {
        k: v for k, v in document.properties.items() if k in ("subject", "date", "from") and document.format == "eml"
    }
    case = Case("", path.stem, "", drawn(document), "", mail, [], "")
    every, rows = told([observed(o) for o in case.observations]) if case.observations else ({}, ["none"])
    lines = [f"- name: {path.stem}", "  why: SAY WHAT IS ODD ABOUT IT, IN A SENTENCE",
             *([f"  mail: {mail}"] if mail else []), "  document: |",
             *(f"    {line}" for line in case.text.splitlines()),
             "  every: {" + ", ".join(f"{k}: {v}" for k, v in every.items()) + "}",
             "  rows: |", *(f"    {line}" for line in rows)]  # fmt: skip
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
