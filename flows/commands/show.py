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
        typer.Option(
            "--picture",
            metavar="DIR",
            help="Draw the return, and what was found in it, as a page in DIR.",
            file_okay=False,
        ),
    ] = None,
    doubts: Annotated[
        bool, typer.Option("--doubts", help="Only how each table was read, what else it could be, and what is asked.")
    ] = False,
    raw: Raw = RAW,
    campaign: Campaign = None,
    respondent: Respondent = None,
    password: Password = [],  # noqa: B006  typer reads the default and never changes it
) -> None:
    """Show what was read of a return: its tables, what each header was taken to say, the figures, the findings.

    Of each table it tells the best reading and the runner-up, the statements that decided, and what would have to
    change for the other to win; then the open questions, each option with the line of answers.yml that chooses it.
    Of each figure it tells how sure it is and the number of the reason why, which stands below: plus speaks for the
    figure, minus against it.
    Yellow cells were read with doubt; struck-out and hidden ones are dim and struck through.

    \b
    Examples:
      foi show "raw/2016-17/kent/Response 17-08-1022.pdf"
      foi show letter.pdf --picture /tmp/pages
      foi show letter.pdf --doubts
    """
    from flows.commands.documents import NoReturnError, draw_alone, understand  # noqa: PLC0415  loads the readers
    from flows.commands.grids import block_lines, document_lines  # noqa: PLC0415
    from flows.commands.observations import observation_lines  # noqa: PLC0415
    from flows.commands.questions import question_lines  # noqa: PLC0415
    from flows.tidy.evidence.confidence import in_words  # noqa: PLC0415

    unreadable = True
    try:
        understood = list(understand(file, raw, campaign, respondent, tuple(password)))
    except NoReturnError as error:
        raise stop(f"{error}; name a return", USAGE) from None
    given = ""
    for one, tidied in understood:
        given = given or one.path
        OUT.rule(cell(one.path, "bold"), align="left")
        if not doubts:
            OUT.print(document_lines(one.document))
            for line in block_lines(one.document):
                OUT.print(line)
        for text in tidied.explanation:
            OUT.print(cell(text))
        if not doubts:
            OUT.print(observation_lines(tidied.observations, in_words(tidied.observations, tidied.signs)))
            for found in tidied.findings:
                OUT.print(finding(found))
        for question in tidied.questions:
            for line in question_lines(question):
                OUT.print(line, soft_wrap=True)
        OUT.print(cell(f"outcome: {tidied.row.outcome}", "bold"))
        unreadable = unreadable and bool(one.document.failure)
        if picture is not None:
            drawn = draw_alone(one, tidied, given, picture, tuple(password))
            OUT.print(cell(f"drawn: {drawn}: open it in a browser"), soft_wrap=True)
    if unreadable:
        raise stop(f"{file}: nothing could be read", NOTHING)
    raise typer.Exit(CLEAN)
