"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Raw = Annotated[Path, typer.Option("--raw", help="Folder of returns, <campaign>/<respondent>/...", file_okay=False)]
Processed = Annotated[Path, typer.Option("--processed", help="Folder of the data set", file_okay=False)]
Campaign = Annotated[str | None, typer.Option("--campaign", help="Round of requests, such as 2016-17.")]
Respondent = Annotated[str | None, typer.Option("--respondent", help="Who answered: a force by its name or slug.")]
Force = Annotated[str | None, typer.Option("--force", help="One force alone, by its name or slug.")]
Password = Annotated[list[str], typer.Option("--password", help="Password to try; may be given several times.")]
Return = Annotated[Path, typer.Argument(metavar="FILE", help="A return, of any format.", exists=True, dir_okay=False)]

Publishable = Annotated[
    bool, typer.Option("--publishable", help="Let no withheld or held-back count be worked out, here or together.")
]
Minimum = Annotated[int, typer.Option(min=0, help="With --publishable: withhold counts from 1 to below this.")]

RAW = Path("raw")
PROCESSED = Path("processed")
