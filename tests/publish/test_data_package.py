"""The data package, read by the library that such packages are made for."""

from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pytest

from flows.check.supersede import supersede
from flows.publish.dataset import Publication
from schemas.models import DOCUMENTS, FINDINGS, OBSERVATIONS, QUESTIONS
from schemas.rows import Finding, OpenQuestion, Option, Place


@pytest.fixture
def published(tmp_path: Path, specimens) -> Path:
    """Returns with whole and withheld figures, with a later return, without figures; findings with a place or none."""
    mine = specimens.of("derbyshire", "durham", "northamptonshire")
    done = supersede(mine.documents, mine.observations, mine.claims)
    with Publication(tmp_path) as publication:
        for name in ("derbyshire", "northamptonshire"):
            own = mine.of(name)
            ids = {row.observation_id for row in own.observations}
            rows = [row for row in done.observations if row.observation_id in ids]
            own.cells[0].text = ""
            publication.put_partition("2016-17", name, rows, own.cells)
        publication.put(DOCUMENTS, done.documents)
        document = done.documents[0].document_id
        place = Place(page=1, x0=1.0, top=2.0, x1=3.0, bottom=4.0)
        found = [
            Finding("info", "b", "m", "r", finding_id="0" * 16),
            Finding("error", "a", "m", "r", None, None, document, place=place, finding_id="1" * 16),
        ]
        publication.put(FINDINGS, found)
        option = Option("as_read", "it stands", ["because"], 0.5, 1, "- {question: q, option: as_read, why: so}")
        asked = OpenQuestion("0" * 8 + "-" + "1" * 16, "2016-17", "derbyshire", document, "a/b", "total", "Is it?",
                             options=[option], chosen="as_read", figures=1)  # fmt: skip
        publication.put(QUESTIONS, [asked])
        publication.commit()
    return tmp_path


def faults(folder: Path) -> list[str]:
    report = frictionless.validate(str(folder / "datapackage.json"))
    return [error.message for task in report.tasks for error in task.errors] + [str(e) for e in report.errors]


def test_it_is_valid_and_so_are_all_its_tables(published: Path) -> None:
    assert faults(published) == []


def test_a_reference_to_no_document_is_found(published: Path, specimens) -> None:
    mine = specimens.of("derbyshire")
    mine.observations[0].superseded_by = "f" * 64
    with Publication(published) as publication:
        publication.put_partition("2016-17", "derbyshire", mine.observations, mine.cells)
        publication.commit()
    assert len(faults(published)) == 1


def test_it_is_valid_where_nothing_is_found_and_asked(published: Path) -> None:
    with Publication(published) as publication:
        publication.put(FINDINGS, [])
        publication.put(QUESTIONS, [])
        publication.commit()
    assert faults(published) == []


def test_it_names_every_file_licence_and_source(published: Path) -> None:
    package = json.loads((published / "datapackage.json").read_text())
    files = {path.relative_to(published).as_posix() for path in published.rglob("*.parquet")}
    files |= {"findings.jsonl", "questions.jsonl"}
    assert {resource["path"] for resource in package["resources"]} == files
    assert package["licenses"][0]["name"] == "MIT"
    assert "Freedom of Information Act" in package["description"]
    assert package["sources"] == [{"title": "Derbyshire Constabulary"}, {"title": "Northamptonshire Police"}]
    (kind,) = [one for one in package["resources"] if one["name"] == "observations.2016-17.derbyshire"]
    assert kind["partition"] == {"campaign": "2016-17", "respondent": "derbyshire"}
    fields = json.loads((published / kind["schema"]).read_text())["fields"]
    assert [field["name"] for field in fields] == OBSERVATIONS.file_schema.names
    assert all(field["type"] and field["description"] for field in fields)
    warned = {field["name"] for field in fields if "add" in field["description"].split()}
    assert {"is_total", "age_is_cumulative"} <= warned
