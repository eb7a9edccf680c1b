"""`foi add`: returns put into their place in the raw folder."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.console import CLEAN, OUT, USAGE, cell, stop
from flows.commands.options import RAW, Raw
from flows.commands.respondent import force_of

Day = Annotated[
    dt.datetime | None, typer.Option("--received", formats=["%Y-%m-%d"], help="When it came, as 2017-09-26.")
]


def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", exists=True, dir_okay=False, help="As they came.")],
    respondent: Annotated[str, typer.Option("--respondent", help="Who answered: a force by its name or slug.")],
    campaign: Annotated[str | None, typer.Option("--campaign", help="Default: the newest that there is.")] = None,
    received: Day = None,
    supersedes: Annotated[str | None, typer.Option("--supersedes", help="The earlier file that it replaces.")] = None,
    raw: Raw = RAW,
) -> None:
    """Copy returns, as they came, into the folder of their respondent, and note when they came.

    The files are not changed, and none that stands there is written over. What is told of them is written into
    source.yml beside them.

    \b
    Examples:
      foi add "Downloads/FOI 1234 response.pdf" --respondent kent
      foi add reply.xlsx --respondent "Kent Police" --campaign 2017-18 --received 2018-09-04
    """
    folder = raw / _campaign(campaign, raw) / _slug(respondent)
    taken = [file.name for file in files if (folder / file.name).exists()]
    if taken:
        raise stop(
            f"{folder}: holds {', '.join(taken)} already; give the new file another name, or delete the old", USAGE
        )
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, folder / file.name)
        OUT.print(cell(f"{folder / file.name}"), soft_wrap=True)
    lines = [f"  received: {received.date()}"] if received else []
    lines += [f"  supersedes: {json.dumps(supersedes, ensure_ascii=False)}"] if supersedes else []
    if lines:
        source = folder / "source.yml"
        before = source.read_text(encoding="utf-8") if source.exists() else ""
        entries = ["\n".join([f"{json.dumps(file.name, ensure_ascii=False)}:", *lines]) for file in files]
        source.write_text("\n".join(filter(None, [before.rstrip(), *entries])) + "\n", encoding="utf-8")
        OUT.print(cell(f"{source}: {'; '.join(line.strip() for line in lines)}"), soft_wrap=True)
    OUT.print("Next       foi ingest")
    raise typer.Exit(CLEAN)


def _campaign(named: str | None, raw: Path) -> str:
    """The campaign that is named, else the newest folder; ends the command where there is none."""
    from schemas.agreement import year_of_campaign  # noqa: PLC0415

    if named is not None:
        if year_of_campaign(named) is None:
            raise stop(f"{named}: no name of a campaign; give the financial year that it asks about, as 2017-18", USAGE)
        return named
    found = sorted(path.name for path in raw.glob("*") if path.is_dir() and year_of_campaign(path.name) is not None)
    if not found:
        raise stop(f"{raw}: no campaign there; begin one with foi new 2017-18, or name it with --campaign", USAGE)
    return found[-1]


def _slug(respondent: str) -> str:
    """The folder of a respondent: a force by any of its names; ends the command for one that is no folder's name."""
    force = force_of(respondent)
    if force is not None:
        return force
    if respondent.strip() != respondent or not respondent or "/" in respondent or respondent.startswith("."):
        raise stop(f"{respondent}: no name of a respondent; give a force, such as kent, or a plain name", USAGE)
    return respondent
