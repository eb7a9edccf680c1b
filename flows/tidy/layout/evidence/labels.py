"""Evidence on whether every figure has labels, and no two figures the same ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from flows.tidy.layout.kinds import DATE, TEXT, YEAR
from flows.tidy.layout.layout import Block, Layout
from flows.tidy.layout.paths import column_path, row_path
from flows.tidy.layout.shapes import Shapes, any_along

LONG = 120


def of_labels(shapes: Shapes, layout: Layout, blocks: Sequence[Block]) -> dict[str, float]:
    """Labels that are blank, equal, or too long; what the columns of labels hold."""
    rows = sum(len(b.rows) for b in blocks) or 1
    live = 0
    found = dict.fromkeys(
        ("row_blank", "row_same", "last_row_same", "row_long", "column_blank", "column_same", "stub_texts",
        "stub_blanks",
         "no_stub", "stub_stray", "carry_missed", "carry_over"), 0.0
    )  # fmt: skip
    for block in blocks:
        table = block.table
        assert table is not None
        paths = [[s.text for s in row_path(table, r)] for r in table.body]
        joined = [" > ".join(p) for p in paths]
        if block.stub or len(paths) > 1:  # one row of figures under headers wants no label
            found["row_blank"] += sum(not p for p in paths) / rows
        found["row_same"] += (len(joined) - len(set(joined))) / rows
        found["last_row_same"] += (len(joined) - len({p[-1] if p else "" for p in paths})) / rows
        found["row_long"] += sum(len(j) > LONG or len(p) > 5 for j, p in zip(joined, paths, strict=True)) / rows
        used = any_along(shapes.figure[np.ix_(block.rows, block.columns)], 0)
        heads = [
            " > ".join(s.text for s in column_path(table, c)) for c, u in zip(table.columns, used, strict=True) if u
        ]
        live += len(heads)
        found["column_blank"] += sum(not h for h in heads) if block.heads else 0
        found["column_same"] += len(heads) - len(set(heads))
        for name, value in _of_stub(shapes, layout, block).items():
            found[name] += value * len(block.rows) / rows
    found["column_blank"] /= max(1, live)
    found["column_same"] /= max(1, live)
    return found


def _of_stub(shapes: Shapes, layout: Layout, block: Block) -> dict[str, float]:
    if not block.stub:
        return {"no_stub": 1.0}
    at = np.ix_(block.rows, block.stub)
    kind, filled = shapes.kind[at], shapes.filled[at]
    found = {
        "stub_texts": float(((kind == TEXT) | (kind == DATE) | (kind == YEAR)).any(axis=1).mean()),
        "stub_blanks": float((~filled).mean()),
    }
    texts = np.array([[_is_worded(shapes.text[r][c]) for c in block.stub] for r in block.rows])
    found["stub_stray"] = float(
        (shapes.hard[at] & (texts.sum(axis=0) >= 2 * shapes.hard[at].sum(axis=0))).any(axis=1).mean()
    )
    covered = np.array(
        [[filled[i, j] or (r, c) in shapes.anchor for j, c in enumerate(block.stub)] for i, r in enumerate(block.rows)]
    )
    if len(block.stub) > 1 and layout.carry == "none":
        missed = np.zeros(len(block.rows), dtype=bool)
        for j in range(len(block.stub) - 1):
            below = ~covered[:, j] & covered[:, j + 1 :].any(axis=1)
            below[: 1 + int(covered[:, j].argmax())] = False
            missed |= below
        found["carry_missed"] = float(missed.mean())
    if layout.carry == "down":
        found["carry_over"] = float((~filled).all(axis=1).mean())
    return found


def _is_worded(text: str) -> bool:
    """Whether a text is words and no code: `Rape`, not `20A`."""
    return bool(text) and not any(map(str.isdecimal, text))
