"""`foi figures`: the figures of a campaign."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.console import CLEAN, NOTHING, OUT, USAGE, stop
from flows.commands.options import PROCESSED, Campaign, Processed

STANDARD_OUTPUT = Path("-")


def figures(
    campaign: Campaign = None,
    csv: Annotated[
        Path | None,
        typer.Option(
            "--csv", metavar="FILE", help="Write the figures as CSV too; - writes them alone to standard output.",
            dir_okay=False, allow_dash=True,
        ),
    ] = None,
    processed: Processed = PROCESSED,
) -> None:
    """Print what the returns of a campaign say, force by force and in all: this year, last year, the change.

    Each line names the returns it rests on; growth is over the forces with both years alone. A dash is a figure that
    nobody gave, `in doubt` one that is printed and cannot be trusted or chosen from. Without --campaign, every campaign
    of the data set. Nothing is printed from files that are not as they were published.

    \b
    Examples:
      foi figures --campaign 2016-17
      foi figures --campaign 2016-17 --csv figures.csv
      foi figures --campaign 2016-17 --csv - | sort
    """
    from flows.publish.checksums import require_published  # noqa: PLC0415
    from flows.publish.dataset import load_documents, load_findings, load_observations, recover  # noqa: PLC0415
    from flows.publish.figures import campaign_figures, campaign_year  # noqa: PLC0415
    from flows.publish.figures_text import figure_lines, figures_csv  # noqa: PLC0415
    from flows.publish.folders import DatasetError  # noqa: PLC0415

    try:
        recover(processed)
        require_published(processed)
        observations, documents = load_observations(processed, campaign), load_documents(processed)
        findings = load_findings(processed)
    except DatasetError as error:
        raise stop(str(error), NOTHING) from None
    years = {name: campaign_year(name, observations) for name in sorted({row.campaign for row in observations})}
    found = [campaign_figures(name, observations, year) for name, year in years.items() if year is not None]
    if not found:
        what = f"campaign {campaign}" if campaign else "no campaign"
        raise stop(f"{processed}: {what} has no figures there; run foi ingest first, or name another", NOTHING)
    if csv is not None and len(found) > 1:
        raise stop(f"{processed}: holds several campaigns; name the one for {csv} with --campaign", USAGE)
    if csv is not None:
        _write_csv(csv, figures_csv(found[0], documents))
    for one in found if csv != STANDARD_OUTPUT else ():
        lines = figure_lines(one, documents)
        replaced = [f for f in findings if f.check == "superseded" and f.campaign == one.campaign]
        lines += ["", "Superseded", *(f"  {f.message}" for f in replaced)] if replaced else []
        OUT.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(CLEAN)


def _write_csv(file: Path, text: str) -> None:
    if file == STANDARD_OUTPUT:
        typer.echo(text, nl=False)
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise stop(f"{file}: cannot be written ({error.strerror}); name another file with --csv", NOTHING) from None
