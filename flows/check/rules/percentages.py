"""Printed percentages against the counts beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from flows.check.figure import SPLITS, FigureKey, figure_name, key, some
from flows.check.registry import Breach, Subject, rule
from schemas.rows import Observation


@rule("warning", "the percentage or the count is misread or misprinted: look at both")
def percentage_of_counts(subject: Subject) -> Iterator[Breach]:
    """A printed share is what the counts of the same table come to, rounded half up."""
    counts: dict[FigureKey, int] = {}
    wholes: defaultdict[FigureKey, set[int]] = defaultdict(set)
    for row in subject.observations:
        if row.unit == "count" and row.count is not None:
            counts[key(row)] = row.count
            wholes[key(row).without(*SPLITS)].add(row.count)
    wrong = []
    for row in subject.observations:
        share = _printed(row)
        count = counts.get(key(row)._replace(unit="count"))
        if share is None or count is None:
            continue
        possible = wholes[key(row)._replace(unit="count").without(*SPLITS)]
        if not any(_share(count, whole, share) == share for whole in possible if whole >= count and whole):
            wrong.append(f"{figure_name(row)}: {row.raw_value}, count {count:,}")
            first = row
    if wrong:
        yield Breach(f"{len(wrong)} percentages are no share of any count beside them: {some(wrong)}", first)


def _printed(row: Observation) -> Decimal | None:
    """The percentage as printed, with its decimals; None where the row is none or its text is not just that."""
    text = (row.raw_value or "").strip().removesuffix("%").strip()
    if row.unit != "percent" or not text.replace(".", "", 1).isdecimal():
        return None
    return Decimal(text)


def _share(count: int, whole: int, like: Decimal) -> Decimal:
    return (Decimal(100) * count / whole).quantize(Decimal(1).scaleb(int(like.as_tuple().exponent)), ROUND_HALF_UP)
