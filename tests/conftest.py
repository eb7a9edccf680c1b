"""What several test folders share: the truth of the specimen returns as rows of the data set."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from schemas.agreement import period_label, period_type
from schemas.rows import Claim, DocumentRow, LedgerCell, Observation, Place

# A busy machine is no fault of the code: how long a test takes is for the benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SPECIMENS = Path(__file__).parent / "specimens"


@dataclass
class Specimens:
    """The specimen returns as a faultless run would know them, before any superseding."""

    documents: list[DocumentRow]
    observations: list[Observation]
    cells: list[LedgerCell]
    claims: list[Claim]

    def of(self, *respondents: str) -> Specimens:
        """Those of some respondents."""
        mine = {row.document_id for row in self.documents if row.respondent in respondents}
        return Specimens(*([r for r in rows if r.document_id in mine] for rows in
                           (self.documents, self.observations, self.cells, self.claims)))  # fmt: skip


@pytest.fixture
def specimens() -> Specimens:
    return load_specimens()


def load_specimens() -> Specimens:
    with (SPECIMENS / "documents.csv").open(encoding="utf-8", newline="") as lines:
        listed = {row["path"]: row for row in csv.DictReader(lines)}
    with (SPECIMENS / "truth.csv").open(encoding="utf-8", newline="") as lines:
        truth = list(csv.DictReader(lines))
    documents = [_document(row) for row in listed.values()]
    claims = [
        Claim(row["sha256"], row["supersedes"], "replaces the earlier figures", declared=True)
        for row in listed.values()
        if row["supersedes"]
    ]
    observations = [_observation(listed[row["path"]], row, number) for number, row in enumerate(truth)]
    cells = [
        LedgerCell(o.campaign, o.respondent, o.document_id, o.place, o.raw_value or "", "observation", None,
                   [o.observation_id])
        for o in observations
    ]  # fmt: skip
    return Specimens(documents, observations, cells, claims)


def _document(row: dict[str, str]) -> DocumentRow:
    campaign, respondent, _ = row["path"].split("/")
    outcome = row["expected_outcome"].split("|")[0]
    return DocumentRow(
        campaign, respondent, row["sha256"], row["path"], [row["path"]], format=row["format"],
        reference=row["reference"], dated=dt.date.fromisoformat(row["dated"]), outcome=outcome,  # type: ignore[arg-type]
    )  # fmt: skip


def _observation(document: dict[str, str], row: dict[str, str], number: int) -> Observation:
    start, end = (dt.date.fromisoformat(row[c]) for c in ("period_start", "period_end"))
    count, low, high = (int(row[c]) if row[c] else None for c in ("count", "count_low", "count_high"))
    other = dict(pair.split("=") for pair in row["other"].split("; ") if pair)
    split = [row[c] != "all" for c in ("age_band", "sex", "online", "offence_group")]
    series = json.dumps([row["path"], row["table"] or row["sheet"], row["measure"], split, bool(row["offence_code"])])
    campaign, respondent, _ = row["path"].split("/")
    return Observation(
        campaign=campaign,
        respondent=respondent,
        document_id=document["sha256"],
        observation_id=hashlib.sha256(f"{document['sha256']} {number}".encode()).hexdigest(),
        series_id=hashlib.sha256(series.encode()).hexdigest(),
        force_id=row["force_id"],
        period_start=start,
        period_end=end,
        period_label=period_label(start, end),
        period_type=period_type(start, end),
        measure=row["measure"],
        offence_code=row["offence_code"] or None,
        offence_group=row["offence_group"],
        age_low=int(row["age_low"]) if row["age_low"] else None,
        age_high=int(row["age_high"]) if row["age_high"] else None,
        age_band=row["age_band"],
        sex=row["sex"],
        online=row["online"],
        other=other,
        is_total=row["is_total"] == "true",
        age_is_cumulative=row["age_is_cumulative"] == "true",
        count=count,
        value=None if count is None else float(count),
        count_low=low,
        count_high=high,
        status=row["status"],  # type: ignore[arg-type]
        exemption=row["exemption"] or None,
        place=Place(
            page=int(row["page"]) if row["page"] else None,
            sheet=row["sheet"] or None,
            table=int(row["table"]) if row["table"] else None,
            row=int(row["row"]) if row["row"] else None,
            column=int(row["column"]) if row["column"] else None,
        ),
        raw_row_label=row["raw_row_label"] or None,
        raw_column_label=row["raw_column_label"] or None,
        raw_value=row["raw_value"] or None,
        method="records" if row["unit"] == "record_group" else "workbook",
        flags=["blank_as_zero"] if row["blank_as_zero"] == "true" else [],
    )
