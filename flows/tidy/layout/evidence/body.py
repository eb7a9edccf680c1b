"""Evidence on what stands among the figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from flows.tidy.layout.kinds import YEAR
from flows.tidy.layout.layout import Block, Layout
from flows.tidy.layout.shapes import Shapes

FORMS = (1, 2, 3)


def of_body(shapes: Shapes, layout: Layout, blocks: Sequence[Block]) -> dict[str, float]:
    """Texts, blanks, years and codes among the figures; columns of several forms; a first row unlike the rest."""
    totals: dict[str, float] = {}
    for block in blocks:
        key = ("body", tuple(block.rows), tuple(block.columns))
        if key not in shapes.memo:
            shapes.memo[key] = _of_block(shapes, block)
        for name, amount in shapes.memo[key].items():
            totals[name] = totals.get(name, 0.0) + amount
    per = {"r": totals.get("n.rows") or 1.0, "c": totals.get("n.columns") or 1.0, "l": totals.get("n.live") or 1.0,
           "b": float(len(blocks) or 1), "f": totals.get("n.filled") or 1.0,
           "a": totals.get("n.cells") or 1.0}  # fmt: skip
    return {name[2:]: amount / per[name[0]] for name, amount in totals.items() if name[0] != "n"}


def _of_block(shapes: Shapes, block: Block) -> dict[str, float]:
    """Sums over a block; the letter before a name says by what it is divided in the end, as `n.` names are."""
    at = np.ix_(block.rows, block.columns)
    figure, hard, form, kind = shapes.figure[at], shapes.hard[at], shapes.form[at], shapes.kind[at]
    rows, columns = len(block.rows), len(block.columns)
    years = figure & (kind == YEAR)
    across, down, yearly = figure.sum(axis=1), figure.sum(axis=0), years.sum(axis=1)
    of_years = (years.sum(axis=0) >= 0.9 * down) & (down >= 2)
    like = 0.5
    if rows > 1:
        like = float(((figure[0] & hard[0]) == (hard[1:].mean(axis=0) > 0.5)).mean()) * rows
    filled = shapes.filled[at]
    found = {
        "n.rows": rows, "n.columns": columns, "n.live": int((down > 0).sum()),
        "n.filled": int(filled.sum()), "n.cells": rows * columns,
        "r.year_rows": int(((yearly == across) & (yearly >= 2)).sum()),
        "r.year_columns": float(of_years.sum()) / columns * rows,
        "c.mixed_columns": _mixed(form, axis=0),
        "r.mixed_rows": _mixed(form, axis=1),
        "l.constant": _constant(shapes, block, figure & hard),
        "l.zero_led": _zero_led(shapes, block, figure & hard),
        "b.codes": _first_is_code(shapes, block, figure & hard),
        "r.first_like_rest": like,
        "r.first_column_texts": float(shapes.words[block.rows, block.columns[0]].sum()) if columns > 1 else 0.0,
        "f.texts": int(shapes.words[at].sum()),
        "r.narrowed": _narrowed(shapes, block, filled),
        "a.blanks": int((~filled).sum()),
    }  # fmt: skip
    return {name: float(amount) for name, amount in found.items()}


def _narrowed(shapes: Shapes, block: Block, filled: np.ndarray) -> float:
    """Rows behind a gap that fill one column, where all rows before it fill three or more."""
    gaps = [r for r in range(block.rows[0], block.rows[-1]) if not shapes.occupied[r]]
    across = filled.sum(axis=1)
    for gap in gaps:
        before = across[[r < gap for r in block.rows]]
        behind = across[[r > gap for r in block.rows]]
        if before.min() > 2 and behind.max() == 1:
            return float(len(behind))
    return 0.0


def _mixed(form: np.ndarray, axis: int) -> float:
    """How far the lines of a body are of several forms of numbers, summed over them."""
    counts = np.stack([(form == f).sum(axis=axis) for f in FORMS])
    have = counts.sum(axis=0)
    some = have > 0
    return float((1 - counts.max(axis=0)[some] / have[some]).sum()) if some.any() else 0.0


def _constant(shapes: Shapes, block: Block, hard: np.ndarray) -> int:
    """Columns that hold one number throughout: they name, and count nothing."""
    return sum(_is_constant(shapes.value[block.rows, c][hard[:, j]]) for j, c in enumerate(block.columns))


def _is_constant(values: np.ndarray) -> bool:
    return len(values) >= 4 and len(set(values)) == 1 and abs(values[0]) >= 10


def _zero_led(shapes: Shapes, block: Block, hard: np.ndarray) -> int:
    """Columns of numbers with leading noughts."""
    found = 0
    for j, c in enumerate(block.columns):
        texts = [shapes.text[r][c] for r, k in zip(block.rows, hard[:, j], strict=True) if k]
        led = [t[0] == "0" and t[1:].isdigit() for t in texts]
        found += len(texts) >= 4 and sum(led) > 0.2 * len(led)
    return found


def _first_is_code(shapes: Shapes, block: Block, hard: np.ndarray) -> float:
    """Whether the first column of figures holds codes: whole numbers of one length, or rising, each once."""
    c = block.columns[0]
    values = shapes.value[block.rows, c][hard[:, 0]]
    if len(values) < 4 or len(block.columns) < 2 or shapes.summed[block.rows, c].any():
        return 0.0
    distinct = len(set(values)) >= 0.95 * len(values)
    whole = bool((values == np.round(values)).all()) and values.min() >= 10
    return float(distinct and whole and names(values))


def names(values: np.ndarray) -> bool:
    """Whether distinct whole numbers may name: mostly of one number of digits, or each greater than the one before."""
    digits = [len(str(int(abs(x)))) for x in values]
    rising = all(x < y for x, y in pairwise(values))
    return max(map(digits.count, set(digits))) >= 0.6 * len(digits) or rising
