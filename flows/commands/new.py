"""`foi new`: a campaign begun."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.campaigns import name_of_new
from flows.commands.console import CLEAN, OUT, cell
from flows.commands.options import RAW, Raw


def new(
    campaign: Annotated[str, typer.Argument(metavar="CAMPAIGN", help="The round of requests, such as 2017-18.")],
    raw: Raw = RAW,
) -> None:
    """Begin a campaign: its folder, with a folder for each force to put its returns into.

    request.yml in it says what the forces are asked, which is offered where a return leaves it open. Folders that stay
    empty do no harm: a force without a return is one that has not answered. What stands there already is left as it is.

    \b
    Examples:
      foi new 2017-18
    """
    from flows.read.sidecars import REQUEST  # noqa: PLC0415
    from flows.tidy.people.request import scaffold  # noqa: PLC0415
    from schemas.agreement import year_of_campaign  # noqa: PLC0415
    from schemas.code_tables import load_codes  # noqa: PLC0415

    campaign = name_of_new(campaign)
    forces = [code for code, row in load_codes("forces").items() if row["gss_code"]]
    for force in forces:
        (raw / campaign / force).mkdir(parents=True, exist_ok=True)
    OUT.print(cell(f"{raw / campaign}: {len(forces)} folders, one a force"), soft_wrap=True)
    request, year = raw / campaign / REQUEST, year_of_campaign(campaign)
    if not request.exists() and year is not None:
        years = [f"{one}/{(one + 1) % 100:02d}" for one in (year, year - 1)]
        request.write_text(scaffold(years), encoding="utf-8")
        OUT.print(cell(f"{request}: what the forces are asked; say it there in its own words"), soft_wrap=True)
    OUT.print(cell(f"Next       foi add FILE --campaign {campaign} --respondent {forces[0]}"), soft_wrap=True)
    raise typer.Exit(CLEAN)
