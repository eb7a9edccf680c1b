"""Campaigns as a person names them: those that are there, and names that a new one can have."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from difflib import get_close_matches
from functools import wraps
from pathlib import Path

from flows.commands.console import USAGE, stop
from flows.read.sidecars import RESPONDENTS
from schemas.agreement import year_of_campaign

_NAME = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"(?<!\d)(?:20)?(\d\d)(?!\d)")


def name_of_new(named: str) -> str:
    """The name of a campaign to begin; ends the command, with the names that may be meant, for one that cannot be.

    >>> name_of_new("2017-18")
    '2017-18'
    """
    year = year_of_campaign(named)
    if year is not None and _NAME.fullmatch(named):
        return named
    years = [year] if year is not None else [2000 + int(found) for found in _YEAR.findall(named)] or [2017]
    if named.isdecimal():  # of a single year nobody knows whether the financial year begins or ends in it
        years.insert(0, years[0] - 1)
    meant = " or ".join(f"{year}-{(year + 1) % 100:02}" for year in years[: 1 + named.isdecimal()])
    what = "no name of a campaign, which is that of the financial year that it asks about and of its folder"
    raise stop(f"{named}: {what}; write it as {meant}", USAGE)


def known_campaign(named: str | None, there: Collection[str], where: Path, begin: str = "") -> None:
    """Ends the command where a campaign is named that is none of those there; `begin`: what else can be done."""
    if named is None or named in there:
        return
    same_year = [name for name in there if year_of_campaign(name) == year_of_campaign(named) is not None]
    near = same_year or get_close_matches(named, there, 1)
    listed = ", ".join(sorted(there)) or "none yet"
    nearest = f"; nearest: {near[0]}" if near and len(there) > 1 else ""
    raise stop(f"--campaign {named}: no campaign of {where}, which holds {listed}{nearest}{begin}", USAGE)


def campaigns_of(raw: Path) -> list[str]:
    """The campaigns that lie in a raw folder."""
    names = (path.name for path in raw.glob("*") if path.is_dir() and not path.name.startswith("."))
    return sorted(name for name in names if name != RESPONDENTS)


def on_campaigns(command: Callable[..., None]) -> Callable[..., None]:
    """The command, which ends before it begins where it is asked for a campaign that the data set does not hold."""

    @wraps(command)
    def on_known(**given: object) -> None:
        named, processed = given.get("campaign"), given.get("processed")
        if isinstance(named, str) and isinstance(processed, Path):
            from flows.publish.dataset import partitions  # noqa: PLC0415  for those alone who name one

            there = {partition.campaign for partition in partitions(processed)}
            if there:  # where no data set is, the command says so
                known_campaign(named, there, processed)
        command(**given)

    return on_known
