"""What a campaign can be quoted for: each statement with what it rests on, and what it leaves out and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from flows.publish.figures import CampaignFigures, percent_change
from flows.publish.figures_text import year_label
from flows.publish.force_names import force_name
from flows.publish.headline import state
from flows.publish.quantities import QUANTITIES, Figure, Quantity
from flows.publish.report.addresses import REPORT, return_page
from flows.publish.report.marks import numbered
from schemas.rows import DocumentRow, Observation

OFFENCES = "sexual offences against children"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence to publish, with the numbers in it.

    `kind` is `count`, `change` (against the year before, over the forces that say both years alone) or `share` (of all
    offences, over the forces that say both alone). `value` is the count, or the percentage from the counts as they are.
    `left_out` says of each force with a return that is not in it why: nothing in doubt is counted.
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
        """How many of the printed figures behind it were read twice, in words."""
        return read_twice_in_words(self.read_twice, self.rests_on)


def read_twice_in_words(twice: int, all_of: int) -> str:
    """How many of some printed figures were read twice.

    >>> read_twice_in_words(3, 40), read_twice_in_words(1, 1), read_twice_in_words(0, 2)
    ('3 of the 40 printed figures behind it were read twice', 'the 1 printed figure behind it was read twice', '')
    """
    if not twice:
        return ""
    if twice == all_of:
        each = "figures" if all_of > 1 else "figure"
        return f"the {all_of} printed {each} behind it {'were' if all_of > 1 else 'was'} read twice"
    return f"{twice} of the {all_of} printed figures behind it {'were' if twice > 1 else 'was'} read twice"


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
    among = figures.forces
    found = []
    for quantity in QUANTITIES:
        found += _count(figures, quantity, among, paths)
        found += _change(figures, quantity, among, paths)
        if quantity is not QUANTITIES[0]:
            found += _share(figures, quantity, among, paths)
    return found


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


def _count(
    figures: CampaignFigures, quantity: Quantity, forces: Sequence[str], paths: Mapping[str, str]
) -> list[Statement]:
    used = [force for force in forces if _value(figures, force, quantity.name, figures.year) is not None]
    if not used:
        return []
    value = sum(_value(figures, force, quantity.name, figures.year) or 0 for force in used)
    sentence = f"{value:,} {OFFENCES}{quantity.whose} were recorded in {year_label(figures.year)} by {_forces(used)}."
    needs = [(quantity.name, figures.year)]
    return [_statement(figures, "count", quantity, sentence, value, (value,), used, forces, needs, paths)]


def _change(
    figures: CampaignFigures, quantity: Quantity, forces: Sequence[str], paths: Mapping[str, str]
) -> list[Statement]:
    needs = [(quantity.name, figures.year), (quantity.name, figures.year - 1)]
    used = _with_all(figures, forces, needs)
    this, last = (sum(_value(figures, force, *need) or 0 for force in used) for need in needs)
    change = percent_change(this, last)
    if not used or change is None:
        return []
    way = "rose by" if this > last else "fell by" if this < last else "stayed at"
    how = f"{way} {abs(change)}%" if this != last else f"{way} the same number"
    years = f"from {last:,} in {year_label(figures.year - 1)} to {this:,} in {year_label(figures.year)}"
    sentence = f"{OFFENCES.capitalize()}{quantity.whose} {how}, {years}, in {_forces(used, 'both years')}."
    return [_statement(figures, "change", quantity, sentence, change, (this, last), used, forces, needs, paths)]


def _share(
    figures: CampaignFigures, quantity: Quantity, forces: Sequence[str], paths: Mapping[str, str]
) -> list[Statement]:
    needs = [(quantity.name, figures.year), (QUANTITIES[0].name, figures.year)]
    used = _with_all(figures, forces, needs)
    part, whole = (sum(_value(figures, force, *need) or 0 for force in used) for need in needs)
    if not used or not whole:
        return []
    value = percent(part, whole)
    sentence = (
        f"{value}% of {OFFENCES} in {year_label(figures.year)} {quantity.were} "
        f"({part:,} of {whole:,}), in {_forces(used, 'both figures')}."
    )
    return [_statement(figures, "share", quantity, sentence, value, (part, whole), used, forces, needs, paths)]


def _statement(
    figures: CampaignFigures,
    kind: str,
    quantity: Quantity,
    sentence: str,
    value: int | Decimal,
    parts: tuple[int, ...],
    used: Sequence[str],
    forces: Sequence[str],
    needs: Sequence[tuple[str, int]],
    paths: Mapping[str, str],
) -> Statement:
    rests = {force: [figures.figures[force, *need] for need in needs] for force in forces}
    documents = {paths.get(one, one) for force in used for figure in rests[force] for one in figure.documents}
    left_out = {force: _why_not(rests[force]) for force in forces if force not in used}
    twice = figures.twice(figure for force in used for figure in rests[force])
    return Statement(
        quantity.name, kind, sentence, value, parts, tuple(used), tuple(sorted(documents)), left_out, *twice
    )


def _with_all(figures: CampaignFigures, forces: Sequence[str], needs: Sequence[tuple[str, int]]) -> list[str]:
    return [force for force in forces if all(_value(figures, force, *need) is not None for need in needs)]


def _value(figures: CampaignFigures, force: str, quantity: str, year: int) -> int | None:
    return figures.figures[force, quantity, year].value


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
