"""What an act changes in the published figures: the headline of a campaign before and after, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.publish.figures import percent_change
from flows.publish.force_names import force_name
from flows.publish.quantities import QUANTITIES
from schemas.rows import HeadlineFigure

TITLES = {quantity.name: quantity.title for quantity in QUANTITIES}
TOTAL = QUANTITIES[0].name


@dataclass(frozen=True, slots=True)
class Effect:
    """One published figure, what it was and what it is; `why` is what is noted of it now."""

    figure: str
    before: str
    now: str
    why: str = ""


def effects(before: Iterable[HeadlineFigure], now: Iterable[HeadlineFigure]) -> list[Effect]:
    """The figures of all forces together that are others, then those force by force."""
    old, new = ({_name(one): one for one in rows} for rows in (before, now))
    found = [_total(quantity, list(old.values()), list(new.values())) for quantity in TITLES]
    changed = [one for one in found if one.before != one.now]
    for name in dict.fromkeys([*old, *new]):
        was, is_now = _said(old.get(name)), _said(new.get(name))
        if was != is_now:
            force, quantity, year = name
            what = f"{force_name(force)}, {TITLES.get(quantity, quantity)}, {year}"
            changed.append(Effect(what, was, is_now, new[name].note if name in new else ""))
    return changed


def _total(quantity: str, before: Sequence[HeadlineFigure], now: Sequence[HeadlineFigure]) -> Effect:
    return Effect(f"All forces, {TITLES[quantity]}", _sum(quantity, before), _sum(quantity, now))


def _sum(quantity: str, rows: Sequence[HeadlineFigure]) -> str:
    """The newer year's sum over the forces that say it, and the change over those that say both years.

    >>> _sum("total", [HeadlineFigure("c", "kent", "2016/17", "total", "said", 12),
    ...                HeadlineFigure("c", "kent", "2015/16", "total", "said", 10)])
    '12 by 1 force, +20% from 10 where both years are said'
    """
    mine = [row for row in rows if row.quantity == quantity]
    years = sorted({row.year for row in mine})
    if not years:
        return "not said"
    said = {year: {row.force_id: row.count for row in mine if row.year == year} for year in years}
    this = {force: count for force, count in said[years[-1]].items() if count is not None}
    if not this:
        return "not said"
    words = f"{sum(this.values()):,} by {len(this)} force{'s' * (len(this) != 1)}"
    last = {force: count for force, count in said[years[0]].items() if count is not None and force in this}
    earlier = sum(last.values())
    change = percent_change(sum(this[force] for force in last), earlier) if len(years) > 1 else None
    return words if change is None else f"{words}, {change:+d}% from {earlier:,} where both years are said"


def _name(row: HeadlineFigure) -> tuple[str, str, str]:
    return row.force_id, row.quantity, row.year


def _said(row: HeadlineFigure | None) -> str:
    if row is None:
        return "not there"
    figure = row.count if row.count is not None else row.count_in_doubt
    if figure is None:
        return row.state
    return f"{figure:,}" if row.state == "said" else f"{figure:,} {row.state}"
