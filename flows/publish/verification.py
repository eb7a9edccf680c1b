"""Whether the files that describe the published data say what is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish.checksums import REMEDY
from flows.publish.datapackage import describe
from flows.publish.dataset import (
    json_lines,
    load_findings,
    load_observations,
    load_questions,
    load_table,
    partitions,
)
from flows.publish.folders import files_of, lines_of
from flows.publish.headline import headline_figures, name_of, said
from flows.publish.manifest import load_manifest
from schemas.frames import to_rows
from schemas.models import FINDINGS, HEADLINE, OBSERVATIONS, QUESTIONS
from schemas.rows import Finding, HeadlineFigure, Observation

MOST_FIGURES = 50_000
"""Of a campaign, of which the headline is worked out again in seconds; campaigns have some ten thousand."""


def as_described(processed: Path) -> list[Finding]:
    """An error where the data package is not that of the files and of today's code lists, and where the two forms of

    findings or questions differ. Raises DatasetError for what cannot be read.
    """
    what = "does not describe the data set: a file, a column or a code list has changed"
    expected = {file: (text, what) for file, text in describe(load_manifest(processed).files).items()}
    for kind, rows in ((FINDINGS, load_findings(processed)), (QUESTIONS, load_questions(processed))):
        expected[lines_of(kind)] = (json_lines(rows), f"does not hold the {kind.name} of {kind.name}.parquet")
    return [
        Finding("error", "not_as_described", f"processed file {file} {what}", REMEDY, path=file)
        for file, (text, what) in expected.items()
        if not (processed / file).exists() or (processed / file).read_bytes() != text.encode()
    ]


def headline_as_published(processed: Path) -> list[Finding]:
    """An error for each row of the headline that does not follow from the figures.

    Of a campaign of more than MOST_FIGURES it is not worked out again: there each figure is held against those that it
    rests on, and a warning says so. Raises DatasetError for data that cannot be read.
    """
    published: list[HeadlineFigure] = to_rows(HEADLINE, load_table(processed, HEADLINE))
    campaigns = {partition.campaign for partition in partitions(processed)}
    findings = []
    for campaign in sorted(campaigns | {row.campaign for row in published}):
        mine = [row for row in published if row.campaign == campaign]
        files = [processed / file for file, _ in files_of(processed, OBSERVATIONS, campaign)]
        if (figures := sum(pq.read_metadata(file).num_rows for file in files)) > MOST_FIGURES:
            what = (
                f"{figures:,} figures are too many to work the headline out again: only what it rests on was added up"
            )
            findings.append(
                Finding("warning", "headline_not_checked", f"{campaign}: {what}", "split the campaign", campaign)
            )
            found = _unfounded(mine, files)
        else:
            found = _differing(mine, load_observations(processed, campaign), campaign)
        findings += [
            Finding("error", "headline_differs", f"{HEADLINE.name}: {what}", REMEDY, campaign) for what in sorted(found)
        ]
    return findings


def _differing(published: Sequence[HeadlineFigure], observations: list[Observation], campaign: str) -> list[str]:
    """What is published otherwise than the figures of a campaign come to."""
    there = {name_of(row): row for row in published}
    observations.sort(key=lambda row: row.observation_id)
    again = {name_of(row): row for row in headline_figures(campaign, observations)}
    return [
        f"{name}: {said(there.get(name))}, and the figures come to {said(again.get(name))}"
        for name in there.keys() | again.keys()
        if there.get(name) != again.get(name)
    ]


def _unfounded(published: Sequence[HeadlineFigure], files: Sequence[Path]) -> list[str]:
    """What is published as said and is neither the figures that it rests on nor their sum."""
    names = pa.array([name for row in published for name in row.observation_ids], pa.string())
    wanted = pc.field("observation_id").isin(names)
    counts: dict[str, int | None] = {}
    for file in files:
        found = pq.read_table(file, columns=["observation_id", "count"], filters=wanted, partitioning=None)
        counts |= zip(*(found[name].to_pylist() for name in ("observation_id", "count")), strict=True)
    stated = (
        (row, [counts.get(name) or 0 for name in row.observation_ids]) for row in published if row.state == "said"
    )
    return [
        f"{name_of(row)}: {said(row)}, which come to {sum(parts):,}"
        for row, parts in stated
        if row.count != sum(parts) and set(parts) != {row.count}
    ]
