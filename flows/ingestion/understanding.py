"""Documents understood by a pool of processes: one that cannot be understood stops none of the others."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait

from pebble import ProcessFuture, ProcessPool

from flows.ingestion.plan import Listed
from flows.ingestion.reading import WORKERS
from flows.read.grid import Document
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from schemas.rows import DocumentRow, Finding

SECONDS = 600


def context_of(listed: Listed) -> Context:
    """What is known of a document before it is opened. That a return supersedes another is said of the return alone."""
    given = listed.given
    recipe, corrections, table = given.beside.recipe, given.beside.corrections, given.beside.table
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
    )


def understand(documents: Iterable[tuple[Listed, Document]]) -> Iterator[tuple[Listed, Tidied]]:
    """Each document understood, in the order they are done."""
    waiting = iter(documents)
    with ProcessPool(WORKERS, context=multiprocessing.get_context("forkserver")) as pool:
        running: dict[ProcessFuture[Tidied], tuple[Listed, Document]] = {}
        while True:
            while len(running) < 2 * WORKERS and (item := next(waiting, None)) is not None:
                listed, document = item
                running[pool.schedule(tidy, args=[document, context_of(listed)], timeout=SECONDS)] = item
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                listed, document = running.pop(future)  # type: ignore[call-overload]
                error = future.exception()
                yield listed, future.result() if error is None else _not_understood(listed, document, error)


def _not_understood(listed: Listed, document: Document, error: BaseException) -> Tidied:
    context = context_of(listed)
    row = DocumentRow(
        context.campaign, context.respondent, context.document_id, context.path, list(context.paths),
        context.container_id, document.format, document.pages, len(document.sheets) or None, outcome="unreadable",
    )  # fmt: skip
    message = f"{context.path}: was read but could not be understood ({type(error).__name__}: {str(error)[:200]})"
    remedy = "This is a fault of the program: report it with the file. None of its figures are in the data set."
    place = (context.campaign, context.respondent, context.document_id, context.path)
    return Tidied(row, findings=[Finding("error", "not_understood", message, remedy, *place)])
