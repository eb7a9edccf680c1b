"""What holds for a whole table or run of lines was said once, and is wrong for all or for none.

Where some figures that share such a value contradict others, the rest of them are no surer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from flows.tidy.dimensions import find
from flows.tidy.flags.raising import flag
from schemas.rows import Observation

#: What one misread caption or question can say of many figures at once.
SHARED = ("online", "sex", "offence_group")
#: The flagged offences that can be all of them by chance are fewer.
FEWEST = 10
#: So many figures of a table, and this share of them, are contradicted where it is misread.
SOME, MANY = 3, 1 / 3
CONTRADICTED = frozenset({"figures_disagree", "part_exceeds_whole"})


def flag_shared_values(observations: Sequence[Observation]) -> None:
    """Flag the figures whose value of a dimension is that of a whole table in which others are contradicted.

    That the flagged offences are as many as all of them contradicts as well. A table in which many are contradicted is
    misread as a whole.
    """
    counts = [o for o in observations if o.unit == "count" and o.method != "records"]
    for (_, table), rows in groupby(counts, key=lambda o: (o.place.sheet, o.place.table)):
        figures = list(rows)
        sure = [o for o in figures if not CONTRADICTED & set(o.flags)]
        if table is not None and len(figures) - len(sure) >= max(SOME, MANY * len(figures)):
            flag(sure, "table_contradicted")
    alike = _as_many_as_all(counts)
    for together in _said_once(counts):
        sure = [o for o in together if not CONTRADICTED & set(o.flags)]
        against = len(together) - len(sure)
        if against > min(1, MANY * len(together)) or any(id(o) in alike for o in together):
            flag(sure, "value_contradicted")


def _as_many_as_all(counts: Sequence[Observation]) -> set[int]:
    """The figures of flagged offences beside one of all offences that is as large, by identity."""
    of_all = {(_but_for_the_flag(o), o.count) for o in counts if o.online == "all"}
    flagged = (o for o in counts if o.online == "yes" and (o.count or 0) >= FEWEST)
    return {id(o) for o in flagged if (_but_for_the_flag(o), o.count) in of_all}


def _but_for_the_flag(o: Observation) -> tuple[object, ...]:
    age = "all" if (o.age_low, o.age_high) == (0, 17) else o.age_band
    return o.force_id, o.period_start, o.period_end, o.measure, o.offence_group, o.offence_code, age, o.sex


def _said_once(counts: Sequence[Observation]) -> Iterator[list[Observation]]:
    """The figures of a table of which all have one value; in a text the figures in turn that have the flag."""
    for table, rows in groupby(counts, key=lambda o: (o.place.sheet, o.place.table)):
        figures = list(rows)
        if table[1] is None:
            runs = (list(run) for _, run in groupby(figures, key=lambda o: o.online))
            yield from (run for run in runs if len(run) > 1 and run[0].online != "all")
        elif any(_is_narrowed(figures, d) for d in SHARED):
            yield figures


def _is_narrowed(figures: Sequence[Observation], dimension: str) -> bool:
    """Whether all figures have one value of a dimension that is not all of it, an offence by no words of their own."""
    values = {getattr(o, dimension) for o in figures}
    if len(values) != 1 or "all" in values:
        return False
    return dimension != "offence_group" or not any(_names_offence(o) for o in figures)


def _names_offence(row: Observation) -> bool:
    labels = (row.raw_row_label, row.raw_column_label)
    return any(find("offence", label) for label in labels if label)
