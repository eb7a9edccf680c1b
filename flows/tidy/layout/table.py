"""One table of a sheet as a layout cuts it out: which rows and columns are titles, headers, labels, figures, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.tidy.layout.matrix import Matrix, Slot, distinct
from flows.tidy.layout.told import ToldTable


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table cut out of a sheet: the numbers of its rows by role, and of its columns.

    `titles` and `notes` are rows above and below; `heads` head the columns, `groups` are rows without figures that head
    the body rows under them; `stubs` are the columns of labels, `columns` those of figures. `repeated` are header rows
    printed again. `over` gives, by body row, the labels of the rows that it stands under, outermost first; `carried` by
    stub column and body row the label that holds there, printed elsewhere; `spread` by header row and column the label
    that holds there; `totals` are body rows that sum those under them. `told` is what a person says of the table.
    """

    matrix: Matrix
    titles: tuple[int, ...]
    heads: tuple[int, ...]
    body: tuple[int, ...]
    groups: tuple[int, ...]
    notes: tuple[int, ...]
    repeated: tuple[int, ...] = ()
    stubs: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    over: Mapping[int, tuple[Slot, ...]] = field(default_factory=dict)
    carried: Mapping[tuple[int, int], Slot] = field(default_factory=dict)
    spread: Mapping[tuple[int, int], Slot] = field(default_factory=dict)
    totals: frozenset[int] = frozenset()
    told: ToldTable | None = None

    @property
    def width(self) -> tuple[int, ...]:
        """All columns of the table, left to right."""
        return tuple(sorted({*self.stubs, *self.columns}))

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows of the table, top to bottom."""
        return tuple(sorted((*self.titles, *self.heads, *self.body, *self.groups, *self.notes, *self.repeated)))

    @property
    def overheads(self) -> tuple[str, ...]:
        """The labels of the upper header rows."""
        return tuple(s.text for r in self.heads[:-1] for s in self.anchors(r))

    @property
    def places(self) -> list[tuple[int, int]]:
        """The rows and columns of its body, row by row."""
        return [(row, column) for row in self.body for column in self.columns]

    @property
    def first(self) -> int:
        """Its first row that is one of the document."""
        return next((r for r in self.rows if r > 0), 1)

    @property
    def corner(self) -> list[str]:
        """What stands over the labels of rows in the header, each cell once."""
        slots = distinct(s for r in self.heads for c in self.stubs if (s := self.matrix.at(r, c)))
        return [slot.text for slot in slots]

    @property
    def signature(self) -> tuple[object, ...]:
        """What two readings of one and the same table have in common: its roles and the labels of each figure."""
        over = tuple(tuple((s.row, s.column) for s in self.over.get(r, ())) for r in self.body)
        spread = tuple((p, s.row, s.column) for p, s in sorted(self.spread.items()))
        carried = tuple((p, s.row) for p, s in sorted(self.carried.items()))
        return (self.titles, self.heads, self.body, self.groups, self.stubs, self.columns, over, spread, carried)

    def anchors(self, row: int) -> list[Slot]:
        """The distinct cells of a row within the table; where none is, the one cell of the row, which may head it."""
        matrix = self.matrix
        own = distinct(s for c in self.width if (s := matrix.at(row, c)))
        whole = [] if own else distinct(s for c in matrix.columns if (s := matrix.at(row, c)))
        return own or (whole if len(whole) == 1 and whole[0].value is None else [])

    def line(self, row: int) -> str:
        """All that a row says."""
        return " ".join(s.text for s in self.anchors(row))
