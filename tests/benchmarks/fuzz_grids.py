"""Understand documents of random tables and text: a fault of the program costs one table at most, and no document.

    python -m tests.benchmarks.fuzz_grids [--grids 20000] [--from 0] [--seconds 60]

Case N is the same on every machine: up to three tables and paragraphs, half of them made of words that returns use,
half of tables of the specimens with rows, columns, cells and spans lost, moved, doubled or swapped. A document is
lost where understanding it raises, takes longer than the seconds of the processor, or forgets a cell. Ends with 1 then.
"""

from __future__ import annotations

import argparse
import functools
import multiprocessing
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from flows.check.ledger import balance
from flows.read.grid import Block, Cell, Document, Grid, Limits, Text
from flows.read.reader import read_file
from flows.tidy.faults import UNREAD
from flows.tidy.result import Context
from flows.tidy.tidy import tidy

RAW = Path(__file__).parents[2] / "raw"
LABELS = (
    *("Age", "Victim age", "Offence", "Year", "Sex", "Male", "Female", "Unknown", "Total", "Grand Total", "of which"),
    *("0-4", "5 to 9", "Under 13", "10 and under", "16-17", "18+", "All ages", "13", "2015/16", "2016-17", "2016"),
    *("April 2016", "Q1", "Rape", "Sexual assault", "19C", "Grooming", "Online", "Cyber flag: Yes", "Y", "N", "Yes"),
    *("Kent", "Essex", "West Midlands", "Number of offences", "Victims", "(blank)", "In thousands", "%", "Rate", "Ref"),
    *("Figures were taken from a live system on 3 May 2017.", "* = fewer than 5", "Source: crime system"),
)
FIGURES = ("*", "-", "<5", "0", "1", "nil", "n/a", "12.5", "11,062 .6", "1,297", "#REF!", "(3)", "45%", "+20", "x", ".")
WORDS = (
    *("In 2016/17 there were 57 rapes.", "1. How many offences were recorded, by age?", "Table 2: victims by sex"),
    *("Of these 12 were flagged as online.", "Response", "Dear Sir", "The code was recorded 41 times.", "2017 –120"),
)
TOLD_EVERY = 500
#: Small tables hold all oddities that large ones do, and are understood in a tenth of the time.
SMALL = 60
Mutation = Callable[[list[Cell], random.Random], list[Cell]]


def text(rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.45:
        return str(rng.choice((rng.randrange(10), rng.randrange(1000), rng.randrange(3000))))
    return rng.choice(FIGURES) if kind < 0.6 else "" if kind < 0.7 else rng.choice(LABELS)


def cell(row: int, column: int, rng: random.Random) -> Cell:
    hidden, filtered, header, bold, struck = (rng.random() < 0.05 for _ in range(5))
    return Cell(
        row, column, text(rng), page=1, indent=rng.choice((0, 0, 0, 1, 2)), hidden=hidden, filtered=filtered,
        header=header, bold=bold, struck=struck,
    )  # fmt: skip


def made(rng: random.Random) -> Grid:
    rows, columns = rng.randint(1, 8), rng.randint(1, 6)
    repeated = rng.random() < 0.5
    cells = [cell(r, c, rng) for r in range(1, rows + 1) for c in range(1, columns + 1) if rng.random() < 0.9]
    if repeated:
        cells = [replace(c, text=rng.choice(LABELS)) if 1 in (c.row, c.column) else c for c in cells]
    return laid(cells, rng.choice(("workbook", "word", "pdf_lines", "csv")), rng)


def laid(cells: Sequence[Cell], method: str, rng: random.Random) -> Grid:
    """The cells as a table, those dropped that another one covers."""
    taken: set[tuple[int, int]] = set()
    kept = []
    for one in cells:
        if rng.random() < 0.04:
            one = replace(one, row_span=rng.randint(1, 4), column_span=rng.randint(1, 4))
        spots = {(r, c) for r in one.rows for c in one.columns}
        if taken.isdisjoint(spots):
            taken |= spots
            kept.append(one)
    rows, columns = (max((spot[n] for spot in taken), default=1) for n in (0, 1))
    sheet = rng.choice(("Data", "2016-17", "Male")) if method == "workbook" else None
    return Grid(rows, columns, tuple(kept), method, page=1, sheet=sheet)  # type: ignore[arg-type]


@functools.cache
def specimens() -> tuple[Grid, ...]:
    files = [f for f in sorted(RAW.rglob("*")) if f.is_file() and f.suffix in (".xlsx", ".docx", ".csv", ".xls")]
    grids = (block for file in files for block in read_file(file, Limits()).blocks if isinstance(block, Grid))
    return tuple(grid for grid in grids if 0 < len(grid.cells) <= SMALL)


def lose_row(cells: list[Cell], rng: random.Random) -> list[Cell]:
    gone = rng.choice(cells).row
    return [c for c in cells if c.row != gone]


def lose_column(cells: list[Cell], rng: random.Random) -> list[Cell]:
    gone = rng.choice(cells).column
    return [c for c in cells if c.column != gone]


def swap_rows(cells: list[Cell], rng: random.Random) -> list[Cell]:
    a, b = rng.choice(cells).row, rng.choice(cells).row
    return [replace(c, row={a: b, b: a}.get(c.row, c.row)) for c in cells]


def turn(cells: list[Cell], rng: random.Random) -> list[Cell]:
    turned = ((c, c.column, c.row, c.column_span, c.row_span) for c in cells)
    return [replace(c, row=r, column=k, row_span=rs, column_span=cs) for c, r, k, rs, cs in turned]


def double(cells: list[Cell], rng: random.Random) -> list[Cell]:
    below = max(c.row for c in cells) + rng.randint(0, 2)
    return [*cells, *(replace(c, row=c.row + below) for c in cells)]


def beside(cells: list[Cell], rng: random.Random) -> list[Cell]:
    right = max(c.column for c in cells) + rng.randint(0, 2)
    return [*cells, *(replace(c, column=c.column + right) for c in cells)]


def retype(cells: list[Cell], rng: random.Random) -> list[Cell]:
    return [replace(c, text=text(rng), number=None, date=None) if rng.random() < 0.1 else c for c in cells]


def empty(cells: list[Cell], rng: random.Random) -> list[Cell]:
    return [c for c in cells if rng.random() < 0.85]


MUTATIONS: tuple[Mutation, ...] = (lose_row, lose_column, swap_rows, turn, double, beside, retype, empty)


def mutant(rng: random.Random) -> Grid:
    grid = rng.choice(specimens())
    cells = list(grid.cells)
    for _ in range(rng.randint(1, 3)):
        cells = rng.choice(MUTATIONS)(cells, rng) if cells else cells
    return laid(sorted(cells, key=lambda c: (c.row, c.column)), grid.method, rng)


def case(number: int) -> Document:
    rng = random.Random(number)
    blocks: list[Block] = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if rng.random() < 0.3:
            blocks.append(Text(rng.choice(WORDS), rng.choice(("body", "heading")), page=1))
        blocks.append(made(rng) if rng.random() < 0.5 else mutant(rng))
    return Document(rng.choice(("xlsx", "docx", "pdf")), tuple(blocks), pages=1)


def outcome(number: int, seconds: float) -> str:
    """What came of a case, in words; what a document was lost by is in capitals."""

    def late(*_: object) -> None:
        raise TimeoutError

    document = case(number)
    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        tidied = tidy(document, Context("d", "reply", "2016-17", "kent"))
    except Exception as error:  # noqa: BLE001  what escapes is what is sought
        return f"LOST: {traceback.format_exception_only(error)[0].strip()}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    spots = {(c.place.table, c.place.row, c.place.column) for c in tidied.cells}
    cells = [(n, c) for n, grid in document.grids for c in grid.cells if c.text.strip()]
    if forgotten := [c.text for n, c in cells if (n, c.row, c.column) not in spots]:
        return f"CELL FORGOTTEN: {forgotten[0]}"
    if unbalanced := balance(tidied.observations, tidied.cells):
        return f"UNBALANCED: {unbalanced[0].message[:100]}"
    faults = [found.message for found in tidied.findings if found.check == UNREAD]
    if any("TimeoutError" in fault for fault in faults):
        return f"TOO LONG: {seconds:g} seconds"
    return f"fault: {faults[0]}" if faults else "understood"


def outcomes(numbers: Sequence[int], seconds: float, workers: int) -> Iterator[tuple[int, str]]:
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        told = pool.imap(functools.partial(outcome, seconds=seconds), numbers, chunksize=20)
        yield from zip(numbers, told, strict=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--grids", type=int, default=20_000, help="tables, in fewer documents")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the number of the first document")
    parser.add_argument("--seconds", type=float, default=60, help="of the processor, for one document")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    numbers: list[int] = []
    grids = 0
    while grids < options.grids:
        numbers.append(options.first + len(numbers))
        grids += sum(1 for _ in case(numbers[-1]).grids)
    begun = time.monotonic()
    told: dict[str, list[int]] = {}
    for number, says in outcomes(numbers, options.seconds, options.workers):
        told.setdefault(says, []).append(number)
        if (done := number - options.first + 1) % TOLD_EVERY == 0:
            print(f"{done} of {len(numbers)} documents", *(s for s in told if s != "understood"), sep="; ", flush=True)
    counted = Counter({says: len(cases) for says, cases in told.items()})
    lost = sum(count for says, count in counted.items() if says.split(":")[0].isupper())
    print(f"{grids} tables in {len(numbers)} documents, {lost} lost, in {time.monotonic() - begun:.0f} seconds")
    for says, count in counted.most_common():
        print(f"  {count:6} {says}" + (f" (case {told[says][0]})" if says != "understood" else ""))
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main())
