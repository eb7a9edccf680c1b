"""A table that names no year and comes to just what a dated figure of the same thing says is of that year."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from schemas.categories import reasons
from schemas.rows import Finding, Observation

GUESSED = "period_guessed"
#: Smaller figures are equal by chance.
_FEWEST = 20
_Period = tuple[dt.date | None, dt.date | None, str | None, str | None]


def date_by_totals(observations: Sequence[Observation]) -> None:
    """Give the figures of such tables their period; one that was guessed right is a guess no longer."""
    counts = [o for o in observations if o.unit == "count" and o.method != "records"]
    tables: dict[int, list[Observation]] = defaultdict(list)
    for row in counts:
        if row.place.table is not None:
            tables[row.place.table].append(row)
    for rows in tables.values():
        told = {_period(o) for o in rows}
        guessed = all(GUESSED in o.flags for o in rows)
        if len(told) != 1 or not (guessed or told == {(None, None, None, None)}):
            continue
        dates = {_period(o) for whole, n in _comes_to(rows) for o in counts if _is_as_many(o, whole, n)}
        if len(dates) == 1 and (not guessed or dates == told):
            for row in rows:
                row.period_start, row.period_end, row.period_label, row.period_type = next(iter(dates))
                row.flags = [f for f in row.flags if f != GUESSED]


def without_settled(findings: Sequence[Finding], observations: Sequence[Observation]) -> list[Finding]:
    """The findings, without the guesses at the period of tables whose figures are in that doubt no longer."""
    still = {o.place.table for o in observations if GUESSED in o.flags}
    return [f for f in findings if f.check != GUESSED or f.place.table in still]


def _comes_to(rows: Sequence[Observation]) -> Iterator[tuple[Observation, int]]:
    """What a table comes to in all, with a row that says of what: its printed total, else the sum of its one split."""
    wholes = [o for o in rows if o.age_band == o.sex == o.online == "all" and o.is_total and o.count is not None]
    if len({(o.offence_group, o.offence_code, o.count) for o in wholes}) == 1:
        yield wholes[0], wholes[0].count or 0
    split = [len({getattr(o, d) for o in rows}) for d in ("age_band", "sex")]
    alike = len({(o.online, o.offence_group, o.offence_code, o.measure, str(o.other)) for o in rows}) == 1
    parts = [o.count for o in rows if o.count is not None and not o.is_total and not o.age_is_cumulative]
    if not wholes and alike and sorted(split) == [1, len(rows)] and len(parts) == len(rows) > 1:
        yield rows[0], sum(parts)


def _is_as_many(row: Observation, whole: Observation, n: int) -> bool:
    """Whether a dated figure that no flag speaks against counts all of the same thing and is as large."""
    same = row.force_id == whole.force_id and row.measure == whole.measure and row.offence_group == whole.offence_group
    codes = {row.offence_code, whole.offence_code} - {None}
    of_all = row.age_band == row.sex == row.online == "all" and not row.other
    sure = row.period_start is not None and not reasons(row.flags)
    return same and of_all and sure and len(codes) < 2 and row.count == n >= _FEWEST


def _period(row: Observation) -> _Period:
    return row.period_start, row.period_end, row.period_label, row.period_type
