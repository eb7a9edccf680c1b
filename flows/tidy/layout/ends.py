"""Two columns side by side, `From` and `To`, that are the ends of periods or age bands; or two rows of age bands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from flows.tidy.dimensions import headings
from flows.tidy.labels.periods.dates import DATE, Written, written

_A_DAY = dt.timedelta(days=1)
#: One row with two dates may be a heading over figures.
_FEWEST_ROWS = 2
#: So many bands one after another are no figures.
_FEWEST_BANDS = 3
OLDEST = 110


def joined_dates(texts: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """The period in words for each date of two columns that hold the first and last days of whole months in all rows.

    `texts` are those of a table by row and column. Days within a month are when something happened, not what was
    counted over, so that the dates of a list of records stay as they are.

    >>> rows = [("From", "To"), ("01/04/2015", "31/03/2016"), ("01/04/2016", "31/03/2017")]
    >>> joined_dates({(r, c): t for r, row in enumerate(rows) for c, t in enumerate(row)})[2, 1]
    '01/04/2016 to 31/03/2017'
    >>> rows[2] = ("03/05/2016", "31/03/2017")
    >>> joined_dates({(r, c): t for r, row in enumerate(rows) for c, t in enumerate(row)})
    {}
    """
    days: dict[int, dict[int, dt.date]] = {}
    for (row, column), text in texts.items():
        if (day := _day(text)) is not None:
            days.setdefault(column, {})[row] = day
    joined: dict[tuple[int, int], str] = {}
    for column in sorted(days):
        first, last = days[column], days.get(column + 1, {})
        if len(first) < _FEWEST_ROWS or first.keys() != last.keys() or (min(first), column) in joined:
            continue
        if all(_whole_months(first[row], last[row]) for row in first):
            for row in first:
                words = f"{texts[row, column]} to {texts[row, column + 1]}"
                joined[row, column] = joined[row, column + 1] = words
    return joined


def joined_ages(texts: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    """The band in words for each number of two columns under a heading of ages, the first and last of bands that tile.

    >>> rows = [("Age from", "to"), ("0", "2"), ("3", "5"), ("6", "8"), ("not known", "")]
    >>> joined_ages({(r, c): t for r, row in enumerate(rows) for c, t in enumerate(row)})[2, 1]
    '3-5'
    """
    ages: dict[int, dict[int, int]] = {}
    columns: dict[int, dict[int, str]] = {}
    for (row, column), text in texts.items():
        columns.setdefault(column, {})[row] = text
        if text.isdecimal() and int(text) <= OLDEST:
            ages.setdefault(column, {})[row] = int(text)
    joined: dict[tuple[int, int], str] = {}
    for column in sorted(ages):
        lows, highs = ages[column], ages.get(column + 1, {})
        pairs = sorted(lows.keys() & highs.keys())
        over = (t for c in (column, column + 1) for r, t in columns[c].items() if r < pairs[0]) if pairs else ()
        if not any("age" in headings(text) for text in over):
            continue
        bands: dict[int, tuple[int, int]] = {}
        for row in pairs:
            tiled = _tiled(lows, highs, row) if row not in bands else []
            bands |= enumerate(tiled, row) if len(tiled) >= _FEWEST_BANDS else ()
        if len(bands) == len(pairs):  # a row of two ages that follow no others is of a list of records
            for row, (low, high) in bands.items():
                joined[row, column] = joined[row, column + 1] = f"{low}-{high}"
    return joined


def _tiled(lows: Mapping[int, int], highs: Mapping[int, int], row: int) -> list[tuple[int, int]]:
    """The bands from a row on of which each begins a year after the one before it ends, one at least of some years."""
    bands: list[tuple[int, int]] = []
    while (low := lows.get(row)) is not None and (high := highs.get(row)) is not None:
        if low > high or (bands and low != bands[-1][1] + 1):
            break
        bands.append((low, high))
        row += 1
    return bands if any(low < high for low, high in bands) else []


def _day(text: str) -> dt.date | None:
    match = DATE.fullmatch(text.lower())
    date: Written | None = written(match) if match else None
    return date.first() if date is not None and date.year and date.to == "day" else None


def _whole_months(first: dt.date, last: dt.date) -> bool:
    return first < last and first.day == 1 and (last + _A_DAY).day == 1
