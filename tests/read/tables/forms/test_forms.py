"""Forms: fields that float within a frame, labels and line numbers in the open."""

from collections.abc import Sequence

from flows.read.page import PageContent, Rule
from flows.read.tables import find_tables
from tests.read.tables.typed import across, down, grid, typed


def boxed(line: float, start: int, end: int, lines: int = 1) -> list[Rule]:
    """A stack of fields, each one typed line high."""
    rules = [across(line + n, start, end) for n in range(lines + 1)]
    return [*rules, down(start, line, line + lines), down(end, line, line + lines)]


def framed(text: str, *fields: Sequence[Rule]) -> PageContent:
    """A typed page within a frame, with fields."""
    frame = [across(-1, -4, 70), across(30, -4, 70), down(-4, -1, 30), down(70, -1, 30)]
    return typed(text, [*frame, *(r for f in fields for r in f)])


def test_labels_in_the_open_stand_in_the_rows_of_their_fields() -> None:
    page = framed(
        """
Please answer every line.
                               Recorded      Detected
Offences against children
 1  Rape                           12    1        3    5
 2  Grooming                        7    2        0    6
 3  Indecent images                30    3       11    7
 4  Other                           1    4        0    8
""",
        boxed(3, 28, 38, 4),
        boxed(3, 43, 53, 4),
    )
    (table,) = find_tables(page)
    assert grid(table) == [
        ["", "", "Recorded", "Detected"],
        ["Offences against children", "", "", ""],
        ["", "Rape", "12", "3"],
        ["", "Grooming", "7", "0"],
        ["", "Indecent images", "30", "11"],
        ["", "Other", "1", "0"],
    ]
    assert [page.words[n].text for n in table.beside] == ["1", "1", "5", "2", "2", "6", "3", "3", "7", "4", "4", "8"]


def test_a_header_further_down_begins_another_table() -> None:
    page = framed(
        """
                               Number
  Libraries closed                 0
  Libraries opened                 2

                              Visitors
  In person                    1,204
  Online                         310
""",
        boxed(1, 28, 38, 2),
        boxed(5, 28, 38, 2),
    )
    first, second = find_tables(page)
    assert grid(first)[0] == ["", "Number"]
    assert grid(second) == [["", "Visitors"], ["In person", "1,204"], ["Online", "310"]]


def test_codes_of_offences_are_no_line_numbers_and_units_are_kept() -> None:
    page = framed(
        """
  17A   Sexual assault             12   cases

  19C   Rape                        7   cases

  20A   Grooming                    3   cases
""",
        boxed(0, 33, 40),
        boxed(2, 33, 40),
        boxed(4, 33, 40),
    )
    (table,) = find_tables(page)
    assert grid(table)[1] == ["19C", "Rape", "7", "cases"]


def test_a_name_asked_for_is_not_the_label_of_the_figure_behind_it() -> None:
    page = framed(
        """
  Visits in all                              99
  Busiest library  Stonehaven   Its visits   57
  Other libraries                            42
""",
        boxed(0, 40, 50, 3),
        boxed(1, 18, 30),
    )
    (table,) = find_tables(page)
    assert [row[0] for row in grid(table)] == ["Visits in all", "Its visits", "Other libraries"]


def test_a_ruled_table_within_a_frame_is_read_by_its_rules() -> None:
    rules = [*(across(n, 0, 40) for n in range(1, 5)), *(down(c, 1, 4) for c in (0, 20, 30, 40))]
    page = framed(
        """
Recorded offences, see the guidance
Offence               2015      2016
Rape                    12        14
Grooming                 3         5
""",
        rules,
    )
    (table,) = find_tables(page)
    assert grid(table) == [["Offence", "2015", "2016"], ["Rape", "12", "14"], ["Grooming", "3", "5"]]


def test_indents_of_labels_are_kept_and_remarks_stand_apart() -> None:
    page = framed(
        """
                                                Number
 26  Reference                                     3

     Lending:
 27          Fiction                               5
 28          Other                                 6
 29  Total lending        (Sum of lines 27, 28)   11
""",
        boxed(1, 48, 56),
        boxed(4, 48, 56, 3),
    )
    (table,) = find_tables(page)
    indents = {cell.text: cell.indent for cell in table.cells if cell.column < 3 and cell.text}
    assert indents["Reference"] == indents["Lending:"] == indents["Total lending"] == 0
    assert indents["Fiction"] == indents["Other"] == 1
    assert grid(table)[-1] == ["", "Total lending", "(Sum of lines 27, 28)", "11"]


def test_figures_in_the_open_that_number_nothing_are_those_of_a_table() -> None:
    page = framed(
        """
Recorded offences, see the guidance
Offence               2015      2016      2017
Rape                    12        14        30
Grooming                 3         5         3
Images                  12         8        41
""",
        boxed(2, 29, 39, 3),
    )
    read = {cell.text for table in find_tables(page) for cell in table.cells}
    beside = {n for table in find_tables(page) for n in table.beside}
    assert {"12", "14", "30", "3", "5", "8", "41"} <= read
    assert not beside
