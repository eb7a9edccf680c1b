"""Charts of a campaign's figures, as an analyst draws them: what is not said for sure is not drawn, and is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import altair as alt
import vl_convert

from flows.publish.figures import CampaignFigures, moved
from flows.publish.force_names import force_name
from flows.publish.headline import state
from flows.publish.quantities import QUANTITIES, year_label
from flows.publish.statements import percent

WIDTH, NARROW = 330, 150
"""Of the plot alone, beside its labels: on a screen, and on that of a telephone."""
LETTER = 0.65
"""The width of a letter, in font sizes, in the widest of the common fonts: who looks has other fonts than who draws."""
SIZE, SMALL = 12, 11
STATES = ("said", "in doubt", "no answer", "withheld")
"""How a force's answer to a statement stands, in the order of a stacked bar."""


class Look(NamedTuple):
    """How a chart is drawn for a window of which the media query `media` holds; its file's name has the `ending`."""

    ending: str
    media: str = ""
    dark: bool = False
    narrow: bool = False


_DARK, _NARROW = "(prefers-color-scheme: dark)", "(max-width: 600px)"
LOOKS = (
    Look("-dark-narrow", f"{_DARK} and {_NARROW}", dark=True, narrow=True),
    Look("-narrow", _NARROW, narrow=True),
    Look("-dark", _DARK, dark=True),
    Look(""),
)
"""The first that fits a window is shown."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with all that it shows as a table: `columns` and `rows`. `summary` says it in a sentence."""

    name: str
    title: str
    summary: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    drawing: alt.LayerChart | alt.Chart

    def svg(self, look: Look = LOOKS[-1]) -> str:
        """The chart as an SVG that needs nothing from outside."""
        dark, narrow = look.dark, look.narrow
        paper, ink, faint = ("#161b20", "#e6eaee", "#343e48") if dark else ("#ffffff", "#1c2329", "#d3dae1")
        ramp = ["#85b5ff", "#ffab66", "#5f6b76", "#cda0ff"] if dark else ["#1d5bb8", "#d9822b", "#aab4be", "#8b5fc0"]
        text = {"labelColor": ink, "titleColor": ink, "labelFontSize": SIZE, "titleFontSize": SIZE}
        longest = max(len(str(row[0])) for row in self.rows)
        drawn = self.drawing.to_dict()
        drawn["width"] = NARROW if narrow else WIDTH
        drawn["padding"] = {"left": 5, "top": 5, "bottom": 5, "right": SMALL * 3}
        drawn["config"] = {
            "background": paper,
            "font": "sans-serif",
            "axis": {"gridColor": faint, "domainColor": faint, "tickColor": faint, "labelLimit": 220, **text},
            "axisY": {"minExtent": round(longest * LETTER * SIZE) + 7},
            "legend": {
                "orient": "top",
                "title": None,
                "symbolStrokeWidth": 2,
                "columns": 2 if narrow else 0,
                "columnPadding": 2 * SIZE,
                **text,
            },
            "view": {"stroke": None},
            "range": {"category": ramp},
            "mark": {"color": ramp[0]},
            "rule": {"color": faint},
            "text": {"color": ink},
        }
        return str(vl_convert.vegalite_to_svg(drawn))


def charts(figures: CampaignFigures) -> list[Chart]:
    """The charts that have anything to show."""
    drawn = (_this_and_last(figures), _online(figures), _ages(figures), _coverage(figures))
    return [chart for chart in drawn if chart is not None]


def _this_and_last(figures: CampaignFigures) -> Chart | None:
    this, last = year_label(figures.year), year_label(figures.year - 1)
    known = {
        force: (
            figures.figures[force, "total", figures.year].value,
            figures.figures[force, "total", figures.year - 1].value,
        )
        for force in figures.forces
    }
    rows = [
        (force_name(force), now, before)
        for force, (now, before) in known.items()
        if now is not None and before is not None
    ]
    rows.sort(key=lambda row: -row[1])
    if not rows:
        return None
    long = [{"force": f, "year": y, "n": n} for f, now, before in rows for y, n in ((last, before), (this, now))]
    span = [{"force": f, "low": min(a, b), "high": max(a, b)} for f, a, b in rows]
    down = alt.Y("force:N", sort=[row[0] for row in rows], title=None)
    lines = alt.Chart(_data(span)).mark_rule(strokeWidth=3).encode(y=down, x="low:Q", x2="high:Q")
    dots = (
        alt.Chart(_data(long))
        .mark_point(size=70, strokeWidth=2, opacity=1)
        .encode(
            y=down,
            x=alt.X("n:Q", title="offences", scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=4)),
            color=alt.Color("year:N", title=None, scale=alt.Scale(domain=[this, last])),
            shape=alt.Shape("year:N", title=None, scale=alt.Scale(domain=[this, last], range=["circle", "diamond"])),
        )
    )
    more = sum(now > before for _, now, before in rows)
    summary = f"Of {_forces(rows)} that gave both years, {more} recorded more offences in {this} than in {last}."
    how = moved(sum(now for _, now, _ in rows), sum(before for *_, before in rows))
    title = f"Recorded offences {how}, {last} to {this}, in {_forces(rows)}"
    return Chart("this-and-last", title, summary, ("force", this, last), tuple(rows), _sized(lines + dots))


def _online(figures: CampaignFigures) -> Chart | None:
    this = year_label(figures.year)
    rows = []
    for force in figures.forces:
        online, total = (figures.figures[force, quantity, figures.year].value for quantity in ("online", "total"))
        if online is not None and total:
            rows.append((force_name(force), online, total, round(100 * online / total, 1)))
    rows.sort(key=lambda row: -row[3])
    if not rows:
        return None
    data = _data([{"force": f, "share": n / total, "label": f"{n:,} of {total:,}"} for f, n, total, _ in rows])
    down = alt.Y("force:N", sort=[row[0] for row in rows], title=None)
    share = alt.X("share:Q", title=f"share with the online flag, {this}", axis=alt.Axis(format="%"))
    bars = alt.Chart(data).mark_bar().encode(y=down, x=share)
    words = alt.Chart(data).mark_text(align="left", dx=4, fontSize=SMALL).encode(y=down, x="share:Q", text="label:N")
    shares = " to ".join(f"{share}%" for share in sorted({rows[-1][3], rows[0][3]}))
    summary = f"{_forces(rows)} gave both figures for {this}; the share with the online flag is {shares}."
    columns = ("force", "with the online flag", "all", "percent")
    share_of_all = percent(sum(row[1] for row in rows), sum(row[2] for row in rows))
    title = f"{share_of_all}% of offences carried the online flag in {this}, in {_forces(rows)}"
    return Chart("online", title, summary, columns, tuple(rows), _sized(bars + words))


def _ages(figures: CampaignFigures) -> Chart | None:
    this = year_label(figures.year)
    rows = []
    for force in figures.forces:
        four, ten, total = (
            figures.figures[force, name, figures.year].value for name in ("four_and_under", "ten_and_under", "total")
        )
        if four is not None and ten is not None and total is not None and four <= ten <= total:
            rows.append((force_name(force), four, ten - four, total - ten))
    if not rows:
        return None
    rows.sort(key=lambda row: -(row[1] + row[2]) / (sum(row[1:]) or 1))
    bands = ("4 and under", "5 to 10", "11 and over")
    values = [
        {"force": row[0], "age": band, "order": at, "n": n}
        for row in rows
        for at, (band, n) in enumerate(zip(bands, row[1:], strict=True))
    ]
    bars = (
        alt.Chart(_data(values))
        .mark_bar()
        .encode(
            y=alt.Y("force:N", sort=[row[0] for row in rows], title=None),
            x=alt.X("n:Q", stack="normalize", title="share of all offences", axis=alt.Axis(format="%")),
            color=alt.Color("age:N", sort=list(bands)),
            order="order:Q",
        )
    )
    summary = f"{_forces(rows)} gave the offences of {this} by the age of the victim; 11 and over is all the others."
    columns = ("force", *bands)
    young, whole = sum(row[1] + row[2] for row in rows), sum(sum(row[1:]) for row in rows)
    share = f"{percent(young, whole)}%" if whole else "None"
    title = f"{share} of offences were against children aged ten and under in {this}, in {_forces(rows)}"
    return Chart("ages", title, summary, columns, tuple(rows), _sized(bars))


def _coverage(figures: CampaignFigures) -> Chart | None:
    if not figures.forces:
        return None
    this = year_label(figures.year)
    counts = {
        quantity.title: _counted(state(figures.figures[force, quantity.name, figures.year]) for force in figures.forces)
        for quantity in QUANTITIES
    }
    values = [
        {"statement": name, "state": one, "order": at, "n": found[one]}
        for name, found in counts.items()
        for at, one in enumerate(STATES)
    ]
    bars = (
        alt.Chart(_data(values))
        .mark_bar()
        .encode(
            y=alt.Y("statement:N", sort=list(counts), title=None),
            x=alt.X("n:Q", title="forces", axis=alt.Axis(tickMinStep=1, format="d")),
            color=alt.Color("state:N", sort=list(STATES)),
            order="order:Q",
        )
    )
    said = counts[QUANTITIES[0].title]["said"]
    summary = "For each figure that was asked for, how the answers of the forces stand."
    rows = tuple((name, *(found[one] for one in STATES)) for name, found in counts.items())
    title = f"{said} of {len(figures.forces)} forces say for sure how many offences there were in {this}"
    return Chart("coverage", title, summary, ("statement", *STATES), rows, _sized(bars))


def _forces(rows: Sequence[object]) -> str:
    return f"{len(rows)} force{'s' * (len(rows) != 1)}"


def _counted(states: Iterable[str]) -> Mapping[str, int]:
    found = list(states)
    return {name: found.count(name) for name in STATES}


def _data(rows: Sequence[dict[str, object]]) -> Any:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def _sized(chart: Any) -> Any:
    return chart.properties(height=alt.Step(18))
