"""The ingest flow: returns as received become tidy, checked Parquet."""

from __future__ import annotations

from collections.abc import Sequence

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.alarm import tell
from flows.ingestion.catalogue import save_catalogue
from flows.ingestion.cluster import cluster_at
from flows.ingestion.names import path_of, text_of
from flows.ingestion.plan import plan
from flows.ingestion.publishing import publish, writing_to
from flows.ingestion.reading import keep_readings
from flows.ingestion.receiving import receive
from flows.ingestion.work import make_partitions, read_returns
from flows.ingestion.working_copy import at_hand
from flows.publish.dataset import Publication
from flows.publish.summary import Summary, summarise
from schemas.frames import record


@flow(
    name="ingest",
    description="Returns in the raw folder, or at paths, become tidy, checked Parquet",
    on_failure=[tell],
    on_crashed=[tell],
)
def ingest(
    raw: str = "raw",
    processed: str = "processed",
    campaign: str | None = None,
    respondent: str | None = None,
    paths: Sequence[str] = (),
    dask: str | None = None,
) -> Summary:
    """What has come is read, understood, checked and published; what has not changed is left as it stands.

    With `paths`, these are added or replaced and nothing else is looked at; `campaign` and `respondent` then say what
    the paths do not. Without, they name the part of the raw folder to look at. A path that is no text is given as its
    URI, a folder on a store as its address. With the address of a Dask scheduler in `dask`, its workers read and
    understand. Raises DatasetError where nothing could be done.
    """
    with at_hand(raw) as home, at_hand(processed) as folder:
        bring_up_to_date(text_of(home), text_of(folder), campaign, respondent, paths, dask)
        summary = summarise(folder)
    create_markdown_artifact(summary.markdown(), key="summary", description="What the data set holds")
    create_table_artifact(
        [record(finding) for finding in summary.look_next], key="findings", description="What to look at next"
    )
    return summary


@task(name="bring up to date", cache_policy=NO_CACHE)
def bring_up_to_date(
    raw: str,
    processed: str,
    campaign: str | None = None,
    respondent: str | None = None,
    paths: Sequence[str] = (),
    dask: str | None = None,
) -> None:
    """The whole of an ingest. One task owns the pools of processes: a task a file would cost more than the reading."""
    home, folder = path_of(raw), path_of(processed)
    with writing_to(folder), Publication(folder) as publication, cluster_at(dask) as cluster:
        catalogue = receive(home, folder, campaign, respondent, [path_of(path) for path in paths])
        held = read_returns(catalogue.unread(), catalogue, folder, cluster)
        save_catalogue(catalogue, folder, home)
        planned = plan(catalogue, folder)
        if not planned.is_empty:
            made = make_partitions(planned, catalogue, held, folder, cluster)
            publish(publication, planned, made, catalogue)
        keep_readings(catalogue, folder)
