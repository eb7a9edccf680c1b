"""Each kind of line that the report offers, put where it says as it stands: the next reading does not find the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import lxml.html
import openpyxl
import pandas as pd
import pytest

from flows.publish.dataset import load_findings, load_observations

NAMED = "Number of offences recorded"
REST = "Victim age,2016/17,2015/16\n0-4,7,5\n5-10,12,14\n11-17,31,30\nTotal,50,49\n"
TABLE = f"{NAMED}\n{REST}"
SEXES = f"{NAMED}\nSex of victim,2016/17\nFemale,7\nMale,12\n{{label}},3\nTotal,22\n"


STANDS = "ancestor::details/summary='Let it stand'"


def offered(folders: Any, which: str = f"not({STANDS})") -> list[tuple[str, str]]:
    """The file and the lines of all that the pages of Kent's returns offer, to mend or else to let stand."""
    found = []
    for page in sorted(folders.report.glob("2016-17/kent-*.html")):
        html = lxml.html.fromstring(page.read_text(encoding="utf-8"))
        for mend in html.xpath(f"//section//div[@class='mend'][{which}]"):
            files = mend.xpath("p/code/text()") or mend.xpath("ancestor::section[1]/p/code/text()")
            found.append((str(files[0]) if files else "", mend.xpath("string(pre)")))
    return found


def put(folders: Any, file: str, lines: str) -> None:
    with (folders.raw.parent / file).open("a", encoding="utf-8") as written:
        written.write(lines if lines.endswith("\n") else lines + "\n")


def checks(folders: Any) -> set[str]:
    return {one.check for one in load_findings(folders.processed) if one.respondent == "kent"}


def total(folders: Any) -> int | None:
    rows = pd.read_parquet(folders.processed / "headline.parquet").query("quantity == 'total' and year == '2016/17'")
    return None if rows["count"].isna().all() else int(rows["count"].sum())


NONE = ("", "")
WRONG = TABLE.replace("50", "51")
YEARLESS = f"{NAMED}\nVictim age,Number\n0-4,7\n5-17,12\nTotal,19\n"
MISTYPED = SEXES.format(label="Unknown").replace("Female", "Fmle")
LATER = TABLE.replace("50", "52").replace("31", "33")
LETTER = "<p>There were 42 offences against children in 2016/17.</p><p>They fill 3 sheets of 9.</p>"


@pytest.mark.parametrize(
    ("files", "file", "edit", "check", "before", "after"),
    [
        ({"reply.csv": WRONG}, "answers.yml", NONE, "", None, 51),
        ({"reply.csv": WRONG}, "corrections.yml", ("value: 51", "value: 50"), "total_disagrees", None, 50),
        ({"reply.csv": REST}, "recipe.yml", NONE, "", None, 50),
        ({"a.csv": TABLE, "b.csv": LATER}, "source.yml", NONE, "figure_in_two_documents", None, 52),
        ({"reply.csv": YEARLESS}, "recipe.yml", NONE, "period_unknown", None, 19),
        ({"reply.csv": SEXES.format(label="Zorgon")}, "recipe.yml", ("{}", "{sex: other}"), "label_unknown", 22, 22),
        ({"reply.csv": MISTYPED}, "recipe.yml", NONE, "label_unknown", 22, 22),
        ({"reply.csv": SEXES.format(label="")}, "recipe.yml", NONE, "label_blank", 22, 22),
        ({"letter.html": LETTER}, "recipe.yml", NONE, "numbers_unused", 42, 42),
    ],
)
def test_a_line_that_is_offered_mends(
    no_folders: Any,
    files: Mapping[str, str],
    file: str,
    edit: tuple[str, str],
    check: str,
    before: int | None,
    after: int | None,
) -> None:
    folders = no_folders
    for name, text in files.items():
        folders.put(f"kent/{name}", text)
    folders.read()
    assert total(folders) == before
    assert not check or check in checks(folders)
    mine = {lines for where, lines in offered(folders) if where == f"raw/2016-17/kent/{file}"}
    (lines,) = {one for one in mine if "option:" not in one or '"as_read"' in one}
    put(folders, f"raw/2016-17/kent/{file}", lines.replace(*edit))
    folders.read()
    assert total(folders) == after
    assert check not in checks(folders)
    errors = [one.message for one in load_findings(folders.processed) if one.severity == "error"]
    assert errors == [] or file == "answers.yml"  # that the printed total differs from its parts stays true


def test_the_lines_that_let_a_finding_stand_do_so_with_a_reason_and_not_without(no_folders: Any) -> None:
    folders = no_folders
    folders.put("kent/reply.csv", WRONG)
    folders.read()
    found = next(one for one in load_findings(folders.processed) if one.check == "total_disagrees")
    (where, lines), *_ = [one for one in offered(folders, STANDS) if found.finding_id in one[1]]
    put(folders, where, lines)
    folders.read()
    assert "advice_invalid" in checks(folders)
    put(folders, where, "    the force confirmed it\n")
    folders.read()
    assert [one.accepted_why for one in load_findings(folders.processed) if one.check == "total_disagrees"] == [
        "the force confirmed it"
    ]
    assert not {"advice_invalid", "acceptance_open_ended"} & checks(folders)


def test_lines_for_one_file_stand_below_each_other(no_folders: Any) -> None:
    folders = no_folders
    folders.put("kent/reply.csv", "Sex of victim,Number\nFemale,7\nMale,12\n,3\nTotal,22\n")
    folders.read()
    for where, lines in offered(folders):
        if where.endswith("recipe.yml"):
            put(folders, where, lines)
    folders.read()
    assert total(folders) == 22
    assert not {"period_unknown", "label_blank", "advice_invalid"} & checks(folders)


def test_what_a_workbook_hides_counts_where_a_person_says_so(no_folders: Any) -> None:
    folders = no_folders
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in [["Number of offences recorded"], ["Victim age", "2016/17"], ["0-4", 7], ["5-10", 12], ["11-17", 31]]:
        sheet.append(row)
    sheet.row_dimensions[5].hidden = True
    folders.put("kent/reply.xlsx", "")
    book.save(folders.raw / "2016-17/kent/reply.xlsx")
    folders.read()
    assert sorted(row.count or 0 for row in load_observations(folders.processed)) == [7, 12]
    ((where, lines),) = [one for one in offered(folders) if "count_hidden" in one[1]]
    put(folders, where, lines)
    folders.read()
    assert sorted(row.count or 0 for row in load_observations(folders.processed)) == [7, 12, 31]
