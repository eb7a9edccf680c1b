"""Scores a program on returns whose truth is known, one document in the time that understanding it takes.

    python -m tests.benchmarks.understanding [--sets specimens,real] [--document kent] [--show 5] [--json scores.json]
    python -m tests.benchmarks.understanding --program flows.tidy.understanding:tidy
    python -m tests.benchmarks.understanding --compare today flows.tidy.understanding:tidy

A program is `today` or `module:function`, called as `flows.tidy.tidy.tidy` is; where its module has a function
`candidates(document, context)`, which gives by table its candidate readings, the oracle's F1 is told too. Returns are
read once and kept in `--cache`. Figures and outcomes are those of `foi ingest` and the set's own scorer; only that one
return replaces another is not looked at. `infer.` is strict, but a code that truth leaves blank may be told where it is
one of the true offence group. Doubts: right and wrong rows that carry a flag which is no note, of all such rows.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.understanding import report
from tests.benchmarks.understanding.programs import program, scores
from tests.benchmarks.understanding.score import Score
from tests.benchmarks.understanding.sets import NAMES, Case, cases, returns_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 where something was scored."""
    given = _parser().parse_args(arguments)
    found = _cases(given)
    if not found:
        print("nothing to score", file=sys.stderr)
        return 1
    names = given.compare or [given.program]
    by_program = [list(scores(found, program(name), given.jobs, given.seconds, given.show)) for name in names]
    told = report.side_by_side((names[0], names[1]), *by_program) if given.compare else report.lines(by_program[0])
    print("\n".join(told))
    if given.json:
        content = {name: [_plain(score) for score in of] for name, of in zip(names, by_program, strict=True)}
        given.json.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    return 0


def _cases(given: argparse.Namespace) -> list[Case]:
    found = []
    for name in given.sets.split(","):
        folder = given.returns / name
        if folder.is_dir():
            found += cases(name, folder, given.document, given.cache, given.jobs)
        else:
            print(f"{name}: skipped, as {folder} is not there; name the folder of the sets by --returns", file=sys.stderr)
    return found


def _plain(score: Score) -> dict[str, object]:
    figures = {name: getattr(score, name) for name in ("f1", "strict_f1", "inferred_f1", "oracle_f1", "is_whole")}
    return dataclasses.asdict(score) | figures


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.understanding", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--sets", default=",".join(NAMES), help="comma separated; all by default")
    parser.add_argument("--program", default="today")
    parser.add_argument("--compare", nargs=2, metavar=("A", "B"), help="two programs side by side")
    parser.add_argument("--document", default="", help="only documents whose path holds this")
    parser.add_argument("--show", type=int, default=0, help="rows given and wanted to print of each document")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--seconds", type=float, default=120, help="after which a document is lost")
    home = os.environ.get("FOI_RETURNS")
    parser.add_argument("--returns", type=Path, default=Path(home) if home else returns_folder())
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "foi-readings")
    return parser


if __name__ == "__main__":
    sys.exit(main())
