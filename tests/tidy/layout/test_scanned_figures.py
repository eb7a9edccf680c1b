"""What on a scan puts a figure in doubt: spaces in it, and labels, captions and records read unsurely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from flows.read.grid import Cell, Document, Grid, Method, Text
from flows.tidy.result import Context
from flows.tidy.tidy import tidy
from schemas.rows import Observation


def read(cells: Sequence[Cell], method: Method = "ocr") -> list[Observation]:
    """The figures of a table of two columns."""
    return tidy(Document("pdf", (Grid(2, 2, tuple(cells), method),)), Context("d", "letter.pdf")).observations


@pytest.mark.parametrize("text", ["12 *", "- 12", "12 (3)"])
def test_a_figure_beside_a_mark_may_be_two_cells(text: str) -> None:
    cells = [Cell(1, 1, "Sex"), Cell(1, 2, "2016/17"), Cell(2, 1, "Female"), Cell(2, 2, text)]
    assert "value_ambiguous" in read(cells)[0].flags
    typed = "value_ambiguous" in read(cells, "word")[0].flags
    assert typed == text.startswith("-")  # a figure below nought where a count is expected


@pytest.mark.parametrize("place", [(1, 2), (2, 1)])
def test_a_figure_is_no_surer_than_its_labels(place: tuple[int, int]) -> None:
    cells = [Cell(1, 1, "Sex"), Cell(1, 2, "2016/17"), Cell(2, 1, "Female"), Cell(2, 2, "12")]
    unsure = [replace(c, doubts=("ocr_unsure",), confidence=0.5) if (c.row, c.column) == place else c for c in cells]
    assert read(cells)[0].flags == []
    assert read(unsure)[0].flags == ["label_unsure"]
    assert read(unsure)[0].confidence <= 0.5


@pytest.mark.parametrize(("name", "flags"), [("Rape of a female child under 16", []), ("Rape", ["label_unsure"])])
def test_a_code_read_unsurely_that_the_name_beside_it_bears_out(name: str, flags: list[str]) -> None:
    rows = [("Code", "Offence", "2016/17"), ("19D", name, "12"), ("17A", "Sexual assault on a male", "3")]
    cells = [Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    cells[3] = replace(cells[3], doubts=("ocr_unsure",))
    found = tidy(Document("pdf", (Grid(3, 3, tuple(cells), "ocr"),)), Context("d", "letter.pdf")).observations
    assert found[0].flags == flags


@pytest.mark.parametrize("doubted", [True, False])
def test_a_figure_is_no_surer_than_the_caption_that_gives_its_year(doubted: bool) -> None:
    grid = Grid(2, 2, (Cell(1, 1, "Sex"), Cell(1, 2, "Offences"), Cell(2, 1, "Female"), Cell(2, 2, "12")), "ocr")
    caption = Text("Offences recorded in 2016/17", "heading", doubts=("ocr_unsure",) if doubted else ())
    (found,) = tidy(Document("pdf", (caption, grid)), Context("d", "letter.pdf")).observations
    assert ("label_unsure" in found.flags) is doubted


def test_a_record_read_unsurely_puts_all_counts_of_its_list_in_doubt() -> None:
    rows = [("Ref", "Sex", "Year"), *((f"A{n}", "Female" if n % 2 else "Male", "2016/17") for n in range(10, 20))]
    cells = [Cell(r, c, text) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    unsure = [replace(c, doubts=("ocr_unsure",)) if (c.row, c.column) == (4, 2) else c for c in cells]
    for given, flags in ((cells, []), (unsure, ["label_unsure"])):
        document = Document("pdf", (Grid(11, 3, tuple(given), "ocr"),))
        found = tidy(document, Context("d", "letter.pdf")).observations
        assert [o.flags for o in found] == [flags, flags]


@pytest.mark.parametrize(("method", "doubted"), [("ocr", True), ("word", False)])
def test_a_space_between_digits(method: Method, doubted: bool) -> None:
    found = read([Cell(1, 1, "Sex"), Cell(1, 2, "2016/17"), Cell(2, 1, "Female"), Cell(2, 2, "109 146")], method)
    assert [o.count for o in found] == [109146]
    assert ("value_ambiguous" in found[0].flags) is doubted
