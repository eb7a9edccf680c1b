"""Which labels each row of a table stands under: rows without figures over it, steps of an outline, sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.shapes import Shapes
from flows.tidy.layout.sums import Sum

NO_CHANCE = 5.0
"""So many digits must come out in sums that follow each other: of small numbers in few columns that is chance."""
DASHES = ("-", "–", "•", "·")


def over_rows(
    shapes: Shapes, how: str, stub: Sequence[int], columns: Sequence[int], rows: Sequence[int], groups: Sequence[int]
) -> dict[int, tuple[Slot, ...]]:
    """By number of a body row the labels that it stands under, outermost first; `how` as in `Layout.groups`."""
    heads = {r: slot for r in groups if (slot := label_of(shapes, r, stub, columns)) is not None}
    if how == "indent":
        return _by_indent(shapes, stub, rows, heads)
    found: dict[int, tuple[Slot, ...]] = {}
    sums = _heads_of_sums(shapes, rows) if how == "sums" else {}
    path: list[tuple[tuple[object, ...], Slot]] = []
    before_is_group = False
    order = sorted({*rows, *heads})
    for r, below in zip(order, [*order[1:], None], strict=True):
        if r in heads:
            path = _pushed(shapes, path, r, heads[r], how, before_is_group, below in heads)
            before_is_group = True
            continue
        own = [slot for _, slot in path]
        own += [s for head in sums.get(r, ()) if (s := label_of(shapes, head, stub, ())) and not _shares(shapes, s, r)]
        if own:
            found[shapes.rows[r]] = tuple(own)
        before_is_group = False
    return found


def _pushed(
    shapes: Shapes,
    path: list[tuple[tuple[object, ...], Slot]],
    row: int,
    slot: Slot,
    how: str,
    follows: bool,
    leads: bool,
) -> list[tuple[tuple[object, ...], Slot]]:
    style = style_of(shapes, row, slot)
    if how == "stacked":  # one that stands alone among them is of the innermost
        return [*(path if follows else [] if leads else path[:-1]), (style, slot)]
    if how == "style":
        at = next((n for n, (other, _) in enumerate(path) if other == style), None)
        if at is None:
            deeper = [n for n, (_, other) in enumerate(path) if _place(other) > _place(slot)]
            at = (
                deeper[0]
                if deeper
                else len(path)
                if follows or _place(slot) > _place(path[-1][1] if path else slot)
                else 0
            )
        return [*path[:at], (style, slot)]
    return [(style, slot)]


def style_of(shapes: Shapes, row: int, slot: Slot) -> tuple[object, ...]:
    """How a label is set: where, how far in, bold, filled, over how many columns."""
    return (_place(slot), slot.cell.bold, slot.cell.fill, slot.cell.column_span > 1)


def _place(slot: Slot) -> tuple[int, int, bool]:
    return slot.column, slot.cell.indent, slot.text.startswith(DASHES)


def label_of(shapes: Shapes, row: int, stub: Sequence[int], columns: Sequence[int]) -> Slot | None:
    """The first label of a row, within its stub, else over its columns."""
    places = [c for c in (*stub, *columns) if shapes.text[row][c]]  # what goes on from a row above comes after its own
    places += [c for c in (*stub, *columns) if shapes.at(row, c)]
    return next((s for c in places if (s := shapes.slot(row, c)) is not None), None)


def depth_of(slot: Slot) -> tuple[int, bool]:
    """How far in a label stands in its column."""
    return slot.cell.indent, slot.text.startswith(DASHES)


def _by_indent(
    shapes: Shapes, stub: Sequence[int], rows: Sequence[int], heads: dict[int, Slot]
) -> dict[int, tuple[Slot, ...]]:
    """Each row under the last of every lesser indent, whether that has figures or not."""
    found: dict[int, tuple[Slot, ...]] = {}
    path: list[Slot] = []
    for r in sorted({*rows, *heads}):
        slot = heads.get(r) or label_of(shapes, r, stub[:1], ())
        if slot is None:
            if path and r in rows:
                found[shapes.rows[r]] = tuple(path)
            continue
        path = [head for head in path if depth_of(head) < depth_of(slot)]
        if r in rows and path:
            found[shapes.rows[r]] = tuple(path)
        path.append(slot)
    return found


def _shares(shapes: Shapes, slot: Slot, row: int) -> bool:
    """Whether a row says itself what the label of another says: it stands beside that row, and not under it."""
    own = shapes.matrix.slots.get((shapes.rows[row], slot.column))
    return own is not None and own.text == slot.text


def totals_of(shapes: Shapes, how: str, rows: Sequence[int]) -> set[int]:
    """The rows that sum others next to them: those that head them, and those whose sum is no chance."""
    held = set(rows)
    runs = _runs(s for s in shapes.sums if held.issuperset((s.total, *s.members)))
    found = {s.total for run in runs if sum(s.digits for s in run) >= NO_CHANCE for s in run}
    return found.union(*_heads_of_sums(shapes, rows).values()) if how == "sums" else found


def _runs(sums: Iterable[Sum]) -> list[list[Sum]]:
    """Sums by those that follow each other without a gap, as regions with their forces do."""
    runs: list[list[Sum]] = []
    for one in sorted(sums, key=lambda s: (s.is_above, s.rows[0])):
        last = runs[-1][-1] if runs else one
        if last.is_above == one.is_above and one.rows[0] == last.rows[-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _heads_of_sums(shapes: Shapes, rows: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """By row the rows right over it that are sums of it and its neighbours, outermost first."""
    found: dict[int, tuple[int, ...]] = {}
    held = set(rows)
    for one in sorted(shapes.sums, key=lambda s: -len(s.members)):
        if one.is_above and one.total in held and held.issuperset(one.members) and len(one.members) > 1:
            for member in one.members:
                found[member] = (*found.get(member, ()), one.total)
    return found
