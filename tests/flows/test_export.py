"""`foi disclose` and `foi export` from the outside."""

import pytest
from typer.testing import CliRunner

from flows.cli import main
from flows.publish.dataset import Publication
from schemas.rows import DocumentRow
from tests.publish.disclosure.test_publishable import campaign


@pytest.fixture
def processed(tmp_path):
    """A published data set with eight figures that can be worked out."""
    folder = tmp_path / "processed"
    rows = campaign()
    documents = {row.document_id: row for row in rows}
    with Publication(folder) as publication:
        for respondent in {row.respondent for row in rows}:
            mine = [row for row in rows if row.respondent == respondent]
            publication.put_partition("2016-17", respondent, mine, [])
        publication.put_documents(
            DocumentRow("2016-17", row.respondent, name, f"2016-17/{row.respondent}/{name}.pdf")
            for name, row in documents.items()
        )
        publication.put_findings([])
        publication.commit()
    return folder


def foi(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_what_can_be_worked_out_is_listed_with_what_gives_it_away(processed):
    code, said = foi("disclose", "--processed", processed)
    assert code == 1
    assert "8 of 14 withheld figures can be narrowed" in said
    assert "can be narrowed to 2, from" in said
    assert foi("disclose", "--processed", processed, "--campaign", "2015-16")[0] == 0


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_none_is_left_in_the_export(processed, tmp_path, form):
    code, said = foi(
        "export", "--publishable", "--minimum", 1, "--format", form, "--to", tmp_path / "out", "--processed", processed
    )
    assert (code, (tmp_path / "out" / f"observations.{form}").exists()) == (0, True), said
    assert "protects" in (tmp_path / "out" / "withheld.csv").read_text(encoding="utf-8")


def test_a_data_set_that_was_changed_is_not_exported(processed, tmp_path):
    (processed / "documents.parquet").write_bytes(b"")
    code, said = foi("export", "--to", tmp_path / "out", "--processed", processed)
    assert (code, "file_changed" in said, (tmp_path / "out").exists()) == (1, True, False)
    assert foi("disclose", "--processed", processed)[0] == 3


def test_a_workbook_for_work_is_not_taken_for_one_to_publish(processed, tmp_path):
    file = tmp_path / "figures.xlsx"
    code, said = foi("export", "--wide", file, "--publishable", "--processed", processed)
    assert (code, "protects no withheld figure" in said, file.exists()) == (2, True, False)


def test_nothing_to_export_is_said(tmp_path, processed):
    assert foi("export", "--processed", tmp_path / "none", "--to", tmp_path / "out")[0] == 3
    assert foi("export", "--processed", processed, "--campaign", "1999-00", "--to", tmp_path / "out")[0] == 3
