"""Evidence on the header rows over the figures."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.layout.kinds import MARK, YEAR
from flows.tidy.layout.layout import Block, Layout
from flows.tidy.layout.paths import column_path
from flows.tidy.layout.plain import stands
from flows.tidy.layout.shapes import Shapes

LONG = 80


def of_headers(shapes: Shapes, layout: Layout, blocks: Sequence[Block]) -> dict[str, float]:
    """Each kind as the share of the rows whose block shows it."""
    rows = sum(len(b.rows) for b in blocks) or 1
    found: dict[str, float] = {}
    for block in blocks:
        spread = layout.spread if len(block.heads) > 1 else ""
        held = (tuple(block.rows), tuple(block.columns), tuple(block.heads), tuple(block.stub))
        key = ("headers", block.again, *held, spread)
        if key not in shapes.memo:
            shapes.memo[key] = _of_block(shapes, block)
        for name, value in shapes.memo[key].items():
            found[name] = found.get(name, 0.0) + float(value) * len(block.rows) / rows
    found |= _again(shapes, blocks, rows)
    return found


def _of_block(shapes: Shapes, block: Block) -> dict[str, float]:
    if not block.heads:
        return {"no_header": 1.0}
    assert block.table is not None
    columns, last, first = block.columns, block.heads[-1], block.heads[0]
    numbers = [shapes.columns[c] for c in columns]
    depth = [len(column_path(block.table, c)) for c in numbers]
    body = shapes.hard[block.rows][:, columns].mean(axis=0) > 0.5
    held = [*block.stub, *columns]
    alone = [c for c in columns if shapes.text[first][c]]
    return {
        "header_like_body": (shapes.hard[last, columns] & body).sum() / max(1, body.sum()),
        "header_blank": sum(not shapes.text[last][c] and (last, c) not in shapes.anchor for c in columns)
        / len(columns),
        "header_partial": float(not all(depth)),
        "header_years": float(any(_mostly(shapes, h, columns, YEAR, 0.5) for h in block.heads)),
        "header_marks": float(any((shapes.kind[h, columns] == MARK).sum() > 0.5 * len(columns) for h in block.heads)),
        "header_stands": float(any(stands(shapes, h, columns) for h in block.heads)),
        "header_rows": min(6, len(block.heads)) / 4,
        "header_long": float(any(len(shapes.text[h][c]) > LONG for h in block.heads for c in columns)),
        "header_top_alone": float(
            len(block.heads) > 1 and len(columns) > 1 and len(alone) == 1
            and alone[0] != columns[0] and (first, alone[0]) not in shapes.anchor
        ),
        "header_pair": float(
            len(block.heads) > 1 and len(columns) > 2 and alone == [columns[0]]
            and (first, alone[0]) not in shapes.anchor and any(shapes.text[first][c] for c in block.stub)
        ),
        "header_gap": float(any(not shapes.occupied[r] for r in range(first, last))),
        "header_lost": float(not any(shapes.text[last][c] for c in columns)),
        "header_above": float(first > 0 and not block.again and shapes.filled[first - 1, columns].sum() >= 2),
        "header_uneven": sum(d < max(depth) for d in depth) / len(depth),
        "header_across": float(_is_across(shapes, block)),
        **_single(shapes, block, held),
    }  # fmt: skip


def _is_across(shapes: Shapes, block: Block) -> bool:
    """Whether the lowest of several header rows is one merged area over all columns: it heads the rows below it."""
    end = shapes.spans.get((block.heads[-1], block.columns[0]))
    return len(block.heads) > 1 and len(block.columns) > 1 and end is not None and end[1] >= block.columns[-1]


def _mostly(shapes: Shapes, row: int, columns: Sequence[int], kind: int, share: float) -> bool:
    filled = shapes.filled[row, columns].sum()
    return bool((shapes.kind[row, columns] == kind).sum() >= max(1, share * filled))


def _single(shapes: Shapes, block: Block, held: Sequence[int]) -> dict[str, float]:
    """A row of one text below the fullest header row heads rows, not columns."""
    texts = [len({shapes.text[h][c] for c in held if shapes.text[h][c]}) for h in block.heads]
    if max(texts) <= 1 or len(block.columns) == 1:
        return {}
    fullest = block.heads[texts.index(max(texts))]
    low = [h for h, n in zip(block.heads, texts, strict=True) if n == 1 and h > fullest]
    whole = [h for h in low if any(shapes.at(h, c) for c in block.stub)]
    return {"header_single": float(len(low) > len(whole)), "header_single_stub": float(bool(whole))}


def _again(shapes: Shapes, blocks: Sequence[Block], rows: int) -> dict[str, float]:
    """Whether headers that come again say much the same as the first."""
    found = {"again_equal": 0.0, "again_differs": 0.0}
    for block in blocks:
        base = next((b for b in blocks if not b.again and b.columns == block.columns), None)
        if not block.again or base is None or not base.heads or not block.heads:
            continue
        ours = [shapes.text[block.heads[-1]][c] for c in block.columns]
        theirs = [shapes.text[base.heads[-1]][c] for c in block.columns]
        same = sum(x == y and x != "" for x, y in zip(ours, theirs, strict=True))
        some = sum(x != "" or y != "" for x, y in zip(ours, theirs, strict=True))
        found["again_equal" if same >= 0.5 * max(1, some) else "again_differs"] += len(block.rows) / rows
    return found
