"""`foi disclose`: withheld figures that can be worked out."""

from __future__ import annotations

import typer

from flows.commands.console import CLEAN, ERRORS, NOTHING, OUT, plain, stop
from flows.commands.options import PROCESSED, Campaign, Processed
from flows.commands.published import figures_and_documents


def disclose(campaign: Campaign = None, processed: Processed = PROCESSED) -> None:
    """List the withheld figures that totals, other tables or other returns narrow below the interval printed.

    Each with what can be worked out, and from which figures. Ends with 1 where there are any. Nothing is said of files
    that are not as they were published.

    \b
    Examples:
      foi disclose
      foi disclose --campaign 2016-17
    """
    from flows.check.figure import amount, figure_name, place_name  # noqa: PLC0415
    from flows.publish.disclosure.narrowed import narrowed  # noqa: PLC0415

    rows, documents = figures_and_documents(processed)
    if not documents:
        raise stop(f"{processed}: no data set is published there; run foi ingest first", NOTHING)
    paths = {row.document_id: row.path for row in documents}
    found = [one for one in narrowed(rows) if campaign in (None, one.row.campaign)]
    for one in found:
        row = one.row
        OUT.print(
            plain(f"{paths[row.document_id]} {place_name(row.place)}: {figure_name(row)}"),
            plain(f'  printed "{row.raw_value or ""}" ({amount(row)}), can be narrowed to {one.known}, from'),
            *(
                plain(f"    {figure_name(of)}: {amount(of)} ({paths[of.document_id]} {place_name(of.place)})")
                for of in one.evidence
            ),
            sep="\n", markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip
    withheld = sum(1 for row in rows if row.status in ("suppressed", "refused") and campaign in (None, row.campaign))
    OUT.print(f"{len(found)} of {withheld} withheld figures can be narrowed", markup=False, highlight=False)
    raise typer.Exit(ERRORS if found else CLEAN)
