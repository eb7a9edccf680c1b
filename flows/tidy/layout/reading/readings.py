"""The ways a region can be read: how many of its rows are headers and how many of its columns are row labels.

Every combination is a reading; `evidence` scores each on what stands in the table; the best is taken, and its
lead over the next that would say something else is how sure it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import or_

from flows.tidy.dimensions import headings, named_over, parse, parse_under, total_kind
from flows.tidy.labels.meanings import CODED
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.regions.regions import Region

MOST_HEADER_ROWS = 6
MOST_STUB_COLUMNS = 8
SAMPLE_ROWS = 120
BEYOND = 2
SURE = 0.9
#: Of labels that their heading names more than this share is read in its dimension: beside `20A`, `various`.
FEW = 0.8
#: A row of a list has more cells than its figure and one label.
FEWEST_LABELS = 2
LONGEST_LABEL = 40


@dataclass(slots=True)
class Reading:
    """A region cut into header rows, stub columns and body. `score` is the sum of `reasons`.

    `told` are the dimensions that a person gave levels, by axis and number; `line_column` is the stub column that
    counts the lines, where the labels were looked at and one does.
    """

    region: Region
    header_rows: list[int]
    stub_columns: list[int]
    body_rows: list[int]
    body_columns: list[int]
    reasons: dict[str, float] = field(default_factory=dict)
    told: dict[tuple[str, int], str] = field(default_factory=dict)
    line_column: int | None = None

    @property
    def score(self) -> float:
        return sum(self.reasons.values())

    @property
    def label_columns(self) -> list[int]:
        """The stub columns that hold labels."""
        return [c for c in self.stub_columns if c != self.line_column]

    @property
    def sample(self) -> list[int]:
        """The body rows that evidence looks at: all, or the first and last of a long table."""
        if len(self.body_rows) <= SAMPLE_ROWS:
            return self.body_rows
        return self.body_rows[: SAMPLE_ROWS - 20] + self.body_rows[-20:]

    def body(self) -> list[Slot]:
        """The slots of the sampled body, each cell once."""
        at = self.region.matrix.at
        slots = (at(r, c) for r in self.sample for c in self.body_columns)
        return [s for s in slots if s is not None and s.is_anchor]

    def column_labels(self, row: int) -> list[Slot]:
        """The slots of a header row over the body."""
        at = self.region.matrix.at
        return [s for c in self.body_columns if (s := at(row, c))]

    def row_labels(self, column: int) -> list[Slot]:
        """The slots of a stub column beside the sampled body."""
        at = self.region.matrix.at
        return [s for r in self.sample if (s := at(r, column))]

    def corner(self) -> list[Slot]:
        """The slots over the stub columns in the header rows."""
        at = self.region.matrix.at
        return [s for r in self.header_rows for c in self.stub_columns if (s := at(r, c)) and s.is_anchor]

    def words(self) -> str:
        """How the region was cut, for a person."""
        return f"{len(self.header_rows)} header row(s), {len(self.stub_columns)} column(s) of row labels"


def candidates(region: Region) -> list[Reading]:
    """Every cut of the region that leaves a body, to a little beyond where figures begin on both sides.

    Columns of words behind the figures are labels where a dimension reads them, else remarks: no part of the body.
    A column between figures can be that of the labels for both sides: `Girls | Age | Boys`.
    """
    at = region.matrix.at
    behind = _words_behind(region)
    labels = [c for c in behind if _are_labels(region, c)]
    rows, columns = region.rows[:SAMPLE_ROWS], [c for c in region.columns if c not in behind]
    most_rows = _figures_begin([[s for c in columns[1:] if (s := at(r, c))] for r in rows]) + BEYOND
    down = [[s for r in rows[1:] if (s := at(r, c))] for c in columns]
    most_columns = len(columns) - _figures_begin_back(down) + BEYOND
    between = _between_figures(region, columns)
    readings = []
    for h in range(min(MOST_HEADER_ROWS, most_rows, len(region.rows) - 1) + 1):
        for n in range(min(MOST_STUB_COLUMNS, most_columns, len(columns) - 1) + 1):
            stubs = [*columns[:n], *labels]
            readings.append(Reading(region, region.rows[:h], stubs, region.rows[h:], columns[n:]))
        if between and h:
            body = [c for c in columns if c not in between]
            readings.append(Reading(region, region.rows[:h], [*between, *labels], region.rows[h:], body))
    return readings


def _between_figures(region: Region, columns: Sequence[int]) -> list[int]:
    """The columns of labels behind a first column of figures and before the last one."""
    at = region.matrix.at
    down = {c: [s for r in region.rows[1:] if (s := at(r, c)) and s.is_anchor] for c in columns}
    if not columns or not _mostly_figures(down[columns[0]]):
        return []
    figures = [c for c in columns if down[c] and _mostly_figures(down[c]) and not _answer_their_heading(region, c)]
    return [c for c in columns if figures and figures[0] < c < figures[-1] and c not in figures and down[c]]


def _words_behind(region: Region) -> list[int]:
    """The columns at the right end in which no figure stands; none where no column before them holds one.

    `11-15` and `Not recorded` below `Victim age group` are labels, though they could stand for figures.
    """
    held = [c for c in region.columns if any((s := region.matrix.at(r, c)) and s.value for r in region.rows[1:])]
    while len(held) > 1 and _answer_their_heading(region, held[-1]):
        held.pop()
    return [c for c in region.columns if held and c > held[-1]]


def _answer_their_heading(region: Region, column: int) -> bool:
    """Does the column's first cell name a dimension that reads all that stands below it, but for a word or two?"""
    texts = [s.text for r in region.rows if (s := region.matrix.at(r, column)) and s.is_anchor]
    below = [t for t in texts[1:] if not total_kind(t)]
    if not below:  # Nothing but the right ends of merged cells, or a heading alone.
        return False
    read = ([parse(d, t) is not None for t in below] for d in headings(texts[0]) & set(CODED))
    wordy = [t.isalpha() for t in below]
    return any(all(map(or_, known, wordy)) and sum(known) > FEW * len(below) for known in read)


def _are_labels(region: Region, column: int) -> bool:
    """Does a dimension surely read most of what stands in a column, or does its first cell name one that reads it?

    So does a column without which rows are the same: `Disposal` beside the one column of figures of a tidy list.
    """
    slots = [s for r in region.rows if (s := region.matrix.at(r, column)) and s.is_anchor]
    if not slots:  # Nothing but the right ends of merged cells.
        return False
    texts = list(dict.fromkeys(s.text for s in slots[1:]))
    named = named_over(slots[0].text, texts)
    for d in CODED:
        readings = [r for t in texts if (r := parse_under(named, d, t)) and (d in named or r.certainty >= SURE)]
        if 2 * len(readings) > len(texts):
            return True
    return _tells_rows_apart(region, column)


def _tells_rows_apart(region: Region, column: int) -> bool:
    """Do short words that come again and again stand in every row of a column, and rows differ in nothing else?"""
    at = region.matrix.at
    rows = [r for r in region.rows[1:] if len(region.row_slots(r)) > FEWEST_LABELS]
    words = [s.text for r in rows if (s := at(r, column)) and not s.is_figure]
    if len(words) < len(rows) or 2 * len(set(words)) > len(words) or max(map(len, words), default=0) > LONGEST_LABEL:
        return False
    others = [tuple(s.text for s in region.row_slots(r) if s.column != column and not s.is_figure) for r in rows]
    return len(set(others)) < len(rows) == len(set(zip(others, words, strict=True)))


def _figures_begin(rows: list[list[Slot]]) -> int:
    """The index of the first row that is mostly figures."""
    return next((i for i, row in enumerate(rows) if row and _mostly_figures(row)), len(rows))


def _figures_begin_back(columns: list[list[Slot]]) -> int:
    """How many columns at the right end are figures without a break."""
    return next((i for i, column in enumerate(reversed(columns)) if not _mostly_figures(column)), len(columns))


def _mostly_figures(line: list[Slot]) -> bool:
    return sum(s.is_figure for s in line) * 5 >= 3 * len(line)
