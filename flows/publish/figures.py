"""The figures of a campaign: what each force's returns say of this year and the last, or why they do not say it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from flows.check.figure import FigureKey, amount, key, some
from flows.check.lines import Lines
from flows.check.sections import Sections, Sum
from flows.publish.unnamed_measures import with_offences
from schemas.agreement import period_label, year_of_campaign
from schemas.categories import doubts
from schemas.rows import Observation


@dataclass(frozen=True, slots=True)
class Quantity:
    """One of the figures asked for: recorded offences against children of some ages, all or with the online flag."""

    name: str
    title: str
    age: str = "all"
    online: str = "all"
    sex: str = "all"
    offence: tuple[str | None, str] = (None, "all")
    measure: str = "offences"

    def key(self, force_id: str, year: int) -> FigureKey:
        """The figure of a force in the financial year that begins in `year`."""
        first, last = financial_year(year)
        return FigureKey(
            force_id, self.measure, "count", first, last, self.age, self.sex, self.online, self.offence, ()
        )


QUANTITIES = (
    Quantity("total", "all offences"),
    Quantity("online", "with the online flag", online="yes"),
    Quantity("ten_and_under", "aged ten and under", age="0-10"),
    Quantity("four_and_under", "aged four and under", age="0-4"),
    Quantity("one_or_younger", "aged one or younger", age="0-1"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one force in one year. `value` None: it cannot be said, and `note` says why.

    `documents` are the document_ids that it rests on, `observations` its rows; `note` also tells a sum or a doubt.
    """

    force_id: str
    year: int
    quantity: str
    value: int | None
    note: str = ""
    rests_on: tuple[tuple[str, str], ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(sorted({document for document, _ in self.rests_on}))

    @property
    def observations(self) -> tuple[str, ...]:
        return tuple(observation for _, observation in self.rests_on)


@dataclass(frozen=True, slots=True)
class Total:
    """A figure over all forces: the sum, the number of forces behind it, and the growth over those with both years."""

    quantity: str
    this_year: int
    forces: int
    last_year: int
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
    """All figures of a campaign, by force, quantity and year."""

    campaign: str
    year: int
    figures: dict[tuple[str, str, int], Figure]
    forces: tuple[str, ...]

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
            sum(known.values()),
            len(known),
            sum(before.values()),
            len(before),
            sum(known[f] for f in both),
            sum(before[f] for f in both),
            len(both),
        )


def financial_year(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of the financial year that begins in `year`."""
    return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)


def percent_change(this: int | None, last: int | None) -> int | None:
    """Change in whole percent, half rounded up (away from zero), on the counts as they are.

    >>> percent_change(1681, 1347), percent_change(374, 225), percent_change(9, 8), percent_change(5, 0)
    (25, 66, 13, None)
    """
    if this is None or not last:
        return None
    return int((Decimal(100) * (this - last) / last).quantize(Decimal(1), ROUND_HALF_UP))


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

    Superseded rows are left out. Every force that any row of the campaign is about has its figures, said or not.
    """
    by_force: defaultdict[str, list[Observation]] = defaultdict(list)
    for row in observations:
        if row.campaign == campaign and row.force_id is not None:
            by_force[row.force_id].append(row)
    figures = {}
    for force_id, rows in by_force.items():
        standing = [row for row in rows if row.superseded_by is None]
        by_document = _Documents(standing)
        for quantity in QUANTITIES:
            for start in (year, year - 1):
                figures[force_id, quantity.name, start] = _figure(force_id, quantity, start, by_document)
    return CampaignFigures(campaign, year, figures, tuple(sorted(by_force)))


def of_force(figures: CampaignFigures, force_id: str) -> CampaignFigures:
    """The figures of one force alone."""
    own = {key: figure for key, figure in figures.figures.items() if key[0] == force_id}
    return dataclasses.replace(figures, figures=own, forces=(force_id,))


def figure_of(force_id: str, quantity: Quantity, year: int, observations: Iterable[Observation]) -> Figure:
    """One figure of a force in the financial year that begins in `year`, from the rows of one campaign."""
    standing = [row for row in observations if row.force_id == force_id and row.superseded_by is None]
    return _figure(force_id, quantity, year, _Documents(standing))


class _Documents:
    """The rows of one force and the sections of each of its documents."""

    def __init__(self, rows: Sequence[Observation]) -> None:
        self.rows: defaultdict[FigureKey, list[Observation]] = defaultdict(list)
        printed: defaultdict[str, list[Observation]] = defaultdict(list)
        for row in rows:
            printed[row.document_id].append(row)
        by_document = {name: with_offences(own) for name, own in printed.items()}
        for own in by_document.values():
            for row in own:
                self.rows[key(row)].append(row)
        unsafe = {name: _leaving_out(name, own, Sections(own)) for name, own in by_document.items()}
        self.left_out = {row.observation_id for found in unsafe.values() for row in found}
        self.sections = {
            name: Sections(row for row in own if row.observation_id not in self.left_out)
            for name, own in by_document.items()
        }


def _leaving_out(document_id: str, rows: Sequence[Observation], found: Sections) -> list[Observation]:
    """Printed totals that leave withheld parts out: known where parts are withheld and the total is less than all."""
    lines = Lines(rows)
    understated = []
    for row in rows:
        if row.is_total and row.status == "exact":
            withheld = (parts for parts in found.finer(key(row), document_id) if not parts.interval.exact)
            if lines.contradicting(row, withheld):
                understated.append(row)
    return understated


def _figure(force_id: str, quantity: Quantity, year: int, documents: _Documents) -> Figure:
    wanted = quantity.key(force_id, year)
    printed = [row for row in documents.rows.get(wanted, []) if row.observation_id not in documents.left_out]
    exact = [row for row in printed if row.status == "exact"]
    sure = [row for row in exact if not doubts(row.flags)] or exact
    values = {row.count for row in sure}
    if len(values) == 1:
        flags = sorted({flag for row in sure for flag in doubts(row.flags)})
        note = f"doubtful: {', '.join(flags)}" if flags else ""
        return Figure(force_id, year, quantity.name, values.pop(), note, _ids(sure))
    if values:
        differing = " and ".join(f"{value:,}" for value in sorted(v for v in values if v is not None))
        return Figure(force_id, year, quantity.name, None, f"printed as {differing}", _ids(sure))
    sums = [(name, parts) for name, found in documents.sections.items() for parts in found.finer(wanted, name)]
    return _summed(Figure(force_id, year, quantity.name, None, _why_not(wanted, documents)), printed, sums)


def _summed(unsaid: Figure, printed: Sequence[Observation], sums: Sequence[tuple[str, Sum]]) -> Figure:
    """The figure from its parts where all of them are printed; else `unsaid`, with what is known of it."""
    whole = [(name, parts) for name, parts in sums if parts.interval.exact and not parts.open]
    values = {parts.interval.low for _, parts in whole}
    names = (unsaid.force_id, unsaid.year, unsaid.quantity)
    if len(values) > 1:
        return Figure(*names, None, f"not printed; its parts add up to {' or '.join(f'{n:,}' for n in sorted(values))}")
    if values:
        rows = whole[0][1].rows
        kind = "records counted" if rows[0].method == "records" else f"sum of {len(rows)} printed figures"
        flags = sorted({flag for row in rows for flag in doubts(row.flags)})
        gaps = ["combinations not printed count as none"] if whole[0][1].gaps else []
        note = "; ".join([kind, *gaps, *([f"doubtful: {', '.join(flags)}"] if flags else [])])
        return Figure(*names, values.pop(), note, _ids(rows))
    withheld = [f"printed as {amount(row)}" for row in printed]
    partly = [f"its parts come to {parts.interval}" for _, parts in sums if not parts.open]
    listed = [f"the parts that are listed come to {parts.interval}" for _, parts in sums if parts.open]
    known = list(dict.fromkeys(withheld + (partly or listed)))
    return Figure(*names, None, f"withheld or incomplete: {some(known, 2)}" if known else unsaid.note)


def _why_not(wanted: FigureKey, documents: _Documents) -> str:
    """Why nothing is printed for a figure: what is printed instead."""
    if any(row.observation_id in documents.left_out for row in documents.rows.get(wanted, [])):
        return "the printed sum leaves withheld figures out"
    others = {found.measure for found in documents.rows if found == wanted._replace(measure=found.measure)}
    if others:
        return f"printed as {', '.join(sorted(name or 'another measure' for name in others))}, not as offences"
    if any(found.other and found == wanted._replace(other=found.other) for found in documents.rows):
        return "printed in parts only: " + some(
            ", ".join(f"{name} {value}" for name, value in found.other)
            for found in documents.rows
            if found.other and found == wanted._replace(other=found.other)
        )
    if not any(found.start == wanted.start and found.end == wanted.end for found in documents.rows):
        start, end = wanted.start, wanted.end
        return f"no figures for {period_label(start, end)}" if start and end else ""
    return "not printed"


def _ids(rows: Iterable[Observation]) -> tuple[tuple[str, str], ...]:
    return tuple((row.document_id, row.observation_id) for row in rows)
