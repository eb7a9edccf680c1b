"""`foi unmatched`: the labels that nothing knew."""

from __future__ import annotations

import typer

from flows.commands.console import CLEAN, OUT, plain
from flows.commands.options import PROCESSED, Campaign, Processed
from flows.commands.published import figures_and_documents


def unmatched(campaign: Campaign = None, processed: Processed = PROCESSED) -> None:
    """List the labels that nothing knew, as lines to paste into the alias files under schemas/codes/aliases.

    Each has the nearest known label as a suggestion, which is never applied by itself: paste the lines that are right,
    mend the others. The next foi ingest uses them.

    \b
    Examples:
      foi unmatched
      foi unmatched --campaign 2016-17
    """
    from flows.check.figure import place_name  # noqa: PLC0415
    from flows.publish.dataset import load_findings  # noqa: PLC0415
    from flows.tidy.people.unknown_labels import paste_lines, unknown_labels  # noqa: PLC0415

    rows, documents = figures_and_documents(processed)
    wanted = [row for row in rows if campaign in (None, row.campaign)]
    labels = unknown_labels(wanted, load_findings(processed), {row.document_id: row.path for row in documents})
    placed = [(one, f"{one.places[0][0]} {place_name(one.places[0][1])}") for one in labels]
    for line in paste_lines(placed) or ["# every label is known"]:
        OUT.print(plain(line), markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(CLEAN)
