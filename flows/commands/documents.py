"""Single files read and understood, outside the data set."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from flows.ingestion.plan import Listed
from flows.ingestion.understanding import context_of
from flows.read.containers import read_returns
from flows.read.grid import Document, Limits
from flows.read.pdf.picture import draw
from flows.read.processes.workers import Job, read_files
from flows.read.returns import walk_paths
from flows.tidy.recipes.drafting import Understood, draft_recipe
from flows.tidy.result import Tidied
from flows.tidy.tidy import tidy, understood_tables


def read_documents(files: Sequence[Path], passwords: tuple[str, ...]) -> Iterator[tuple[Path, Document]]:
    """Each file with its Document, each read in a process that can be killed; attachments are not opened."""
    for job, document in read_files([Job(file, passwords) for file in files], Limits()):
        yield job.path, document


def understand(
    file: Path, raw: Path, campaign: str | None, respondent: str | None, passwords: tuple[str, ...]
) -> Iterator[tuple[str, Document, Tidied]]:
    """A return and all that it holds: path, Document, and what was understood of it.

    It is named and placed, and what stands beside it counts, as in an ingest.
    """
    (given,) = walk_paths([file], raw, campaign, respondent).returns
    job = Job(given.file, (*given.source.passwords, *passwords), given.path)
    for _, opened in read_returns([job], Limits()):
        for one in opened:
            listed = Listed(one.sha256, tuple(one.paths), one.container, given)
            yield one.path, one.document, tidy(one.document, context_of(listed))


def draft(
    file: Path, raw: Path, campaign: str | None, respondent: str | None, passwords: tuple[str, ...]
) -> str | None:
    """A recipe for a return and all that it holds, as it is understood without one; None where nothing can be read."""
    (given,) = walk_paths([file], raw, campaign, respondent).returns
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
            found.append(Understood(name, understood_tables(one.document, context), unused))
    return draft_recipe(found) if found else None


def draw_pages(file: Path, document: Document, folder: Path, passwords: tuple[str, ...]) -> list[Path]:
    """Pictures of the pages of a PDF with what was found drawn over them; the files written."""
    return draw(file, document, folder, passwords)
