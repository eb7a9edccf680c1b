"""`foi ingest`: returns become the data set."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.campaigns import campaigns_of, known_campaign, name_of_new
from flows.commands.console import CLEAN, ERRORS, NOTHING, OUT, cell, finding, stop
from flows.commands.options import PROCESSED, RAW, Campaign, Processed, Raw, Respondent
from flows.commands.prefect_server import ServerError, is_named, require_named
from flows.commands.respondent import asked_respondent, known_respondent

MOST = 5
"""Returns named of which nobody says who sent them; the others stand in findings.jsonl."""

if TYPE_CHECKING:
    from flows.publish.summary import Summary


def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATHS]...", exists=True, help="Files or folders to add, in place of the raw folder."),
    ] = None,
    raw: Raw = RAW,
    processed: Processed = PROCESSED,
    campaign: Campaign = None,
    respondent: Respondent = None,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Read again what is looked at, whatever is known of it.")
    ] = False,
) -> None:
    """Read, understand and check returns, and write what they say to the data set.

    Without PATHS, the data set comes to hold what the raw folder holds; --campaign and --respondent name a part of it.
    With PATHS, these returns are added or replaced and all others stay; --campaign and --respondent say what the paths
    do not. Where nobody says who answered, a person at the terminal is asked; else the figures stand under the force
    that the return names, and that is told. What has not changed is not read again, but with
    --afresh.

    \b
    Examples:
      foi ingest
      foi ingest --campaign 2016-17 --respondent kent
      foi ingest letters/reply.pdf --campaign 2016-17 --respondent kent
      foi ingest --raw /data/returns --processed /data/processed
      foi ingest --afresh "raw/2016-17/kent/Response 17-08-1022.pdf"
    """
    given = paths or []
    if campaign is not None:
        _require_campaign(campaign, raw, processed, given)
    if respondent is not None:
        respondent = known_respondent(respondent, raw, given)
    elif given:
        respondent = asked_respondent(given, raw, campaign)
    from flows.ingestion.names import text_of  # noqa: PLC0415
    from flows.ingestion.up_to_date import bring_up_to_date  # noqa: PLC0415
    from flows.publish.dataset import load_findings  # noqa: PLC0415
    from flows.publish.folders import DatasetError  # noqa: PLC0415
    from flows.publish.manifest import other_contract  # noqa: PLC0415
    from schemas.models import CONTRACT_VERSION  # noqa: PLC0415

    if (other := other_contract(processed)) is not None:
        what = f"{processed} keeps data contract {other}: all of it is made anew under {CONTRACT_VERSION}"
        OUT.print(cell(f"Contract   {what}"), soft_wrap=True)
    try:
        if is_named():
            from flows.ingest import ingest as flow  # noqa: PLC0415  loads Prefect

            require_named()
            named = [text_of(path) for path in (raw, processed, *given)]
            summary = flow(named[0], named[1], campaign, respondent, named[2:], afresh)
        else:
            summary = bring_up_to_date(raw, processed, campaign, respondent, given, afresh)
        findings = load_findings(processed) if given else []
    except (DatasetError, ServerError) as error:
        raise stop(str(error), NOTHING) from None
    unsaid = [one for one in findings if one.check == "respondent_not_said"]
    for one in unsaid[:MOST]:
        OUT.print(finding(one), soft_wrap=True)
    lines = [*summary.lines(), f"Data set   {processed}: every finding is in findings.jsonl"]
    for line in [*lines, f"Next       {_next(summary, raw, processed)}"]:
        OUT.print(cell(line), soft_wrap=True)
    raise typer.Exit(ERRORS if summary.has_errors else CLEAN)


def _require_campaign(campaign: str, raw: Path, processed: Path, paths: list[Path]) -> None:
    """Ends the command where a campaign is no name for what lies at the paths, or where there is none to look at."""
    from flows.publish.dataset import partitions  # noqa: PLC0415

    there = {*campaigns_of(raw), *(partition.campaign for partition in partitions(processed))}
    if paths and campaign not in there:
        name_of_new(campaign)
    elif not paths:
        known_campaign(campaign, there, raw)


def _next(summary: Summary, raw: Path, processed: Path) -> str:
    """The one command to run next, with what it is for."""
    folders = "" if processed == PROCESSED else f" --processed {shlex.quote(str(processed))}"
    if not summary.documents:
        return "foi add FILE --respondent NAME: there is no return yet"
    if any(finding.check == "label_unknown" for finding in summary.look_next):
        return f"foi unmatched{folders}: labels that nothing knows, as lines to paste"
    folders += "" if raw == RAW else f" --raw {shlex.quote(str(raw))}"
    return f"foi report{folders}: every figure in its return, and the line that mends each finding"
