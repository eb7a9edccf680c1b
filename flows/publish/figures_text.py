"""The figures of a campaign as text: lines for a terminal, and CSV."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from textwrap import wrap

from flows.publish.escaping import csv_cell, printable
from flows.publish.figures import CampaignFigures, in_percent
from flows.publish.quantities import QUANTITIES, Figure, year_label
from flows.publish.waiting import who_waits
from schemas.rows import DocumentRow

ALL_FORCES = "all forces"
COLUMNS = ("force", "quantity", "year", "value", "change_percent", "forces", "note", "documents")
UNSAID, IN_DOUBT = "-", "in doubt"
WIDTH = 100
"""Of a line of words in a terminal."""


def figure_lines(figures: CampaignFigures, documents: Iterable[DocumentRow]) -> list[str]:
    """The figures as lines: a table for each quantity, notes, and the returns by the numbers in the tables."""
    paths = {row.document_id: row.path for row in documents}
    ids = {name for figure in figures.figures.values() for name in figure.documents}
    numbers = {name: at for at, name in enumerate(sorted(ids, key=lambda name: paths.get(name, name)), start=1)}
    lines = [f"Recorded sexual offences against children, campaign {printable(figures.campaign)}", ""]
    for quantity in QUANTITIES:
        lines += [quantity.title.capitalize(), *_table(figures, quantity.name, numbers), ""]
    twice, behind = figures.twice(figures.figures.values())
    if twice:
        lines += ["Read twice", f"  {twice} of the {behind} printed figures behind these, by independent readers", ""]
    lines += _notes(figures)
    if figures.of_no_force:
        counts = sorted((printable(paths.get(name, name)), count) for name, count in figures.of_no_force.items())
        lines += ["Of no force, and in none of these figures", *(f"  {path}: {n:,} counts" for path, n in counts), ""]
    return [*lines, "Returns", *(f"  [{at}] {printable(paths.get(name, name))}" for name, at in numbers.items())]


def figures_csv(figures: CampaignFigures, documents: Iterable[DocumentRow]) -> str:
    """The figures as CSV, one a line, with the columns `COLUMNS`; empty `value`: it cannot be said, see `note`."""
    paths = {row.document_id: row.path for row in documents}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for quantity in QUANTITIES:
        for force_id in figures.forces:
            for year in (figures.year, figures.year - 1):
                figure = figures.figures[force_id, quantity.name, year]
                change = figures.change(force_id, quantity.name) if year == figures.year else None
                rests = "; ".join(sorted(paths.get(i, i) for i in figure.documents))
                row = [force_id, quantity.name, year_label(year), figure.value, change, None, figure.note, rests]
                writer.writerow([csv_cell(value) for value in row])
        total = figures.total(quantity.name)
        growth = f"growth over the {total.forces_both} forces with both years"
        like = f"{growth}: from {total.both_last_year:,} to {total.both_this_year:,}"
        for year, value, forces in (
            (figures.year, total.this_year, total.forces),
            (figures.year - 1, total.last_year, total.forces_last_year),
        ):
            change = total.change if year == figures.year else None
            note = "" if change is None else like
            row = [ALL_FORCES, quantity.name, year_label(year), value, change, forces, note, ""]
            writer.writerow([csv_cell(value) for value in row])
    return text.getvalue()


def _table(figures: CampaignFigures, quantity: str, numbers: dict[str, int]) -> list[str]:
    rows = [("", year_label(figures.year), year_label(figures.year - 1), "change", "returns")]
    for force_id in figures.forces:
        this, last = (figures.figures[force_id, quantity, year] for year in (figures.year, figures.year - 1))
        rests = ", ".join(str(at) for at in sorted({numbers[name] for name in (*this.documents, *last.documents)}))
        change = in_percent(figures.change(force_id, quantity)) or UNSAID
        rows.append((force_id, _value(this), _value(last), change, f"[{rests}]" if rests else ""))
    if len(figures.forces) > 1:
        total = figures.total(quantity)
        rows.append((ALL_FORCES, _number(total.this_year), _number(total.last_year), "", ""))
        rows.append(("forces behind it", str(total.forces), str(total.forces_last_year), "", ""))
        # A change between sums of unlike forces would be none: it stands beside the two that it is of.
        if total.forces_both:
            both = (_number(total.both_this_year), _number(total.both_last_year), in_percent(total.change) or UNSAID)
            rows.append((f"the {total.forces_both} with both years", *both, ""))
    waits = who_waits(figures, [(quantity, figures.year), (quantity, figures.year - 1)])
    return [*_aligned(rows), *wrap(waits, WIDTH, initial_indent="  ", subsequent_indent="  ")]


def _notes(figures: CampaignFigures) -> list[str]:
    """What a reader must know of single figures: why they are not said, of what they are sums, what is doubtful."""
    lines = []
    for quantity in QUANTITIES:
        for force_id in figures.forces:
            years: defaultdict[str, list[str]] = defaultdict(list)
            for year in (figures.year, figures.year - 1):
                years[figures.figures[force_id, quantity.name, year].note].append(year_label(year))
            for note, found in years.items():
                if note:
                    lines.append(f"  {force_id} {', '.join(found)} {quantity.title}: {printable(note)}")
    return ["Notes", *lines, ""] if lines else []


def _value(figure: Figure) -> str:
    return IN_DOUBT if figure.in_doubt else _number(figure.value)


def _number(value: int | None) -> str:
    return UNSAID if value is None else f"{value:,}"


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows as lines: the first column to the left, the numbers to the right, the last as it comes."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    lines = []
    for first, *numbers, last in rows:
        cells = [first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True))]
        lines.append("  " + "  ".join([*cells, last]).rstrip())
    return lines
