"""A table that was missed or cut wrongly, framed by a person on the picture of its page: the lines that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.publish.report.mending import quoted
from flows.read.grid import Box
from flows.review.entries import EntryError
from flows.review.lines import checked

DIMENSIONS = ("period", "age", "sex", "online", "offence", "measure")


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame on a page, in points, and how many rows at its top and columns at its left and right hold labels."""

    page: int
    box: Box
    header_rows: int = 1
    stub_columns: int = 1
    right_stub_columns: int = 0

    def stubs(self, columns: int) -> list[int]:
        """The columns of its labels, from 1, in a table of so many."""
        right = range(columns - self.right_stub_columns + 1, columns + 1)
        return [*range(1, self.stub_columns + 1), *right]


def frame_lines(frame: Frame, columns: int, all_of: Mapping[str, str]) -> list[str]:
    """The lines of a recipe that frame a table of so many columns.

    `all_of`: what holds for its figures where no label says otherwise. Raises EntryError for a value that is none, and
    where labels leave no column for figures.
    """
    stubs = frame.stubs(columns)
    if stubs and len(stubs) >= columns:
        raise EntryError(f"The table has {columns} column{'s' * (columns != 1)}, and labels leave none for figures")
    same = [f"{name}: {quoted(checked(name, words))}" for name, words in all_of.items() if words.strip()]
    edges = ", ".join(f"{edge:g}" for edge in frame.box)
    heads = list(range(1, frame.header_rows + 1))
    cut = [f"header_rows: {_numbers(heads)}", f"stub_columns: {_numbers(stubs)}"]
    first, *others = [f"page: {frame.page}", f"box: [{edges}]", *cut, *same]
    return ["frames:", f"  - {first}", *(f"    {line}" for line in others)]


def _numbers(lines: Sequence[int]) -> str:
    """Rows or columns as a recipe names them.

    >>> [_numbers(lines) for lines in ([], [4], [1, 2, 3], [1, 5])]
    ['none', '4', '1-3', '[1, 5]']
    """
    if not lines:
        return "none"
    first, last = lines[0], lines[-1]
    if last - first + 1 > len(lines):
        return str(list(lines))
    return str(first) if first == last else f"{first}-{last}"
