"""What a campaign can be quoted for: each statement with what it rests on, and what it leaves out and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from flows.publish.figures import CampaignFigures, moved, percent_change
from flows.publish.force_names import force_name
from flows.publish.headline import state
from flows.publish.quantities import QUANTITIES, Figure, Quantity, year_label
from flows.publish.report.addresses import REPORT, return_page
from flows.publish.report.marks import numbered
from flows.publish.waiting import Need, who_waits
from schemas.rows import DocumentRow, Observation

OFFENCES = "sexual offences against children"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence to publish, with the numbers in it.

    `kind` is `count`, `change` (against the year before, over the forces that say both years alone) or `share` (of all
    offences, over the forces that say both alone). `value` is the count, or the percentage from the counts as they are.
    `left_out` says of each force with a return that is not in it why: nothing in doubt is counted. The `sentence` ends
    with those forces that a person can let in, and the numbers that wait for it.
    `read_twice` of the printed figures that it `rests_on` were read by two independent readers.
    """

    quantity: str
    kind: str
    sentence: str
    value: int | Decimal
    parts: tuple[int, ...]
    forces: tuple[str, ...]
    documents: tuple[str, ...]
    left_out: Mapping[str, str]
    read_twice: int = 0
    rests_on: int = 0

    @property
    def readers(self) -> str:
        """How many of the printed figures behind it were read twice, in words; empty where none was."""
        return f"{self.read_twice} of {self.rests_on} printed figures read twice" if self.read_twice else ""


@dataclass(frozen=True, slots=True)
class ForceFigure:
    """A figure of one force: how it stands (`said`, `in doubt`, `withheld`, `no answer`), why, and where to see it."""

    force: str
    quantity: str
    year: str
    value: int | None
    change_percent: int | None
    state: str
    note: str
    documents: tuple[str, ...]
    evidence: tuple[str, ...]


def statements(figures: CampaignFigures, documents: Iterable[DocumentRow]) -> list[Statement]:
    """All that can be said of a campaign. What rests on no force is left out."""
    paths = {row.document_id: row.path for row in documents}
    kinds = ("count", "change", "share")
    found = (_statement(figures, quantity, kind, paths) for quantity in QUANTITIES for kind in kinds)
    return [one for one in found if one is not None]


def force_figures(
    figures: CampaignFigures,
    documents: Iterable[DocumentRow],
    observations: Sequence[Observation],
) -> list[ForceFigure]:
    """The figures force by force, the total first, with addresses below the processed folder, for `foi report`."""
    rows = {row.document_id: row for row in documents}
    places = _places(observations)
    found = []
    rank = {quantity.name: at for at, quantity in enumerate(QUANTITIES)}
    in_order = sorted(figures.figures.items(), key=lambda one: (one[0][0], rank[one[0][1]], -one[0][2]))
    for (force, quantity, year), figure in in_order:
        evidence = tuple(
            f"{REPORT}/{return_page(rows[name])}#f{places[one]}"
            for name, one in figure.rests_on
            if name in rows and one in places
        )
        paths = tuple(sorted(rows[name].path for name in figure.documents if name in rows))
        change = figures.change(force, quantity) if year == figures.year else None
        how = state(figure)
        value = figure.value
        found.append(ForceFigure(force, quantity, year_label(year), value, change, how, figure.note, paths, evidence))
    return found


def percent(part: int, whole: int) -> Decimal:
    """A share in percent to one place, half rounded up, from the counts as they are.

    >>> percent(1, 3), percent(3357, 28842)
    (Decimal('33.3'), Decimal('11.6'))
    """
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _statement(figures: CampaignFigures, quantity: Quantity, kind: str, paths: Mapping[str, str]) -> Statement | None:
    """One statement over the forces that say every figure that it needs; None where it says nothing."""
    needs = _needs(quantity, kind, figures.year)
    rests = {force: [figures.figures[force, *need] for need in needs] for force in figures.forces}
    used = [force for force, needed in rests.items() if all(one.value is not None for one in needed)]
    parts = tuple(sum(rests[force][at].value or 0 for force in used) for at in range(len(needs)))
    if not used or (said := _SAYING[kind](quantity, figures.year, used, *parts)) is None:
        return None
    value, sentence = said
    behind = [one for force in used for one in rests[force]]
    return Statement(
        quantity.name,
        kind,
        f"{sentence} {who_waits(figures, needs)}".rstrip(),
        value,
        parts,
        tuple(used),
        tuple(sorted({paths.get(name, name) for one in behind for name in one.documents})),
        {force: _why_not(needed) for force, needed in rests.items() if force not in used},
        *figures.twice(behind),
    )


def _needs(quantity: Quantity, kind: str, year: int) -> list[Need]:
    """The figures of a force that a statement of a kind is made of."""
    beside = {"count": [], "change": [(quantity.name, year - 1)], "share": [(QUANTITIES[0].name, year)]}
    return [(quantity.name, year), *beside[kind]]


def _count(quantity: Quantity, year: int, used: Sequence[str], value: int) -> tuple[int, str]:
    return value, f"{value:,} {OFFENCES}{quantity.whose} were recorded in {year_label(year)} by {_forces(used)}."


def _change(quantity: Quantity, year: int, used: Sequence[str], this: int, last: int) -> tuple[int, str] | None:
    change = percent_change(this, last)
    if change is None:
        return None
    years = f"from {last:,} in {year_label(year - 1)} to {this:,} in {year_label(year)}"
    return (
        change,
        f"{OFFENCES.capitalize()}{quantity.whose} {moved(this, last)}, {years}, in {_forces(used, 'both years')}.",
    )


def _share(quantity: Quantity, year: int, used: Sequence[str], part: int, whole: int) -> tuple[Decimal, str] | None:
    if quantity is QUANTITIES[0] or not whole:
        return None
    value = percent(part, whole)
    what = f"{value}% of {OFFENCES} in {year_label(year)} {quantity.were} ({part:,} of {whole:,})"
    return value, f"{what}, in {_forces(used, 'both figures')}."


_SAYING: Mapping[str, Callable[..., tuple[int | Decimal, str] | None]] = {
    "count": _count,
    "change": _change,
    "share": _share,
}
"""Kind of statement -> its value and its sentence, from the sums of what it needs."""


def _why_not(needed: Sequence[Figure]) -> str:
    """Why a force is in no statement that needs these figures: how the first of them stands, and its note."""
    figure = next(one for one in needed if one.value is None)
    how = state(figure)
    return f"{how}, {year_label(figure.year)}: {figure.note.removeprefix(f'{how}: ')}".rstrip()


def _forces(used: Sequence[str], giving: str = "") -> str:
    """How many forces, or which one, and what they give.

    >>> _forces(["kent"], "both years"), _forces(["kent", "essex"], "both years"), _forces(["kent"])
    ('Kent, which gives both years', '2 forces that give both years', 'Kent')
    """
    if len(used) == 1:
        return force_name(used[0]) + (f", which gives {giving}" if giving else "")
    return f"{len(used)} forces" + (f" that give {giving}" if giving else "")


def _places(observations: Iterable[Observation]) -> dict[str, int]:
    """The number of each figure on the page of its return."""
    own: dict[str, list[Observation]] = {}
    for row in observations:
        own.setdefault(row.document_id, []).append(row)
    return {one: number for rows in own.values() for one, number in numbered(rows).items()}
