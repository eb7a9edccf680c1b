"""Single files read and understood, outside the data set."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from flows.commands.respondent import force_of
from flows.ingestion.evidence import aliases, drawn_alone
from flows.ingestion.framing import with_frames
from flows.ingestion.plan import Listed
from flows.ingestion.understanding import context_of, understood
from flows.publish.parquet import ordered
from flows.publish.report.evidence import Evidence
from flows.publish.report.site import put_alone
from flows.read.containers import Opened, read_returns
from flows.read.grid import Document, Limits
from flows.read.processes.workers import Job, read_files
from flows.read.returns import Return, walk_paths
from flows.tidy.drafting import Understood, draft_recipe
from flows.tidy.force.of_return import settle
from flows.tidy.result import Tidied
from flows.tidy.tidy import reports, tidy
from schemas.models import CELLS, OBSERVATIONS


class NoReturnError(Exception):
    """A file that an ingest would not take for a return; the message says why."""


def read_documents(files: Sequence[Path], passwords: tuple[str, ...]) -> Iterator[tuple[Path, Document]]:
    """Each file with its Document, each read in a process that can be killed; attachments are not opened."""
    for job, document in read_files([Job(file, passwords) for file in files], Limits()):
        yield job.path, document


def understand(
    file: Path, raw: Path, campaign: str | None, respondent: str | None, passwords: tuple[str, ...]
) -> Iterator[tuple[Opened, Tidied]]:
    """A return and all that it holds, each with what was understood of it.

    It is named and placed, and what stands beside it counts, as in an ingest. Raises NoReturnError for another file.
    """
    given = _return_at(file, raw, campaign, respondent)
    job = Job(given.file, (*given.source.passwords, *passwords), given.path)
    for _, opened in read_returns([job], Limits()):
        listed = [Listed(one.sha256, tuple(one.paths), one.container, given) for one in opened]
        told = [(with_frames(known, one), context_of(known)) for one, known in zip(opened, listed, strict=True)]
        tidied = [understood(*one) for one in told]
        settle(tidied)
        for one in tidied:
            one.findings += one.answers.findings
        yield from zip(opened, tidied, strict=True)


def draft(
    file: Path, raw: Path, campaign: str | None, respondent: str | None, passwords: tuple[str, ...]
) -> str | None:
    """A recipe for a return and all that it holds, as it is understood without one; None where nothing can be read.

    Raises NoReturnError for a file that is no return.
    """
    given = _return_at(file, raw, campaign, respondent)
    bare = replace(given, beside=replace(given.beside, recipe=None))
    folder = posixpath.dirname(given.path)
    job = Job(given.file, (*given.source.passwords, *passwords), given.path)
    found = []
    for _, opened in read_returns([job], Limits()):
        for one in opened:
            if one.document.failure:
                continue
            context = context_of(Listed(one.sha256, tuple(one.paths), one.container, bare))
            name = posixpath.relpath(one.path, folder) if folder else one.path
            unused = tidy(one.document, context).unused
            found.append(Understood(name, reports(one.document, context), unused))
    return draft_recipe(found) if found else None


def _return_at(file: Path, raw: Path, campaign: str | None, respondent: str | None) -> Return:
    received = walk_paths([file], raw, campaign, respondent and (force_of(respondent) or respondent))
    if received.returns:
        return received.returns[0]
    beside = f"{file}: no return; such a file says something of the returns beside it"
    raise NoReturnError("; ".join(notice.message for notice in received.notices) or beside)


def draw_alone(one: Opened, tidied: Tidied, given: str, folder: Path, passwords: tuple[str, ...]) -> Path:
    """The page of a document as `foi report` draws it, by itself; `given` is the path of the return that brought it."""
    shown = Evidence(
        tidied.row,
        given,
        ordered(OBSERVATIONS, tidied.observations),
        ordered(CELLS, tidied.cells),
        tidied.findings,
        **drawn_alone(one, passwords),
        aliases=aliases(tidied.observations, tidied.findings),
        questions=[asdict(one) for one in tidied.questions],
    )
    return put_alone(folder, shown)
