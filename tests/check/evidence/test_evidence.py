import pandas as pd
import pytest

from flows.check.evidence.recorded_crime import recorded_crime
from flows.check.evidence.tables import EvidenceError
from flows.read.grid import UnreadableError
from flows.read.sheets import read_sheets

HEADER = (
    "Financial Year,Financial Quarter,Force Name,Offence Description,Offence Group,Offence Subgroup,Offence Code,"
    "Number of Offences"
)


def crime(tmp_path, *lines: str, header: str = HEADER):
    file = tmp_path / "prc.csv"
    file.write_text("\n".join([header, *lines]), encoding="utf-8-sig")
    return recorded_crime(read_sheets(file), file.name)


def quarters(force: str, code: str, *counts: str) -> list[str]:
    return [f'2016/17,{n},"{force}",d,g,s,{code},"{count}"' for n, count in enumerate(counts, 1)]


def test_quarters_of_the_published_layout_are_added_up(tmp_path):
    found = crime(
        tmp_path,
        *quarters("London, City of", "19E", "1,000", "-00 ", "2", "3"),
        *quarters("UK Finance", "53C", *"1111"),
    )
    assert found.counts == {("city-of-london", 2016, "19E"): 1005}
    assert found.of_class("city-of-london", 2016, "19C") == 0
    assert found.of_class("kent", 2016, "19C") is None


def test_a_year_that_lacks_a_quarter_bounds_nothing(tmp_path):
    assert crime(tmp_path, *quarters("Kent", "19E", "1", "2", "3")).covered == frozenset()


def test_the_classes_of_children_all_and_images(tmp_path):
    lines = [*quarters("Kent", "19E", *"1111"), *quarters("Kent", "19C", *"2222"), *quarters("Kent", "86", *"3333"),
             *quarters("Kent", "3A", *"9999")]  # fmt: skip
    found = crime(tmp_path, *lines)
    assert found.of_children("kent", 2016) == 4
    assert (found.sexual("kent", 2016, images=False), found.sexual("kent", 2016, images=True)) == (12, 24)


def test_one_row_a_force_and_year(tmp_path):
    found = crime(tmp_path, "Kent,2016/17,4,8,12,x", header="force_name,financial_year,19E,19C,86,source")
    assert (found.of_children("kent", 2016), found.sexual("kent", 2016, images=False)) == (4, 12)


def test_a_workbook_with_a_sheet_a_year_and_titles_above(tmp_path):
    file = tmp_path / "prc.xlsx"
    with pd.ExcelWriter(file) as book:
        for year in ("2015/16", "2016/17"):
            rows = [["Police recorded crime open data"] + [""] * 7, HEADER.split(",")]
            rows += [[year, quarter, "Kent", "d", "g", "s", "19E", 5] for quarter in range(1, 5)]
            pd.DataFrame(rows).to_excel(book, sheet_name=year.replace("/", "-"), header=False, index=False)
    assert recorded_crime(read_sheets(file), file.name).counts == {("kent", 2015, "19E"): 20, ("kent", 2016, "19E"): 20}


@pytest.mark.parametrize(
    ("header", "lines", "words"),
    [
        ("a,b", ["1,2"], "no row is a header"),
        ("force_name,financial_year", ["Kent,2016/17"], "no column is a class of offences"),
        (HEADER, quarters("Kent", "19E", "many", "1", "1", "1"), 'row 2: "many" is no number of offences'),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path, header, lines, words):
    with pytest.raises(EvidenceError, match=words):
        crime(tmp_path, *lines, header=header)


def test_a_damaged_workbook_is_said(tmp_path):
    (tmp_path / "prc.ods").write_bytes(b"PK nonsense")
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_sheets(tmp_path / "prc.ods")
