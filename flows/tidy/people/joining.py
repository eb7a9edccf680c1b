"""Tables put together that go on in another, as a person says or as they show, each row with its place as it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flows.read.grid import Block, FramedGrid, Grid
from flows.tidy.going_on import goes_on
from flows.tidy.people.corrections import Correction
from flows.tidy.people.notebook import Notebook
from flows.tidy.people.tables import TableRule
from schemas.rows import Place

REMEDY = "name the number of an earlier table, as foi show gives it"


@dataclass(frozen=True, slots=True)
class Joint:
    """The `table` that went on in the one numbered `whole`, there below its row `above`."""

    whole: int
    above: int
    table: int


def joined(blocks: Sequence[Block], rules: Iterable[TableRule], notebook: Notebook) -> tuple[list[Block], list[Joint]]:
    """The blocks with each table that continues another put below that one's last row, and where each went.

    A person says so, or the tables do themselves. What is left in its place is a table without cells, so that the
    others keep their numbers.
    """
    found = list(blocks)
    numbers = [i for i, block in enumerate(blocks) if isinstance(block, Grid)]
    told = [rule for rule in rules if rule.continues is not None]
    seen = {n: first for n, first in goes_on(blocks) if not isinstance(found[numbers[n - 1]], FramedGrid)}
    joints: list[Joint] = []
    for number, index in enumerate(numbers, start=1):
        grid = found[index]
        assert isinstance(grid, Grid)
        rule = next((r for r in told if r.is_of(grid, number)), None)
        first = (rule.continues or 0) if rule is not None else seen.get(number, 0)
        first = next((j.whole for j in joints if j.table == first), first)
        if rule is not None:
            notebook.met(rule.origin)
            notebook.met(rule.keys["continues"])
            if not 1 <= first < number:
                why = f"table {number} cannot continue table {rule.continues}"
                notebook.failed("recipe_unmatched", rule.keys["continues"], why, REMEDY)
        if not 1 <= first < number:
            continue
        whole = found[numbers[first - 1]]
        assert isinstance(whole, Grid)
        joints.append(Joint(first, whole.rows, number))
        cells = (replace(c, row=c.row + whole.rows, page=c.page or grid.page) for c in grid.cells)
        columns = max(whole.columns, grid.columns)
        one = replace(whole, rows=whole.rows + grid.rows, columns=columns, cells=(*whole.cells, *cells))
        found[numbers[first - 1]], found[index] = one, replace(grid, rows=0, columns=0, cells=())
    return found, joints


def put_back(places: Iterable[Place], joints: Sequence[Joint]) -> None:
    """Name the place of each row as it was before its table was joined to another."""
    for place in places:
        own = [j for j in joints if j.whole == place.table and place.row is not None and place.row > j.above]
        if own:
            last = max(own, key=lambda j: j.above)
            place.table, place.row = last.table, (place.row or 0) - last.above


def moved(corrections: Iterable[Correction], joints: Sequence[Joint]) -> tuple[Correction, ...]:
    """Corrections of a table that was joined to another, at their places in that."""
    went = {joint.table: joint for joint in joints}
    return tuple(
        c.model_copy(update={"table": went[c.table].whole, "row": c.row + went[c.table].above})
        if c.table in went and c.row is not None
        else c
        for c in corrections
    )
