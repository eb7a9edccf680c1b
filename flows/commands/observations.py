"""Observations for the eye."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table

from flows.check.figure import amount, figure_name, place_name
from flows.commands.console import cell
from schemas.categories import doubts
from schemas.rows import Observation


def observation_lines(observations: Sequence[Observation]) -> RenderableType:
    """One line a figure: what it counts, how much, where it stands. Yellow: in doubt, as the flags say."""
    table = Table(box=box.MINIMAL, title=f"{len(observations)} figures", title_justify="left", title_style="bold")
    for name in ("figure of", "how much", "printed", "where", "flags"):
        table.add_column(name, justify="right" if name == "how much" else "left", overflow="fold")
    for row in observations:
        values = (
            figure_name(row),
            f"{amount(row)}{' total' * row.is_total}",
            row.raw_value or "",
            place_name(row.place),
            ", ".join(row.flags),
        )
        table.add_row(*(cell(value, "yellow" if doubts(row.flags) else "", 80) for value in values))
    return table
