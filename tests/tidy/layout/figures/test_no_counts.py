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


def test_a_column_with_as_many_digits_behind_the_point_holds_amounts() -> None:
    """`40.0` among `12.5` is no count, and nothing is misprinted; `1.531` may be a count of thousands."""
    names = ("Kent", "Essex", "Surrey", "Durham", "Gwent")
    hours = understood(("Area", "Open"), *zip(names, ("12.5", "40.0", "7.5", "19.0", "36.3"), strict=True))
    assert {(o.unit, "value_ambiguous" in o.flags) for o in hours.observations} == {("other", False)}
    counts = understood(("Area", "Open"), *zip(names, ("1.531", "4.022", "7.513", "1.908", "3.634"), strict=True))
    assert all("value_ambiguous" in o.flags for o in counts.observations)
