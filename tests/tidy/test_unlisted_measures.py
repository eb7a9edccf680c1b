from __future__ import annotations

from flows.publish.unnamed_measures import with_offences
from flows.tidy.draft import Draft
from flows.tidy.flags.said_of_all import share_measure
from flows.tidy.labels.numbers import CellValue
from flows.tidy.observe import observation
from flows.tidy.result import Context
from schemas.rows import Observation, Place
from tests.tidy.laid import read, understood


def counted(measure: str | None, caption: str) -> Observation:
    values = {"measure": measure} if measure else {}
    draft = Draft(1, 2, 2, CellValue(9, low=9, high=9), "9", None, "html", caption=caption, values=values)
    return observation(draft, Place(table=1, row=2, column=2), Context("d", "x.html", "2016-17", "kent"), "kent")


def test_what_is_counted_in_other_words_than_those_listed_never_stands_for_offences() -> None:
    rows = [counted(None, "Number of people on the caseload by month"), counted("offences", "Recorded crime, by age")]
    share_measure(rows)
    assert [(o.measure, o.measure_label) for o in with_offences(rows)] == [
        (None, "people on the caseload"),
        ("offences", "Recorded crime"),
    ]


def test_the_label_of_a_measure_is_in_the_words_of_the_nearest_that_name_it() -> None:
    rows = (("Number of victims of recorded crime by age", "<", "<"), ("Age", "2015/16", "2016/17"), ("0-4", "3", "5"))
    found = {(o.measure, o.measure_label) for o in understood(*rows).observations}
    assert found == {("victims", "victims of recorded crime")}


def test_the_total_of_several_measures_is_of_none_of_them() -> None:
    rows = (
        ("Year", "Arrests", "Interviews", "Total"),
        ("2009/10", "31", "10", "41"),
        ("2010/11", "35", "12", "47"),
    )
    assert {d.values.get("measure") for d in read(*rows).drafts if d.totals} == {None}


def test_cases_reported_of_an_offence_are_reports() -> None:
    drafts = read(("Year", "Rape cases reported"), ("2011", "10"), ("2012", "21")).drafts
    assert {(d.values["measure"], d.values["offence"].group) for d in drafts} == {("reports", "rape")}
