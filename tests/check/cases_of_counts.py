"""Cases of the rules on counts: sums, parts, years, returns beside each other, what is printed twice."""

from tests.check.made import BOYS, BY_SEX, KENT, TOTAL, many
from tests.check.rule_case import CRIME, EARLIER, ESSEX, KENT_TOO, Case

COUNTS = {
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
    "one_measure_in_series": Case(
        "error", "a series counts offences; victims",
        [{"count": 1}, {"count": 2, "measure": "victims"}],
        [{"count": 1}, {"count": 2, "measure": "victims", "series": "t"}, {"count": 2, "measure": None}],
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
}  # fmt: skip
