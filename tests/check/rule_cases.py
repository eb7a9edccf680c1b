"""For each rule figures that break it and figures that keep it."""

import datetime as dt
from dataclasses import dataclass, field

from flows.check.evidence.published_figures import PublishedFigure
from flows.check.evidence.recorded_crime import RecordedCrime
from schemas.rows import DocumentRow, LedgerCell, Place
from tests.check.made import BOYS, BY_SEX, KENT, TOTAL, many, withheld

KENT_TOO = DocumentRow("2016-17", "kent", "b", "2016-17/kent/b.pdf")
ESSEX = DocumentRow("2016-17", "essex", "b", "2016-17/essex/b.pdf")
EARLIER = DocumentRow("2015-16", "kent", "b", "2015-16/kent/b.pdf")
CRIME = RecordedCrime({("kent", 2016, "19E"): 40, ("kent", 2016, "19C"): 100, ("kent", 2016, "86"): 20}, "prc.csv")
PUBLISHED = [PublishedFigure("2017-03", "kent", 2015, "offences", "all", "all", 1571, "row 2")]


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
CASES = {
    "whole_number": Case(
        "error", '"-25"',
        [{"count": 3}, {"count": 4}, {"unit": "other", "value": -25.0, "raw_value": "-25"}],
        [{"count": 3, "column": 2}, {"count": 4, "column": 2}, {"unit": "other", "value": -25.0, "column": 3}],
    ),
    "count_as_printed": Case(
        "error", '21, but "12" is printed',
        [{"count": 21, "raw_value": "12"}],
        [{"count": 1681, "raw_value": "1,681*"}, {"count": 0, "raw_value": None},
         {"count": 258, "raw_value": "421 (A) 258 (B)"}],
    ),
    "total_of_parts": Case(
        "error", "9, parts 8",
        [{"count": 3, "online": "yes"}, {"count": 5, "online": "no"}, {"count": 9, **TOTAL}],
        [{"count": 3, "online": "yes"}, {"count": 5, "online": "no"}, {"count": 8, **TOTAL}],
    ),
    "total_in_another_document": Case(
        "warning", "offences: 100, parts there 210",
        [{"count": 100, "document": "b"}, *many(60, 70, 80)],
        [{"count": 100, "document": "b"}, *many(20, 30, 40)],
        (KENT, KENT_TOO),
    ),
    "one_measure_in_series": Case(
        "error", "a series counts offences; victims",
        [{"count": 1}, {"count": 2, "measure": "victims"}],
        [{"count": 1}, {"count": 2, "measure": "victims", "series": "t"}],
    ),
    "victims_at_least_offences": Case(
        "error", "40, offences 100",
        [{"count": 100}, {"count": 40, "measure": "victims"}],
        [{"count": 100}, {"count": 120, "measure": "victims"}],
    ),
    "online_within_all": Case(
        "error", "6 of 5", [{"count": 5}, {"count": 6, "online": "yes"}], [{"count": 5}, {"count": 5, "online": "yes"}]
    ),
    "age_bands_tile": Case(
        "warning", "0-5 and 5-10 overlap",
        [{"count": 1, "band": "0-5"}, {"count": 1, "band": "5-10"}],
        [{"count": 1, "band": "0-4"}, {"count": 1, "band": "5-10"}],
    ),
    "age_bands_nest": Case(
        "error", "aged 0-4: 5, but kent 2016/17 offences, aged 0-10: 4",
        [{"count": 5, "band": "0-4"}, {"count": 4, "band": "0-10"}],
        [{"count": 4, "band": "0-4"}, {"count": 4, "band": "0-10"}],
    ),
    "sexes_add_up": Case("error", "9, parts 8", [*BY_SEX, {"count": 9, **TOTAL}], [*BY_SEX, {"count": 8, **TOTAL}]),
    "age_fits_offence": Case(
        "warning", "aged 13-15: 2",
        [{"count": 2, "band": "13-15", "offence_code": "19E", "offence_group": "rape"},
         {"count": 9, "band": "10-12", "offence_code": "19E", "offence_group": "rape"}],
        [{"count": 2, "band": "12-12", "offence_code": "19E", "offence_group": "rape"},
         {"count": 0, "band": "13-15", "offence_code": "19E", "offence_group": "rape"}],
    ),
    "sex_fits_offence": Case(
        "error", "17B, female: 9",
        [{**BOYS, "count": 9, "sex": "female"}, {**BOYS, "count": 1}],
        [{**BOYS, "count": 9}, {**BOYS, "count": 0, "sex": "female"}, {**BOYS, "count": 2, "sex": "unknown"}],
    ),
    "sex_holds_its_offences": Case(
        "warning", "offences, male: 12",
        [{**BOYS, "count": 9, "sex": "all"}, {**BOYS, "count": 5, "sex": "all", "offence_code": "17A"},
         {"count": 12, "sex": "male"}, {"count": 90, "sex": "female"}],
        [{**BOYS, "count": 9, "sex": "all"}, {**BOYS, "count": 9, "sex": "all", "series": "t"},
         {"count": 9, "sex": "male"}, {"count": 0, "sex": "male", "year_from": 2015}],
    ),
    "change_between_years": Case(
        "error", "offences: 1,681 -> 168",
        [{"count": 1681, "year_from": 2015}, {"count": 168}],
        [{"count": 100, "year_from": 2015}, {"count": 200}, {"count": 2, "year_from": 2015, "online": "yes"},
         {"count": 9, "online": "yes"}],
    ),
    "year_copied": Case(
        "error", "6 figures are those of the year before",
        [*many(10, 20, 30, 40, 50, 60), *many(10, 20, 30, 40, 50, 60, year_from=2015)],
        [*many(10, 20, 30, 40, 50, 60), *many(10, 21, 30, 40, 50, 60, year_from=2015)],
    ),
    "figure_in_two_documents": Case(
        "error", "kent 2016/17 offences: 2, there 1",
        [{"count": 1}, {"count": 2, "document": "b"}],
        [{"count": 1}, {"count": 2, "document": "b", "year_from": 2015}],
        (KENT, KENT_TOO),
    ),
    "unnamed_in_two_documents": Case(
        "warning", "kent 2016/17 figure: 2, there 1 offences",
        [{"count": 1}, {"count": 2, "document": "b", "measure": None}],
        [{"count": 1}, {"count": 1, "document": "b", "measure": None}],
        (KENT, KENT_TOO),
    ),
    "figure_from_two_respondents": Case(
        "error", "kent 2016/17 offences: 1, there 2",
        [{"count": 1}, {"count": 2, "document": "b", "respondent": "essex"}],
        [{"count": 1}, {"count": 2, "document": "b", "respondent": "essex", "force_id": "essex"}],
        (KENT, ESSEX),
    ),
    "figure_in_earlier_campaign": Case(
        "error", "kent 2015/16 offences: 200, in 2015-16 100",
        [{"count": 200, "year_from": 2015}, {"count": 100, "year_from": 2015, "document": "b", "campaign": "2015-16"}],
        [{"count": 108, "year_from": 2015}, {"count": 100, "year_from": 2015, "document": "b", "campaign": "2015-16"}],
        (KENT, EARLIER),
    ),
    "years_of_earlier_campaign": Case(
        "error", "kent 2016/17 offences, 19C: 10, in 2015-16 of 2015/16",
        [*many(10, 20, 30, 40, 50), *many(10, 20, 30, 40, 50, year_from=2015, document="b", campaign="2015-16")],
        [*many(11, 22, 33, 44, 55), *many(10, 20, 30, 40, 50, year_from=2015),
         *many(10, 20, 30, 40, 50, year_from=2015, document="b", campaign="2015-16")],
        (KENT, EARLIER),
    ),
    "year_absent": Case(
        "warning", "kent gives no offences for 2015/16", [{"count": 1}], [{"count": 1}, {"count": 1, "year_from": 2015}]
    ),
    "questions_unanswered": Case(
        "info", "nothing by sex from kent",
        [{"count": 1, "band": "0-4"}, {"count": 1, "online": "yes"}, *many(3)],
        [{"count": 1, "band": "0-4"}, {"count": 1, "online": "yes"}, {"count": 1, "sex": "male"}, *many(3)],
    ),
    "growth_like_with_like": Case(
        "warning", "0 forces give offences of both years; only this year from kent",
        [{"count": 1}],
        [{"count": 1}, {"count": 1, "year_from": 2015}],
    ),
    "age_unknown": Case(
        "error", "50% of the victims is unknown",
        [{"count": 50, "band": "0-4"}, {"count": 50, "band": "unknown"}],
        [{"count": 90, "band": "0-4"}, {"count": 10, "band": "unknown"}],
    ),
    "recorded_floor": Case(
        "warning", "fewer than the classes of children in prc.csv: kent 2016/17 offences: 39, there 40",
        [{"count": 39}], [{"count": 40}], given={"recorded_crime": CRIME},
    ),
    "recorded_ceiling": Case(
        "error", "more than all sexual offences in prc.csv: kent 2016/17 offences: 161, there 160",
        [{"count": 161}], [{"count": 160}, {"count": 161, "year_from": 2015}], given={"recorded_crime": CRIME},
    ),
    "figure_twice_in_document": Case(
        "error", "1, and 2 at table 2 row 2 column 2",
        [{"count": 1}, {"count": 2, "table": 2}], [{"count": 1}, {"count": 1, "table": 2}],
    ),
    "figure_twice_in_series": Case(
        "warning", "1 figures stand twice", [{"count": 1}, {"count": 1}], [{"count": 1}, {"count": 1, "series": "t"}]
    ),
    "total_read_as_part": Case(
        "warning", "offences, other: 60",
        [*many(10, 20, 30), {"count": 60, "offence_group": "other"}],
        [*many(10, 20, 30), {"count": 50, "offence_group": "other"}],
    ),
    "figures_of_another_force": Case(
        "error", "1 figures are about one that no label names: essex 2016/17 offences",
        [{"count": 1}, {"count": 1, "force_id": "essex"}],
        [{"count": 1}, {"count": 1, "force_id": "essex", "raw_row_label": "Essex Police"}],
    ),
    "another_force_speaks": Case("warning", "lies with kent, but names essex", [{"count": 1}], [], cells=(NOTE,)),
    "code_as_labelled": Case(
        "error", '"19E - Rape"',
        [{"count": 3, "offence_code": "19C", "offence_group": "rape", "raw_row_label": "19E - Rape"}],
        [{"count": 3, "offence_code": "19C", "offence_group": "rape", "raw_row_label": "019C > Rape"},
         {"count": 3, "band": "5-10", "raw_row_label": "05-Oct"}],
    ),
    "percentage_of_counts": Case(
        "warning", "26%, count 3",
        [{"count": 12}, {"count": 3, "sex": "male"}, {"unit": "percent", "raw_value": "26%", "sex": "male"}],
        [{"count": 12}, {"count": 3, "sex": "male"}, {"unit": "percent", "raw_value": "25%", "sex": "male"}],
    ),
    "cancelled_crimes": Case(
        "warning", "cancelled or transferred",
        [{"count": 3, "raw_row_label": "Of which no-crimed"}], [{"count": 3, "raw_row_label": "No. of crimes"}],
    ),
    "attempts_once": Case(
        "warning", "Attempted rape",
        [{"count": 9, "raw_row_label": "Rape"}, {"count": 3, "raw_row_label": "Attempted rape"}],
        [{"count": 9, "raw_row_label": "Rape"}, {"count": 3, "raw_row_label": "Attempted rape", "series": "t"}],
    ),
    "interval_as_printed": Case(
        "error", '(2 to 3), "<5"',
        [withheld(low=2, high=3)], [withheld(), withheld("*"), withheld("1-4"), withheld("0 to 5", 0, 5)],
    ),
    "mark_means_one_thing": Case(
        "error", '"*" at',
        [withheld("*"), {"count": 0, "raw_value": "*"}], [withheld("*"), {"count": 0, "raw_value": "-"}],
    ),
    "status_as_printed": Case(
        "error", "are not what the cell shows",
        [{"count": 0, "raw_value": None}, {"status": "missing", "raw_value": "12"}],
        [{"count": 0, "raw_value": None, "flags": ["blank_as_zero"]}, {"status": "missing", "raw_value": "n/a"}],
    ),
    "force_left_over": Case(
        "error", "have the name of a force left over",
        [{"count": 1, "other": {"Force": "London, City of"}}],
        [{"count": 1, "other": {"Force": "Kent"}}, {"count": 1, "other": {"Area": "North"}}],
    ),
    "figures_of_two_forces": Case(
        "error", "8 of 8 figures are the same under kent and essex",
        [*many(*range(10, 18)), *many(*range(10, 19), force_id="essex", document="b", respondent="essex")],
        [*many(*range(10, 18)), *many(*range(11, 19), force_id="essex", document="b", respondent="essex")],
        (KENT, ESSEX),
    ),
    "total_with_adults": Case(
        "warning", "1 figures of all ages count adults too and are left out: kent 2016/17 offences: 9",
        [{"count": 5, "band": "0-10"}, {"count": 4, "band": "18-25"}, {"count": 9}],
        [{"count": 5, "band": "0-10"}, {"count": 4, "band": "11-17"}, {"count": 9}],
    ),
    "year_mistyped": Case(
        "warning", '"2006/17" is no financial year and is read as 2016/17',
        [{"count": 5, "raw_column_label": "2006/17"}], [{"count": 5, "raw_column_label": "2016/17"}],
    ),
    "label_names_another_force": Case(
        "error", '"WMP"',
        [{"count": 1, "force_id": "west-mercia", "raw_row_label": "WMP"}],
        [{"count": 1, "force_id": "west-midlands", "raw_row_label": "WMP"}],
    ),
    "label_says_otherwise": Case(
        "error", "its label says male",
        [{"count": 1, "sex": "female", "raw_row_label": "Boys"}],
        [{"count": 1, "sex": "male", "raw_row_label": "Boys"}, {"count": 1, "raw_row_label": "Boys and girls"}],
    ),
    "total_as_labelled": Case(
        "error", '"Total" at table 1 row 2 column 2',
        [{"count": 1, "sex": "male"}, {"count": 3, "raw_row_label": "Total"}],
        [{"count": 1, "sex": "male", "at": 1}, {"count": 3, "raw_row_label": "Total", "column": 5}],
    ),
    "same_label_same_meaning": Case("error", "age_band of", grid({"band": "5-10"}), grid({})),
    "share_far_from_others": Case(
        "error", "the other way round it would be 10.0%",
        by_flag((90, 10), *USUAL), by_flag((30, 70), *USUAL),
    ),
    "years_exchanged": Case(
        "error", "total 1,200 -> 700; online 200 -> 80; are the two years exchanged?",
        of_years((1200, 700, 200, 80), *GROWING), of_years((1000, 900, 80, 100), *GROWING),
    ),
    "records_repeated": Case("error", "CR/1000/16 in rows 2 and 242", **listed(*DAYS, DAYS[0])),
    "records_missing": Case(
        "error", "no crime of Jul 2016; Aug 2016; Sep 2016",
        **listed(*(one for one in DAYS if one[1][3:5] not in ("07", "08", "09"))),
    ),
    "records_of_one_sex": Case("error", "all 240 victims are female", **listed(*DAYS, sex="female")),
    "days_exchanged": Case("error", "stand in order only with day and month exchanged", **listed(*AS_EXCHANGED)),
    "periods_missing": Case(
        "warning", "kent 2016/17 offences: nothing after 2016-09-30",
        [{"count": 9}, *quarters(1, 2, 4)], [{"count": 9}, *quarters(1, 2, 3, 4)],
    ),
    "parts_exchanged": Case("error", "aged 0-4: 244, and kent 2016/17 offences, aged 16-17: 75",
        of_bands((62, 244), (253, 75)), of_bands((62, 75), (253, 244)),
    ),
    "ages_out_of_order": Case(
        "warning", "in the order 0-4, 11-15, 5-10",
        [{"count": 1, "band": band} for band in ("0-4", "11-15", "5-10")],
        [{"count": 1, "band": band} for band in ("11-15", "5-10", "0-4")],
    ),
    "years_of_texts": Case(
        "warning", '"Offences, 2013/14 and 2014/15" names none of the years of the figures, 2016/17',
        [{"count": 5}], [{"count": 5, "year_from": 2014}],
        given={"texts": ["Offences, 2013/14 and 2014/15"]},
    ),
    "total_over_forces": Case(
        "error", '23, labelled "Total"',
        [{"count": 3, "raw_row_label": "Kent"}, {"count": 20, "raw_row_label": "Essex", "force_id": "essex"},
         {"count": 23, "raw_row_label": "Total", "is_total": True}],
        [{"count": 3, "raw_row_label": "Kent"}, {"count": 20, "raw_row_label": "Essex", "force_id": "essex"}],
    ),
    "title_says_otherwise": Case(
        "error", '"Offences in 2015/16" names another year',
        [{"count": 3, "caption": "Offences in 2015/16"}, {"count": 4, "caption": "Offences in 2015/16", "sex": "male"}],
        [{"count": 3, "caption": "Offences in 2015/16"},
         {"count": 4, "caption": "Offences in 2015/16", "year_from": 2015}],
    ),
    "answers_the_year_before": Case(
        "error", "gives 2014/15 and 2015/16 and nothing of 2016/17",
        [{"count": 3, "year_from": 2014}, {"count": 4, "year_from": 2015}],
        [{"count": 4, "year_from": 2015}],
    ),
    "parts_of_two_tables": Case(
        "error", "kent 2016/17 offences, female and others: 8;",
        [*BY_SEX, {"count": 3, "online": "yes"}, {"count": 6, "online": "no"}],
        [*BY_SEX, {"count": 3, "online": "yes"}, {"count": 5, "online": "no"}],
    ),
    "published_before": Case(
        "warning", "kent 2015/16 offences: 166, published in 2017-03: 1,571 (row 2)",
        [{"count": 166, "year_from": 2015}], [{"count": 1580, "year_from": 2015}],
        given={"published_figures": PUBLISHED},
    ),
    "year_not_over": Case(
        "error", "1 figures are of a year that was not over on 14 February 2017",
        [{"count": 5}, {"count": 4, "year_from": 2015}], [{"count": 4, "year_from": 2015}],
        given={"texts": ["Data extracted from RMS on 14 February 2017."]},
    ),
    "withheld_as_labels": Case(
        "error", '"<5" at table 1 row 2 column 2 stands for a withheld count',
        [{"count": 84}], [{"count": 84}],
        cells=(LedgerCell("2016-17", "kent", "a", Place(table=1, row=2, column=2), "<5", "header"),),
        given={"texts": ["Figures of 1 to 4 are shown as <5 to protect identities."]},
    ),
}  # fmt: skip
