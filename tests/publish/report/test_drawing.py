"""A return as it is drawn: spans, parts, sentences, and cells that have no place in the picture."""

from __future__ import annotations

from flows.publish.report.cropping import cropped
from flows.publish.report.drawing import ParagraphView, as_it_goes, draw
from flows.publish.report.evidence import Evidence
from flows.publish.report.figures_list import figure_tables
from flows.publish.report.marks import marks
from flows.publish.report.sheets import PART, SheetView, sheet_view
from flows.read.grid import Cell, Document, Grid, Text
from schemas.rows import DocumentRow, LedgerCell, Observation, Place

ROW = DocumentRow("2016-17", "kent", "ab12" * 16, "2016-17/kent/reply.docx", format="docx")


def observation(name: str, **more: object) -> Observation:
    return Observation("2016-17", "kent", ROW.document_id, name, "s", "kent", **more)  # type: ignore[arg-type]


def cell(place: Place, text: str, *names: str) -> LedgerCell:
    fate = "observation" if names else "header"
    return LedgerCell("2016-17", "kent", ROW.document_id, place, text, fate, None, list(names))  # type: ignore[arg-type]


def spread(view: SheetView) -> list[list[tuple[str, int, int]]]:
    return [[(c.text, c.height, c.width) for c in row.cells] for part in view.parts for row in part.rows]


def test_spans_cover_what_they_cover() -> None:
    head = Cell(1, 2, "2016/17", column_span=2)
    side = Cell(1, 1, "Age", row_span=2)
    cells = (side, head, Cell(2, 2, "Male"), Cell(2, 3, "Female"), Cell(3, 1, "0-4"), Cell(3, 3, "7"))
    assert spread(sheet_view(Grid(3, 3, cells, "word"), 1, {})) == [
        [("Age", 2, 1), ("2016/17", 1, 2)],
        [("Male", 1, 1), ("Female", 1, 1)],
        [("0-4", 1, 1), ("", 1, 1), ("7", 1, 1)],
    ]


def test_a_cell_at_the_end_of_the_sheet_draws_no_million_rows() -> None:
    view = sheet_view(
        Grid(1_048_576, 16_384, (Cell(1, 1, "a"), Cell(1_048_576, 16_384, "z")), "workbook", sheet="S"), 1, {}
    )
    assert view.columns == ["A", "XFD"]
    assert [row.number for part in view.parts for row in part.rows] == [1, 1_048_576]


def test_no_part_of_a_long_sheet_cuts_a_span() -> None:
    long = Cell(PART, 1, "both", row_span=2)
    cells = (*(Cell(row, 2, str(row)) for row in range(1, 3 * PART)), long)
    view = sheet_view(Grid(3 * PART, 2, cells, "workbook", sheet="S"), 1, {})
    assert [part.rows[-1].number for part in view.parts][:2] == [PART + 1, 2 * PART + 1]


def test_a_sentence_is_marked_within_its_paragraph_and_the_gravest_mark_counts() -> None:
    rows = [observation("one"), observation("two", flags=["reading_ambiguous"], confidence=0.2)]
    cells = [cell(Place(), "There were 42, of them 7 online.", "one", "two"), cell(Place(), "nowhere", "one")]
    reading = Document("docx", (Text("Thank you. There were 42, of them 7 online. Yours"),))
    drawing = draw(Evidence(ROW, ROW.path, rows, cells, reading=reading), marks(cells, rows))
    (paragraph,) = drawing.blocks
    assert isinstance(paragraph, ParagraphView)
    said = [(piece.text, piece.mark.kind if piece.mark else None) for piece in paragraph.pieces]
    assert said == [("Thank you. ", None), ("There were 42, of them 7 online.", "doubt"), (" Yours", None)]
    assert [mark.text for mark in drawing.elsewhere] == ["nowhere"]


def test_a_return_cut_down_to_a_figure_keeps_its_labels_and_the_number_of_its_table() -> None:
    grid = Grid(
        3, 2, (Cell(1, 2, "2016/17"), Cell(2, 1, "0-4"), Cell(2, 2, "7"), Cell(3, 1, "5-9"), Cell(3, 2, "8")), "word"
    )
    at = {(c.row, c.column): Place(table=2, row=c.row, column=c.column) for c in grid.cells}
    rows = [observation("one", place=at[2, 2]), observation("two", place=at[3, 2])]
    cells = [cell(at[1, 2], "2016/17"), cell(at[2, 1], "0-4"), cell(at[2, 2], "7", "one")]
    cells += [cell(at[3, 1], "5-9"), cell(at[3, 2], "8", "two")]
    reading = Document("docx", (Grid(1, 1, (Cell(1, 1, "other"),), "word"), Text("Hello"), grid))
    cut = cropped(Evidence(ROW, ROW.path, rows, cells, reading=reading), frozenset({"one"}))
    (view,) = draw(cut, marks(cut.cells, cut.observations)).blocks
    assert isinstance(view, SheetView)
    assert (view.number, spread(view)) == (2, [[("", 1, 1), ("2016/17", 1, 1)], [("0-4", 1, 1), ("7", 1, 1)]])


def test_of_tables_below_each_other_a_figure_keeps_its_own_labels() -> None:
    texts = {(1, 1): "Age", (1, 2): "2016/17", (2, 1): "Total", (2, 2): "9", (3, 1): "Sex", (3, 2): "2016/17"}
    texts |= {(4, 1): "Female", (4, 2): "8", (4, 3): "Grooming"}
    cells = []
    for (row, column), text in texts.items():
        ids = [text] if text.isdecimal() else []
        place = Place(table=1, row=row, column=column)
        cells.append(cell(place, text, *ids))
    nine = observation("9", place=Place(table=1, row=2, column=2))
    nine.raw_row_label, nine.raw_column_label = "Total", "2016/17"
    kept = cropped(Evidence(ROW, ROW.path, [nine], cells), frozenset({"9"})).cells
    assert [(one.place.row, one.text) for one in kept] == [(1, "2016/17"), (2, "Total"), (2, "9")]


def test_figures_of_a_text_are_listed_as_it_goes() -> None:
    printed = {"one": "9", "two": "Sixty", "three": "7", "four": "no sentence"}
    rows = [observation(name, raw_value=value, caption=name) for name, value in printed.items()]
    cells = [cell(Place(), "Boys 9, girls 7.", "one", "three"), cell(Place(), "Sixty", "two")]
    reading = Document("docx", (Text("In all?"), Text("Sixty"), Text("Boys 9, girls 7.")))
    drawing = draw(Evidence(ROW, ROW.path, rows, cells, reading=reading), marks(cells, rows))
    (table,) = figure_tables(rows, list(as_it_goes(drawing)))
    assert [(one.printed, one.number) for part in table.parts for one in part] == [
        ("Sixty", 2),
        ("9", 1),
        ("7", 3),
        ("no sentence", 4),
    ]
