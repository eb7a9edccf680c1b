"""Tables of one shape under headings that nothing knows: what the headings name tells their figures apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from flows.tidy.labels.explain import explain
from flows.tidy.text.phrases import says
from schemas.rows import Observation

NAME = "heading"
_LONGEST = 60


def tell_apart(observations: Sequence[Observation]) -> None:
    """Keep the headings of tables with the same labels as a dimension of their own, where they alone differ.

    `Darlington Memorial Hospital` over one table and `Bishop Auckland Hospital` over the next are no coded dimension.
    """
    tables: dict[int, list[Observation]] = defaultdict(list)
    for row in observations:
        if row.place.table is not None and row.method != "records":
            tables[row.place.table].append(row)
    alike: dict[frozenset[tuple[str | None, str | None]], list[list[Observation]]] = defaultdict(list)
    for rows in tables.values():
        alike[frozenset((o.raw_row_label, o.raw_column_label) for o in rows)].append(rows)
    for group in alike.values():
        headings = [{o.caption or "" for o in rows} for rows in group]
        names = [next(iter(h)) for h in headings if len(h) == 1]
        if len(group) < 2 or len(set(names)) < len(group):
            continue
        if all(map(_names_a_thing, names)):
            for rows, name in zip(group, names, strict=True):
                for row in rows:
                    row.other = {**row.other, NAME: name}


def _names_a_thing(heading: str) -> bool:
    if len(heading) > _LONGEST or says("tables", heading, "number of a heading") or heading[-1:] in ".?:":
        return False
    found = explain(heading)
    return not found.meanings and not found.undecided
