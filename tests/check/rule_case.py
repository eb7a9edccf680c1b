"""A case of a rule: figures that break it and figures that keep it; and what several cases are made of."""

import datetime as dt
from dataclasses import dataclass, field

from flows.check.evidence.recorded_crime import RecordedCrime
from schemas.rows import DocumentRow, LedgerCell, Place
from tests.check.made import KENT

KENT_TOO = DocumentRow("2016-17", "kent", "b", "2016-17/kent/b.pdf")
ESSEX = DocumentRow("2016-17", "essex", "b", "2016-17/essex/b.pdf")
EARLIER = DocumentRow("2015-16", "kent", "b", "2015-16/kent/b.pdf")
CRIME = RecordedCrime({("kent", 2016, "19E"): 40, ("kent", 2016, "19C"): 100, ("kent", 2016, "86"): 20}, "prc.csv")


@dataclass
class Case:
    """What a rule says where it is broken, by severity, and rows that break it and rows that keep it."""

    severity: str
    words: str
    breaks: list
    keeps: list
    documents: tuple = (KENT,)
    cells: tuple = ()
    given: dict = field(default_factory=dict)


def grid(first: dict) -> list[dict]:
    """Four ages by two years, the first cell with something else."""
    cells = [
        {"count": 1, "band": band, "year_from": year, "at": at, "column": column, "raw_row_label": band,
         "raw_column_label": str(year)}
        for at, band in enumerate(("0-4", "5-10", "11-15", "16-17"), 1) for column, year in ((2, 2015), (3, 2016))
    ]  # fmt: skip
    return [{**cells[0], **first}, *cells[1:]]


def listed(*records: tuple[str, str], sex: str = "all") -> dict:
    """A list of crimes by reference number and day: the one figure that they are counted as, and their cells."""
    cells = tuple(
        LedgerCell("2016-17", "kent", "a", Place(table=1, row=at, column=column), text, "observation", None, ["0"])
        for at, record in enumerate(records, 2) for column, text in enumerate(record, 1)
    )  # fmt: skip
    figures = [{"count": len(records), "method": "records", "raw_value": None, "at": 2, "column": None, "sex": sex}]
    return {"breaks": figures, "keeps": figures, "cells": cells}


def by_flag(*shares: tuple[int, int]) -> list[dict]:
    """Figures with and without the flag, of one force after another."""
    forces = ("kent", "essex", "sussex", "surrey", "dorset", "norfolk")
    return [
        {"count": count, "online": flag, "force_id": force}
        for force, pair in zip(forces, shares, strict=False) for flag, count in zip(("yes", "no"), pair, strict=True)
    ]  # fmt: skip


def of_years(*years: tuple[int, int, int, int]) -> list[dict]:
    """Offences and those with the flag, last year and this, of one force after another."""
    forces = ("kent", "essex", "sussex", "surrey", "dorset", "norfolk", "suffolk")
    kinds = ((2015, "all"), (2016, "all"), (2015, "yes"), (2016, "yes"))
    return [
        {"count": count, "year_from": first, "online": online, "force_id": force}
        for force, own in zip(forces, years, strict=False) for count, (first, online) in zip(own, kinds, strict=True)
    ]  # fmt: skip


def quarters(*of: int) -> list[dict]:
    """A figure of each of these quarters of 2016/17."""
    begins = [dt.date(2016, 4, 1), dt.date(2016, 7, 1), dt.date(2016, 10, 1), dt.date(2017, 1, 1), dt.date(2017, 4, 1)]
    ends = [day - dt.timedelta(days=1) for day in begins]
    return [
        {"count": 2, "period_type": "range", "period_start": begins[one - 1], "period_end": ends[one], "series": "q"}
        for one in of
    ]


def of_bands(*years: tuple[int, int]) -> list[dict]:
    """The youngest and the oldest, last year and this."""
    return [
        {"count": count, "band": band, "year_from": first}
        for band, own in zip(("0-4", "16-17"), years, strict=True)
        for first, count in zip((2015, 2016), own, strict=True)
    ]  # fmt: skip


USUAL = [(9, 91)] * 5
GROWING = [(800, 1000, 80, 160)] * 6
DAYS = [(f"CR/{1000 + at}/16", f"{1 + at % 28:02}/{1 + at % 12:02}/{2016 + (at % 12 < 3)}") for at in range(240)]
IN_ORDER = [dt.date(2016, 4, 1) + dt.timedelta(days=3 * at) for at in range(120)]
AS_EXCHANGED = [
    (f"CR/{at}", f"{day:%m/%d/%Y}" if day.day <= 12 else f"{day:%d/%m/%Y}") for at, day in enumerate(IN_ORDER)
]
NOTE = LedgerCell("2016-17", "kent", "a", Place(table=1, row=9, column=1), "Source: Essex Police", "note")
