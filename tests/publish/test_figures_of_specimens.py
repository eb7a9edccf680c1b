"""The figures of the specimens, held against their truth."""

import csv
from pathlib import Path

import pytest

from flows.check.supersede import supersede
from flows.publish.figures import campaign_figures
from flows.publish.figures_text import figure_lines

TRUTH = Path(__file__).parent.parent / "specimens" / "figures.csv"
COLUMNS = {"total": "total", "online": "online", "ten_and_under": "le10", "four_and_under": "le4"}


@pytest.fixture
def specimen_figures(specimens):
    rows = supersede(specimens.documents, specimens.observations, specimens.claims).observations
    return campaign_figures("2016-17", rows, 2016)


def said(figures, force_id: str) -> dict[str, int | None]:
    return {q: figures.figures[force_id, q, figures.year].value for q in (*COLUMNS, "one_or_younger")}


def test_staffordshire(specimen_figures):
    assert said(specimen_figures, "staffordshire") == {
        "total": 1681, "online": 374, "ten_and_under": 386, "four_and_under": 65, "one_or_younger": 5,
    }  # fmt: skip
    assert specimen_figures.figures["staffordshire", "total", 2015].value == 1347
    assert specimen_figures.change("staffordshire", "total") == 25
    assert specimen_figures.change("staffordshire", "online") == 66


def test_the_later_return_of_derbyshire_stands(specimen_figures):
    last = specimen_figures.figures["derbyshire", "total", 2015]
    assert (said(specimen_figures, "derbyshire")["total"], last.value) == (1066, 983)


def test_no_figure_is_wrong_and_most_are_said(specimen_figures):
    with TRUTH.open(encoding="utf-8", newline="") as lines:
        truth = list(csv.DictReader(lines))
    unsaid = 0
    for row in truth:
        for quantity, column in COLUMNS.items():
            figure = specimen_figures.figures[row["force_id"], quantity, int(row["financial_year"][:4])]
            assert figure.value in (None, int(row[column])), (row["force_id"], quantity)
            assert figure.documents if figure.value is not None else figure.note
            unsaid += figure.value is None
    assert unsaid <= 17


def test_totals_say_how_many_forces_stand_behind_them(specimen_figures):
    total = specimen_figures.total("online")
    assert (total.forces, total.forces_last_year, total.forces_both) == (21, 20, 20)
    assert total.both_this_year == total.this_year - 250


def test_text_names_forces_growth_and_returns(specimen_figures, specimens):
    lines = figure_lines(specimen_figures, specimens.documents)
    (staffordshire, *_) = [line.split() for line in lines if line.startswith("  staffordshire ")]
    assert staffordshire[:4] == ["staffordshire", "1,681", "1,347", "+25%"]
    assert f"  {staffordshire[4]} 2016-17/staffordshire/FOI 8412 response.pdf" in lines
    (derbyshire, *_) = [line.split() for line in lines if line.startswith("  derbyshire ")]
    assert f"  {derbyshire[4]} 2016-17/derbyshire/002190 final response.pdf" in lines
    assert any("northamptonshire 2016/17 aged four and under: withheld" in line for line in lines)
