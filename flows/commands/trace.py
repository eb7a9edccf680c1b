"""`foi trace`: the cells that make a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.console import CLEAN, NOTHING, OUT, USAGE, cell, plain, stop
from flows.commands.options import PROCESSED, RAW, Campaign, Processed, Raw
from flows.commands.published import figures_and_documents

if TYPE_CHECKING:
    from flows.check.figure import FigureKey
    from flows.publish.quantities import Figure, Quantity
    from schemas.rows import Observation

MOST = 5
"""Figures named where the one that is asked for is not printed."""
EXAMPLE = 'a force, a financial year, and what is counted, as in "Staffordshire 2016/17 aged 10 and under"'


def trace(
    figure: Annotated[str, typer.Argument(metavar="FIGURE", help=f"The figure in words: {EXAMPLE}.")],
    picture: Annotated[
        Path | None, typer.Option("--picture", metavar="DIR", help="Draw the cells into DIR.", file_okay=False)
    ] = None,
    campaign: Campaign = None,
    processed: Processed = PROCESSED,
    raw: Raw = RAW,
) -> None:
    """Print the cells that make a figure: the value, how it was come by, and each cell with its return and place.

    What is not named is not split: without an age it is all ages, without the online flag all offences. Of a figure
    that is not printed, those nearest to it are shown that are. Nothing is printed from files that are not as they were
    published.

    \b
    Examples:
      foi trace "Staffordshire 2016/17 aged 10 and under"
      foi trace "Kent 2016/17 with the online flag" --picture /tmp/kent
    """
    from flows.check.figure import amount, figure_name, place_name  # noqa: PLC0415
    from flows.publish.figure_of_force import Documents, figure_of  # noqa: PLC0415
    from flows.publish.quantities import year_label  # noqa: PLC0415

    force, year, quantity = _asked(figure)
    figures, documents = figures_and_documents(processed)
    rows = [row for row in figures if row.force_id == force and campaign in (None, row.campaign)]
    paths = {row.document_id: row.path for row in documents}
    if not rows:
        raise stop(f"{processed}: no figure of {force} there; run foi ingest first, or name another force", NOTHING)
    for name in sorted({row.campaign for row in rows}):
        of_campaign = [row for row in rows if row.campaign == name]
        standing = Documents([row for row in of_campaign if row.superseded_by is None])
        found = figure_of(force, quantity, year, standing)
        value = "not said" if found.value is None else f"{found.value:,}"
        OUT.print(cell(f"{force} {year_label(year)} {quantity.title}: {value}  (campaign {name})", "bold"))
        if found.note:
            OUT.print(cell(f"  {found.note}"))
        shown = _rests_on(found, of_campaign)
        if not shown and (shown := _nearest(quantity.key(force, year), of_campaign)):
            OUT.print(cell("  Nearest to it is printed:"))
        for row in shown:
            place = place_name(row.place) or f"in the text: {row.caption or ''}"
            printed = f'"{plain(row.raw_value)}"' if row.raw_value is not None else "counted"
            labels = " · ".join(filter(None, (row.raw_row_label, row.raw_column_label)))
            where = f"  {amount(row):>9}  {printed}  {plain(labels)}  {plain(paths[row.document_id])} {plain(place)}"
            where += "" if found.observations else f": {plain(figure_name(row))}"
            OUT.print(cell(where), soft_wrap=True)
            OUT.print(cell(f"             read by {' and by '.join(map(plain, row.read_by))}"), soft_wrap=True)
        if picture is not None and found.observations:
            for drawn in _drawn(processed, raw, found, picture):
                OUT.print(cell(f"  drawn: {drawn}: open it in a browser"), soft_wrap=True)
    raise typer.Exit(CLEAN)


def _asked(words: str) -> tuple[str, int, Quantity]:
    """The force, the first year and the quantity that some words name. Ends the command where they do not."""
    from flows.publish.quantities import Quantity  # noqa: PLC0415
    from flows.tidy.labels.explain import explain  # noqa: PLC0415

    read = explain(words)
    if "force" not in read.meanings:
        read = explain(words.title())  # The labels of a return name forces with capitals; a person need not.
    said = {dimension: reading.value for dimension, reading in read.meanings.items()}
    force, period = said.get("force"), said.get("period")
    if read.leftover or read.clashes or read.undecided or force is None or period is None:
        missing = [name for name, value in (("force", force), ("financial year", period)) if value is None]
        why = f'"{read.leftover}" is not understood' if read.leftover else f"it names no {' and no '.join(missing)}"
        raise stop(
            f"{words}: {why if read.leftover or missing else 'it can be read in two ways'}; give {EXAMPLE}", USAGE
        )
    if period.type != "financial_year":
        raise stop(f"{words}: {period.label} is no financial year; give one such as 2016/17", USAGE)
    age, offence = said.get("age"), said.get("offence")
    band = "all" if age is None or age.band == "0-17" else age.band
    group = (None, "all") if offence is None else (offence.code, offence.group)
    measure, online, sex = said.get("measure", "offences"), said.get("online", "all"), said.get("sex", "all")
    parts = [
        measure,
        f"aged {band}" * (band != "all"),
        sex * (sex != "all"),
        (group[0] or group[1]) * (group[1] != "all"),
    ]
    title = ", ".join(filter(None, [*parts, f"online {online}" * (online != "all")]))
    return force, period.start.year, Quantity("asked", title, band, online, sex, group, measure)


def _rests_on(figure: Figure, rows: Sequence[Observation]) -> list[Observation]:
    ids = set(figure.observations)
    return [row for row in rows if row.observation_id in ids]


def _nearest(asked: FigureKey, rows: Sequence[Observation]) -> list[Observation]:
    """Figures that stand, of the same force and year, that differ in the fewest things; its group of offences first."""
    from flows.check.figure import key  # noqa: PLC0415

    near = []
    for row in rows:
        found = key(row)
        same = row.superseded_by is None and (found.force_id, found.start, found.end) == (asked.force_id, *asked[3:5])
        if same and found.unit == asked.unit:
            other = [name for name in asked._fields if getattr(found, name) != getattr(asked, name)]
            elsewhere = found.offence[1] != asked.offence[1]
            near.append(((len(other), elsewhere, other != ["offence"], row.is_total), row))
    fewest = min((place[0] for place, _ in near), default=0)
    return [row for place, row in sorted(near, key=lambda one: one[0]) if place[0] == fewest][:MOST]


def _drawn(processed: Path, raw: Path, figure: Figure, folder: Path) -> Iterator[Path]:
    """The returns that a figure rests on, cut down to its cells."""
    from flows.ingestion.evidence import evidence, published  # noqa: PLC0415  loads the readers
    from flows.publish.report.cropping import cropped  # noqa: PLC0415
    from flows.publish.report.site import put_alone  # noqa: PLC0415

    wanted = set(figure.documents)
    for one in evidence(processed, raw, published(processed), lambda row: row.document_id in wanted):
        yield put_alone(folder, cropped(one, frozenset(figure.observations)))
