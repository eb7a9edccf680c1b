"""Sub-totals of months that name no year: `Quarter 1 sub-total` below April, May and June 2016."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from flows.tidy.dimensions import part_of_year
from flows.tidy.draft import Draft, sum_of
from flows.tidy.labels import totals
from flows.tidy.labels.meanings import Period, in_turn, takes_in
from flows.tidy.labels.wording import blanked

_FEWEST = 2
#: Any year tells whether words name a part of one.
_SOME_YEAR = Period.financial_year(2016)


def date_sub_totals(drafts: Sequence[Draft]) -> None:
    """Give the lines that are the sum of those before or after them, of periods in turn, the span of these.

    What is the sum of all that bears a period is called by a part of a year, or no sub-total.
    """
    for axis in ("row", "column"):
        found: dict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            if draft.unit == "count":
                found[draft.row if axis == "row" else draft.column].append(draft)
        lines = dict(sorted(found.items()))
        dated = sum(any("period" in d.values for d in line) for line in lines.values())
        for n in list(lines):
            if _heads_or_ends_its_parts(n, lines, axis):
                for draft in lines[n]:
                    draft.totals.add(axis)
            if not _sums_undated(lines[n], axis):
                continue
            for run in map(list, _runs_beside(n, lines, axis)):
                span = _span(run) if len(run) < dated or _is_called(lines[n]) else None
                if span is not None and _comes_out(lines[n], run, axis) and _is_named(lines[n], span):
                    for draft in lines[n]:
                        _date(draft, span, axis)
                    break


def _heads_or_ends_its_parts(n: int, lines: Mapping[int, Sequence[Draft]], axis: str) -> bool:
    """`Q1` over April, May and June, or below them: a sub-total that no word calls so."""
    own = {d.values.get("period") for d in lines[n]}
    whole = next(iter(own))
    if len(own) > 1 or whole is None or any(axis in d.totals for d in lines[n]):
        return False
    runs = ([*takewhile(lambda line: _within(line, whole), run)] for run in _runs_beside(n, lines, axis))
    return any(_span(run) == whole and _comes_out(lines[n], run, axis) for run in runs)


def _within(line: Iterable[Draft], whole: Period) -> bool:
    return all(takes_in(whole, d.values["period"]) for d in line)


def _sums_undated(line: Sequence[Draft], axis: str) -> bool:
    """Whether a line bears no period, and is called a total or a part of some year."""
    undated = not any("period" in d.values for d in line)
    return undated and (all(axis in d.totals for d in line) or _is_called(line))


def _is_called(line: Iterable[Draft]) -> bool:
    """Whether a line bears the name of a part of a year."""
    return all(any(map(_is_part, d.other.values())) for d in line)


def _is_part(text: str) -> bool:
    return part_of_year(_without_total(text), _SOME_YEAR) is not None


def _without_total(text: str) -> str:
    """
    >>> _without_total("Quarter 1 sub-total")
    'Quarter 1'
    """
    return " ".join(blanked(text, totals.find(text)).split()).strip(" -–:,()")


def _runs_beside(n: int, lines: Mapping[int, Sequence[Draft]], axis: str) -> Iterator[Iterator[Sequence[Draft]]]:
    """The dated lines right before a line, and those right after it, as far as the next total; `lines` are in order."""
    order = list(lines)
    place = bisect_left(order, n)

    def is_dated(line: Sequence[Draft]) -> bool:
        return not any(axis in d.totals or "period" not in d.values for d in line)

    yield takewhile(is_dated, (lines[order[m]] for m in range(place - 1, -1, -1)))
    yield takewhile(is_dated, (lines[order[m]] for m in range(place + 1, len(order))))


def _span(run: Iterable[Sequence[Draft]]) -> Period | None:
    """The span of lines that are each of one period, in turn; None where they are not."""
    named: list[set[Period]] = [{d.values["period"] for d in line} for line in run]
    periods = sorted((p for periods in named for p in periods), key=lambda p: p.start)
    alike = any(len(p) > 1 for p in named) or len(set(periods)) < len(periods)
    if len(periods) < _FEWEST or alike or not in_turn(periods):
        return None
    return periods[0].through(periods[-1])


def _comes_out(line: Sequence[Draft], run: Iterable[Sequence[Draft]], axis: str) -> bool:
    """Whether every figure of a line is what those beside it come to, and one of them is more than nothing."""
    parts: dict[int, list[Draft]] = defaultdict(list)
    for draft in (d for part in run for d in part):
        parts[draft.column if axis == "row" else draft.row].append(draft)
    sums = [(d, sum_of(parts[d.column if axis == "row" else d.row])) for d in line]
    return all(d.amount.meets(s) for d, s in sums) and any(d.low and d.amount.exact for d in line)


def _is_named(line: Iterable[Draft], span: Period) -> bool:
    """Whether what a line is called by, if that is a part of a year, is this one."""
    years = [year(n) for n in (span.start.year - 1, span.start.year) for year in _YEARS]
    names = {_without_total(text) for d in line for text in d.other.values() if _is_part(text)}
    return all(any((r := part_of_year(t, y)) and r.value == span for y in years) for t in names)


_YEARS = (Period.financial_year, Period.calendar_year)


def _date(draft: Draft, span: Period, axis: str) -> None:
    draft.values["period"] = span
    draft.totals.add(axis)
    for name, text in list(draft.other.items()):
        if _is_part(text):
            del draft.other[name]
            draft.settle(text)
