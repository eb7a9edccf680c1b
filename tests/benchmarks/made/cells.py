"""How a made return prints one figure: marks for nil and for few, a second figure beside it, blanks, separators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.benchmarks.made.figures import Cube, Fact, Period, Value, fact
from tests.benchmarks.made.wordings import phrase

SECONDS = {
    "{first} ({second})": "in brackets",
    "{first} / {second}": "after the stroke",
    "{first}\n({second})": "beneath",
}
"""How a second figure is printed in a cell, and where a note says that it stands."""


@dataclass(slots=True)
class Cell:
    """One cell as printed, the true rows of its figures, and its numbers that are none. `down` and `across` span."""

    content: str | int | dt.date = ""
    facts: list[Fact] = field(default_factory=list)
    traps: list[str] = field(default_factory=list)
    down: int = 1
    across: int = 1
    bold: bool = False

    @property
    def text(self) -> str:
        """As it is seen on paper."""
        return f"{self.content:%d/%m/%Y}" if isinstance(self.content, dt.date) else str(self.content)


@dataclass(slots=True)
class Printer:
    """The manner in which the cells of one table are printed, and the notes that it owes its reader."""

    cube: Cube
    fixed: Mapping[str, str]
    zero: str = "0"
    few: str = ""
    second: str = ""
    second_form: str = ""
    of_which: str = ""
    other: Cube | None = None
    also: Mapping[str, str] = field(default_factory=dict)
    separator: str = ""
    notes: list[str] = field(default_factory=list)
    proves_blanks: bool = False

    @classmethod
    def some(cls, rng: Random, cube: Cube, fixed: Mapping[str, str], previous: Period | None) -> Printer:
        """A manner in which the figures of the cube may be printed."""
        made = cls(cube, fixed, separator=rng.choice(("", "", ",", "\u2009")))
        dimensions = {axis.dimension for axis in cube.axes}
        chance = rng.random()
        if chance < 0.12:
            made.zero = rng.choice(("-", "–", "Nil"))
            made.notes.append(phrase(rng, "dash_zero", mark=made.zero))
        elif chance < 0.24:
            made.zero = ""
            made.proves_blanks = rng.random() < 0.7
            made.notes += [phrase(rng, "blank_zero")] if made.proves_blanks else []
        if rng.random() < 0.12:
            made.few = rng.choice(("<5", "*", "1-4"))
            made.notes.append(phrase(rng, "small", mark=made.few))
        kinds = ["share"] + ["online"] * ("online" not in dimensions) + ["previous"] * (previous is not None)
        if rng.random() < 0.15 and not made.few and made.zero:
            made.second, made.second_form = rng.choice(kinds), rng.choice(list(SECONDS))
            made.also = {"online": "yes"} if made.second == "online" else previous.value().says if previous else {}
            made.other = Cube(cube.axes, {labels: rng.randint(0, count) for labels, count in cube.counts.items()})
            slots = {"where": SECONDS[made.second_form], "previous": previous.label if previous else ""}
            made.notes.append(phrase(rng, f"second_{made.second}", **slots))
        elif rng.random() < 0.15 and not made.few and "online" not in dimensions:
            made.of_which, made.also = phrase(rng, "of_which"), {"online": "yes"}
            made.other = Cube(cube.axes, {labels: rng.randint(0, count) for labels, count in cube.counts.items()})
        return made

    def cell(self, values: Sequence[Value], dimensions: Sequence[str]) -> Cell:
        """The figure at the crossing of these values, one for each dimension."""
        crossing = dict(zip(dimensions, values, strict=True))
        count = self.cube.count(crossing)
        row = fact(self.fixed, values, count)
        if count == 0 and not self.zero:
            proved = self.proves_blanks or any(axis.total for axis in self.cube.axes)
            blank = {"raw_value": "", "blank_as_zero": str(proved).lower()}
            lost = {} if proved else {"status": "missing", "count": "", "count_low": "", "count_high": ""}
            return Cell("", [row | blank | lost])
        if 0 < count < 5 and self.few and row["is_total"] == "false":
            hidden = {"status": "suppressed", "count": "", "count_low": "1", "count_high": "4", "raw_value": self.few}
            return Cell(self.few, [row | hidden])
        first = self.zero if count == 0 else f"{count:,}".replace(",", self.separator)
        row["raw_value"] = first
        if not self.second:
            return Cell(count if first.isdecimal() else first, [row])
        if self.second == "share":
            share = self.share(values, dimensions)
            return Cell(self.second_form.format(first=first, second=share), [row], [share])
        part = self.part(values, dimensions)
        return Cell(self.second_form.format(first=first, second=part.content), [row, *part.facts])

    def part(self, values: Sequence[Value], dimensions: Sequence[str]) -> Cell:
        """The other figure at the crossing: how many of these were online, or those of the year before."""
        count = self.other.count(dict(zip(dimensions, values, strict=True))) if self.other else 0
        return Cell(count, [fact(self.fixed, [*values, Value("", self.also)], count)])

    def share(self, values: Sequence[Value], dimensions: Sequence[str]) -> str:
        """Of all that the table counts, as a percentage."""
        return f"{100 * self.cube.count(dict(zip(dimensions, values, strict=True))) / max(1, self.cube.count({})):.1f}%"
