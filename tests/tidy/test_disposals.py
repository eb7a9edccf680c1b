from __future__ import annotations

from tests.tidy.laid import read


def measures(*rows: tuple[str, ...]) -> set[object]:
    return {d.values.get("measure") for d in read(*rows).drafts}


def test_a_table_of_disposals_counts_outcomes() -> None:
    rows = (("Charged/summonsed", "363"), ("Caution - youths", "4"), ("Community resolution", "34"), ("Total", "401"))
    assert measures(("Result", "Offences 2016/17"), *rows) == {"outcomes"}


def test_a_table_that_mentions_one_disposal_keeps_what_it_counts() -> None:
    rows = (("Whatsapp", "3"), ("Snapchat", "4"), ("Under investigation", "1"))
    assert measures(("Platform", "Offences 2016/17"), *rows) == {"offences"}
