"""The reading of a region whose header rows or row labels a person names."""

from __future__ import annotations

from flows.tidy.layout.reading import evidence
from flows.tidy.layout.reading.choice import Choice
from flows.tidy.layout.reading.readings import Reading, candidates
from flows.tidy.layout.regions.regions import Region
from flows.tidy.recipes.rules import TableRule

CERTAIN = 99.0
SECTIONS = ("row", 0)


def cut(region: Region, rule: TableRule) -> Choice | None:
    """The region as the rule cuts it; where it names one side alone, the evidence chooses the other.

    None where the rule leaves no body.
    """
    told = {
        **{("column", row): d for row, d in (rule.header_rows.dimensions if rule.header_rows else {}).items()},
        **{("row", column): d for column, d in (rule.stub_columns.dimensions if rule.stub_columns else {}).items()},
        **({SECTIONS: rule.sections} if rule.sections else {}),
    }
    found: dict[tuple[tuple[int, ...], tuple[int, ...]], Reading] = {}
    for reading in candidates(region):
        rows = _named(rule.header_rows.numbers if rule.header_rows else reading.header_rows, region.rows)
        columns = _named(rule.stub_columns.numbers if rule.stub_columns else reading.stub_columns, region.columns)
        body_rows = [r for r in region.rows if r not in rows and (not rows or r > min(rows))]
        body_columns = [c for c in region.columns if c not in columns]
        if body_rows and body_columns:
            cut_so = Reading(region, rows, columns, body_rows, body_columns, told=told)
            found.setdefault((tuple(rows), tuple(columns)), cut_so)
    if not found:
        return None
    ranked = sorted((evidence.weigh(reading) for reading in found.values()), key=lambda reading: -reading.score)
    return Choice(ranked[0], None, CERTAIN)


def _named(numbers: tuple[int, ...] | list[int], there: list[int]) -> list[int]:
    return [n for n in there if n in numbers]
