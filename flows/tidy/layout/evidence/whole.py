"""Evidence on what a layout leaves of its area: numbers in headers, in labels and outside, sums cut through, texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from flows.tidy.layout.evidence.body import names
from flows.tidy.layout.layout import Block, Cut, Layout
from flows.tidy.layout.shapes import Mask, Shapes

FEWEST_LISTED, FEWEST_FLAGGED = 12, 5


def of_whole(shapes: Shapes, layout: Layout, blocks: Sequence[Block]) -> dict[str, float]:
    """Shares of the numbers of the area by where they went, and what blocks, merged areas and sums say."""
    body, stub, heads, masked = _masks(shapes, layout, blocks)
    numbers = max(1, int(shapes.hard.sum()))
    found = {
        "numbers_in_header": (shapes.hard & heads & ~body).sum() / numbers,
        "numbers_in_stub": (shapes.hard & stub & ~body).sum() / numbers,
        "numbers_outside": (shapes.hard & ~body & ~stub & ~heads & ~masked).sum() / numbers,
        "numbers_masked": (masked & shapes.hard & ~body).sum() / numbers,
        "stub_width": min(5, layout.stub) / 5,
        "blocks": float(np.log1p(max(0, len(blocks) - 1)) / 3),
        "texts_unused": min(3, sum(shapes.words[r, layout.stub :].sum() >= 2 for r in range(layout.top))) / 3,
        "asides": float(bool(layout.asides)),
        "label_unheaded": float(_is_unheaded(shapes, layout)),
        "cut_end": float(layout.end != shapes.h),
        "spread_all": float(layout.spread == "all"),
        "spread_near": float(layout.spread == "near"),
        **_carried(blocks),
        "figures_left": float(any(b.stub and b.columns[0] < b.stub[0] for b in blocks)),
    }
    if shapes.summed.any():
        lost = (shapes.summed & ~body).sum() / shapes.summed.sum()
        found |= {"sums_lost": lost, "sums_kept": float(not lost)}
    found |= _named(shapes, layout, blocks, stub | masked, body, numbers)
    found |= _merged(shapes, layout, body | stub | heads, heads, stub)
    if layout.abreast:
        found |= _abreast(shapes, layout, blocks)
    return {name: float(value) for name, value in found.items()}


def _is_unheaded(shapes: Shapes, layout: Layout) -> bool:
    """Whether texts to the right of figures are labels of rows though no header stands over them."""
    texts = [c for c in layout.codes if c >= layout.stub and not shapes.figure[layout.first : layout.end, c].any()]
    return layout.top < layout.first and any(not shapes.filled[layout.top : layout.first, c].any() for c in texts)


def _carried(blocks: Sequence[Block]) -> dict[str, float]:
    """Whether labels hold for rows that they are not printed in: below them, or above as well."""
    rows = [slot.row > r for b in blocks if b.table is not None for (_, r), slot in b.table.carried.items()]
    return {"middle_used": float(any(rows)), "carry_used": float(bool(rows) and not any(rows))}


def _masks(shapes: Shapes, layout: Layout, blocks: Sequence[Block]) -> tuple[Mask, Mask, Mask, Mask]:
    body, stub, heads, masked = (np.zeros((shapes.h, shapes.w), dtype=bool) for _ in range(4))
    for block in blocks:
        body[np.ix_(block.rows, block.columns)] = True
        if named := [c for c in block.stub if c not in layout.codes]:
            stub[np.ix_(block.rows, named)] = True
        if block.heads:
            heads[np.ix_(block.heads, [*block.stub, *block.columns])] = True
    if layout.codes:
        masked[layout.first :, sorted(layout.codes)] = True
    return body, stub, heads, masked


def _named(
    shapes: Shapes, layout: Layout, blocks: Sequence[Block], labels: Mask, body: Mask, numbers: int
) -> dict[str, float]:
    """Numbers among the labels: those that name by their shape, and columns of those that do not."""
    found = {"codes_in_stub": 0.0, "numbers_as_stub": 0.0, "keys_in_stub": 0.0}
    keys = _keys(shapes, blocks)
    held = shapes.hard & labels & ~body
    rows = np.nonzero(body.any(axis=1))[0]
    for c in np.nonzero(held.any(axis=0))[0]:
        at = rows[held[rows, c]]
        values = shapes.value[at, c]
        values = values[np.isfinite(values)]
        if not len(values):
            continue
        whole = len(values) > 1 and bool((values == np.round(values)).all()) and not shapes.summed[at, c].any()
        led = any(len(t := shapes.text[r][c]) > 1 and t[0] == "0" and t[1].isdigit() for r in at)
        cycle = values[: len(set(values))]  # codes come again in turn under each group
        in_turn = len(values) % len(cycle) == 0 and list(values) == list(cycle) * (len(values) // len(cycle))
        distinct = in_turn and names(cycle)
        if c in keys:
            found["keys_in_stub"] += held[:, c].sum() / numbers
        elif whole and (len(set(values)) == 1 or led or distinct):
            found["codes_in_stub"] += held[:, c].sum() / numbers
        elif c < layout.stub and 2 * len(at) >= shapes.filled[rows, c].sum():
            found["numbers_as_stub"] += 1
    return found


def _keys(shapes: Shapes, blocks: Sequence[Block]) -> set[int]:
    """Columns of numbers among the labels of a long list without which most of its rows would have others' labels."""
    found: set[int] = set()
    for block in blocks:
        numbered = [c for c in block.stub if 2 * shapes.figure[block.rows, c].sum() >= len(block.rows)]
        if len(block.rows) < FEWEST_LISTED:  # of few rows those columns alone that repeat a value or two
            numbered = [c for c in numbered if len({shapes.text[r][c] for r in block.rows}) <= 0.5 * len(block.rows)]
        if not numbered or len(block.rows) < FEWEST_FLAGGED or block.table is None:
            continue
        over = [tuple(s.text for s in block.table.over.get(r, ())) for r in block.table.body]
        labels = [(o, *(shapes.at(r, c) for c in block.stub)) for o, r in zip(over, block.rows, strict=True)]
        others = [
            (o, *(shapes.at(r, c) for c in block.stub if c not in numbered))
            for o, r in zip(over, block.rows, strict=True)
        ]
        if len(set(labels)) >= 0.98 * len(labels) and len(set(others)) <= 0.7 * len(others):
            found |= set(numbered)
    return found


def _merged(shapes: Shapes, layout: Layout, used: Mask, heads: Mask, stub: Mask) -> dict[str, float]:
    """Merged areas that a layout cuts through, and those that it takes for headers and labels."""
    cut = head = wide = tall = 0
    for (top, left), (bottom, right) in shapes.spans.items():
        if right > left and shapes.filled[top, left]:
            wide += 1
            cut += left < layout.stub <= right and top >= layout.top and bool(used[top, left])
            head += bool(heads[top, left])
        if bottom > top:
            tall += bool(stub[top, left]) and bool(stub[bottom, left])
            cut += top < layout.first <= bottom and top >= layout.top
    spans = max(1, len(shapes.spans))
    return {"merge_cut": cut / spans, "merge_header": head / wide if wide else 0.0, "merge_stub": tall / spans}


def _abreast(shapes: Shapes, layout: Layout, blocks: Sequence[Block]) -> dict[str, float]:
    """Whether blocks abreast have the same headers, over figures and over labels."""

    def over(column: int) -> str:
        rows = range(layout.first - 1, max(-1, layout.top - 1), -1)
        return next((shapes.text[r][column] for r in rows if shapes.text[r][column]), "")

    shares = layout.abreast[0].shares
    same = layout.stub > 0 and all(over(cut.stub) in (over(0), over(layout.stub - 1)) for cut in layout.abreast)
    heads = {tuple(b.columns): [shapes.text[b.heads[-1]][c] for c in b.columns] for b in reversed(blocks) if b.heads}
    first, *others = heads.values() if heads else ([],)
    rows = sorted({r for b in blocks for r in b.rows})
    alike = [
        sum(shapes.text[r][cut.stub] != "" and shapes.text[r][cut.stub] == shapes.at(r, 0) for r in rows)
        >= 0.7 * len(rows)
        for cut in layout.abreast
    ]
    return {
        "abreast": 1.0,
        "abreast_shares": float(shares),
        "abreast_stub_equal": float(same and not shares),
        "abreast_stub_differs": float(not (same and not shares)),
        "abreast_keyed": float(shares and all(_is_key(shapes, rows, cut) for cut in layout.abreast)),
        "abreast_apart": float(shares and all(not shapes.filled[:, cut.stub - 1].any() for cut in layout.abreast)),
        "abreast_repeats": float(all(alike) and shares),
        "abreast_own": float(all(alike) and not shares),
        "abreast_equal": float(bool(others) and all(h == first for h in others)),
    }


def _is_key(shapes: Shapes, rows: Sequence[int], cut: Cut) -> bool:
    """Whether the labels of a block abreast all differ: they need no others beside them."""
    labels = [t for r in rows if any(t := tuple(shapes.text[r][c] for c in range(cut.stub, cut.figures)))]
    return len(labels) > 1 and len(set(labels)) == len(labels)
