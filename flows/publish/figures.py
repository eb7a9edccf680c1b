"""The figures of a campaign: what each force's returns say of this year and the last, or why they do not say it."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from flows.check.figure import some
from flows.publish.figure_of_force import Documents, figure_of
from flows.publish.held_back import HeldBack, held_back, of_no_force
from flows.publish.quantities import QUANTITIES, Figure
from schemas.agreement import year_of_campaign
from schemas.rows import Observation


@dataclass(frozen=True, slots=True)
class Total:
    """A figure over all forces: the sum, the number of forces behind it, and the growth over those with both years.

    A sum over no force is None and not zero.
    """

    quantity: str
    this_year: int | None
    forces: int
    last_year: int | None
    forces_last_year: int
    both_this_year: int
    both_last_year: int
    forces_both: int

    @property
    def change(self) -> int | None:
        """Percent, of the forces with both years alone."""
        return percent_change(self.both_this_year, self.both_last_year)


@dataclass(frozen=True, slots=True)
class CampaignFigures:
    """All figures of a campaign, by force, quantity and year; `of_no_force`: counts by document that are in none.

    `read_twice` are the observation_ids of what two independent readers read alike.
    """

    campaign: str
    year: int
    figures: dict[tuple[str, str, int], Figure]
    forces: tuple[str, ...]
    of_no_force: dict[str, int]
    read_twice: frozenset[str] = frozenset()

    def twice(self, figures: Iterable[Figure]) -> tuple[int, int]:
        """Of all printed figures behind some how many were read twice, by readers that did not see each other."""
        behind = {name for figure in figures for name in figure.observations}
        return len(behind & self.read_twice), len(behind)

    def change(self, force_id: str, quantity: str) -> int | None:
        """Percent between the two years; None where one of them cannot be said."""
        this, last = (self.figures[force_id, quantity, year].value for year in (self.year, self.year - 1))
        return percent_change(this, last)

    def total(self, quantity: str) -> Total:
        """The figure over all forces."""
        this = {f: self.figures[f, quantity, self.year].value for f in self.forces}
        last = {f: self.figures[f, quantity, self.year - 1].value for f in self.forces}
        known, before = ({f: n for f, n in year.items() if n is not None} for year in (this, last))
        both = known.keys() & before.keys()
        return Total(
            quantity,
            sum(known.values()) if known else None,
            len(known),
            sum(before.values()) if before else None,
            len(before),
            sum(known[f] for f in both),
            sum(before[f] for f in both),
            len(both),
        )


def percent_change(this: int | None, last: int | None) -> int | None:
    """Change in whole percent, half rounded up (away from zero), on the counts as they are.

    >>> percent_change(1681, 1347), percent_change(374, 225), percent_change(9, 8), percent_change(5, 0)
    (25, 66, 13, None)
    """
    if this is None or not last:
        return None
    return int((Decimal(100) * (this - last) / last).quantize(Decimal(1), ROUND_HALF_UP))


def in_percent(change: int | None) -> str:
    """A change with its sign; empty where there is none to say.

    >>> in_percent(15), in_percent(-3), in_percent(0), in_percent(None)
    ('+15%', '-3%', '0%', '')
    """
    return "" if change is None else f"{change:+d}%" if change else "0%"


def moved(this: int, last: int) -> str:
    """How a number moved, in words.

    >>> moved(113, 100), moved(100, 113), moved(5, 5), moved(5, 0), moved(1001, 1000)
    ('rose by 13%', 'fell by 12%', 'stayed the same', 'rose', 'rose by less than 1%')
    """
    change = percent_change(this, last)
    if this == last:
        return "stayed the same"
    how_much = "" if change is None else f" by {abs(change)}%" if change else " by less than 1%"
    return f"{'rose' if this > last else 'fell'}{how_much}"


def campaign_year(campaign: str, observations: Iterable[Observation]) -> int | None:
    """The financial year that a campaign asks about, by its first year: by its name, else the last that is common.

    >>> campaign_year("2016-17", []), campaign_year("pilot", [])
    (2016, None)
    """
    named = year_of_campaign(campaign)
    if named is not None:
        return named
    years = Counter(
        row.period_start.year
        for row in observations
        if row.period_start and row.period_type == "financial_year" and row.campaign == campaign
    )
    common = [year for year, count in years.items() if count * 4 >= max(years.values())]
    return max(common, default=None)


def campaign_figures(campaign: str, observations: Sequence[Observation], year: int) -> CampaignFigures:
    """The figures of a campaign for the financial year that begins in `year` and the one before it.

    Superseded rows are left out, and those whose force is not plain. Every force that any row of the campaign is
    about has its figures, said or not.
    """
    asked = [row for row in observations if row.campaign == campaign]
    standing = [row for row in asked if row.superseded_by is None]
    held = held_back(standing)
    by_force: defaultdict[str, list[Observation]] = defaultdict(list)
    for row in standing:
        if row.force_id is not None and row.observation_id not in held.why:
            by_force[row.force_id].append(row)
    forces = sorted({*held.rows, *(row.force_id for row in asked if row.force_id is not None)})
    figures = {}
    for force_id in forces:
        sure, doubtful = Documents(by_force[force_id]), Documents(held.rows.get(force_id, []))
        for quantity in QUANTITIES:
            for start in (year, year - 1):
                figure = figure_of(force_id, quantity, start, sure)
                if figure.value is None and doubtful.rows:
                    figure = _held(figure_of(force_id, quantity, start, doubtful), held) or figure
                figures[force_id, quantity.name, start] = figure
    twice = frozenset(row.observation_id for row in standing if len(row.read_by) > 1)
    return CampaignFigures(campaign, year, figures, tuple(forces), of_no_force(standing, held), twice)


def of_force(figures: CampaignFigures, force_id: str) -> CampaignFigures:
    """The figures of one force alone."""
    own = {key: figure for key, figure in figures.figures.items() if key[0] == force_id}
    return dataclasses.replace(figures, figures=own, forces=(force_id,))


def _held(figure: Figure, held: HeldBack) -> Figure | None:
    """The figure of rows that are held back, as one in doubt; None where they do not say it either."""
    if figure.value is None and not figure.in_doubt:
        return None
    rows = (row for row in held.rows[figure.force_id] if row.document_id in figure.documents)
    why = some(dict.fromkeys(held.why[row.observation_id] for row in rows))
    waiting = figure.waiting if figure.value is None else (figure.value,)
    note = f"in doubt: {f'{waiting[0]:,} is printed' if len(waiting) == 1 else figure.note}, but {why}"
    return dataclasses.replace(figure, value=None, note=note, in_doubt=True, waiting=waiting)
