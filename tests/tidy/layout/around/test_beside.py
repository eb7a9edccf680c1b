"""Labels printed beside a table that no Grid holds."""

from __future__ import annotations

from flows.read.grid import Box, Cell, Document, Grid, Text
from flows.tidy.layout.around.beside import labels_beside
from flows.tidy.result import Context
from flows.tidy.tidy import tidy

TABLE = Grid(
    rows=3,
    columns=2,
    cells=tuple(
        Cell(
            row,
            column,
            text,
            page=1,
            box=Box(160 + 80 * (column - 1), 100 + 16 * row, 160 + 80 * column, 116 + 16 * row),
        )
        for row, texts in enumerate([("Age", "Offences"), ("Under 5", "41"), ("5 to 9", "98")], 1)
        for column, text in enumerate(texts, 1)
    ),
    method="pdf_lines",
    page=1,
)


def text(words: str, x0: float, top: float, page: int = 1) -> Text:
    return Text(words, page=page, box=Box(x0, top, x0 + 6 * len(words), top + 12))


def test_a_label_level_with_rows_is_beside_them() -> None:
    assert labels_beside([TABLE, text("Female", 100, 134)], 0) == ("Female",)


def test_words_over_far_off_or_of_no_dimension_are_not() -> None:
    over, far, other = text("Female", 100, 90), text("Female", 520, 134), text("See note", 100, 134)
    assert labels_beside([TABLE, over, far, other, text("Female", 100, 134, page=2)], 0) == ()


def test_the_caption_of_the_table_beside_is_its_own() -> None:
    shifted = tuple(
        Cell(
            c.row, c.column, c.text, page=1, box=Box(c.box.x0 + 200, c.box.top + 20, c.box.x1 + 200, c.box.bottom + 20)
        )
        for c in TABLE.cells
        if c.box
    )
    lower = Grid(3, 2, shifted, method="pdf_lines", page=1)
    assert labels_beside([TABLE, text("Female", 360, 120), lower], 0) == ()


def test_figures_beside_which_a_label_stands_are_in_doubt() -> None:
    blocks = (Text("Offences in 2016/17", "heading", page=1), TABLE)
    alone, labelled = (
        tidy(Document("pdf", found), Context("d", "p", "c", "kent")).observations
        for found in (blocks, (*blocks, text("Female", 100, 134)))
    )
    assert ["label_unused" in o.flags for o in alone] == [False, False]
    assert ["label_unused" in o.flags for o in labelled] == [True, True]
