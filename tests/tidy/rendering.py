"""Lays out known figures as a table in one of the ways that forces do: the inverse of reading, for property tests."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from itertools import product

from flows.read.grid import Cell, Grid, Text
from tests.tidy.wordings import (
    COUNTS,
    DIMENSIONS,
    HEADINGS,
    LAST_YEAR,
    NAMES,
    STYLES,
    THIS_YEAR,
    TOTALS,
    WITHHELD,
    YEARS_SAID,
    Style,
)

#: What a figure is of, by dimension in the order of DIMENSIONS, and the least and most that it can be.
Fact = tuple[tuple[object, ...], int, int]
Key = dict[str, object]


@dataclass
class Layout:
    """A table laid out, the text round it, what a reader must find, and in which way it was laid out.

    `head` header rows, `stub` columns of row labels; `halves` is half of the columns of figures, where the first labels
    across are two and the row labels could stand between them; else 0.
    """

    blocks: tuple[Text | Grid, ...]
    expected: Counter[Fact]
    words: str
    head: int
    stub: int
    halves: int


@dataclass
class Manner:
    """The manner in which one table is laid out."""

    merged: bool
    separators: bool
    sections: bool
    outline: bool
    percent: bool
    blanks: bool
    total_row: bool
    total_column: bool
    total_word: str
    withheld: tuple[str, str, int, int] | None


@dataclass
class Sheet:
    """Cells put down so far, and the facts that they print."""

    cells: list[Cell] = field(default_factory=list)
    facts: list[tuple[Key, int, int]] = field(default_factory=list)

    def put(self, row: int, column: int, text: str, rows: int = 1, columns: int = 1, indent: int = 0) -> None:
        """One cell; nothing where the text is empty."""
        if text:
            self.cells.append(Cell(row, column, text, rows, columns, page=1, indent=indent))


def render(seed: int) -> Layout:
    """A random table: which dimensions stand where, how they are written, totals, marks and caption."""
    rng = random.Random(seed)
    chosen = rng.sample(DIMENSIONS, rng.choice([1, 2, 2, 2, 3, 3, 4]))
    if "period" not in chosen and rng.random() < 0.7:
        chosen[-1] = "period"
    across = [d for d in chosen[: _levels_across(rng, len(chosen))] if d != "offence"]
    down = [d for d in chosen if d not in across]
    values = {d: list(rng.choice(STYLES[d])) for d in chosen}
    for d in across[:-1] if len(across) > 2 else ():
        values[d] = values[d][:2]
    return _Table(rng, across, down, values).lay_out()


def _levels_across(rng: random.Random, dimensions: int) -> int:
    if dimensions == 1:
        return rng.choice([0, 1])
    return rng.choice([1, 1, 1, 2]) if dimensions < 4 else rng.choice([2, 3])


class _Table:
    """One table in the making."""

    def __init__(self, rng: random.Random, across: list[str], down: list[str], values: dict[str, Style]) -> None:
        self.rng, self.across, self.down, self.values = rng, across, down, values
        self.columns = list(product(*(range(len(values[d])) for d in across)))
        self.rows = list(product(*(range(len(values[d])) for d in down)))
        self.manner = self._manner()
        self.sheet = Sheet()
        nested = self.manner.sections or self.manner.outline
        self.stub = max(len(down) - nested, 1)
        self.head = max(len(across), 1) + self.manner.percent
        self.counts = {(r, c): self._number() for r in range(len(self.rows)) for c in range(len(self.columns))}
        self.marked = self._marked()

    def _manner(self) -> Manner:
        rng, down, across = self.rng, self.down, self.across
        nested = rng.choice(["sections", "outline", ""]) if len(down) == 2 and "online" not in down else ""
        whole = "period" not in (*down, *across) or (across == ["period"] or down == ["period"])
        by_row = len(down) == 1 and down[0] != "period" and rng.random() < 0.5
        by_column = len(across) == 1 and across[0] != "period" and rng.random() < 0.5
        percent = len(across) == 1 and across[0] == "period" and not nested and rng.random() < 0.25
        blanks = by_row and by_column and rng.random() < 0.4
        withheld = rng.choice(WITHHELD) if whole and not blanks and rng.random() < 0.25 else None
        return Manner(
            merged=rng.random() < 0.5, separators=rng.random() < 0.5, sections=nested == "sections",
            outline=nested == "outline", percent=percent, blanks=blanks, total_row=by_row, total_column=by_column,
            total_word=rng.choice(TOTALS), withheld=withheld,
        )  # fmt: skip

    def _number(self) -> int:
        if self.manner.blanks and self.rng.random() < 0.2:
            return 0
        return self.rng.choice([6, 12, 45, 160, 804, 1234, 2380]) + self.rng.randrange(9)

    def _marked(self) -> set[tuple[int, int]]:
        """The figures that a mark stands in place of."""
        mark = self.manner.withheld
        chosen = {place for place in self.counts if mark and self.rng.random() < 0.15}
        for place in chosen:
            self.counts[place] = mark[3] if mark else 0
        return chosen

    def lay_out(self) -> Layout:
        """The table with its caption above and its notes below."""
        self._header()
        for number in range(len(self.rows)):
            self._row(number)
        if self.manner.total_row:
            self._total_row()
        caption, fixed = self._caption()
        cells = self.sheet.cells
        height, width = max(c.row for c in cells), max(max(c.columns) for c in cells)
        blocks: list[Text | Grid] = [Text(caption), Grid(height, width, tuple(cells), "word")]
        if self.manner.withheld and self.manner.withheld[1]:
            blocks.append(Text(self.manner.withheld[1]))
        facts = Counter((_key({**fixed, **key}), low, high) for key, low, high in self.sheet.facts)
        words = f"across {self.across}, down {self.down}, {self.manner}, {caption!r}"
        return Layout(tuple(blocks), facts, words, self.head, self.stub, self._halves())

    def _halves(self) -> int:
        style = self.manner
        plain = self.stub == 1 and bool(self.down) and not (style.sections or style.outline or style.percent)
        two = bool(self.across) and len(self.values[self.across[0]]) == 2 and not style.total_column
        return len(self.columns) // 2 if plain and two else 0

    def _header(self) -> None:
        rng, style, stub, put = self.rng, self.manner, self.stub, self.sheet.put
        bare = rng.random() < 0.3 and "online" not in self.down
        top, depth = (1, self.head) if style.merged else (self.head, 1)
        for i, d in enumerate(self.down[len(self.down) - stub :]):
            put(top, i + 1, "" if bare else rng.choice(HEADINGS[d]), depth)
        width = 2 if style.percent else 1
        for i, d in enumerate(self.across):
            span = len(list(product(*(self.values[x] for x in self.across[i + 1 :]))))
            for j in range(0, len(self.columns), span):
                label = self.values[d][self.columns[j][i]][1]
                put(i + 1, stub + 1 + j * width, label, 1, span * width if style.merged or style.percent else 1)
        if style.percent:
            for j in range(len(self.columns)):
                put(self.head, stub + 1 + 2 * j, "No.")
                put(self.head, stub + 2 + 2 * j, "%")
        if not self.across:
            put(1, stub + 1, rng.choice(COUNTS))
        if style.total_column:
            put(top, stub + 1 + len(self.columns), style.total_word, depth)

    def _row(self, number: int) -> None:
        combination = self.rows[number]
        before = self.rows[number - 1] if number else None
        nested = self.manner.sections or self.manner.outline
        if nested and (before is None or before[0] != combination[0]):
            self._head_of_group(combination[0])
        line = self._next_line()
        for i, d in enumerate(self.down):
            new = before is None or before[: i + 1] != combination[: i + 1] or i == len(self.down) - 1
            if not new or (nested and i == 0):
                continue
            depth = len(list(product(*(self.values[x] for x in self.down[i + 1 :]))))
            indent = 2 if self.manner.outline else 0
            label = self.values[d][combination[i]][1]
            self.sheet.put(line, i + 1 - nested, label, depth if self.manner.merged else 1, indent=indent)
        if not self.down:
            self.sheet.put(line, 1, self.rng.choice(["Offences", "Recorded sexual offences", "Total offences"]))
        for c in range(len(self.columns)):
            self._figure(line, number, c)
        if self.manner.total_column:
            self._sum(line, len(self.columns), [(number, c) for c in range(len(self.columns))], self._row_key(number))

    def _head_of_group(self, value: int) -> None:
        """A section row, or in an outline the row that its parts stand under, with their sum."""
        line = self._next_line()
        label = self.values[self.down[0]][value][1]
        width = self.stub + len(self.columns) if self.manner.sections and self.manner.merged else 1
        self.sheet.put(line, 1, label, 1, width)
        if self.manner.outline:
            members = [r for r, combination in enumerate(self.rows) if combination[0] == value]
            for c in range(len(self.columns)):
                key = self._column_key(c) | {self.down[0]: self.values[self.down[0]][value][0]}
                if self.down[1] == "period":
                    key["period"] = (LAST_YEAR[0], THIS_YEAR[1])
                self._sum(line, c, [(r, c) for r in members], key)

    def _total_row(self) -> None:
        line = self._next_line()
        self.sheet.put(line, 1, self.manner.total_word)
        rows = range(len(self.rows))
        for c in range(len(self.columns)):
            self._sum(line, c, [(r, c) for r in rows], self._column_key(c))
        if self.manner.total_column:
            self._sum(line, len(self.columns), list(self.counts), {})

    def _figure(self, line: int, row: int, column: int) -> None:
        n = self.counts[row, column]
        key = self._row_key(row) | self._column_key(column)
        place = self.stub + 1 + column * (2 if self.manner.percent else 1)
        mark = self.manner.withheld
        if (row, column) in self.marked and mark:
            self.sheet.put(line, place, mark[0])
            self.sheet.facts.append((key, mark[2], mark[3]))
            return
        self.sheet.put(line, place, "" if self.manner.blanks and n == 0 else self._written(n))
        self.sheet.facts.append((key, n, n))
        if self.manner.percent:
            whole = sum(self.counts[r, column] for r in range(len(self.rows)))
            self.sheet.put(line, place + 1, f"{100 * n / whole:.1f}%")

    def _sum(self, line: int, column: int, parts: list[tuple[int, int]], key: Key) -> None:
        n = sum(self.counts[p] for p in parts)
        place = self.stub + 1 + column * (2 if self.manner.percent else 1)
        self.sheet.put(line, place, self._written(n))
        self.sheet.facts.append((key, n, n))
        if self.manner.percent:
            self.sheet.put(line, place + 1, "100.0%")

    def _written(self, n: int) -> str:
        return f"{n:,}" if self.manner.separators else str(n)

    def _next_line(self) -> int:
        return max((c.row for c in self.sheet.cells if c.row > self.head), default=self.head) + 1

    def _row_key(self, row: int) -> Key:
        return {d: self.values[d][self.rows[row][i]][0] for i, d in enumerate(self.down)}

    def _column_key(self, column: int) -> Key:
        return {d: self.values[d][self.columns[column][i]][0] for i, d in enumerate(self.across)}

    def _caption(self) -> tuple[str, Key]:
        """A caption, which gives the year where the table does not, and sometimes the sex or the flag."""
        rng, shown = self.rng, [*self.across, *self.down]
        by = " and ".join(NAMES[d] for d in shown if d != "period")
        parts = ["Sexual offences against children"]
        fixed: Key = {}
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
            text += rng.choice(YEARS_SAID)
            fixed["period"] = THIS_YEAR
        return text, fixed


def _key(said: Key) -> tuple[object, ...]:
    return tuple(said.get(d, "all") for d in DIMENSIONS)
