"""One table under two forces: a workbook saved twice, or in the wrong folder, would count twice in every sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from flows.check.columns import Columns
from schemas.checks import threshold
from schemas.rows import Observation

SAID = "force_said"
"""The flag of a figure of which a person said whose it is."""
TABLE = ["document_id", "sheet", "table", "force_id"]
CONTENT = [
    *("measure", "unit", "status", "period_start", "period_end", "sex", "online", "offence_code", "offence_group"),
    *("age", "other", "count_low", "count_high"),
]


@dataclass(frozen=True, slots=True)
class Twin:
    """What a table gives a force: the first of its figures, the ids of all, and the first of another force's same."""

    first: Observation
    names: list[str]
    other: Observation


def same_tables(figures: Columns) -> list[Twin]:
    """The tables of a campaign that stand under two forces in two documents.

    Without those of which a person said whose they are, and those that are too small to be no chance.
    """
    frame = figures.table.select([*TABLE, "row", "column", "observation_id", *CONTENT[:9], *CONTENT[10:]]).to_pandas()
    frame["age"] = figures.table["age_band"].to_pandas().replace("0-17", "all")
    frame["other"] = [repr(sorted(pairs or ())) for pairs in frame["other"]]
    frame["own"] = pd.util.hash_pandas_object(frame[CONTENT].astype(str), index=False)
    frame["said"] = figures.flagged(SAID)
    frame["at"] = range(len(frame))
    frame = frame[frame["force_id"].notna()].sort_values(["row", "column"], kind="stable")
    tables = [own for _, own in frame.groupby(TABLE, dropna=False, sort=True) if _tells(own)]
    content = pd.Series([own["own"].drop_duplicates().sum() for own in tables])
    alike = (group.index for _, group in content.groupby(content, sort=False) if len(group) > 1)
    return [twin for same in alike for twin in _twins(figures, [tables[at] for at in same])]


def _tells(table: pd.DataFrame) -> bool:
    """Whether so many of its figures differ from one another that no other table has them by chance."""
    large = table["count_low"][
        (table["count_low"] == table["count_high"]) & (table["count_low"] > threshold("V22", "above"))
    ]
    return bool(large.nunique() >= threshold("V22", "fewest_of_table"))


def _twins(figures: Columns, same: list[pd.DataFrame]) -> Iterator[Twin]:
    firsts = [figures.row(own["at"].iloc[0]) for own in same]
    for own, first in zip(same, firsts, strict=True):
        other = next((one for one in firsts if _is_another(one, first)), None)
        if other is not None and not own["said"].iloc[0]:
            yield Twin(first, own["observation_id"].tolist(), other)


def _is_another(one: Observation, than: Observation) -> bool:
    return one.force_id != than.force_id and one.document_id != than.document_id
