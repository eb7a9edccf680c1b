"""No figure is in doubt without a finding that says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.read.grid import Block, Document, Text
from flows.tidy.result import Context
from flows.tidy.tidy import tidy
from schemas.categories import reasons
from tests.tidy.laid import grid

RECORDS = grid(
    ("Crime ref", "Recorded date", "Offence", "Victim age", "Victim sex"),
    ("1", "03/04/2016", "Rape", "4", "Female"),
    ("2", "13/05/2016", "Rape", "", "Female"),
    ("3", "14/06/2016", "Sexual assault", "12", ""),
    ("4", "15/07/2016", "Sexual assault", "13", "Male"),
    ("5", "16/08/2016", "Rape", "9", "Female"),
)
YEARS = grid(("Offences against children", "2015/16", "2016/17"), ("Rape", "157", "236"), ("Grooming", "20", "31"))
STRUCK = replace(
    YEARS, cells=tuple(replace(c, doubts=("partly_struck",)) if c.text == "236" else c for c in YEARS.cells)
)


@pytest.mark.parametrize(
    ("block", "doubt"),
    [
        (STRUCK, "partly_struck"),
        (RECORDS, "label_blank"),
        (Text("There were 57 rapes of children in the year to December 31."), "period"),
    ],
    ids=["struck", "records", "text"],
)
def test_each_doubt_is_told(block: Block, doubt: str) -> None:
    found = tidy(Document("docx", (block,)), Context("d", "reply.docx", "2016-17", "kent"))
    raised = {flag for row in found.observations for flag in reasons(row.flags)}
    assert any(flag.startswith(doubt) for flag in raised)
    assert raised <= {finding.check for finding in found.findings}
