from __future__ import annotations

import pytest

from flows.tidy.flags.qualifiers import flag_unused_qualifiers
from schemas.rows import Observation, Place


def figure(label: str, **said: str) -> Observation:
    place = Place(table=1, row=2, column=2)
    return Observation("c", "kent", "d", "o", "s", count=12, raw_row_label=label, place=place, unit="count", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "in_doubt"),
    [
        (figure("Rape > Girls"), True),
        (figure("With the online flag"), True),
        (figure("Girls", sex="female"), False),
        (figure("Rape of a female child under 16"), False),
        (figure("Offences by sex and online flag"), False),
        (figure("Girls and boys"), False),
    ],
)
def test_a_figure_of_all_whose_label_says_some_is_in_doubt(row: Observation, in_doubt: bool) -> None:
    findings = flag_unused_qualifiers([row])
    assert ("qualifier_unused" in row.flags, len(findings)) == (in_doubt, int(in_doubt))
