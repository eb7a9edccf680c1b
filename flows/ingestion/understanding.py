"""Documents understood by a pool of processes: one that cannot be understood stops none of the others."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, TimeoutError, wait
from dataclasses import replace

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from flows.ingestion.plan import Listed
from flows.ingestion.reading import WORKERS
from flows.read.grid import Document
from flows.read.processes.bounds import STOPPED_FOR_TIME, bind, processor_seconds
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from schemas.rows import DocumentRow, Finding

SECONDS = 60.0
"""Of the processor, for one document; by the clock it may be PATIENCE times as long."""
PATIENCE = 5.0
MEMORY_BYTES = 4 * 2**30
STOPPED = "understanding_stopped"
"""The check of a finding that says that a document was given up, which it may not be in another run."""


def context_of(listed: Listed) -> Context:
    """What is known of a document before it is opened. That a return supersedes another is said of the return alone."""
    given = listed.given
    beside = given.beside
    recipe, corrections, table, answers = beside.recipe, beside.corrections, beside.table, beside.answers
    return Context(
        listed.document_id,
        listed.paths[0],
        given.campaign,
        given.respondent,
        listed.paths,
        listed.container_id,
        listed.others,
        given.source.force,
        given.source.received,
        given.source.reference,
        given.source.dated,
        given.source.supersedes if listed.document_id == given.document_id else (),
        recipe=recipe.text if recipe else None,
        recipe_path=recipe.path if recipe else "recipe.yml",
        corrections=corrections.text if corrections else None,
        corrections_path=corrections.path if corrections else "corrections.yml",
        table=table.text if table else None,
        table_path=table.path if table else "table.csv",
        answers=answers.text if answers else None,
        answers_path=answers.path if answers else "answers.yml",
    )


def understand(documents: Iterable[tuple[Listed, Document]]) -> Iterator[tuple[Listed, Tidied]]:
    """Each document understood, in the order they are done."""
    waiting = iter(documents)
    context = multiprocessing.get_context("forkserver")
    with ProcessPool(WORKERS, initializer=bind, initargs=(MEMORY_BYTES,), context=context) as pool:
        running: dict[ProcessFuture[Tidied], tuple[Listed, Document]] = {}
        while True:
            while len(running) < 2 * WORKERS and (item := next(waiting, None)) is not None:
                listed, document = item
                # The files inside are documents of their own: they need not go through the pipe.
                arguments = [replace(document, attachments=()), context_of(listed), SECONDS]
                running[pool.schedule(_understand, args=arguments, timeout=PATIENCE * SECONDS)] = item
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                listed, document = running.pop(future)  # type: ignore[call-overload]
                error = future.exception()
                yield listed, future.result() if error is None else _not_understood(listed, document, error)


def _understand(document: Document, context: Context, seconds: float) -> Tidied:
    """What a process runs for one document."""
    with processor_seconds(seconds):
        return tidy(document, context)


def _not_understood(listed: Listed, document: Document, error: BaseException) -> Tidied:
    context = context_of(listed)
    row = DocumentRow(
        context.campaign, context.respondent, context.document_id, context.path, list(context.paths),
        context.container_id, document.format, document.pages, len(document.sheets) or None, outcome="unreadable",
        partial=document.partial,
    )  # fmt: skip
    given_up = _why_given_up(error)
    if given_up:
        check, message = STOPPED, f"{context.path}: was read, but understanding it {given_up}"
        remedy = "None of its figures are in the data set. The next ingest tries again; ask for a smaller file."
    else:
        check = "not_understood"
        message = f"{context.path}: was read but could not be understood ({type(error).__name__}: {str(error)[:200]})"
        remedy = "This is a fault of the program: report it with the file. None of its figures are in the data set."
    place = (context.campaign, context.respondent, context.document_id, context.path)
    return Tidied(row, findings=[Finding("error", check, message, remedy, *place)])


def _why_given_up(error: BaseException) -> str:
    """In words, what another run may not meet with; "" for a fault that it would."""
    if isinstance(error, TimeoutError):
        return f"took longer than {PATIENCE * SECONDS:g} seconds by the clock"
    if isinstance(error, ProcessExpired) and error.exitcode == STOPPED_FOR_TIME:
        return f"took longer than {SECONDS:g} seconds of the processor's time"
    if isinstance(error, MemoryError):
        return f"needed more than {MEMORY_BYTES / 2**30:g} GB of memory"
    return "ended its process" if isinstance(error, ProcessExpired) else ""
