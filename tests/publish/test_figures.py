import csv
import dataclasses
import datetime as dt
import io

import pytest

from flows.publish.figures import campaign_figures, campaign_year, percent_change
from flows.publish.figures_text import figure_lines, figures_csv
from schemas.rows import DocumentRow, Observation, Place
from tests.check.made import confidence

FY = {2016: (dt.date(2016, 4, 1), dt.date(2017, 3, 31)), 2015: (dt.date(2015, 4, 1), dt.date(2016, 3, 31))}


def row(count: int | None, number: int, year: int = 2016, band: str = "all", **given) -> Observation:
    low, _, high = band.partition("-")
    ages = {"age_low": int(low), "age_high": int(high)} if high else {}
    amount = (
        {"count": count, "value": float(count), "count_low": count, "count_high": count} if count is not None else {}
    )
    given.setdefault("confidence", confidence(given.get("flags", ())))
    return Observation(
        "2016-17", "kent", given.pop("document", "a"), str(number), "s", "kent", *FY[year],
        period_type="financial_year", measure=given.pop("measure", "offences"), age_band=band,
        **{**ages, **amount, **given},
    )  # fmt: skip


def rows(*given: dict) -> list[Observation]:
    return [row(number=number, **one) for number, one in enumerate(given)]


def figure(observations: list[Observation], quantity: str = "total"):
    return campaign_figures("2016-17", observations, 2016).figures["kent", quantity, 2016]


def test_figures_that_disagree_are_not_chosen_between():
    found = figure(rows({"count": 100}, {"count": 120, "document": "b"}))
    assert (found.value, found.note) == (None, "printed as 100 and 120")
    assert found.documents == ("a", "b")


def adults(*more: dict) -> list[Observation]:
    """A table of children and adults with their total, and what else is given."""
    place = Place(table=1)
    bands = [(100, "0-10"), (120, "11-17"), (90, "18-25"), (124, "26-40")]
    table = [{"count": count, "band": band, "place": place} for count, band in bands]
    return rows(*table, {"count": 434, "is_total": True, "place": place}, *more)


@pytest.mark.parametrize("elsewhere", [[], [{"count": 434}]])
def test_a_total_that_holds_adults_is_no_figure_and_nor_is_the_same_told_elsewhere(elsewhere):
    found = figure(adults(*elsewhere))
    assert (found.value, found.in_doubt) == (None, True)
    assert found.note == "the printed total counts adults too: the parts that are listed come to 220"


def test_a_figure_of_children_beside_it_stands():
    assert figure(adults({"count": 220, "place": Place(table=2)})).value == 220
    unknown = {"count": 0, "band": "unknown", "place": Place(table=1)}
    assert figure(adults(unknown)).note == "sum of 3 printed figures"


def test_where_children_cannot_be_told_from_adults_the_figure_is_in_doubt():
    place = Place(table=1)
    found = figure(rows({"count": 314, "band": "0-25", "place": place}, {"count": 434, "place": place}))
    assert (found.value, found.in_doubt, found.note) == (None, True, "the printed total counts adults too")


def test_a_band_of_adults_that_counts_none_makes_no_total_one_of_adults():
    place = Place(table=1)
    assert figure(rows({"count": 0, "band": "18-25", "place": place}, {"count": 434, "place": place})).value == 434


def test_a_figure_that_is_printed_and_cannot_be_trusted_is_in_doubt_and_one_that_nobody_gave_is_a_dash():
    unclear = dataclasses.replace(row(434, 1), force_id=None, flags=["force_unclear"], confidence=0.0)
    figures = campaign_figures("2016-17", [unclear, dataclasses.replace(row(500, 3), force_id="essex")], 2016)
    lines = [line.split() for line in figure_lines(figures, [])]
    assert ["kent", "in", "doubt", "-", "-", "[1]"] in lines
    assert ["essex", "500", "-", "-", "[1]"] in lines
    assert ["all", "forces", "500", "-"] in lines
    assert ["all", "forces", "-", "-"] in lines
    note = "in doubt: 434 is printed, but its return may be another force's"
    assert figures.figures["kent", "total", 2016].note == note


def test_figures_of_no_force_are_listed():
    figures = campaign_figures("2016-17", [dataclasses.replace(row(434, 1), force_id=None)], 2016)
    document = DocumentRow("2016-17", "kentt", "a", "2016-17/kentt/reply.csv")
    assert "  2016-17/kentt/reply.csv: 1 counts" in figure_lines(figures, [document])


def test_figures_that_agree_are_one_and_rest_on_both():
    found = figure(rows({"count": 100}, {"count": 100, "document": "b"}))
    assert (found.value, found.documents) == (100, ("a", "b"))


def test_a_superseded_figure_is_out():
    assert figure(rows({"count": 100, "superseded_by": "b"}, {"count": 120, "document": "b"})).value == 120


def test_a_figure_in_doubt_yields_to_a_sure_one_and_alone_is_not_said():
    doubtful = {"count": 100, "flags": ["label_guessed"]}
    assert figure(rows(doubtful, {"count": 120})).value == 120
    alone = figure(rows(doubtful))
    assert (alone.value, alone.doubted) == (None, 100)
    assert alone.note == "in doubt: 100 is printed, but a label was read by likeness and not by a known alias"


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        (["0-10"], 1),
        (["0-4", "5-10"], 3),
        (["0-4", "0-10"], 2),
        ([f"{age}-{age}" for age in range(11)], 66),
        (["0-5", "6-11"], None),
        (["0-4", "6-10"], None),
        (["0-4", "4-10"], None),
        (["5-10"], None),
    ],
)
def test_ten_and_under_only_from_bands_that_meet_at_ten(bands, expected):
    observations = rows(*({"count": at, "band": band} for at, band in enumerate(bands, start=1)))
    assert figure(observations, "ten_and_under").value == expected


def test_under_one_is_not_one_or_younger():
    assert figure(rows({"count": 5, "band": "0-0"}), "one_or_younger").value is None


def test_a_withheld_part_makes_no_figure():
    withheld = {"count": None, "status": "suppressed", "count_low": 1, "count_high": 4, "band": "0-4"}
    found = figure(rows(withheld, {"count": 6, "band": "5-10"}), "ten_and_under")
    assert (found.value, found.note) == (None, "withheld or incomplete: its parts come to 7 to 10")


def test_a_printed_sum_that_leaves_withheld_parts_out_is_no_figure():
    place = Place(table=1)
    found = figure(
        rows(
            {"count": 20, "band": "0-4", "sex": "female", "place": place},
            {"count": None, "status": "suppressed", "count_low": 1, "count_high": 4, "band": "0-4", "sex": "male",
             "place": place},
            {"count": 20, "band": "0-4", "is_total": True, "place": place},
        ),
        "four_and_under",
    )  # fmt: skip
    assert found.value is None


def test_victims_are_no_offences():
    found = figure(rows({"count": 9, "measure": "victims"}))
    assert (found.value, found.note) == (None, "printed as victims, not as offences")


def test_a_table_that_names_no_measure_counts_offences_where_nothing_else_is_named():
    unnamed = {"count": 4, "online": "yes", "measure": None}
    found = figure(rows({"count": 9}, unnamed), "online")
    assert (found.doubted, found.note) == (4, "in doubt: 4 is printed, but nothing says that it counts offences")
    assert figure(rows({"count": 9}, unnamed, {"count": 10, "measure": "victims"}), "online").value is None
    assert figure(rows(unnamed), "online").value is None


@pytest.mark.parametrize(("offences", "expected"), [(9, 4), (10, None)])
def test_or_where_it_adds_up_to_the_offences_printed(offences, expected):
    ages = [{"count": 4, "band": "0-10", "measure": None}, {"count": 5, "band": "11-17", "measure": None}]
    given = rows({"count": offences}, {"count": 10, "measure": "victims"}, *ages)
    assert figure(given, "ten_and_under").doubted == expected


def test_a_list_of_offences_is_not_taken_for_all_of_them():
    listed = rows(
        {"count": 3, "offence_code": "19C", "offence_group": "rape"},
        {"count": 4, "offence_code": "88A", "offence_group": "grooming"},
    )
    assert figure(listed).value is None
    assert "come to 7" in figure(listed).note


def test_female_and_male_are_not_taken_for_all():
    assert figure(rows({"count": 3, "sex": "female"}, {"count": 4, "sex": "male"})).value is None
    parts = rows({"count": 3, "sex": "female"}, {"count": 4, "sex": "male"}, {"count": 1, "sex": "unknown"})
    assert (figure(parts).value, figure(parts).note) == (8, "sum of 3 printed figures")


@pytest.mark.parametrize(("flags", "expected"), [(["reading_ambiguous"], (None, True)), ([], (142, False))])
def test_a_part_in_doubt_that_is_as_many_as_all_others_doubles_no_sum(flags, expected):
    known = {"count": 30, "sex": "female"}, {"count": 41, "sex": "male"}
    parts = (*known, {"count": 71, "sex": "other", "flags": flags})
    found = figure(rows(*parts))
    assert (found.value, found.in_doubt) == expected


def test_records_are_counted():
    records = rows(
        {"count": 2, "band": "3-3", "sex": "female", "online": "yes", "method": "records"},
        {"count": 5, "band": "9-9", "sex": "male", "online": "no", "method": "records"},
    )
    assert figure(records).value == 7
    assert figure(records, "online").value == 2
    assert figure(records, "four_and_under").value == 2
    assert figure(records).note == "records counted"


def test_growth_counts_only_forces_with_both_years():
    kent, essex = row(150, 1), dataclasses.replace(row(500, 3), force_id="essex")
    figures = campaign_figures("2016-17", [kent, row(100, 2, 2015), essex], 2016)
    total = figures.total("total")
    assert (total.this_year, total.forces, total.change, total.forces_both) == (650, 2, 50, 1)
    assert figures.change("essex", "total") is None


@pytest.mark.parametrize(
    ("this", "last", "change"), [(1045, 1000, 5), (955, 1000, -5), (100, 0, None), (None, 5, None), (0, 5, -100)]
)
def test_change_rounds_half_up(this, last, change):
    assert percent_change(this, last) == change


@pytest.mark.parametrize(("campaign", "year"), [("2016-17", 2016), ("2016-2017", 2016), ("2016-18", None), ("x", None)])
def test_the_year_is_in_the_campaigns_name(campaign, year):
    assert campaign_year(campaign, []) == year


def test_else_the_year_is_the_last_common_one():
    many = [row(1, n) for n in range(8)] + [row(1, n, 2015) for n in range(8)]
    assert campaign_year("pilot", [dataclasses.replace(r, campaign="pilot") for r in many]) == 2016


def test_csv_holds_every_figure_and_no_formula():
    document = DocumentRow("2016-17", "kent", "a", "=cmd|' /C calc'!A0")
    text = figures_csv(campaign_figures("2016-17", rows({"count": 9}), 2016), [document])
    table = list(csv.DictReader(io.StringIO(text)))
    assert table[0] == {
        "force": "kent", "quantity": "total", "year": "2016/17", "value": "9", "change_percent": "", "forces": "",
        "note": "", "documents": "'=cmd|' /C calc'!A0",
    }  # fmt: skip
    assert next(line for line in table if line["force"] == "all forces")["forces"] == "1"


def test_a_doubt_that_no_code_list_knows_is_told_by_its_name():
    (figure,) = [
        one
        for one in campaign_figures("2016-17", rows({"count": 5, "flags": ["some_new_flag"]}), 2016).figures.values()
        if (one.quantity, one.year) == ("total", 2016)
    ]
    assert figure.value is None
    assert figure.note == "in doubt: 5 is printed, but some new flag"
