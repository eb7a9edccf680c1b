"""A PDF as a Document: its pages read one after the other, tables and sentences that go on over pages put together."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path

from flows.read.grid import Document, Limits, Notice
from flows.read.page import PageContent
from flows.read.pdf.book import Book
from flows.read.pdf.content import RawPage, raw_pages
from flows.read.pdf.opening import PAGE_SECONDS, Source, opened
from flows.read.pdf.page_break import over_the_break, reaches_foot
from flows.read.pdf.pagetext import Found, Neighbours, ReadPage, found_on, letters_by_size, read_page
from flows.read.pdf.pictures import needs_eyes, seen
from flows.read.pdf.running import EdgeLine, edge_lines
from flows.read.processes.bounds import within_seconds

# Pages before and after that a header or footer is looked for on: two, since odd and even pages may differ.
_AROUND = 2
# The share of the time allowed after which no further page is read from its picture.
_TIME_FOR_PICTURES = 0.75


def read(path: Path, limits: Limits, passwords: tuple[str, ...] = ()) -> Document:
    """The tables and texts of a PDF in reading order.

    Raises UnreadableError where it is locked and no password fits, or where nothing can be recovered.
    """
    with opened(path, passwords, limits) as source:
        book = Book()
        for page in _read_pages(source, book, limits):
            book.add(page)
            if book.cells > limits.cells:
                book.cut(f"page {page.number}", f"more than {limits.cells} cells; what follows this page was not read")
                break
        blocks = book.blocks()
        return Document(
            "pdf",
            blocks,
            source.count,
            properties=source.properties,
            notices=(*source.notices, *book.notices),
            attachments=tuple(source.attachments),
            failure=book.failure(),
            partial=source.partial or book.partial,
            turns=book.turns,
        )


def _read_pages(source: Source, book: Book, limits: Limits) -> Iterator[ReadPage]:
    """The pages one by one, each read beside its neighbours, no more than a few held at a time."""
    around: deque[tuple[PageContent, list[EdgeLine]]] = deque(maxlen=2 * _AROUND + 1)
    sizes: Counter[float] = Counter()
    deadline = time.process_time() + _TIME_FOR_PICTURES * limits.seconds
    waiting = 0
    ahead: dict[int, Found] = {}

    def found(back: int) -> tuple[Found, Neighbours]:
        page, edges = around[-back]
        others = [(other.number, theirs) for other, theirs in around if other is not page]
        return ahead.pop(page.number, None) or found_on(page, edges, others), others

    def finish(back: int) -> ReadPage:
        with within_seconds(PAGE_SECONDS):
            return joined(back)

    def joined(back: int) -> ReadPage:
        here, others = found(back)
        if back > 1 and reaches_foot(here):
            after, _ = found(back - 1)
            here, ahead[after.page.number] = over_the_break(here, after)
        return read_page(here, others, sizes.most_common(1)[0][0] if sizes else 10.0)

    for raw in raw_pages(source):
        if raw.number > limits.pages:
            book.cut(f"page {raw.number}", f"more than {limits.pages} pages; what follows was not read")
            break
        book.note(raw)
        page = _content(source, raw, book, deadline)
        sizes.update(letters_by_size(page))
        around.append((page, edge_lines(page)))
        waiting += 1
        if waiting > _AROUND:
            yield finish(waiting)
            waiting -= 1
    for back in range(waiting, 0, -1):
        yield finish(back)


def _content(source: Source, raw: RawPage, book: Book, deadline: float) -> PageContent:
    """What stands on the page, from its content stream or, where that does not say it, from its picture."""
    page = raw.content()
    if not needs_eyes(raw, page):
        return page
    place = f"page {raw.number}"
    if time.process_time() > deadline:
        book.unread(
            Notice("ocr_out_of_time", f"{place} is a picture; no time was left for it", "allow more time", place)
        )
        return page
    picture = seen(source, raw, page)
    if isinstance(picture, Notice):
        book.unread(picture)
        return page
    book.pictured(raw.number, picture)
    return picture.content
