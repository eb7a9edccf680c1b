"""The data set as it is published, held in memory; of what changed on disk only that is read again."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from flows.ingestion.evidence import Published
from flows.publish import parquet
from flows.publish.dataset import recover
from flows.publish.folders import DatasetError, Partition, file_of, files_of
from flows.publish.manifest import load_manifest
from flows.review.alike import alike
from flows.review.recalling import recalled
from flows.tidy.people.remembered import Recalled
from schemas.frames import to_rows
from schemas.models import CELLS, DOCUMENTS, FINDINGS, HEADLINE, OBSERVATIONS, QUESTIONS, TableKind
from schemas.rows import DocumentRow, Finding, HeadlineFigure, Observation, OpenQuestion

TRIES = 5


class Dataset:
    """The rows of a processed folder. `look` first; then its fields are one state of the data.

    `edition` changes whenever the data do. `recalled`: by document_id, what was said before and fits it.
    `alike`: the open questions, those together that one answer settles.
    """

    def __init__(self, processed: Path, raw: Path) -> None:
        self.processed = processed
        self.raw = raw
        self.edition = 0
        self.rows = Published({})
        self.questions: dict[str, OpenQuestion] = {}
        self.alike: list[list[OpenQuestion]] = []
        self.findings: list[Finding] = []
        self.headline: list[HeadlineFigure] = []
        self.recalled: dict[str, list[Recalled]] = {}
        self._files: dict[str, str] = {}
        self._kept: dict[str, tuple[str, list[Any]]] = {}

    def look(self) -> None:
        """Read again what has changed. Raises DatasetError where there is no data set, or while another is written."""
        for _ in range(TRIES):
            recover(self.processed)
            files = load_manifest(self.processed).files
            if not files:
                raise DatasetError(f"{self.processed}: holds no data set; run foi ingest first")
            if files == self._files:
                return
            self._read(files)
            if load_manifest(self.processed).files == files:
                self._files = files
                self.edition += 1
                return
        raise DatasetError(f"{self.processed}: is being written; wait until the ingest has ended, and load again")

    def document(self, document_id: str) -> DocumentRow | None:
        """A document by its id."""
        return self.rows.documents.get(document_id)

    def observation(self, observation_id: str) -> Observation | None:
        """A figure by its id."""
        for found in self.rows.observations.values():
            for row in found:
                if row.observation_id == observation_id:
                    return row
        return None

    def of_campaign(self, campaign: str) -> list[Observation]:
        """The figures of a campaign, in the order in which the headline is made of them."""
        rows = (row for found in self.rows.observations.values() for row in found if row.campaign == campaign)
        return sorted(rows, key=lambda row: row.observation_id)

    def hanging(self, question_id: str) -> list[Observation]:
        """The figures that hang on a question; of one that is answered, those of its table or of the text."""
        question = self.questions[question_id]
        own = self.rows.observations[question.document_id]
        if question.status == "answered":
            return [row for row in own if row.place.table == question.table]
        return [row for row in own if question_id in row.questions]

    def settled_with(self, question: OpenQuestion) -> list[OpenQuestion]:
        """The questions of other returns that an answer to this settles too."""
        return [one for group in self.alike if question in group for one in group if one is not question]

    def _read(self, files: dict[str, str]) -> None:
        documents: list[DocumentRow] = self._part(DOCUMENTS, file_of(DOCUMENTS), files)
        rows = Published({row.document_id: row for row in documents})
        for kind, by_document in ((OBSERVATIONS, rows.observations), (CELLS, rows.cells)):
            for file, partition in files_of(self.processed, kind):
                for row in self._part(kind, file, files, partition):
                    by_document[row.document_id].append(row)
        self.findings = self._part(FINDINGS, file_of(FINDINGS), files)
        for one in self.findings:
            rows.findings[one.document_id].append(one)
        questions: list[OpenQuestion] = self._part(QUESTIONS, file_of(QUESTIONS), files)
        for question in questions:
            rows.questions[question.document_id].append(asdict(question))
        self.questions = {question.question_id: question for question in questions}
        self.alike = list(alike(questions, rows))
        self.headline = self._part(HEADLINE, file_of(HEADLINE), files)
        self.rows = rows
        self.recalled = {name: found for name in rows.documents if (found := self._recalled(name))}

    def _recalled(self, name: str) -> list[Recalled]:
        row, rows = self.rows.documents[name], self.rows
        questions = [one for one in self.questions.values() if one.document_id == name]
        return recalled(self.raw, row, questions, rows.observations[name], rows.cells[name])

    def _part(self, kind: TableKind, file: str, files: dict[str, str], partition: Partition | None = None) -> list[Any]:
        mark = files.get(file, "")
        known = self._kept.get(file)
        if known is not None and known[0] == mark:
            return known[1]
        path = self.processed / file
        table = parquet.read(kind, path, partition) if path.exists() else kind.schema.empty_table()
        found: list[Any] = to_rows(kind, table)
        self._kept[file] = (mark, found)
        return found
