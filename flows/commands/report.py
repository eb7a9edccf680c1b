"""`foi report`: pages to look at, with every figure in the return that it was read from."""

from __future__ import annotations

import typer

from flows.commands.console import CLEAN, NOTHING, OUT, cell, stop
from flows.commands.options import PROCESSED, RAW, Processed, Raw


def report(processed: Processed = PROCESSED, raw: Raw = RAW) -> None:
    """Write processed/report: a page a campaign and a page a return, plain files to open from disk.

    The figures are those of the data set; the returns are opened again only for how they look. Nothing is fetched, and
    the pages may be copied anywhere as one folder.

    \b
    Examples:
      foi report
      foi report --processed /data/processed --raw /data/returns
    """
    from flows.ingestion.evidence import evidence, published  # noqa: PLC0415  loads the readers
    from flows.publish.dataset import recover  # noqa: PLC0415
    from flows.publish.folders import DatasetError  # noqa: PLC0415
    from flows.publish.report.campaigns import put_campaigns  # noqa: PLC0415
    from flows.publish.report.site import Site  # noqa: PLC0415

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
