"""`foi export`: the observations as one file, for a spreadsheet or fit to be published where that is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.console import CLEAN, NOTHING, OUT, USAGE, cell, plain, stop
from flows.commands.options import PROCESSED, Campaign, Minimum, Processed, Publishable
from flows.commands.published import figures_and_documents, let_out
from flows.publish.disclosure.small import MINIMUM
from flows.publish.export.formats import ENDINGS, REPORT_AT, Format

if TYPE_CHECKING:
    from schemas.rows import DocumentRow, Observation


def export(
    named: Annotated[str | None, typer.Argument(hidden=True, metavar="--to FOLDER")] = None,
    publishable: Publishable = False,
    minimum: Minimum = MINIMUM,
    form: Annotated[Format, typer.Option("--format", help="Kind of file.")] = Format.csv,
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where to write it.", file_okay=False)] = Path("export"),
    wide: Annotated[
        Path | None,
        typer.Option(
            "--wide", metavar="FILE", help="Write a workbook (.xlsx) with a column a year instead.", dir_okay=False
        ),
    ] = None,
    sqlite: Annotated[
        Path | None,
        typer.Option("--sqlite", metavar="FILE", help="Write a database (.db) to search instead.", dir_okay=False),
    ] = None,
    report_at: Annotated[
        str, typer.Option("--report-at", metavar="ADDRESS", help="With --sqlite: where the report is shown.")
    ] = REPORT_AT,
    campaign: Campaign = None,
    processed: Processed = PROCESSED,
) -> None:
    """Write the observations to one file.

    With --publishable, figures that a later return replaces, whatever is no count, and the returns' own words are left
    out; figures in doubt stand without their count; small counts are withheld, and with them the fewest others that
    would give a withheld one away, here or in
    another campaign. withheld.csv says what was done and why. The data set itself stays as it is. Nothing is written
    from files that are not as they were published.

    With --wide, a row for each thing counted, a column for each year, and behind those one for each other span that a
    return gives figures for (2017-04-03/2017-07-31): withheld figures stand as they are known, superseded ones are left
    out, nothing is added up. It is for work with the figures, and not to be published.

    With --sqlite, figures, returns, headline, findings and forces as one SQLite file, and FILE.metadata.json beside it,
    which tells Datasette what each column means. Each figure has the address of its cell in the report. It is for work
    with the figures, and not to be published.

    \b
    Examples:
      foi export --format xlsx
      foi export --publishable --minimum 5 --format csv --to published/
      foi export --wide figures.xlsx --campaign 2016-17
      foi export --sqlite figures.db
    """
    from flows.publish.export.files import write_log, write_observations  # noqa: PLC0415
    from flows.publish.wide import wide_table, write_wide  # noqa: PLC0415

    if named is not None:
        what = "the files of an export have names of their own; name their folder with --to, or a workbook with --wide"
        raise stop(f"{named}: {what}", USAGE)
    if (wide or sqlite) and publishable:
        other = "--wide" if wide else "--sqlite"
        raise stop(f"{other} protects no withheld figure: leave out one of {other} and --publishable", USAGE)
    if sqlite and sqlite.suffix.lower() not in ENDINGS:
        raise stop(f"{sqlite}: no name of a database; let it end in {ENDINGS[0]}", USAGE)
    if wide and wide.suffix.lower() != ".xlsx":
        raise stop(f"{wide}: no name of a workbook; let it end in .xlsx", USAGE)
    rows, documents = figures_and_documents(processed)
    wanted = [row for row in rows if campaign in (None, row.campaign)]
    if not wanted:
        what = f"campaign {campaign}" if campaign else "no campaign"
        raise stop(f"{processed}: {what} has no figures there; run foi ingest first, or name another", NOTHING)
    if wide:
        write_wide(wide_table(wanted, documents), wide)
        OUT.print(cell(f"{wide}: open it in a spreadsheet"), soft_wrap=True)
        raise typer.Exit(CLEAN)
    if sqlite:
        returns = [row for row in documents if campaign in (None, row.campaign)]
        _write_database(sqlite, wanted, returns, report_at, processed)
        raise typer.Exit(CLEAN)
    if publishable:
        done = let_out(rows, minimum)  # of all campaigns
        kept = [row for row in done.rows if campaign in (None, row.campaign)]
        log = [one for one in done.log if campaign in (None, one.row.campaign)]
        written = [write_observations(kept, form, to, words=False), write_log(log, to)]
    else:
        written = [write_observations(wanted, form, to, words=True)]
    for file in written:
        OUT.print(plain(str(file)), markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(CLEAN)


def _write_database(
    file: Path, rows: list[Observation], documents: list[DocumentRow], report_at: str, processed: Path
) -> None:
    from flows.publish.dataset import load_findings, load_table  # noqa: PLC0415
    from flows.publish.export.database import write_database  # noqa: PLC0415
    from schemas.frames import to_rows  # noqa: PLC0415
    from schemas.models import HEADLINE  # noqa: PLC0415

    campaigns = {row.campaign for row in documents}
    headline = [row for row in to_rows(HEADLINE, load_table(processed, HEADLINE)) if row.campaign in campaigns]
    findings = [one for one in load_findings(processed) if one.campaign in (None, *campaigns)]
    try:
        metadata = write_database(file, rows, documents, headline, findings, report_at.rstrip("/"))
    except OSError as error:
        why = f"cannot be written ({error.strerror or error}); name another with --sqlite"
        raise stop(f"{file}: {why}", NOTHING) from None
    for line in (
        f"{file}: {len(rows):,} figures; any program for SQLite opens it",
        f"Next       datasette {file} --metadata {metadata} --static report:{processed / 'report'}",
    ):
        OUT.print(plain(line), markup=False, highlight=False, soft_wrap=True)
