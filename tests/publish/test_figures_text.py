import csv
import dataclasses
import datetime as dt
import io

from flows.publish.figures import campaign_figures
from flows.publish.figures_text import figure_lines, figures_csv
from flows.publish.statements import statements
from flows.publish.wide import wide_table
from tests.check.made import KENT, rows

UNLIKE = rows(
    {"count": 300, "force_id": "kent"},
    {"count": 200, "force_id": "kent", "year_from": 2015},
    {"count": 100, "force_id": "essex"},
    {"count": 900, "force_id": "surrey", "year_from": 2015},
)


def test_a_change_stands_beside_the_two_numbers_that_it_is_of():
    figures = campaign_figures("2016-17", UNLIKE, 2016)
    lines = [line.split() for line in figure_lines(figures, [KENT])]
    assert ["all", "forces", "400", "1,100"] in lines
    assert ["forces", "behind", "it", "2", "2"] in lines
    assert ["the", "1", "with", "both", "years", "300", "200", "+50%"] in lines
    table = csv.DictReader(io.StringIO(figures_csv(figures, [KENT])))
    note = next(line["note"] for line in table if line["force"] == "all forces")
    assert note == "growth over the 1 forces with both years: from 200 to 300"


def test_that_a_figure_is_in_doubt_is_said_once():
    doubtful = rows({"count": 300, "force_id": "kent", "flags": ["label_guessed"]}, {"count": 100, "force_id": "essex"})
    (count, *_) = statements(campaign_figures("2016-17", doubtful, 2016), [KENT])
    assert count.left_out["kent"].startswith("in doubt, 2016/17: 300 is printed, but")


def test_a_sum_names_the_forces_that_wait_and_their_numbers():
    waiting = rows(
        {"count": 100, "force_id": "essex"},
        {"count": 300, "force_id": "kent", "flags": ["label_guessed"]},
        {"count": 40, "force_id": "dorset"},
        {"count": 45, "force_id": "dorset"},
        {"count": 4600, "force_id": "police-scotland", "measure": "victims"},
    )
    figures = campaign_figures("2016-17", waiting, 2016)
    (count, *_) = statements(figures, [KENT])
    assert count.sentence == (
        "100 sexual offences against children were recorded in 2016/17 by Essex. "
        "In doubt and not counted: Dorset (40 or 45) and Kent (300). "
        "Not counted, as they count something else: Scotland (4,600 victims)."
    )
    text = " ".join(" ".join(figure_lines(figures, [KENT])).split())
    assert "In doubt and not counted: Dorset (40 or 45 in 2016/17) and Kent (300 in 2016/17)." in text


def test_a_sum_that_no_force_is_missing_from_names_none():
    (count, *_) = statements(campaign_figures("2016-17", rows({"count": 1, "force_id": "kent"}), 2016), [KENT])
    assert count.sentence == "1 sexual offences against children were recorded in 2016/17 by Kent."


def test_spans_that_are_no_years_stand_behind_the_years():
    figures = rows(*({"count": at, "year_from": year} for at, year in ((1, 2015), (2, 2016), (3, 2016))))
    span = {"period_start": dt.date(2015, 4, 1), "period_end": dt.date(2017, 3, 31), "period_type": "range"}
    figures[2] = dataclasses.replace(figures[2], **span, period_label="2015-04-01/2017-03-31")
    columns = list(wide_table(figures, [KENT]).columns)
    assert columns[columns.index("2015/16") :][:3] == ["2015/16", "2016/17", "2015-04-01/2017-03-31"]
