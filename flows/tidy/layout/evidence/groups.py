"""Evidence on which rows stand under which: sums of members, style, members that come again, labels that come again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.tidy.layout.groups import label_of, style_of
from flows.tidy.layout.layout import Block, Layout
from flows.tidy.layout.shapes import Shapes, any_along


def of_groups(shapes: Shapes, layout: Layout, blocks: Sequence[Block]) -> dict[str, float]:
    """Each kind as the share of the rows of the area that it speaks of."""
    rows = sum(len(b.rows) for b in blocks) or 1
    found: dict[str, float] = {}
    for block in blocks:
        key = ("groups", tuple(block.rows), tuple(block.groups), tuple(block.columns), tuple(block.stub), layout.groups)
        if key not in shapes.memo:
            shapes.memo[key] = _of_block(shapes, layout, block)
        for name, value in shapes.memo[key].items():
            found[name] = found.get(name, 0.0) + value / rows
    across = any(_is_across(shapes, b, g) for b in blocks for g in b.groups)
    return found | {"groups_across": float(across)}


def _of_block(shapes: Shapes, layout: Layout, block: Block) -> dict[str, float]:
    assert block.table is not None
    table, groups = block.table, block.groups
    bare = [
        r
        for r, any_ in zip(block.rows, any_along(shapes.figure[block.rows][:, block.columns], 1), strict=True)
        if not any_
    ]
    found: dict[str, float] = {}
    if groups:
        styles = [_style(shapes, block, g) for g in groups]
        others = {_style(shapes, block, r) for r in block.rows}
        apart = sum(s not in others for s in styles)
        found["groups_apart"] = apart / len(groups) * _under(block)
        found["groups_alike"] = sum(s in others for s in styles)
        wide = sum(_is_wide(shapes, block, g) for g in groups)
        found["groups_wide"] = wide / len(groups) * _under(block)
        found["groups_single"] = sum(_followers(block, g) == 1 for g in groups)
        found["members_again"] = _members_again(shapes, block)
        stacks = [b for a, b in pairwise(groups) if not any(a < r < b for r in block.rows)]
        plain = {"flat": 1.0, "style": 0.0, "stacked": 0.0}.get(layout.groups, 0.0)
        found["stacks_flat"] = plain * len(stacks)
        if stacks and layout.groups in ("style", "stacked"):
            found["stacks_kept"] = float(len(stacks))
        deep = sum(len(table.over.get(r, ())) > 1 for r in table.body)
        found["groups_deep"] = float(deep)
    if bare:
        found["bare_rows"] = float(len(bare))
        found["bare_wide"] = float(sum(_is_wide(shapes, block, r) for r in bare))
        figured = {_style(shapes, block, r) for r in block.rows if r not in bare}
        found["bare_apart"] = float(sum(_style(shapes, block, r) not in figured for r in bare))
        found["bare_bold"] = float(sum(_is_bold(shapes, block, r) for r in bare))
    if layout.groups == "sums":
        found["sums_used"] = float(sum(bool(table.over.get(r)) for r in table.body))
        found["sums_again"] = _sums_again(shapes, block)
    if layout.groups == "indent":
        found["indent_used"] = float(sum(bool(table.over.get(r)) for r in table.body))
        found["indent_sums"] = float(_indent_sums(shapes, block))
    return found


def _sums_again(shapes: Shapes, block: Block) -> float:
    """How many rows are members of a sum that come again under a sum of another name."""
    heads: dict[tuple[str, ...], list[str]] = {}
    for one in shapes.sums:
        if one.is_above:
            members = tuple(_text(shapes, block, m) for m in one.members)
            heads.setdefault(members, []).append(_text(shapes, block, one.total))
    return float(sum(len(members) * len(names) for members, names in heads.items() if len(set(names)) > 1))


def _style(shapes: Shapes, block: Block, row: int) -> tuple[object, ...]:
    slot = label_of(shapes, row, block.stub, block.columns)
    return style_of(shapes, row, slot) if slot is not None else ()


def _text(shapes: Shapes, block: Block, row: int) -> str:
    return next((t for c in block.stub if (t := shapes.at(row, c))), "")


def _is_bold(shapes: Shapes, block: Block, row: int) -> bool:
    return any(shapes.bold[row, c] for c in block.stub)


def _is_wide(shapes: Shapes, block: Block, row: int) -> bool:
    """Whether one merged area goes from the labels over figures."""
    for c in (*block.stub, *block.columns):
        place = shapes.anchor.get((row, c))
        if place is not None and place[0] == row and shapes.spans[place][1] >= block.columns[0] > place[1]:
            return True
    return False


def _is_across(shapes: Shapes, block: Block, group: int) -> bool:
    """Whether a row has a text over several columns of figures, or over the only one beside a label."""
    texts = shapes.words[group, block.columns].sum()
    return bool(texts >= 2 or (texts and len(block.columns) == 1 and shapes.words[group, block.stub].any()))


def _under(block: Block) -> float:
    """How many rows stand under some group."""
    return float(sum(r > block.groups[0] for r in block.rows))


def _followers(block: Block, group: int) -> int:
    after = min((g for g in block.groups if g > group), default=10**9)
    return sum(group < r < after for r in block.rows)


def _members_again(shapes: Shapes, block: Block) -> float:
    """How many rows stand in groups whose members are those of another group."""
    sets: dict[tuple[str, ...], int] = {}
    members: list[tuple[str, ...]] = []
    for n, group in enumerate(block.groups):
        after = block.groups[n + 1] if n + 1 < len(block.groups) else 10**9
        own = tuple(_text(shapes, block, r) for r in block.rows if group < r < after)
        if own:
            members.append(own)
            sets[own] = sets.get(own, 0) + 1
    return float(sum(len(own) for own in members if sets[own] > 1))


def _indent_sums(shapes: Shapes, block: Block) -> int:
    """How many rows are members of a sum whose total is set less far in."""
    found = 0
    for one in shapes.sums:
        if not one.is_above:
            continue
        head = label_of(shapes, one.total, block.stub[:1], ())
        inner = [label_of(shapes, m, block.stub[:1], ()) for m in one.members]
        found += sum(s is not None and head is not None and s.cell.indent > head.cell.indent for s in inner)
    return found
