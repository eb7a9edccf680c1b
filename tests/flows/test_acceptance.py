"""Findings accepted beside a return: marked where they are published, and open again when their figures change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.publish.dataset import load_findings
from flows.publish.summary import summarise
from flows.validation import validate_and_keep, validate_published
from schemas.rows import Finding

Ingest = Callable[..., None]
OVER = "Number of offences recorded,,\nSex,2016/17,2015/16\nFemale,7,5\nOf which online,9,1\nMale,3,4\nTotal,10,9\n"
CORRECTION = "- {file: reply.csv, table: 1, row: 4, column: 2, printed: '9', value: 8, reason: telephone}\n"


@pytest.fixture
def kent(raw: Path) -> Path:
    """The folder of a return of whose offences more are online than there are."""
    folder = raw / "2016-17/kent"
    (folder / "reply.csv").write_text(OVER, encoding="utf-8")
    return folder


def grave(processed: Path) -> Finding:
    """The finding of the return that is looked at."""
    return next(
        one for one in load_findings(processed) if one.respondent == "kent" and one.place.row and one.severity != "info"
    )


def test_an_accepted_finding_is_counted_apart_until_its_figure_changes(
    ingest: Ingest, kent: Path, processed: Path
) -> None:
    ingest()
    found = grave(processed)
    before = summarise(processed).findings[found.severity]
    (kent / "answers.yml").write_text(f"accept:\n- {{finding: {found.finding_id}, why: told so}}\n", encoding="utf-8")
    ingest()
    assert (grave(processed).finding_id, grave(processed).accepted_why) == (found.finding_id, "told so")
    assert (summarise(processed).findings[found.severity], summarise(processed).accepted) == (before - 1, 1)
    assert not [one for one in validate_published(processed) if one.finding_id == found.finding_id]
    assert validate_and_keep(processed, raw=kent.parent.parent).accepted == 1
    (told,) = [one for one in load_findings(processed) if one.check == "acceptance_open_ended"]
    seen = told.remedy.removeprefix("add ")
    (kent / "answers.yml").write_text(f"- {{finding: {found.finding_id}, why: told so, {seen}}}\n", encoding="utf-8")
    ingest()
    assert grave(processed).accepted_why == "told so"
    assert not [one for one in load_findings(processed) if one.check.startswith("acceptance")]
    (kent / "corrections.yml").write_text(CORRECTION, encoding="utf-8")
    ingest()
    assert grave(processed).accepted_why is None
    assert [one.check for one in load_findings(processed) if one.check.startswith("acc")] == ["acceptance_outdated"]
