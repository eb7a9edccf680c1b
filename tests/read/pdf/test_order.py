"""In which order what stands on a page is read."""

from __future__ import annotations

from flows.read.grid import Box
from flows.read.pdf.order import in_reading_order

LINES = {f"line {n}": Box(60, 40 + 20 * n, 540, 52 + 20 * n) for n in range(9)}
BESIDE = {
    "caption left": Box(60, 240, 200, 252),
    "caption right": Box(320, 240, 460, 252),
    "table left": Box(60, 260, 260, 420),
    "table right": Box(320, 260, 520, 420),
}
BELOW = {"line below": Box(60, 440, 540, 452)}


def test_tables_beside_each_other_follow_their_own_captions_under_lines_of_text() -> None:
    boxes = LINES | BESIDE | BELOW
    order = in_reading_order(list(boxes), boxes.__getitem__)
    assert order == [*LINES, "caption left", "table left", "caption right", "table right", "line below"]


def test_one_caption_over_two_tables_is_read_before_both() -> None:
    boxes = LINES | {"caption": Box(60, 240, 540, 252)} | {k: b for k, b in BESIDE.items() if "table" in k} | BELOW
    order = in_reading_order(list(boxes), boxes.__getitem__)
    assert order == [*LINES, "caption", "table left", "table right", "line below"]
