"""Charts show what is said for sure, and tell in words and as a table what they show."""

from __future__ import annotations

from flows.publish.charts import LOOKS, charts
from flows.publish.figures import CampaignFigures
from flows.publish.quantities import QUANTITIES, Figure


def campaign(**values: tuple[int | None, int | None, str]) -> CampaignFigures:
    """The total of each force, this year and last, with the note of this year's; nothing else is said."""
    figures = {}
    for force, (this, last, note) in values.items():
        for quantity in QUANTITIES:
            total = quantity.name == "total"
            told = this if total else None
            figures[force, quantity.name, 2016] = Figure(force, 2016, quantity.name, told, note, in_doubt=bool(note))
            figures[force, quantity.name, 2015] = Figure(force, 2015, quantity.name, last if total else None)
    return CampaignFigures("2016-17", 2016, figures, tuple(sorted(values)), {})


def test_only_forces_that_say_both_years_for_sure_are_drawn_and_the_rest_is_told() -> None:
    figures = campaign(
        kent=(40, 30, ""),
        essex=(20, 25, ""),
        sussex=(10, None, ""),
        surrey=(None, 9, "in doubt: 9 is printed (ocr_unsure)"),
    )
    drawn = {chart.name: chart for chart in charts(figures)}
    assert drawn["this-and-last"].rows == (("Kent", 40, 30), ("Essex", 20, 25))
    assert "Of 2 forces" in drawn["this-and-last"].summary
    assert drawn["coverage"].rows[0] == ("all offences", 3, 1, 0, 0)
    assert "online" not in drawn


def test_a_chart_is_a_picture_that_needs_nothing_from_outside_in_light_and_dark() -> None:
    (chart, *_) = charts(campaign(kent=(40, 30, "")))
    *_, dark, light = map(chart.svg, LOOKS)
    assert light.startswith("<svg")
    assert "Kent" in light
    assert light != dark
    assert "href=" not in light.replace("xmlns:xlink", "")
    assert "<script" not in light


def test_a_campaign_without_forces_has_no_charts() -> None:
    assert charts(campaign()) == []
