"""The report's folder: written beside the one that stands, and put in its place when it is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from flows.publish.folders import STATE
from flows.publish.parquet import ordered
from flows.publish.report.addresses import REPORT, finding_address, page_picture, return_page
from flows.publish.report.evidence import Evidence
from flows.publish.report.mending import Mend, mends
from flows.publish.report.return_page import return_html
from schemas.models import FINDINGS
from schemas.rows import DocumentRow


class Site:
    """All pages of a report. Nothing of it is seen before `finish`; left without it, the old report stands.

    `mends`: address of a finding of the returns that were put -> what would mend it.

    with Site(processed) as site:
        site.put_return(evidence, documents)
        site.put("index.html", html)
        site.finish()
    """

    def __init__(self, processed: Path) -> None:
        self.folder = processed / REPORT
        self.mends: dict[str, Sequence[Mend]] = {}
        self._draft = processed / STATE / "report.part"
        self._old = processed / STATE / "report.old"

    def __enter__(self) -> Self:
        shutil.rmtree(self._draft, ignore_errors=True)
        self._draft.mkdir(parents=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        shutil.rmtree(self._draft, ignore_errors=True)
        shutil.rmtree(self._old, ignore_errors=True)

    def put(self, address: str, content: str | bytes) -> None:
        """Write one file of the report."""
        file = self._draft / address
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            file.write_text(content, encoding="utf-8", newline="\n")
        else:
            file.write_bytes(content)

    def put_return(self, evidence: Evidence, documents: Mapping[str, DocumentRow]) -> None:
        """Write the page of a document with the pictures of its pages; keep what its campaign's page tells of it."""
        for number, one in enumerate(ordered(FINDINGS, evidence.findings), start=1):
            self.mends[finding_address(evidence.row, number)] = mends(one, evidence)
        self.put(return_page(evidence.row), return_html(evidence, documents))
        for picture in evidence.pictures:
            self.put(page_picture(evidence.row, picture.number), picture.webp)

    def finish(self) -> None:
        """Put the report into its place."""
        if self.folder.exists():
            os.replace(self.folder, self._old)
        os.replace(self._draft, self.folder)


def put_alone(folder: Path, evidence: Evidence) -> Path:
    """The page of one document by itself, with the pictures of its pages beside it; the file to open."""
    row = evidence.row
    page = folder / os.path.basename(return_page(row))
    folder.mkdir(parents=True, exist_ok=True)
    page.write_text(return_html(evidence, {}, alone=True), encoding="utf-8", newline="\n")
    for picture in evidence.pictures:
        file = folder / os.path.relpath(page_picture(row, picture.number), os.path.dirname(return_page(row)))
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(picture.webp)
    return page
