"""Observations for the eye."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table

from flows.check.figure import amount, figure_name, place_name
from flows.commands.console import cell
from schemas.doubt import in_doubt
from schemas.rows import Observation

LONGEST = 240


def observation_lines(observations: Sequence[Observation], moved: Mapping[str, str]) -> RenderableType:
    """One line a figure: what it counts, how much, where it stands, how sure it is and what `moved` that most.

    Yellow: in doubt.
    """
    table = Table(box=box.MINIMAL, title=f"{len(observations)} figures", title_justify="left", title_style="bold")
    for name in ("figure of", "how much", "printed", "where", "sure", "moved by", "flags"):
        table.add_column(name, justify="right" if name in ("how much", "sure") else "left", overflow="fold")
    for row in observations:
        values = (
            figure_name(row),
            f"{amount(row)}{' total' * row.is_total}",
            row.raw_value or "",
            place_name(row.place),
            f"{row.confidence:.3f}",
            moved.get(row.observation_id, ""),
            ", ".join(row.flags),
        )
        table.add_row(*(cell(value, "yellow" if in_doubt(row) else "", LONGEST) for value in values))
    return table
