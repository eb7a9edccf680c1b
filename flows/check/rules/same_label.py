"""V26: all figures of one row, or of one column, of a table take the same meaning from its label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from flows.check.figure import figure_name, place_name
from flows.check.figures import groups, table_of
from flows.check.registry import Breach, Subject, rule, told
from schemas.checks import threshold
from schemas.rows import Observation

Meaning = Callable[[Observation], Hashable]
MEANINGS: dict[str, Meaning] = {
    "age_band": lambda row: row.age_band,
    "sex": lambda row: row.sex,
    "online": lambda row: row.online,
    "offence": lambda row: (row.offence_code, row.offence_group),
    "force_id": lambda row: row.force_id,
    "measure": lambda row: row.measure,
    "period": lambda row: (row.period_start, row.period_end),
    "other": lambda row: tuple(sorted(row.other.items())),
}


@rule("V26", "error", "one figure of the line has another code than its neighbours: look at the header in the return")
def same_label_same_meaning(subject: Subject) -> Iterator[Breach]:
    """Where the rows of a table say its ages, or its sexes, years and so on, all figures of each row are of one.

    Totals over months are of the years that their blocks are of.
    """
    odd: dict[str, str] = {}
    placed = [r for r in subject.figures if None not in (r.place.table, r.place.row, r.place.column)]
    for table in groups((row for row in placed if row.method != "records"), table_of).values():
        counts = [row for row in table if row.unit == "count"]
        for name, meaning in MEANINGS.items():
            own = [row for row in counts if not row.is_total] if name == "period" else counts
            odd |= dict.fromkeys(_odd(own, meaning, _rows, _columns) + _odd(own, meaning, _columns, _rows), name)
        odd |= dict.fromkeys(_odd(table, _unit, _rows, _columns) + _odd(table, _unit, _columns, _rows), "unit")
        for along, across in ((_rows, _columns), (_columns, _rows)):
            parts = [row for line in across(counts) if 2 * sum(r.is_total for r in line) <= len(line) for row in line]
            odd |= dict.fromkeys(_odd(parts, lambda row: row.is_total, along, across), "is_total")
    yield from told(
        "{n} figures differ in meaning from all others of their line",
        [(row,) for row in subject.figures if row.observation_id in odd],
        lambda row: f"{odd[row.observation_id]} of {figure_name(row)} at {place_name(row.place)}",
    )


Lines = Callable[[Sequence[Observation]], Iterable[list[Observation]]]


def _rows(table: Sequence[Observation]) -> Iterable[list[Observation]]:
    """The figures of a table row by row; where the label of a row changes a new one begins."""
    return groups(table, lambda row: (row.place.row, row.raw_row_label)).values()


def _columns(table: Sequence[Observation]) -> Iterable[list[Observation]]:
    """The same column by column."""
    return groups(table, lambda row: (row.place.column, row.raw_column_label)).values()


def _unit(row: Observation) -> str:
    return row.unit


def _odd(table: Sequence[Observation], meaning: Meaning, along: Lines, across: Lines) -> list[str]:
    """The figures that differ from the rest of their line where but few lines of the table are of two meanings.

    A figure that has its meaning from the line across, as all there have it, is not odd.
    """
    if len(set(map(meaning, table))) < 2:
        return []
    lines = list(along(table))
    mixed = [line for line in lines if len(set(map(meaning, line))) > 1]
    many = sum(len(line) > 1 for line in lines)
    if not mixed or many < threshold("V26", "fewest_lines") or len(mixed) > max(many * threshold("V26", "share"), 1):
        return []
    mixed_across = {
        row.observation_id for line in across(table) if len(set(map(meaning, line))) > 1 for row in line
    }  # fmt: skip
    odd = []
    for line in mixed:
        usual, times = Counter(map(meaning, line)).most_common(1)[0]
        clear = times * 2 > len(line)
        odd += [
            row.observation_id for row in line
            if row.observation_id in mixed_across and not (clear and meaning(row) == usual)
        ]  # fmt: skip
    return odd
