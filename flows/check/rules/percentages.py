"""V19: printed percentages are shares of the counts beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from flows.check.figure import SPLITS, figure_name
from flows.check.figures import is_exact, line_of, pairs, same
from flows.check.registry import Breach, Subject, rule, told
from schemas.rows import Observation

SIGNS = ("-", "−", "–", "+")


@rule("V19", "warning", "the percentage or the count is misread or misprinted: look at both")
def percentage_of_counts(subject: Subject) -> Iterator[Breach]:
    """A printed share is what the counts of the same table come to, rounded half up."""
    shares = _shares(subject.figures)
    counts = [row for row in subject.figures if is_exact(row)] if shares else []
    whole = same("document", "unit", *SPLITS)
    wholes: defaultdict[Hashable, set[int]] = defaultdict(set)
    for row in counts:
        wholes[whole(row)].add(row.count or 0)
    wrong: dict[str, tuple[Observation, int]] = {}
    for row, part in pairs(shares, counts, same("document", "unit")):
        printed, count = _printed(row), part.count or 0
        possible = (of for of in wholes[whole(row)] if of and of >= count)
        if printed is not None and not any(_share(count, of, printed) == printed for of in possible):
            wrong[row.observation_id] = (row, count)
    yield from told(
        "{n} percentages are no share of any count beside them",
        [(row,) for row, _ in wrong.values()],
        lambda row: f"{figure_name(row)}: {row.raw_value}, count {wrong[row.observation_id][1]:,}",
    )


def _shares(figures: Sequence[Observation]) -> list[Observation]:
    """The percentages, without those of a column that prints changes: some of it have a sign."""
    percent = [row for row in figures if row.unit == "percent" and row.status == "exact"]
    signed = {line_of(row, "column") for row in percent if (row.raw_value or "").strip()[:1] in SIGNS} - {None}
    return [row for row in percent if line_of(row, "column") not in signed]


def _printed(row: Observation) -> Decimal | None:
    """The percentage as printed, with its decimals; None where the row is none or its text is not just that."""
    text = (row.raw_value or "").strip().removesuffix("%").strip()
    return Decimal(text) if text.replace(".", "", 1).isdecimal() else None


def _share(count: int, whole: int, like: Decimal) -> Decimal:
    return (Decimal(100) * count / whole).quantize(Decimal(1).scaleb(int(like.as_tuple().exponent)), ROUND_HALF_UP)
