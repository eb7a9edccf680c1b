"""V19: printed percentages are shares of the counts beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from flows.check.coded import NONE, Mask
from flows.check.columns import Columns
from flows.check.figure import SPLITS, figure_name, some
from flows.check.matches import pairs
from flows.check.registry import Breach, Subject, rule
from schemas.rows import Observation

SIGNS = ("-", "−", "–", "+")


@rule("V19", "warning", "the percentage or the count is misread or misprinted: look at both")
def percentage_of_counts(subject: Subject) -> Iterator[Breach]:
    """A printed share is what the counts of the same table come to, rounded half up."""
    figures = subject.figures
    number = figures.figure("document", without=["unit"])
    whole = figures.figure("document", without=["unit", *SPLITS])
    shares, counts = pairs(_shares(figures), number, figures.exact, number)
    wholes = _wholes(figures, whole, set(whole[shares].tolist()))
    wrong: defaultdict[str, list[tuple[Observation, int]]] = defaultdict(list)
    for share, count in zip(shares, counts, strict=True):
        row, part = figures.row(share), int(figures.low[count])
        printed = _printed(row)
        possible = (of for of in wholes[int(whole[share])] if of and of >= part)
        if printed is not None and not any(_share(part, of, printed) == printed for of in possible):
            wrong[row.document_id].append((row, part))
    for cases in wrong.values():
        listed = some(f"{figure_name(row)}: {row.raw_value}, count {count:,}" for row, count in cases)
        yield Breach(f"{len(cases)} percentages are no share of any count beside them: {listed}", cases[0][0])


def _shares(figures: Columns) -> Mask:
    """The percentages, without those of a column that prints changes: some of it have a sign."""
    raw, column = figures.text("raw_value"), figures.line("column")
    percent = figures.where(unit="percent", status="exact")
    signed = percent & raw.each(lambda text: text.strip()[:1] in SIGNS, False).astype(bool) & (column != NONE)
    found: Mask = percent & ~np.isin(column, column[signed])
    return found


def _wholes(figures: Columns, whole: np.ndarray, wanted: set[int]) -> dict[int, list[int]]:
    """The counts of each unsplit figure that some percentage is a share of."""
    found: dict[int, set[int]] = {number: set() for number in wanted}
    for at in np.flatnonzero(figures.exact & np.isin(whole, list(wanted))):
        found[int(whole[at])].add(int(figures.low[at]))
    return {number: sorted(counts) for number, counts in found.items()}


def _printed(row: Observation) -> Decimal | None:
    """The percentage as printed, with its decimals; None where the row is none or its text is not just that."""
    text = (row.raw_value or "").strip().removesuffix("%").strip()
    return Decimal(text) if text.replace(".", "", 1).isdecimal() else None


def _share(count: int, whole: int, like: Decimal) -> Decimal:
    return (Decimal(100) * count / whole).quantize(Decimal(1).scaleb(int(like.as_tuple().exponent)), ROUND_HALF_UP)
