"""What a row is a figure of, how much it is known to be, and how to say it: what all rules compare and name."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable
from typing import Literal, NamedTuple

from schemas.intervals import Interval
from schemas.rows import LEVELS, Observation, Place

Split = Literal["age", "sex", "online", "offence"]
SPLITS: tuple[Split, ...] = ("age", "sex", "online", "offence")
"""The dimensions that a table can split a figure by; each has a value that means `not split`."""
_WHOLE = {"age": "all", "sex": "all", "online": "all", "offence": (None, "all"), "measure": None, "force_id": None,
          "unit": "count"}  # fmt: skip


class FigureKey(NamedTuple):
    """What a figure counts: two rows with equal keys are two statements of one figure."""

    force_id: str | None
    measure: str | None
    unit: str
    start: dt.date | None
    end: dt.date | None
    age: str
    sex: str
    online: str
    offence: tuple[str | None, str]
    other: tuple[tuple[str, str], ...]

    def without(self, *names: str) -> FigureKey:
        """The key of the figure that is not split by the named dimensions, nor told by its measure, force or unit."""
        return self._replace(**{name: _WHOLE[name] for name in names})  # type: ignore[arg-type]

    @property
    def splits(self) -> tuple[str, ...]:
        """The dimensions that the figure is split by."""
        return tuple(name for name in SPLITS if getattr(self, name) != _WHOLE[name])


def key(row: Observation) -> FigureKey:
    """What a row is a figure of. Under 18 is the whole population of the request: `0-17` is `all`."""
    return FigureKey(
        row.force_id,
        row.measure or row.measure_label,
        row.unit,
        row.period_start,
        row.period_end,
        "all" if row.age_band == "0-17" else row.age_band,
        row.sex,
        row.online,
        (row.offence_code, row.offence_group),
        tuple(sorted(row.other.items())) if row.other else (),
    )


def interval(row: Observation) -> Interval:
    """What a counted row is known to be; a figure that is withheld or missing without bounds can be anything."""
    return Interval(row.count_low or 0, row.count_high)


def amount(row: Observation) -> str:
    """A row's figure in words: `1,681`, `1 to 4`, `refused`, `17.5`."""
    if row.unit != "count":
        return row.status if row.value is None else f"{row.value:g}"
    if row.status == "exact" or (row.status == "suppressed" and row.count_high is not None):
        return str(interval(row))
    return row.status


def labels_of(row: Observation) -> str:
    """The labels of a figure as printed, the row's and then the column's."""
    return LEVELS.join(filter(None, (row.raw_row_label, row.raw_column_label)))


def figure_name(row: Observation) -> str:
    """What a row is a figure of, in words.

    >>> figure_name(Observation("c", "kent", "d", "o", "s", "kent", period_label="2016/17", measure="offences",
    ...     age_low=0, age_high=4, age_band="0-4", online="yes"))
    'kent 2016/17 offences, aged 0-4, online yes'
    """
    counted = row.measure or row.measure_label or "figure"
    head = " ".join(filter(None, (row.force_id, row.period_label or "no period", counted)))
    parts = [head]
    if row.offence_code or row.offence_group != "all":
        parts.append(row.offence_code or row.offence_group)
    if row.age_band != "all":
        parts.append("age unknown" if row.age_band == "unknown" else f"aged {row.age_band}")
    if row.sex != "all":
        parts.append("sex unknown" if row.sex == "unknown" else row.sex)
    if row.online != "all":
        parts.append(f"online {row.online}")
    others = [textwrap.shorten(f"{name} {value}", 60, placeholder="…") for name, value in sorted(row.other.items())]
    return ", ".join(parts + others)


def says(row: Observation) -> str:
    """What a row is a figure of, and how much that is."""
    return f"{figure_name(row)}: {amount(row)}"


def place_name(place: Place) -> str:
    """Where something stands, in words.

    >>> place_name(Place(page=2, table=1, row=7, column=3))
    'page 2 table 1 row 7 column 3'
    >>> place_name(Place(sheet="Data", cell="C7")), place_name(Place())
    ('sheet Data cell C7', '')
    """
    if place.cell:
        return f"sheet {place.sheet} cell {place.cell}" if place.sheet else f"cell {place.cell}"
    named = ("page", "sheet", "table", "row", "column")
    return " ".join(f"{name} {getattr(place, name)}" for name in named if getattr(place, name) is not None)


def some(items: Iterable[str], most: int = 5) -> str:
    """The first few of a list, and how many more there are.

    >>> some(["a", "b", "c"], most=2)
    'a; b; and 1 more'
    """
    found = list(items)
    more = [f"and {len(found) - most} more"] if len(found) > most else []
    return "; ".join(found[:most] + more)
