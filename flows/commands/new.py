"""`foi new`: a campaign begun."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.console import CLEAN, OUT, USAGE, cell, stop
from flows.commands.options import RAW, Raw


def new(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="The round of requests, such as 2017-18.")],
    raw: Raw = RAW,
) -> None:
    """Begin a campaign: its folder, with a folder for each force to put its returns into.

    Folders that stay empty do no harm: a force without a return is one that has not answered. What stands there already
    is left as it is.

    \b
    Examples:
      foi new 2017-18
    """
    from schemas.agreement import year_of_campaign  # noqa: PLC0415
    from schemas.code_tables import load_codes  # noqa: PLC0415

    if year_of_campaign(campaign) is None:
        raise stop(f"{campaign}: no name of a campaign; give the financial year that it asks about, as 2017-18", USAGE)
    forces = [code for code, row in load_codes("forces").items() if row["gss_code"]]
    for force in forces:
        (raw / campaign / force).mkdir(parents=True, exist_ok=True)
    OUT.print(cell(f"{raw / campaign}: {len(forces)} folders, one a force"), soft_wrap=True)
    OUT.print(cell(f"Next       foi add FILE --campaign {campaign} --respondent {forces[0]}"), soft_wrap=True)
    raise typer.Exit(CLEAN)
