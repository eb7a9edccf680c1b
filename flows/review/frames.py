"""A table that was missed or cut wrongly, framed by a person on the picture of its page: the lines that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.publish.report.mending import quoted
from flows.read.grid import Box
from flows.review.lines import checked

DIMENSIONS = ("period", "age", "sex", "online", "offence", "measure")


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame on a page, in points, and how many rows at its top and columns at its left hold labels."""

    page: int
    box: Box
    header_rows: int = 1
    stub_columns: int = 1


def frame_lines(frame: Frame, all_of: Mapping[str, str]) -> list[str]:
    """The lines of a recipe that frame a table. `all_of`: what holds for its figures where no label says otherwise.

    Raises EntryError for a value that is none.
    """
    same = [f"{name}: {quoted(checked(name, words))}" for name, words in all_of.items() if words.strip()]
    edges = ", ".join(f"{edge:g}" for edge in frame.box)
    cut = [f"header_rows: {_run(frame.header_rows)}", f"stub_columns: {_run(frame.stub_columns)}"]
    first, *others = [f"page: {frame.page}", f"box: [{edges}]", *cut, *same]
    return ["frames:", f"  - {first}", *(f"    {line}" for line in others)]


def _run(count: int) -> str:
    return "none" if not count else "1" if count == 1 else f"1-{count}"
