"""Lays out known figures as a table in one of the ways that forces do: the inverse of reading, for property tests."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from itertools import product

from flows.read.grid import Cell, Grid, Text

YEARS = {
    (2015, 2016): [
        ["2015/16", "2016/17"], ["2015-16", "2016-17"], ["2015/2016", "2016/2017"], ["FY15/16", "FY16/17"],
        ["Apr-15 to Mar-16", "Apr-16 to Mar-17"], ["1 April 2015 - 31 March 2016", "1 April 2016 - 31 March 2017"],
        ["2015 / 16", "2016 / 17"], ["F/Y 2015/16", "F/Y 2016/17"], ["Year ending March 2016", "Year ending March 2017"],
        ["01/04/2015 - 31/03/2016", "01/04/2016 - 31/03/2017"], ["15/16", "16/17"], ["Financial Year 2015/16", "Financial Year 2016/17"],
    ],
}  # fmt: skip
AGES = [
    [((0, 4), "0-4"), ((5, 10), "5-10"), ((11, 15), "11-15"), ((16, 17), "16-17")],
    [((0, 4), "4 and under"), ((5, 10), "5 to 10"), ((11, 15), "11 to 15"), ((16, 17), "16 and 17")],
    [((0, 9), "Under 10"), ((10, 12), "10 - 12"), ((13, 15), "13 - 15"), ((16, 17), "16 - 17")],
    [((0, 0), "Under 1"), *(((n, n), str(n)) for n in range(1, 18))],
    [((0, 5), "0-5 yrs"), ((6, 10), "6-10 yrs"), ((11, 13), "11-13 yrs"), ((14, 17), "14-17 yrs")],
    [((0, 10), "Aged 10 and under"), ((11, 15), "Aged 11 to 15"), ((16, 17), "Aged 16 to 17"), ("unknown", "Age not recorded")],
    [((0, 12), "<13"), ((13, 15), "13-15"), ((16, 17), "16-17"), ("unknown", "Unknown")],
    [((0, 4), "0 to 4 years"), ((5, 9), "5 to 9 years"), ((10, 14), "10 to 14 years"), ((15, 17), "15 to 17 years")],
    [((0, 0), "0"), *(((n, n), str(n)) for n in range(1, 18))],
]  # fmt: skip
SEXES = [
    [("female", "Female"), ("male", "Male")],
    [("female", "F"), ("male", "M"), ("unknown", "U")],
    [("female", "Girls"), ("male", "Boys"), ("unknown", "Not stated")],
    [("male", "Male"), ("female", "Female"), ("unknown", "Unknown")],
    [("female", "FEMALE"), ("male", "MALE"), ("unknown", "UNSPECIFIED")],
    [("female", "Female victims"), ("male", "Male victims"), ("unknown", "Unknown/Unrecorded")],
]
FLAGS = [
    [("yes", "Yes"), ("no", "No")],
    [("yes", "Y"), ("no", "N")],
    [("yes", "Online"), ("no", "Not online")],
    [("yes", "Cyber flagged"), ("no", "Not cyber flagged")],
    [("yes", "Cyber"), ("no", "Non-cyber")],
]
OFFENCES = [
    [("rape", "Rape"), ("sexual_assault", "Sexual assault"), ("grooming", "Sexual grooming"), ("other", "Other sexual offences")],
    [("rape", "19C Rape of a female aged 16 and over"), ("rape", "19D Rape of a female child under 16"), ("sexual_assault", "17A Sexual assault on a male aged 13 and over")],
    [("rape", "19E"), ("rape", "19H"), ("sexual_assault", "20A"), ("sexual_activity", "21"), ("exploitation", "71"), ("grooming", "88A")],
    [("rape", "Rape of a female child under 13"), ("sexual_activity", "Sexual activity involving a child under 13"), ("grooming", "Sexual grooming"), ("other", "Exposure and voyeurism")],
]  # fmt: skip
HEADINGS = {
    "period": ["Year", "Financial year", "Period"],
    "age": ["Age", "Age of victim", "Victim age", "Age group", "Victim Age Band"],
    "sex": ["Sex", "Gender", "Victim gender", "Sex of victim"],
    "online": ["Online flag", "Cyber flag", "Online marker", "Cyber crime flag"],
    "offence": ["Offence", "Offence type", "Offence description", "Crime type"],
}
TOTALS = ["Total", "Grand Total", "TOTAL", "Sum:", "All", "Overall total"]


@dataclass
class Layout:
    """A table laid out, the text above it, and what a reader must find: (dimensions, count) with what is total."""

    grid: Grid
    above: list[Text]
    expected: dict[tuple[object, ...], list[int]] = field(default_factory=dict)
    words: str = ""


def levels(rng: random.Random, dimension: str) -> list[tuple[object, str]]:
    """The values of a dimension with labels of one style."""
    if dimension == "period":
        style = rng.choice(YEARS[2015, 2016])
        return list(zip(((dt.date(2015, 4, 1), dt.date(2016, 3, 31)), (dt.date(2016, 4, 1), dt.date(2017, 3, 31))), style, strict=True))
    return list(rng.choice({"age": AGES, "sex": SEXES, "online": FLAGS, "offence": OFFENCES}[dimension]))


def render(seed: int) -> Layout:
    """A random table: which dimensions stand where, totals, merges, headings, caption, number style."""
    rng = random.Random(seed)
    dimensions = rng.sample(["period", "age", "sex", "online", "offence"], rng.choice([1, 2, 2, 2, 3, 3]))
    if "period" not in dimensions and rng.random() < 0.7:
        dimensions[-1] = "period"
    n_columns = rng.choice([1, 1, 1, 2]) if len(dimensions) > 1 else rng.choice([0, 1])
    across = dimensions[:n_columns]
    down = dimensions[n_columns:]
    across = [d for d in across if d != "offence"] or ([] if "offence" in across and not across[:-1] else across)
    down = [d for d in dimensions if d not in across]
    return _lay_out(rng, across, down, {d: levels(rng, d) for d in dimensions})


def _lay_out(rng: random.Random, across: list[str], down: list[str], values: dict[str, list[tuple[object, str]]]) -> Layout:
    columns = list(product(*(range(len(values[d])) for d in across))) if across else [()]
    rows = list(product(*(range(len(values[d])) for d in down))) if down else [()]
    total_column = bool(across) and rng.random() < 0.5 and len(across) == 1 and across[0] != "period"
    total_row = bool(down) and rng.random() < 0.5 and len(down) == 1 and down[0] != "period"
    total_word = rng.choice(TOTALS)
    merged = rng.random() < 0.5
    separators = rng.random() < 0.5
    stub = max(len(down), 1)
    header = max(len(across), 1)
    cells: list[Cell] = []
    expected: dict[tuple[object, ...], list[int]] = {}

    def put(r: int, c: int, text: str, rs: int = 1, cs: int = 1) -> None:
        if text:
            cells.append(Cell(r, c, text, rs, cs, page=1))

    blank_corner = rng.random() < 0.3 and not {"online"} & set(down)
    for i, d in enumerate(down):
        put(1 if merged else header, i + 1, "" if blank_corner else rng.choice(HEADINGS[d]), header if merged else 1)
    for i, d in enumerate(across):
        span = 1
        for later in across[i + 1 :]:
            span *= len(values[later])
        for j in range(0, len(columns), span):
            put(i + 1, stub + 1 + j, values[d][columns[j][i]][1], 1, span if merged else 1)
    if not across:
        put(1, stub + 1, rng.choice(["Number of offences", "Offences", "Count", "Number", "Recorded offences", "No. of crimes"]))
    if total_column:
        put(1 if merged else header, stub + 1 + len(columns), total_word, header if merged else 1)
    counts = {(r, c): rng.choice([0, 3, 12, 45, 160, 804, 1234, 2380]) + rng.randrange(9) for r in range(len(rows)) for c in range(len(columns))}

    def key(r: int | None, c: int | None) -> tuple[object, ...]:
        said: dict[str, object] = {d: "all" for d in ("period", "age", "sex", "online", "offence")}
        if r is not None and down:
            said |= {d: values[d][rows[r][i]][0] for i, d in enumerate(down)}
        if c is not None and across:
            said |= {d: values[d][columns[c][i]][0] for i, d in enumerate(across)}
        return tuple(said.values())

    def figure(n: int) -> str:
        return f"{n:,}" if separators else str(n)

    previous: tuple[int, ...] | None = None
    for r, combination in enumerate(rows):
        line = header + 1 + r
        for i, d in enumerate(down):
            new = previous is None or previous[: i + 1] != combination[: i + 1] or i == len(down) - 1
            if not new:
                continue
            depth = 1
            for later in down[i + 1 :]:
                depth *= len(values[later])
            put(line, i + 1, values[d][combination[i]][1], depth if merged else 1)
        if not down:
            put(line, 1, rng.choice(["Offences", "Recorded sexual offences", "Total offences"]))
        previous = combination
        for c in range(len(columns)):
            put(line, stub + 1 + c, figure(counts[r, c]))
            expected.setdefault(key(r, c), []).append(counts[r, c])
        if total_column:
            n = sum(counts[r, c] for c in range(len(columns)))
            put(line, stub + 1 + len(columns), figure(n))
            expected.setdefault(key(r, None), []).append(n)
    height = header + len(rows)
    if total_row:
        height += 1
        put(height, 1, total_word)
        for c in range(len(columns)):
            n = sum(counts[r, c] for r in range(len(rows)))
            put(height, stub + 1 + c, figure(n))
            expected.setdefault(key(None, c), []).append(n)
        if total_column:
            n = sum(counts.values())
            put(height, stub + 1 + len(columns), figure(n))
            expected.setdefault(key(None, None), []).append(n)
    caption, fixed = _caption(rng, across + down)
    expected = {tuple(f if f is not None and k == "all" else k for k, f in zip(key_, fixed, strict=True)): v for key_, v in expected.items()}
    grid = Grid(height, stub + len(columns) + total_column, tuple(cells), "word")
    words = f"across {across}, down {down}, merged {merged}, total row {total_row}, total column {total_column}, {caption!r}"
    return Layout(grid, [Text(caption)], expected, words)


def _caption(rng: random.Random, shown: list[str]) -> tuple[str, tuple[object, ...]]:
    """A caption, which gives the year where the table does not, and sometimes the sex or the flag."""
    year = (dt.date(2016, 4, 1), dt.date(2017, 3, 31))
    names = {"age": "age", "sex": "sex of victim", "online": "online flag", "offence": "offence", "period": "year"}
    by = " and ".join(names[d] for d in shown if d != "period")
    parts = ["Sexual offences against children"]
    fixed: dict[str, object] = {}
    if "online" not in shown and rng.random() < 0.2:
        parts = ["Sexual offences against children with the cyber flag"]
        fixed["online"] = "yes"
    if "sex" not in shown and rng.random() < 0.2:
        parts.append("where the victim was female")
        fixed["sex"] = "female"
    if by and rng.random() < 0.6:
        parts.append(f"by {by}")
    text = " ".join(parts)
    if "period" not in shown:
        text += rng.choice([", 2016/17", " (2016/17)", " - 1 April 2016 to 31 March 2017"])
        fixed["period"] = year
    return text, tuple(fixed.get(d) for d in ("period", "age", "sex", "online", "offence"))
