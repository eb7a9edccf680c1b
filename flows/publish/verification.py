"""Whether the files that describe the published data say what is there."""

from __future__ import annotations

from pathlib import Path

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
from schemas.rows import Finding, HeadlineFigure

MOST_FIGURES = 200_000
"""Of a campaign, of which the headline can be worked out again in bounded memory; campaigns have some ten thousand."""


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
    """An error for each row of the headline that does not follow from the figures; a warning for a campaign of more

    than MOST_FIGURES, of which it is not worked out again. Raises DatasetError for data that cannot be read.
    """
    published: list[HeadlineFigure] = to_rows(HEADLINE, load_table(processed, HEADLINE))
    campaigns = {partition.campaign for partition in partitions(processed)}
    findings = []
    for campaign in sorted(campaigns | {row.campaign for row in published}):
        if (figures := _figures(processed, campaign)) > MOST_FIGURES:
            what = f"{HEADLINE.name}: {campaign} has {figures:,} figures, too many to work the headline out again"
            findings.append(Finding("warning", "headline_not_checked", what, "split the campaign", campaign))
            continue
        there = {name_of(row): row for row in published if row.campaign == campaign}
        observations = load_observations(processed, campaign)
        observations.sort(key=lambda row: row.observation_id)
        again = {name_of(row): row for row in headline_figures(campaign, observations)}
        findings += [
            Finding(
                "error",
                "headline_differs",
                f"{HEADLINE.name}: {name}: {said(there.get(name))}, and the figures come to {said(again.get(name))}",
                REMEDY,
                campaign,
            )
            for name in sorted(there.keys() | again.keys())
            if there.get(name) != again.get(name)
        ]
    return findings


def _figures(processed: Path, campaign: str) -> int:
    files = files_of(processed, OBSERVATIONS, campaign)
    return sum(pq.read_metadata(processed / file).num_rows for file, _ in files)
