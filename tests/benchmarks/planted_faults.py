"""Faults to plant into published data, each as if the program itself had written it."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

from flows.publish import state
from flows.publish.dataset import partitions
from flows.publish.folders import Partition, file_of
from schemas.models import CELLS, OBSERVATIONS
from tests.benchmarks.planted_data import Data, by_age, by_sex, count, crossed, year

Plant = Callable[["Data"], None]
FAULTS: dict[str, Plant] = {}


def fault(plant: Plant) -> Plant:
    FAULTS[plant.__name__] = plant
    return plant


@fault
def count_changed(data: Data) -> None:
    data.change(by_age, **count(4321))


@fault
def headline_changed(data: Data) -> None:
    at = next(at for at, row in enumerate(data.headline) if row.count is not None)
    data.headline[at].count += 10


@fault
def headline_figure_made_unsaid(data: Data) -> None:
    at = next(at for at, row in enumerate(data.headline) if row.count is not None)
    unsaid = {"state": "no answer", "count": None, "note": "not printed", "observation_ids": []}
    data.headline[at] = dataclasses.replace(data.headline[at], **unsaid)


@fault
def headline_row_removed(data: Data) -> None:
    data.headline.pop()


@fault
def count_changed_of_a_replaced_figure(data: Data) -> None:
    at = next(at for at, row in enumerate(data.rows) if by_age(row) and row.superseded_by)
    data.rows[at] = dataclasses.replace(data.rows[at], **count(4321))


@fault
def count_changed_as_printed(data: Data) -> None:
    data.change(by_age, **count(4321, raw_value="4,321"))


@fault
def count_changed_in_the_ledger_too(data: Data) -> None:
    data.change(by_age, **count(4321, raw_value="4,321"))
    changed = next(row for row in data.rows if row.count == 4321)
    for cell in data.cells:
        if changed.observation_id in cell.observation_ids:
            cell.text = "4,321"


@fault
def period_shifted(data: Data) -> None:
    data.change(crossed, **year(2014))


@fault
def periods_of_a_table_shifted(data: Data) -> None:
    sheet = next(row.place for row in data.rows if crossed(row))
    data.change(lambda row: (row.place.sheet, row.place.table) == (sheet.sheet, sheet.table), once=False, **year(2014))


@fault
def row_removed(data: Data) -> None:
    data.rows.remove(next(row for row in data.rows if by_age(row)))


@fault
def row_and_its_cell_removed(data: Data) -> None:
    gone = next(row for row in data.rows if by_age(row))
    data.rows.remove(gone)
    data.cells = [cell for cell in data.cells if gone.observation_id not in cell.observation_ids]


@fault
def row_doubled(data: Data) -> None:
    data.rows.append(dataclasses.replace(next(row for row in data.rows if by_age(row)), observation_id="0" * 24))


@fault
def file_cut(data: Data) -> None:
    data.save()
    file = data.folder / file_of(OBSERVATIONS, data.partition)
    file.write_bytes(file.read_bytes()[:-200])


@fault
def code_list_changed(data: Data) -> None:
    data.save()
    package = data.folder / "schemas/observations.json"
    package.write_text(package.read_text(encoding="utf-8").replace('"female",', ""), encoding="utf-8")


@fault
def superseding_cleared(data: Data) -> None:
    data.change(lambda row: row.superseded_by is not None, once=False, superseded_by=None)
    for row in data.documents:
        row.superseded_by = None


@fault
def superseding_of_one_figure_cleared(data: Data) -> None:
    data.change(lambda row: row.superseded_by is not None, superseded_by=None)


@fault
def superseding_set(data: Data) -> None:
    earlier = next(row.document_id for row in data.rows if row.superseded_by)
    data.change(by_age, superseded_by=earlier)


@fault
def total_mark_taken_off(data: Data) -> None:
    data.change(lambda row: row.is_total, is_total=False)


@fault
def total_mark_put_on(data: Data) -> None:
    data.change(by_age, is_total=True)


@fault
def interval_narrowed(data: Data) -> None:
    data.change(lambda row: row.status == "suppressed", count_low=2, count_high=3)


@fault
def force_of_a_figure_changed(data: Data) -> None:
    data.change(by_age, force_id="surrey")


@fault
def force_of_all_changed(data: Data) -> None:
    data.change(lambda row: True, once=False, force_id="surrey")


@fault
def sex_of_a_figure_changed(data: Data) -> None:
    data.change(by_sex, sex="male")


@fault
def sexes_swapped(data: Data) -> None:
    swap = {"female": "male", "male": "female"}
    data.rows = [dataclasses.replace(row, sex=swap.get(row.sex, row.sex)) for row in data.rows]


@fault
def age_of_a_figure_changed(data: Data) -> None:
    data.change(by_age, age_low=5, age_high=11, age_band="5-11")


@fault
def ages_made_to_overlap(data: Data) -> None:
    data.change(lambda row: row.age_band == "0-4", once=False, age_high=5, age_band="0-5")


@fault
def online_flag_changed(data: Data) -> None:
    data.change(lambda row: row.online == "yes", online="no")


@fault
def offence_changed(data: Data) -> None:
    data.change(lambda row: row.offence_code == "19E", offence_code="19C")


@fault
def measure_changed(data: Data) -> None:
    data.change(by_age, measure="victims")


@fault
def figure_made_missing(data: Data) -> None:
    data.change(by_age, status="missing", count=None, value=None, count_low=None, count_high=None)


@fault
def withheld_figure_made_zero(data: Data) -> None:
    data.change(lambda row: row.status == "suppressed", status="exact", **count(0))


@fault
def unit_changed(data: Data) -> None:
    data.change(by_age, unit="other", count=None, count_low=None, count_high=None)


@fault
def finding_removed(data: Data) -> None:
    data.findings.pop()
    data.write_lines()


@fault
def finding_made_milder(data: Data) -> None:
    at = next(at for at, one in enumerate(data.findings) if one.severity == "warning" and one.check != "superseded")
    data.findings[at] = dataclasses.replace(data.findings[at], severity="info")
    data.write_lines()


@fault
def findings_differ_in_their_lines(data: Data) -> None:
    data.save()
    lines = data.folder / "findings.jsonl"
    lines.write_text("\n".join(lines.read_text(encoding="utf-8").splitlines()[1:]) + "\n", encoding="utf-8")


@fault
def document_removed(data: Data) -> None:
    gone = next(row for row in data.documents if row.respondent != data.partition.respondent)
    data.documents.remove(gone)


@fault
def document_renamed(data: Data) -> None:
    data.documents[0] = dataclasses.replace(
        data.documents[0], path="2016-17/kent/other.xlsx", paths=["2016-17/kent/other.xlsx"]
    )


@fault
def return_removed_whole(data: Data) -> None:
    data.documents = [row for row in data.documents if (row.campaign, row.respondent) != tuple(data.partition)]
    data.findings = [one for one in data.findings if one.respondent != data.partition.respondent]
    data.save()
    for kind in (OBSERVATIONS, CELLS):
        shutil.rmtree((data.folder / file_of(kind, data.partition)).parent)


@fault
def respondent_renamed(data: Data) -> None:
    data.save()
    for kind in (OBSERVATIONS, CELLS):
        old = (data.folder / file_of(kind, data.partition)).parent
        old.rename(old.with_name("respondent=surrey"))


@fault
def ledger_cell_removed(data: Data) -> None:
    data.cells.remove(next(cell for cell in data.cells if cell.fate == "header"))


@fault
def catalogue_entry_removed(data: Data) -> None:
    data.save()
    file = data.folder / ".state/catalogue.json"
    catalogue = state.load(file) or {}
    gone = next(row for row in data.documents if row.respondent == data.partition.respondent)
    catalogue["raw"] = [row for row in catalogue["raw"] if row["document_id"] != gone.document_id]
    state.save(catalogue, file)


SAVED_BY_ITSELF = {
    "file_cut", "code_list_changed", "findings_differ_in_their_lines", "return_removed_whole", "respondent_renamed",
    "catalogue_entry_removed",
}  # fmt: skip


def plant(name: str, published: Path, copy: Path, partition: Partition) -> None:
    """A copy of published data with one fault."""
    shutil.copytree(published, copy)
    assert partition in partitions(copy)
    data = Data(copy, partition)
    FAULTS[name](data)
    if name in SAVED_BY_ITSELF:
        data.agree()
    else:
        data.save()
