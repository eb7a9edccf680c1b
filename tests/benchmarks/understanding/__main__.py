"""Scores a program on returns whose truth is known, one document in the time that understanding it takes.

    python -m tests.benchmarks.understanding [--sets specimens,real] [--document kent] [--show 5] [--json scores.json]
    python -m tests.benchmarks.understanding --program flows.tidy.understanding:tidy
    python -m tests.benchmarks.understanding --compare today flows.tidy.understanding:tidy
    python -m tests.benchmarks.understanding first-sight --batch 1 --program today --record
    python -m tests.benchmarks.understanding first-sight          (the curve of what is recorded)

A program is `today` or `module:function`, called as `flows.tidy.tidy.tidy` is; where its module has a function
`candidates(document, context)`, which gives by table its candidate readings, the oracle's F1 is told too. Returns are
read once and kept in `--cache`. Figures and outcomes are those of `foi ingest` and the set's own scorer; only that one
return replaces another is not looked at. `infer.` is right with measure and code in any reading that truth allows,
where a code that truth leaves blank may be told if it is one of the true offence group. Doubts: right and wrong rows
that carry a flag which is no note, of all such rows.
Nothing but scores is ever shown of a document of a first-sight batch that is not recorded yet.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.benchmarks.understanding import first_sight, report
from tests.benchmarks.understanding.programs import program, scores
from tests.benchmarks.understanding.score import Score
from tests.benchmarks.understanding.sets import NAMES, Case, cases, folder_of, returns_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 where something was scored."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == ["first-sight"]:
        return score_batch(words[1:])
    given = _parser().parse_args(words)
    hidden = first_sight.unseen(given.returns)
    found = _cases(given)
    if not found:
        print("nothing to score", file=sys.stderr)
        return 1
    names = given.compare or [given.program]
    by_program = []
    for name in names:
        told = scores(
            found, program(name), given.jobs, given.seconds,
            lambda case: 0 if (case.set, case.document) in hidden else given.show,
        )  # fmt: skip
        by_program.append(list(told) if given.compare else _reported(told))
    if given.compare:
        print("\n".join(report.side_by_side((names[0], names[1]), *by_program)))
    if given.json:
        content = {name: [_plain(score) for score in of] for name, of in zip(names, by_program, strict=True)}
        given.json.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    return 0


def _cases(given: argparse.Namespace) -> list[Case]:
    found = []
    for name in given.sets.split(","):
        try:
            folder = folder_of(name, given.returns, given.cache)
        except FileNotFoundError as error:
            print(f"{name}: skipped, as {error}", file=sys.stderr)
            continue
        found += cases(name, folder, lambda path: given.document.casefold() in path.casefold(), given.cache, given.jobs)
    return found


def _reported(scored: Iterable[Score]) -> list[Score]:
    """The scores, each told as it comes, and the sums in the end."""
    print(report.HEAD)
    told = []
    for score in scored:
        print("\n".join(report.of_document(score)), flush=True)
        told.append(score)
    print("\n".join(report.summary(told)))
    return told


def _plain(score: Score) -> dict[str, object]:
    figures = {name: getattr(score, name) for name in ("f1", "strict_f1", "inferred_f1", "oracle_f1", "is_whole")}
    return dataclasses.asdict(score) | figures


def score_batch(arguments: Sequence[str]) -> int:
    """The command `first-sight`; 0 where a batch was scored or the curve told."""
    parser = _parser()
    parser.add_argument("--batch", type=int, help="the batch to score")
    parser.add_argument("--record", action="store_true", help="enter the scores into tests/first_sight.csv")
    parser.add_argument("--allow-dirty", action="store_true", help="score what is not committed")
    given = parser.parse_args(arguments)
    if given.batch is None:
        print("\n".join(first_sight.curve()))
        return 0
    try:
        commit = first_sight.committed(given.allow_dirty)
        batch = first_sight.batch_of(given.returns, given.batch)
        if given.record:
            first_sight.refuse_second_sight(given.batch, given.program)
    except first_sight.RefusedError as error:
        print(error, file=sys.stderr)
        return 1
    found: list[Case] = []
    for name in dict.fromkeys(name for name, _ in batch):
        wanted = {document for of, document in batch if of == name}
        found += cases(name, given.returns / name, wanted.__contains__, given.cache, given.jobs)
    scored = _reported(scores(found, program(given.program), given.jobs, given.seconds))
    if given.record:
        first_sight.record(commit, given.program, given.batch, scored)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.understanding", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument(
        "--sets", default=",".join(NAMES), help="comma separated, made:SEED:COUNT and cases too; by default the five"
    )
    parser.add_argument("--program", default="today")
    parser.add_argument("--compare", nargs=2, metavar=("A", "B"), help="two programs side by side")
    parser.add_argument("--document", default="", help="only documents whose path holds this")
    parser.add_argument("--show", type=int, default=0, help="rows given and wanted to print of each document")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--seconds", type=float, default=120, help="processor seconds after which a document is lost")
    home = os.environ.get("FOI_RETURNS")
    parser.add_argument("--returns", type=Path, default=Path(home) if home else returns_folder())
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "foi-readings")
    return parser


if __name__ == "__main__":
    sys.exit(main())
