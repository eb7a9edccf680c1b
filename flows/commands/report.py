"""`foi report`: pages to look at, with every figure in the return that it was read from."""

from __future__ import annotations

from pathlib import Path

import typer

from flows.commands.console import CLEAN, NOTHING, OUT, cell, stop
from flows.commands.options import PROCESSED, RAW, Minimum, Processed, Publishable, Raw
from flows.commands.published import figures_and_documents, let_out
from flows.publish.disclosure.small import MINIMUM


def report(
    processed: Processed = PROCESSED, raw: Raw = RAW, publishable: Publishable = False, minimum: Minimum = MINIMUM
) -> None:
    """Write processed/report: a page a campaign and a page a return, plain files to open from disk.

    The figures are those of the data set; the returns are opened again only for how they look. Nothing is fetched, and
    the pages may be copied anywhere as one folder, inside the house: they show what forces withhold, and small counts.
    With --publishable, write processed/publishable instead: a page a campaign from which no withheld or held-back count
    can be worked out, also together with foi figures --publishable and foi export --publishable.

    \b
    Examples:
      foi report
      foi report --processed /data/processed --raw /data/returns
      foi report --publishable
    """
    from flows.ingestion.evidence import evidence, published  # noqa: PLC0415  loads the readers
    from flows.publish.dataset import recover  # noqa: PLC0415
    from flows.publish.folders import DatasetError  # noqa: PLC0415
    from flows.publish.report.campaigns import put_campaigns  # noqa: PLC0415
    from flows.publish.report.site import Site  # noqa: PLC0415

    if publishable:
        folder = _publishable(processed, minimum)
        OUT.print(cell(f"Publishable pages in {folder}"), soft_wrap=True)
        raise typer.Exit(CLEAN)
    try:
        recover(processed)
        rows = published(processed)
        if not rows.documents:
            raise stop(f"{processed}: holds no data set; run foi ingest first", NOTHING)
        with Site(processed) as site:
            for one in evidence(processed, raw, rows, lambda row: True):
                site.put_return(one, rows.documents)
            put_campaigns(site, processed, *rows.lists())
            site.finish()
    except DatasetError as error:
        raise stop(str(error), NOTHING) from None
    OUT.print(cell(f"Report     {site.folder / 'index.html'}: open it in a browser"), soft_wrap=True)
    raise typer.Exit(CLEAN)


def _publishable(processed: Path, minimum: int) -> Path:
    """A page a campaign, from rows that may leave the house; the folder they lie in."""
    from flows.publish.figures import campaign_figures, campaign_year  # noqa: PLC0415
    from flows.publish.report.addresses import slug  # noqa: PLC0415
    from flows.publish.report.publishable_page import publishable_html  # noqa: PLC0415

    figures, documents = figures_and_documents(processed)
    rows, folder = let_out(figures, minimum).rows, processed / "publishable"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in sorted({row.campaign for row in documents}):
            if (year := campaign_year(name, rows)) is not None:
                html = publishable_html(campaign_figures(name, rows, year), documents, minimum)
                (folder / f"{slug(name)}.html").write_text(html, encoding="utf-8", newline="\n")
    except OSError as error:
        raise stop(f"{folder}: cannot be written ({error.strerror}); see to it that it can", NOTHING) from None
    return folder
