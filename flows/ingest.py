"""The ingest flow, for a schedule and a server: it wraps the function that `foi ingest` calls directly."""

from __future__ import annotations

from collections.abc import Sequence

from prefect import flow
from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.alarm import tell
from flows.ingestion.names import path_of
from flows.ingestion.seconding import ask_for_new, endpoint_of
from flows.ingestion.up_to_date import bring_up_to_date
from flows.publish.summary import Summary
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
    afresh: bool = False,
    second_model: str | None = None,
    second_tokens: int = 0,
) -> Summary:
    """As `bring_up_to_date`; a path that is no text is given as its URI.

    With `second_model`, that model is asked first to read what is new, with at most so many tokens a day; its address
    and key stand in the environment.

    One run owns the pools of processes: a task a file would cost more than the reading.
    """
    home, folder, *added = map(path_of, (raw, processed, *paths))
    if second_model and second_tokens:
        ask_for_new(home, folder, endpoint_of(second_model), second_tokens)
    summary = bring_up_to_date(home, folder, campaign, respondent, added, afresh)
    told = "\n".join(f"    {line}" for line in summary.lines())  # as it stands
    create_markdown_artifact(told, key="summary", description="What the data set holds")
    create_table_artifact(
        [record(finding) for finding in summary.look_next], key="findings", description="What to look at next"
    )
    return summary
