"""The ingest flow: returns as received become tidy, checked Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.ingestion.catalogue import save_catalogue
from flows.ingestion.plan import plan
from flows.ingestion.publishing import publish
from flows.ingestion.reading import keep_readings
from flows.ingestion.receiving import enter, receive
from flows.ingestion.work import make_partitions, read_returns
from flows.publish.dataset import Publication
from flows.publish.folders import DatasetError
from flows.publish.summary import Summary, summarise
from schemas.frames import record


@flow(name="ingest", description="Returns in the raw folder, or at paths, become tidy, checked Parquet")
def ingest(
    raw: str = "raw",
    processed: str = "processed",
    campaign: str | None = None,
    respondent: str | None = None,
    paths: Sequence[str] = (),
) -> Summary:
    """What has come is read, understood, checked and published; what has not changed is left as it stands.

    With `paths`, these are added or replaced and nothing else is looked at; `campaign` and `respondent` then say what
    the paths do not. Without, they name the part of the raw folder to look at. Raises DatasetError where nothing
    could be done.
    """
    bring_up_to_date(raw, processed, campaign, respondent, paths)
    summary = summarise(Path(processed))
    create_markdown_artifact(summary.markdown(), key="summary", description="What the data set holds")
    create_table_artifact(
        [record(finding) for finding in summary.look_next], key="findings", description="What to look at next"
    )
    return summary


@task(name="bring up to date", cache_policy=NO_CACHE)
def bring_up_to_date(
    raw: str, processed: str, campaign: str | None = None, respondent: str | None = None, paths: Sequence[str] = ()
) -> None:
    """The whole of an ingest. One task owns the pools of processes: a task a file would cost more than the reading.

    Raises DatasetError where nothing could be done: also where the disk is full or may not be written.
    """
    folder = Path(processed)
    try:
        _bring_up_to_date(Path(raw), folder, campaign, respondent, [Path(path) for path in paths])
    except OSError as error:
        what = f"{error.filename or folder}: {error.strerror or error}"
        raise DatasetError(f"{what}; the data set stands as it was: mend this and ingest again") from error


def _bring_up_to_date(
    raw: Path, folder: Path, campaign: str | None, respondent: str | None, paths: Sequence[Path]
) -> None:
    with Publication(folder) as publication:
        catalogue = receive(raw, folder, campaign, respondent, paths)
        openings = read_returns(catalogue.unread(), folder)
        enter(catalogue, openings)
        save_catalogue(catalogue, folder)
        planned = plan(catalogue, folder)
        if not planned.is_empty:
            made = make_partitions(planned, openings, folder)
            publish(publication, planned, made, catalogue)
        keep_readings(catalogue, folder)
