"""The documents that are to be read a second time, opened as an ingest opens them."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.ingestion.framing import with_frames
from flows.ingestion.plan import Listed
from flows.ingestion.reading import LIMITS, job_of
from flows.publish import state
from flows.publish.folders import STATE
from flows.read.containers import read_returns
from flows.read.page_pictures import Drawable, page_pictures
from flows.read.returns import walk_paths
from flows.second.model import Asked, Endpoint, ask
from flows.second.tasks import Task, kept_for
from flows.tidy.people.request import parse_request
from flows.tidy.people.yaml_lines import AdviceError

ADDRESS, KEY = "OPENAI_BASE_URL", "OPENAI_API_KEY"
"""The variables of the environment that say where a model is asked, and with what key."""
PAGES = 20
"""Pages of one document, at most, of which pictures are sent."""
USED = f"{STATE}/second-reading.json"
"""The tokens that were used on a day."""
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


def ask_for_new(raw: Path, processed: Path, endpoint: Endpoint, a_day: int) -> Asked:
    """Ask a model for the returns of the raw folder that it has not read, with what is left of a day's tokens.

    What failed once is not asked again: a person sees it in the findings.
    """
    file, today = processed / USED, dt.date.today().isoformat()
    known = state.load(file) or {}
    left = a_day - int(known.get("tokens", 0) if known.get("day") == today else 0)
    by = f"model:{endpoint.model}"
    new = [
        task
        for task in tasks_at([raw], raw, None, None)
        if not task.is_done(by) and not task.is_long and not any(by in (one.by, one.asked) for one in task.kept)
    ]
    if not new or left <= 0:
        return Asked(left=len(new))
    asked = ask(new, endpoint, left, lambda _: (), lambda _, __: None)
    state.save({"day": today, "tokens": a_day - left + asked.tokens}, file)
    return asked


def endpoint_of(model: str) -> Endpoint:
    """Where a model is asked, as the environment says. Raises LookupError where it does not say it."""
    address = os.environ.get(ADDRESS, "")
    if not address:
        raise LookupError(f"say in the environment where the model is asked: {ADDRESS}, and {KEY} where it wants a key")
    return Endpoint(address, os.environ.get(KEY, ""), model)


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
