"""The documents that are to be read a second time, opened as an ingest opens them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.ingestion.framing import with_frames
from flows.ingestion.plan import Listed
from flows.ingestion.reading import LIMITS, job_of
from flows.read.containers import read_returns
from flows.read.page_pictures import Drawable, page_pictures
from flows.read.returns import walk_paths
from flows.second.tasks import Task, kept_for
from flows.tidy.people.request import parse_request
from flows.tidy.people.yaml_lines import AdviceError

PAGES = 20
"""Pages of one document, at most, of which pictures are sent."""
_DIGIT = re.compile(r"\d")


def tasks_at(paths: Sequence[Path], raw: Path, campaign: str | None, respondent: str | None) -> Iterator[Task]:
    """The documents at `paths` that hold numbers, each with the second readings that are kept of it."""
    jobs = {job_of(given): given for given in walk_paths(paths, raw, campaign, respondent).returns}
    for job, opened in read_returns(jobs, LIMITS):
        given = jobs[job]
        request = given.beside.request
        wording = _wording(request.text) if request else ""
        texts = [note.text for note in given.beside.second]
        for one in opened:
            document = with_frames(Listed(one.sha256, tuple(one.paths), one.container, given), one)
            task = Task(
                document, one.sha256, one.path, given.campaign, given.respondent, wording, given.file.parent,
                given.file.name, kept_for(one.sha256, texts), one.content,
            )  # fmt: skip
            if not document.failure and _DIGIT.search(task.paper.text):
                yield task


def pictures_of(task: Task) -> list[bytes]:
    """Pictures of the pages of a document, for a model that sees; none of a format without pages."""
    if not task.document.pages:
        return []
    file = Drawable(task.document_id, task.content, task.document.format, turns=task.document.turns)
    pages = next(found for _, found, _ in page_pictures([file], LIMITS, workers=1))
    return [page.webp for page in pages[:PAGES]]


def _wording(content: str) -> str:
    try:
        request = parse_request(content)
    except AdviceError:
        return ""
    asked = [f"Years asked for: {', '.join(years)}." for years in (request.asked("period"),) if years]
    return "\n".join([request.wording or "", *asked]).strip()
