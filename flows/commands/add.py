"""`foi add`: returns put into their place in the raw folder."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.campaigns import campaigns_of, known_campaign, name_of_new
from flows.commands.console import CLEAN, OUT, USAGE, cell, stop
from flows.commands.options import RAW, Raw
from flows.commands.respondent import known_respondent

Day = Annotated[str | None, typer.Option("--received", metavar="DAY", help="When it came, as 2017-09-26.")]


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
    day = _day(received) if received else None
    of_campaign = _campaign(campaign, raw)
    folder = raw / of_campaign / known_respondent(respondent, raw)
    taken = [file.name for file in files if (folder / file.name).exists()]
    if taken:
        raise stop(
            f"{folder}: holds {', '.join(taken)} already; give the new file another name, or delete the old", USAGE
        )
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, folder / file.name)
        OUT.print(cell(f"{folder / file.name}"), soft_wrap=True)
    lines = [f"  received: {day}"] if day else []
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

    there = campaigns_of(raw)
    if named is not None:
        known_campaign(named, there, raw, f"; begin one with foi new {named if named in there else name_of_new(named)}")
        return named
    found = [name for name in there if year_of_campaign(name) is not None]
    if not found:
        raise stop(f"{raw}: no campaign there; begin one with foi new 2017-18, or name it with --campaign", USAGE)
    return found[-1]


def _day(words: str) -> dt.date:
    """A day as 2018-09-04; ends the command, with the days that may be meant, for anything else."""
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        pass
    meant = []
    for form in ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y"):
        with suppress(ValueError):
            day = dt.datetime.strptime(words.strip(), form).replace(tzinfo=dt.UTC).date()
            meant.append(f"{day} for {day.day} {day:%B %Y}")
    meant = meant or ["2018-09-04 for 4 September 2018"]
    raise stop(f"--received {words}: no day as year-month-day; write {', or '.join(dict.fromkeys(meant))}", USAGE)
