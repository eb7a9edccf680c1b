"""Documents understood by a pool of processes: one that cannot be understood stops none of the others."""

from __future__ import annotations

import gc
import json
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, TimeoutError, wait
from dataclasses import replace

from pebble import ProcessExpired, ProcessPool

from flows.check.rules import check_document
from flows.ingestion.plan import Listed
from flows.ingestion.reading import WORKERS
from flows.read.grid import Document, Text
from flows.read.processes.bounds import STOPPED_FOR_TIME, bind, processor_seconds
from flows.read.sidecars import Note
from flows.second.heed import heed
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
        remembered=beside.remembered.text if beside.remembered else None,
        remembered_path=beside.remembered.path if beside.remembered else "respondents.yml",
        request=beside.request.text if beside.request else None,
        request_path=beside.request.path if beside.request else "request.yml",
        second=tuple((note.path, note.text) for note in beside.second if _may_be_of(note, listed)),
    )


def _may_be_of(note: Note, listed: Listed) -> bool:
    """Whether a second reading names the document, or where it lies."""
    return listed.document_id in note.text or any(
        json.dumps(path, ensure_ascii=False) in note.text for path in listed.paths
    )


class UnderstandingPool:
    """A pool of processes, each bound in memory and time, to be used in a `with` statement."""

    def __init__(self, workers: int) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])  # loaded once, for all processes that there will be
        self._pool = ProcessPool(workers, initializer=bind, initargs=(MEMORY_BYTES,), context=context)

    def __enter__(self) -> UnderstandingPool:
        return self

    def __exit__(self, *raised: object) -> None:
        self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()

    def submit(self, document: Document, context: Context) -> Future[Tidied]:
        """Start understanding; `outcome` takes the future."""
        return self._pool.schedule(_understand, args=[document, context, SECONDS], timeout=PATIENCE * SECONDS)

    def outcome(self, future: Future[Tidied], document: Document, context: Context) -> Tidied:
        """What came of it; a crash, a kill or a time-out is an error among the findings."""
        error = future.exception()
        return future.result() if error is None else _not_understood(context, document, error)


def understand(documents: Iterable[tuple[Listed, Document]]) -> Iterator[tuple[Listed, Tidied]]:
    """Each document understood, in the order they are done."""
    waiting = iter(documents)
    with UnderstandingPool(WORKERS) as pool:
        running: dict[Future[Tidied], tuple[Listed, Document, Context]] = {}
        while True:
            while len(running) < 2 * WORKERS and (item := next(waiting, None)) is not None:
                document, context = asked(*item)
                running[pool.submit(document, context)] = (item[0], document, context)
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                listed, document, context = running.pop(future)
                yield listed, pool.outcome(future, document, context)


def asked(listed: Listed, document: Document) -> tuple[Document, Context]:
    """What understanding a document takes. The files inside are documents of their own: they need not be sent."""
    return replace(document, attachments=()), context_of(listed)


def understood(document: Document, context: Context) -> Tidied:
    """What a document says, by the program and by the second reader of whom there is a file beside it."""
    found = tidy(document, context)
    heed(found, document, context)
    return found


def _understand(document: Document, context: Context, seconds: float) -> Tidied:
    """What a process runs for one document."""
    gc.disable()  # What it makes hangs together in no circles: to look for them would take a fifth of the time.
    try:
        with processor_seconds(seconds):
            found = understood(document, context)
            texts = [block.text for block in document.blocks if isinstance(block, Text)]
            found.findings += check_document(found.row, found.observations, found.cells, texts)
            return found
    finally:
        gc.enable()


def _not_understood(context: Context, document: Document, error: BaseException) -> Tidied:
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
