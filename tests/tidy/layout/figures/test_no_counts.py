"""What is no count where counts are expected is in doubt, and a finding says so."""

from __future__ import annotations

import pytest

from flows.read.grid import Document
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from tests.tidy.laid import grid


def understood(*rows: tuple[str, ...]) -> Tidied:
    return tidy(Document("docx", (grid(*rows),)), Context("d", "reply.docx", "2016-17", "kent"))


@pytest.mark.parametrize("printed", ["-25", "12.5", "1.531"])
def test_a_figure_that_is_no_count_among_counts_is_in_doubt(printed: str) -> None:
    found = understood(("Offence", "2015/16", "2016/17"), ("Rape", "31", printed), ("Grooming", "8", "12"))
    (odd,) = [o for o in found.observations if o.raw_value == printed]
    assert (odd.unit, "value_ambiguous" in odd.flags) == ("other", True)
    assert [f.raw_value for f in found.findings if f.check == "value_ambiguous"] == [printed]
    assert not [o for o in found.observations if o is not odd and o.flags]


@pytest.mark.parametrize("heading", ["Average", "Change", "Rate per 1,000 population", "FTE"])
def test_under_a_heading_of_another_unit_it_is_in_none(heading: str) -> None:
    found = understood(("Offence", "2016/17", heading), ("Rape", "31", "-2.5"), ("Grooming", "8", "12.5"))
    assert not [o for o in found.observations if "value_ambiguous" in o.flags]


def test_changes_with_their_signs_are_in_none() -> None:
    found = understood(("Offence", "2016/17", "On last year"), ("Rape", "31", "-25"), ("Grooming", "8", "+12"))
    assert not [o for o in found.observations if "value_ambiguous" in o.flags]
