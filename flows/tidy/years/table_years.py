"""The periods of figures of a table: what notes say of its years, and what labels that name one say of the others."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.draft import Draft
from flows.tidy.labels.meanings import Period, in_turn
from flows.tidy.years.part_years import doubt_sums_to_date, end_part_years, part_years
from flows.tidy.years.stated_spans import cut_years, doubt_other_years, restate_years, stated_spans, turns_of_years
from flows.tidy.years.sub_totals import date_sub_totals


class NotedYears:
    """What the notes of a table, and all that is said around it, tell of the days that its years have."""

    def __init__(self, notes: Sequence[str], said: Sequence[str]) -> None:
        self._part_years = part_years(notes)
        self._spans = stated_spans(said)
        self._turns = turns_of_years(said)

    def settle(
        self, drafts: Sequence[Draft], said: Period | None, pooled: Sequence[Period], over: Sequence[str]
    ) -> None:
        """Settle the periods of figures of a table; `said` is that of the words around it, `pooled` years in turn.

        `over` are the captions of the table.
        """
        restate_years(drafts, self._turns, over)
        end_part_years(drafts, self._part_years)
        doubt_sums_to_date(drafts)
        date_sub_totals(drafts)
        _span_totals(drafts, said)
        cut_years(drafts, self._spans)
        doubt_other_years(drafts, self._turns)
        _share_period(drafts)
        _pool_years(drafts, pooled)


def _span_totals(drafts: Sequence[Draft], said: Period | None) -> None:
    """A total over years is of the span of them, where they follow one another and the words around say no other.

    The years are those of its own row or column; where that names none, those of the table.
    """
    dated = [d for d in drafts if "period" in d.values]
    for draft in [d for d in drafts if d.totals and "period" not in d.values] if dated else ():
        beside = [d for d in dated if _summed_by(draft, d)] or dated
        periods = sorted({d.values["period"] for d in beside}, key=lambda p: p.start)
        if not in_turn(periods):
            draft.doubts.add("period_unclear")
            continue
        draft.values["period"] = span = periods[0].through(periods[-1])
        if said is not None and said != span and (said.start == span.start or said.end == span.end):
            draft.doubts.add("period_unclear")


def _summed_by(total: Draft, part: Draft) -> bool:
    """Whether a figure stands in the line that a total ends, and is no sub-total there."""
    down = "row" in total.totals and "row" not in part.totals and total.column == part.column
    return down or ("column" in total.totals and "column" not in part.totals and total.row == part.row)


def _share_period(drafts: Sequence[Draft]) -> None:
    """`2016/17 total` beside `Female` and `Male`: the one year that a table's totals name is that of their parts."""
    dated = [d for d in drafts if "period" in d.values]
    if dated and all(d.totals for d in dated) and len({d.values["period"] for d in dated}) == 1:
        for draft in drafts:
            draft.values.setdefault("period", dated[0].values["period"])


def _pool_years(drafts: Sequence[Draft], years: Sequence[Period]) -> None:
    """A table without any period, under words that name years in turn, is of all of them: a guess."""
    if years and not any("period" in d.values for d in drafts):
        for draft in drafts:
            draft.values["period"] = years[0].through(years[-1])
            draft.doubts.add("period_guessed")
