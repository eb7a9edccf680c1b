"""`foi export`: the observations for a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.console import CLEAN, NOTHING, OUT, USAGE, cell, stop
from flows.commands.options import PROCESSED, Campaign, Processed


def export(
    file: Annotated[
        Path,
        typer.Option("--wide", metavar="FILE", help="Write a workbook (.xlsx) with a column a year.", dir_okay=False),
    ],
    campaign: Campaign = None,
    processed: Processed = PROCESSED,
) -> None:
    """Write the figures as a table for a spreadsheet: a row for each thing counted, a column for each year.

    Withheld figures stand as they are known, superseded ones are left out, nothing is added up.

    \b
    Examples:
      foi export --wide figures.xlsx --campaign 2016-17
    """
    from flows.publish.dataset import load_documents, load_observations, recover  # noqa: PLC0415
    from flows.publish.folders import DatasetError  # noqa: PLC0415
    from flows.publish.wide import wide_table, write_wide  # noqa: PLC0415

    if file.suffix.lower() != ".xlsx":
        raise stop(f"{file}: no name of a workbook; let it end in .xlsx", USAGE)
    try:
        recover(processed)
        observations, documents = load_observations(processed, campaign), load_documents(processed)
    except DatasetError as error:
        raise stop(str(error), NOTHING) from None
    if not observations:
        raise stop(f"{processed}: no figures there; run foi ingest first, or name another campaign", NOTHING)
    write_wide(wide_table(observations, documents), file)
    OUT.print(cell(f"{file}: open it in a spreadsheet"), soft_wrap=True)
    raise typer.Exit(CLEAN)
