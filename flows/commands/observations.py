"""Observations for the eye."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Group
from rich.table import Table

from flows.check.figure import amount, figure_name, place_name
from flows.commands.console import cell
from schemas.doubt import in_doubt
from schemas.rows import Observation

LONGEST = 240


def observation_lines(observations: Sequence[Observation], moved: Mapping[str, str]) -> Group:
    """One line a figure: what it counts, how much, where it stands, how sure it is and the number of the reason why.

    Under them each reason, which is what `moved` that most, once with its figures counted. Yellow: in doubt.
    """
    table = Table(box=box.MINIMAL, title=f"{len(observations)} figures", title_justify="left", title_style="bold")
    for name in ("figure of", "how much", "printed", "where", "sure", "why", "flags"):
        table.add_column(name, justify="right" if name in ("how much", "sure", "why") else "left", overflow="fold")
    why = [moved.get(row.observation_id, "") for row in observations]
    many = Counter(filter(None, why))
    number = {reason: str(n) for n, reason in enumerate(many, 1)}
    for row, reason in zip(observations, why, strict=True):
        values = (
            figure_name(row),
            f"{amount(row)}{' total' * row.is_total}",
            row.raw_value or "",
            place_name(row.place),
            f"{row.confidence:.3f}",
            number.get(reason, ""),
            ", ".join(row.flags),
        )
        table.add_row(*(cell(value, "yellow" if in_doubt(row) else "", LONGEST) for value in values))
    told = (f"why {number[reason]}, {count} figure{'s' * (count != 1)}: {reason}" for reason, count in many.items())
    return Group(table, *map(cell, told))
