from __future__ import annotations

from flows.read.grid import Cell, Document, Grid
from flows.tidy.records.records import RecordList, find_records
from flows.tidy.result import Context
from flows.tidy.tidy import tidy
from tests.tidy.laid import region

HEAD = ("Ref", "Recorded", "Gender", "Cyber flag")


def records(*dates: str, head: tuple[str, ...] = HEAD) -> RecordList | None:
    rows = [(f"KP{n:04}", d, "Female" if n % 2 else "Male", "Y" if n % 3 else "N") for n, d in enumerate(dates)]
    return find_records(region(head, *rows), {})


UK = ["13/04/2016", "25/12/2016", "02/01/2017", "31/03/2017", "01/04/2015", "17/06/2015", "30/09/2015"]


def years(found: RecordList | None) -> dict[str, int]:
    assert found is not None
    counted: dict[str, int] = {}
    for group in found.groups:
        label = group.values["period"].label
        counted[label] = counted.get(label, 0) + len(group.rows)
    return counted


def test_a_date_decides_the_financial_year() -> None:
    assert years(records(*UK)) == {"2016/17": 4, "2015/16": 3}


def test_times_beside_dates() -> None:
    assert years(records(*(f"{d} 14:05" for d in UK))) == {"2016/17": 4, "2015/16": 3}


def test_american_dates_are_known_by_the_column() -> None:
    american = ["/".join((m, d, y)) for d, m, y in (date.split("/") for date in UK)]
    assert years(records(*american)) == {"2016/17": 4, "2015/16": 3}


def test_equal_records_are_counted_together() -> None:
    found = records(*(["13/04/2016"] * 7))
    assert found is not None
    assert sorted(len(g.rows) for g in found.groups) == [1, 2, 2, 2]


def test_ages_that_nobody_can_read_in_few_of_many_rows_do_not_hide_that_a_column_is_of_ages() -> None:
    ages = [*(str(n % 30) for n in range(400)), *(f"({n})" for n in range(950, 970))]
    found = find_records(region(("Number", "Sex", "Age"), *(("A", "MF"[n % 2], age) for n, age in enumerate(ages))), {})
    assert found is not None
    assert sum(len(group.rows) for group in found.groups) == len(ages)
    assert sum("label_unknown" in group.doubts for group in found.groups) == 20


def test_a_table_of_counts_is_no_list_of_records() -> None:
    table = region(("Age", "Sex", "Count"), *((f"{n}-{n + 1}", "Female", str(40 + n * 7)) for n in range(8)))
    assert find_records(table, {}) is None


def test_a_header_of_cells_two_rows_high_is_no_record_in_its_second_row() -> None:
    head = [Cell(1, c, text, row_span=2) for c, text in enumerate(HEAD, start=1)]
    body = [
        Cell(r, c, text) for r, d in enumerate(UK, start=3) for c, text in enumerate((f"KP{r}", d, "Female", "Y"), 1)
    ]
    grid = Grid(len(UK) + 2, len(HEAD), (*head, *body), "workbook", sheet="Export")
    found = tidy(Document("xlsx", (grid,)), Context("d", "reply.xlsx", "2016-17", "kent"))
    assert sum(o.count or 0 for o in found.observations) == len(UK)
