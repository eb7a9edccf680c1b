"""`foi figures`: the figures of a campaign."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.console import CLEAN, ERR, NOTHING, OUT, USAGE, cell, stop
from flows.commands.options import PROCESSED, Campaign, Force, Minimum, Processed, Publishable
from flows.commands.published import figures_and_documents, let_out
from flows.commands.respondent import known_force
from flows.publish.disclosure.small import MINIMUM

if TYPE_CHECKING:
    from flows.publish.figures import CampaignFigures
    from schemas.rows import DocumentRow, Observation


class Form(StrEnum):
    """How figures can be printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"


def figures(
    campaign: Campaign = None,
    form: Annotated[Form, typer.Option("--format", help="How to print them.")] = Form.TABLE,
    force: Force = None,
    publishable: Publishable = False,
    minimum: Minimum = MINIMUM,
    processed: Processed = PROCESSED,
) -> None:
    """Print what the returns of a campaign say, force by force and in all: this year, last year, the change.

    Each line names the returns it rests on; growth is over the forces with both years alone. A dash is a figure that
    nobody gave, `in doubt` one that is printed and cannot be trusted or chosen from. As json or markdown, the sentences
    that can be published come first, each with what it leaves out and why, and every figure with the addresses of its
    cells in the report. What an open error names is in doubt until a person settles or accepts it. Small counts stand
    as the forces printed them: for use inside the house. With --publishable they are withheld, and more where one could
    be worked out from these figures, those of other campaigns, foi export --publishable and foi report --publishable
    together. Without --campaign, every campaign of the data set; csv and json hold one, to be named where there are
    several. Nothing is
    printed from files that are not as they were published.

    \b
    Examples:
      foi figures --campaign 2016-17
      foi figures --campaign 2016-17 --format csv > figures.csv
      foi figures --campaign 2016-17 --force kent --format markdown
      foi figures --campaign 2016-17 --format markdown --publishable
    """
    from flows.publish.dataset import load_findings  # noqa: PLC0415
    from flows.publish.figures import campaign_figures, campaign_year, of_force  # noqa: PLC0415
    from flows.publish.figures_text import figure_lines  # noqa: PLC0415

    rows, documents = figures_and_documents(processed)
    rows, findings = let_out(rows, minimum).rows if publishable else rows, load_findings(processed)
    observations = [row for row in rows if campaign in (None, row.campaign)]
    years = {name: campaign_year(name, observations) for name in sorted({row.campaign for row in observations})}
    found = [campaign_figures(name, observations, year) for name, year in years.items() if year is not None]
    if not found:
        what = f"campaign {campaign}" if campaign else "no campaign"
        raise stop(f"{processed}: {what} has no figures there; run foi ingest first, or name another", NOTHING)
    if force is not None:
        force = known_force(force)
        silent = [one.campaign for one in found if force not in one.forces]
        found = [of_force(one, force) for one in found if force in one.forces]
        if not found:
            raise stop(f"{processed}: {force} has no figures in {', '.join(silent)}; name another force", NOTHING)
        for name in silent:
            ERR.print(cell(f"{name}: no figures of {force}"), soft_wrap=True)
    if len(found) > 1 and form in (Form.CSV, Form.JSON):
        names = ", ".join(one.campaign for one in found)
        raise stop(f"{processed}: holds the campaigns {names}; name the one to write with --campaign", USAGE)
    for one in found:
        if form is not Form.TABLE:
            typer.echo(_printed(form, one, documents, [] if publishable else observations, force), nl=False)
            continue
        lines = figure_lines(one, documents)
        replaced = [f for f in findings if f.check == "superseded" and f.campaign == one.campaign and not publishable]
        replaced = [f for f in replaced if force in (None, f.respondent)]
        lines += ["", "Superseded", *(f"  {f.message}" for f in replaced)] if replaced else []
        OUT.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(CLEAN)


def _printed(
    form: Form,
    figures: CampaignFigures,
    documents: list[DocumentRow],
    observations: list[Observation],
    force: str | None,
) -> str:
    from flows.publish.figures_text import figures_csv  # noqa: PLC0415
    from flows.publish.statements import force_figures, statements  # noqa: PLC0415
    from flows.publish.statements_text import statements_json, statements_markdown  # noqa: PLC0415

    if form is Form.CSV:
        return figures_csv(figures, documents)
    write = statements_json if form is Form.JSON else statements_markdown
    replaced = [
        row.path
        for row in documents
        if row.superseded_by and row.campaign == figures.campaign and force in (None, row.respondent)
    ]
    said, single = statements(figures, documents), force_figures(figures, documents, observations)
    return write(figures.campaign, said, single, replaced)
