"""Labels that make a period with the year of another label: months, quarters, the year before."""

from __future__ import annotations

from flows.tidy.dimensions import headings, is_part_of_year, part_of_year
from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import Period


def parts_of_years(draft: Draft) -> None:
    """`Apr - Jun`, or 1 under `Quarter`, beside `2016/17`: a part of a year that only another label makes a period."""
    outer = draft.values.get("period")
    for name, text in list(draft.other.items()):
        words = f"{name} {text}" if text.isdecimal() else text
        part = part_of_year(words, outer) if isinstance(outer, Period) else None
        if (
            part is None
            and isinstance(outer, Period)
            and (is_part_of_year(words) or (text.isdecimal() and "period" in headings(name)))
        ):
            draft.doubts.add("period_unclear")
        elif part is not None:
            draft.values["period"] = part.value
            draft.how |= set(part.flags)
            del draft.other[name]
            draft.settle(text)


def year_before(draft: Draft, is_before: bool, years_are_labels: bool) -> None:
    """`Last year` beside a month or year: the same a year earlier; a total over years has its span later."""
    if not is_before:
        return
    period = draft.values.get("period")
    if isinstance(period, Period):
        draft.values["period"] = period.year_before()
    elif not (draft.totals and years_are_labels):
        draft.doubts.add("period_unclear")
