"""One table under two forces, and what is no such table."""

from __future__ import annotations

import dataclasses
import datetime as dt

from flows.check.same_tables import Twin
from flows.check.same_tables import same_tables as twins_of
from schemas.rows import Observation, Place


def table(force: str, document: str, counts: list[int], **given) -> list[Observation]:
    return [
        Observation(
            "2016-17", force, document, f"{document}{force}{age}", "s", force, dt.date(2016, 4, 1),
            dt.date(2017, 3, 31), measure="offences", age_low=age, age_high=age, age_band=f"{age}-{age}", count=count,
            value=float(count), count_low=count, count_high=count, place=Place(table=1, row=age + 1, column=2), **given,
        )
        for age, count in enumerate(counts)
    ]  # fmt: skip


def same_tables(rows: list[Observation]) -> list[Twin]:
    return twins_of(rows)


COUNTS = [11, 25, 37, 4]


def test_the_same_table_under_two_forces_is_found_under_both():
    found = same_tables(table("kent", "a", COUNTS) + table("essex", "b", COUNTS))
    assert [(twin.first.force_id, len(twin.names), twin.other.force_id) for twin in found] == [
        ("kent", 4, "essex"),
        ("essex", 4, "kent"),
    ]


def test_what_a_person_said_of_one_leaves_the_other_in_doubt():
    said = [dataclasses.replace(row, flags=["force_said"]) for row in table("kent", "a", COUNTS)]
    assert [twin.first.force_id for twin in same_tables(said + table("essex", "b", COUNTS))] == ["essex"]


def test_other_tables_are_no_twins():
    kent = table("kent", "a", COUNTS)
    assert same_tables(kent + table("kent", "b", COUNTS)) == []
    assert same_tables(kent + table("essex", "b", [*COUNTS[:3], 5])) == []
    assert same_tables(kent + table("essex", "a", COUNTS)) == []
    few = [1, 2, 30, 30]
    assert same_tables(table("kent", "a", few) + table("essex", "b", few)) == []


def test_a_joint_table_sent_by_both_forces_is_no_twin():
    """Each of two letters prints both forces' figures: a figure stands twice, under its own force."""
    others = [count + 1 for count in COUNTS]
    joint = [table("kent", name, COUNTS) + table("essex", name, others) for name in ("a", "b")]
    assert same_tables(joint[0] + joint[1]) == []
