"""Totals that a person expects, held against what was understood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from flows.tidy.labels.meanings import Offence
from flows.tidy.people.notebook import Notebook
from flows.tidy.people.tables import Expectation
from flows.tidy.people.values import written
from schemas.intervals import Interval, add
from schemas.rows import Observation

REMEDY = "look at the figures with foi show: one is missing, doubled or read wrongly, or the expected total is wrong"


def hold(expected: Expectation, figures: Sequence[Observation], notebook: Notebook) -> None:
    """An error where no series of the figures of these values comes to the total.

    Printed totals and cumulative ages are left out of the sum; a withheld figure counts as an interval.
    """
    notebook.met(expected.origin)
    series: dict[str, list[Observation]] = defaultdict(list)
    for row in figures:
        if row.unit == "count" and not (row.is_total or row.age_is_cumulative) and _is_of(row, expected.values):
            series[row.series_id].append(row)
    sums = {add(map(_known, rows)) for rows in series.values()}
    if not any(found.meets(Interval(expected.total, expected.total)) for found in sums):
        come_to = "; ".join(sorted(map(str, sums))) or "nothing: there are no such figures"
        notebook.failed("expected_total", expected.origin, f"the figures come to {come_to}", REMEDY)


def _known(row: Observation) -> Interval:
    """What a figure adds to a sum; what is missing adds nothing."""
    withheld = row.count_high is None and row.status in ("suppressed", "refused")
    return Interval(row.count_low or 0, None if withheld else row.count_high or 0)


def _is_of(row: Observation, values: dict[str, Any]) -> bool:
    return all(_one(row, dimension, value) for dimension, value in values.items())


def _one(row: Observation, dimension: str, value: Any) -> bool:
    if isinstance(value, Offence):
        return row.offence_code == value.code if value.code else row.offence_group == value.group
    column = {"period": "period_label", "age": "age_band", "force": "force_id"}.get(dimension, dimension)
    return bool(getattr(row, column) == written(dimension, value))
