"""Totals of a list that is set in two columns side by side: their parts stand in both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.tidy.draft import Draft
from flows.tidy.totals.totals import Disagreement
from schemas.intervals import adds_up


def without_continued(found: Sequence[Disagreement], before: Iterable[Draft]) -> list[Disagreement]:
    """The disagreements but for those of totals that come out with the figures `before`, of the tables beside it.

    `1 yr` to `8 yrs` and, to the right of them under the same headers, `9 yrs` to `17 yrs` and `All under 18`.
    """
    figures = [d for d in before if d.unit == "count" and not d.totals] if found else []
    return [f for f in found if not _comes_out(f, [d for d in figures if d.column_labels == f.total.column_labels])]


def _comes_out(found: Disagreement, before: Sequence[Draft]) -> bool:
    return bool(before) and adds_up(found.total.amount, (d.amount for d in (*before, *found.parts)))
