"""The paths of labels that lead to a figure, as printed: which headers, sections and labels of rows are over it."""

from __future__ import annotations

from tests.tidy.laid import understood

AREAS = ("Kent", "Essex", "Surrey", "Cumbria", "Durham", "Gwent")


def paths(*rows: tuple[str, ...]) -> dict[str, tuple[str | None, str | None]]:
    """By printed figure, the labels beside and over it."""
    return {o.raw_value or "": (o.raw_row_label, o.raw_column_label) for o in understood(*rows).observations}


def test_a_blank_column_under_three_header_rows_parts_no_tables() -> None:
    """The halves of a table share the labels of its rows."""
    head = [
        ("", "Numbers", "<", "<", "<", "<", "", "Percentages", "<", "<", "<", "<"),
        ("", "Cases", "<", "", "People", "<", "", "Cases", "<", "", "People", "<"),
        ("", "Closed", "Open", "", "Closed", "Open", "", "Closed", "Open", "", "Closed", "Open"),
    ]
    body = [
        (a, f"2{n}1", "12", "", f"4{n}3", "34", "", "63.6", "36.4", "", f"5{n}.8", "44.2") for n, a in enumerate(AREAS)
    ]
    found = paths(*head, *body)
    assert found["231"] == ("Cumbria", "Numbers > Cases > Closed")
    assert found["53.8"] == ("Cumbria", "Percentages > People > Closed")


def test_a_header_over_all_figures_is_one() -> None:
    rows = [("Area", "Discharged", "Drawn"), *((a, f"2{n}1", f"1{n}2") for n, a in enumerate(AREAS))]
    assert paths(("", "Usage", "<"), *rows)["231"] == ("Cumbria", "Usage > Discharged")


def test_sections_that_come_again_stand_within_those_that_come_once() -> None:
    """A total behind the last of them is of what they stand in."""
    rows: list[tuple[str, ...]] = [("Disposals", "2015/16", "2016/17")]
    for n, area in enumerate(("North", "South"), 1):
        rows += [(area,), ("First tier",), ("Fine", f"{n}1", f"{n}2"), ("Bind over", f"{n}3", f"{n}4"), ("Custody",)]
        rows += [("Detention", f"{n}5", f"{n}6"), ("Life", f"{n}7", f"{n}8"), ("Total", f"{4 * n}16", f"{4 * n}20")]
    found = paths(*rows)
    assert found["11"] == ("North > First tier > Fine", "2015/16")
    assert found["28"] == ("South > Custody > Life", "2016/17")
    assert found["816"] == ("South > Total", "2015/16")


def test_a_section_over_items_with_dashes_ends_with_them_and_brackets_head_nothing() -> None:
    found = paths(
        ("Expenditure", "2015/16", "2016/17"), ("Books",), ("- Fiction", "121", "132"), ("- Other", "143", "154"),
        ("Newspapers", "165", "176"), ("All materials", "429", "462"), ("(Sum of lines 5 to 7)",),
        ("Staff", "198", "211"),
    )  # fmt: skip
    assert found["132"][0] == "Books > - Fiction"
    assert (found["176"][0], found["198"][0]) == ("Newspapers", "Staff")
