"""Cases of the rules on what stands beside counts: labels, forces, lists of crimes, shares, order."""

from tests.check.made import BY_SEX, KENT, many, withheld
from tests.check.rule_case import (
    AS_EXCHANGED,
    DAYS,
    ESSEX,
    GROWING,
    NOTE,
    USUAL,
    Case,
    by_flag,
    grid,
    listed,
    of_bands,
    of_years,
    quarters,
)

WORDS = {
    "figures_of_another_force": Case(
        "error", "1 figures are about one that no label names, or that gives the same: essex 2016/17 offences",
        [{"count": 1}, {"count": 1, "force_id": "essex"}],
        [{"count": 1}, {"count": 1, "force_id": "essex", "raw_row_label": "Essex Police"}],
    ),
    "all_but_some": Case(
        "error", "1 sentences print how many are not so: kent 2016/17 offences, female: 9",
        [{"count": 9, "sex": "female", "method": "prose", "caption": "All but two of the nine were girls."}],
        [{"count": 9, "sex": "female", "method": "prose", "caption": "All nine were girls, but two are not known."}],
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
    "status_as_printed": Case(
        "error", "are not what the cell shows",
        [{"count": 0, "raw_value": None}, {"status": "missing", "raw_value": "12"}],
        [{"count": 0, "raw_value": None, "flags": ["blank_as_zero"]}, {"status": "missing", "raw_value": "n/a"}],
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
        "error", '"Offences, 2013/14 and 2014/15" names none of the years of the figures, 2016/17',
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
    "year_not_over": Case(
        "error", "1 figures are of a year that was not over on 14 February 2017",
        [{"count": 5}, {"count": 4, "year_from": 2015}], [{"count": 4, "year_from": 2015}],
        given={"texts": ["Data extracted from RMS on 14 February 2017."]},
    ),
}  # fmt: skip
