"""`foi show`: what was read of one return, and what it was taken to say."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.console import CLEAN, NOTHING, OUT, USAGE, cell, finding, stop
from flows.commands.options import RAW, Campaign, Password, Raw, Respondent, Return


def show(
    file: Return,
    picture: Annotated[
        Path | None,
        typer.Option("--picture", metavar="DIR", help="Draw what was found over each page into DIR.", file_okay=False),
    ] = None,
    raw: Raw = RAW,
    campaign: Campaign = None,
    respondent: Respondent = None,
    password: Password = [],  # noqa: B006  typer reads the default and never changes it
) -> None:
    """Show what was read of a return: its tables, what each header was taken to say, the figures, the findings.

    Yellow cells were read with doubt; struck-out and hidden ones are dim and struck through.

    \b
    Examples:
      foi show "raw/2016-17/kent/Response 17-08-1022.pdf"
      foi show letter.pdf --picture /tmp/pages
    """
    from flows.commands.documents import NoReturnError, draw_pages, understand  # noqa: PLC0415  loads the readers
    from flows.commands.grids import block_lines, document_lines  # noqa: PLC0415
    from flows.commands.observations import observation_lines  # noqa: PLC0415

    unreadable = True
    try:
        understood = list(understand(file, raw, campaign, respondent, tuple(password)))
    except NoReturnError as error:
        raise stop(f"{error}; name a return", USAGE) from None
    for path, document, tidied in understood:
        OUT.rule(cell(path, "bold"), align="left")
        OUT.print(document_lines(document))
        for line in block_lines(document):
            OUT.print(line)
        for text in tidied.explanation:
            OUT.print(cell(text))
        OUT.print(observation_lines(tidied.observations))
        for found in tidied.findings:
            OUT.print(finding(found))
        OUT.print(cell(f"outcome: {tidied.row.outcome}", "bold"))
        unreadable = unreadable and bool(document.failure)
        if picture is not None and document.format == "pdf" and not tidied.row.container_id:
            for drawn in draw_pages(file, document, picture, tuple(password)):
                OUT.print(cell(f"drawn: {drawn}"))
    if unreadable:
        raise stop(f"{file}: nothing could be read", NOTHING)
    raise typer.Exit(CLEAN)
