"""How the time to understand a document grows with its length: texts and tables doubled up to 200 KB.

    python -m tests.benchmarks.growth [--only years,records] [--from-kb 3] [--to-kb 200] [--seconds 60]

One line a kind: the seconds of the processor at each length, and the steepest growth over a doubling of those that
took long enough to measure. Wanted: at most 2.2 a doubling, and 200 KB under 20 seconds. Ends with 1 where one is more.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count, pairwise

from flows.read.grid import Block, Cell, Document, Grid, Text
from flows.tidy.result import Context
from flows.tidy.tidy import tidy

FORK = multiprocessing.get_context("fork")
STEEPEST, SLOWEST = 2.2, 20.0
#: Shorter times are those of loading and of chance.
MEASURABLE = 0.5
OFFENCES = ("Rape", "Sexual assault", "Sexual activity with a child", "Sexual grooming", "Indecent images")
Kind = Callable[[int], Sequence[Block]]


def joined(pieces: Iterator[str], size: int, by: str = " ") -> str:
    text: list[str] = []
    length = 0
    for piece in pieces:
        text.append(piece)
        length += len(piece) + len(by)
        if length >= size:
            break
    return by.join(text)


def sentence(n: int) -> str:
    year = 2009 + n % 9
    return (
        f"In {year}/{(year + 1) % 100:02} there were {n * 37 % 900} offences of {OFFENCES[n % 5].lower()} where the "
        f"victim was aged under {10 + n % 8}, of which {n * 11 % 80} were flagged as online."
    )


def paragraph(size: int) -> Sequence[Block]:
    return [Text(joined(map(sentence, count()), size))]


def letter(size: int) -> Sequence[Block]:
    return [Text(" ".join(sentence(4 * n + i) for i in range(4))) for n in range(max(1, size // 560))]


def years(size: int) -> Sequence[Block]:
    return [Text("Offences recorded in " + joined((f"{2001 + n % 20}" for n in count()), size, ", "))]


def clauses(size: int) -> Sequence[Block]:
    return [
        Text("There were 900 offences, " + joined((f"of which {n * 7 % 90} were rape" for n in count()), size, ", "))
    ]


def brackets(size: int) -> Sequence[Block]:
    return [Text("Offences: " + joined((f"{OFFENCES[n % 5]} ({n * 7 % 90})" for n in count()), size))]


def crammed(size: int) -> Sequence[Block]:
    """Sentences just short enough to be read, each full of figures."""
    told = [
        "In 2016/17 we recorded "
        + joined((f"{(n + k) * 7 % 90} of {OFFENCES[(n + k) % 5].lower()}" for k in count()), 1200, ", ")
        for n in range(max(1, size // 1230))
    ]
    listed = [
        "We recorded " + joined((str((n + k) * 7 % 990) for k in range(70)), 600, ", ") + " offences"
        for n in range(len(told))
    ]
    return [Text(f"{a}. {b}.") for a, b in zip(told[::2], listed[::2], strict=True)]


def lines(size: int) -> Sequence[Block]:
    told = (f"{2001 + n % 20}/{(2 + n) % 20:02}: {n * 13 % 400}" for n in range(max(1, size // 12)))
    return [Text("Offences recorded by year", "heading"), *map(Text, told)]


def questions(size: int) -> Sequence[Block]:
    blocks: list[Block] = []
    for n in range(1, max(2, size // 140)):
        blocks.append(
            Text(f"{n}. How many offences of {OFFENCES[n % 5].lower()} of a child were recorded in {2009 + n % 9}?")
        )
        blocks.append(Text(f"{n * 37 % 900} offences were recorded, {n} of them online."))
    return blocks


def endless(size: int) -> Sequence[Block]:
    return [Text("7x" * (size // 2))]


def numbers(size: int) -> Sequence[Block]:
    return [Text("We recorded " + joined((str(n * 37 % 1000) for n in count()), size, ", ") + " offences")]


def grid(rows: Sequence[Sequence[str]], sheet: str | None = None) -> Grid:
    cells = tuple(Cell(r, c, t) for r, row in enumerate(rows, 1) for c, t in enumerate(row, 1) if t)
    return Grid(len(rows), max(map(len, rows)), cells, "workbook", sheet=sheet)


def table(size: int) -> Sequence[Block]:
    head = ["Offence", *(f"{y}/{(y + 1) % 100:02}" for y in range(2010, 2018))]
    body = [[f"{OFFENCES[n % 5]} {n}", *(str(n * y % 97) for y in range(8))] for n in range(max(2, size // 45))]
    return [grid([head, *body], "Figures")]


def wide(size: int) -> Sequence[Block]:
    columns = max(2, size // 40)
    head = ["Age", *(f"{2000 + n % 20} {OFFENCES[n % 5]}" for n in range(columns))]
    return [grid([head, *([age, *(str(n * 7 % 60) for n in range(columns))] for age in ("0-4", "5-9", "10-15"))])]


def tables(size: int) -> Sequence[Block]:
    blocks: list[Block] = []
    for n in range(max(1, size // 100)):
        blocks.append(Text(f"{OFFENCES[n % 5]} recorded in {2009 + n % 9}"))
        blocks.append(grid([["Age", "Male", "Female"], ["0-4", str(n), "3"], ["5-9", "7", str(n * 3 % 50)]]))
    return blocks


def records(size: int) -> Sequence[Block]:
    """A list of records that have no date."""
    body = [
        [f"{n}", OFFENCES[n % 5], "Female" if n % 3 else "Male", str(4 + n % 13)] for n in range(max(8, size // 35))
    ]
    return [grid([["Ref", "Offence", "Sex", "Age of victim"], *body], "Export")]


def cell(size: int) -> Sequence[Block]:
    """One cell of a table in which a whole letter stands, as in a CSV of one endless line."""
    told = joined(map(sentence, count()), size)
    return [grid([["Offence", "2016/17"], ["Rape", "12"], [told, ""], ["Sexual assault", "31"]])]


KINDS: tuple[Kind, ...] = (
    *(paragraph, letter, years, clauses, brackets, crammed, lines, questions, endless, numbers),
    *(table, wide, tables, records, cell),
)


def measured(kind: Kind, size: int) -> float:
    """Seconds of the processor for a document of about that many bytes."""
    gc.disable()  # as where an ingest understands
    document = Document("docx", tuple(kind(size)))
    begun = time.process_time()
    tidy(document, Context("d", "reply.docx", "2016-17", "kent"))
    return time.process_time() - begun


def apart(kind: Kind, size: int, limit: float) -> float | None:
    """What `measured` says in a process of its own, which remembers no other text; None where it takes too long."""
    receiving, sending = FORK.Pipe(duplex=False)

    def work() -> None:
        signal.setitimer(signal.ITIMER_PROF, limit)  # ends the process
        sending.send(measured(kind, size))

    process = FORK.Process(target=work)
    process.start()
    sending.close()
    try:
        return receiving.recv()
    except EOFError:
        return None
    finally:
        process.join()


def series(kind: Kind, sizes: Sequence[int], limit: float) -> list[float | None]:
    """The seconds at each length; None at the first that takes longer than the limit, and no more behind it."""
    measured(kind, 300)  # loads what every document needs
    told: list[float | None] = []
    for size in sizes:
        told.append(apart(kind, size, limit))
        if told[-1] is None:
            break
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="kinds, such as years,records")
    parser.add_argument("--from-kb", type=float, default=3.125)
    parser.add_argument("--to-kb", type=float, default=200)
    parser.add_argument("--seconds", type=float, default=60, help="of the processor, for one document")
    options = parser.parse_args()
    only = options.only.split(",") if options.only else [kind.__name__ for kind in KINDS]
    sizes = [int(options.from_kb * 1024)]
    while sizes[-1] * 2 <= options.to_kb * 1024:
        sizes.append(sizes[-1] * 2)
    print(f"{'KB':<10}" + "".join(f"{size / 1024:>8.0f}" for size in sizes) + "  steepest")
    wrong = False
    for kind in KINDS:
        if kind.__name__ not in only:
            continue
        told = series(kind, sizes, options.seconds)
        known = [t for t in told if t is not None]
        steps = [b / a for a, b in pairwise(known) if a >= MEASURABLE]
        bad = len(known) < len(sizes) or known[-1] > SLOWEST or max(steps, default=0) > STEEPEST
        wrong = wrong or bad
        shown = "".join(f"{'over' if t is None else f'{t:.2f}':>8}" for t in told).ljust(8 * len(sizes))
        print(f"{kind.__name__:<10}{shown}  {max(steps, default=0):.1f}{' TOO SLOW' if bad else ''}", flush=True)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
