"""Observations for the eye."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table

from flows.check.figure import amount, place_name
from flows.commands.console import cell
from schemas.categories import doubts
from schemas.rows import Observation


def observation_lines(observations: Sequence[Observation]) -> RenderableType:
    """One line a figure: what it counts, how much, where it stands. Yellow: in doubt, as the flags say."""
    table = Table(box=box.MINIMAL, title=f"{len(observations)} figures", title_justify="left", title_style="bold")
    for name in (
        "force",
        "period",
        "measure",
        "offence",
        "age",
        "sex",
        "online",
        "other",
        "figure",
        "printed",
        "where",
    ):
        table.add_column(name, justify="right" if name == "figure" else "left", overflow="fold")
    table.add_column("flags", overflow="fold")
    for row in observations:
        values = (
            row.force_id or "", row.period_label or "", row.measure or "", row.offence_code or row.offence_group,
            row.age_band, row.sex, row.online, "; ".join(f"{k}: {v}" for k, v in row.other.items()),
            amount(row) + (" total" if row.is_total else ""), row.raw_value or "", place_name(row.place),
            ", ".join(row.flags),
        )  # fmt: skip
        table.add_row(*(cell(value, "yellow" if doubts(row.flags) else "", 60) for value in values))
    return table
