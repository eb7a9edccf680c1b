"""How large a page of the report is and how soon it is seen: a PDF of 60 pages, a workbook of 50,000 cells.

    python -m tests.benchmarks.pages a-return.pdf

The PDF's pages are repeated until there are 60, each cell of its tables a figure. Prints the seconds to draw, the size
of the page, and, with Playwright and Chromium, the milliseconds to the first paint and to be ready for use.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from flows.publish.report.evidence import Evidence, PagePicture
from flows.publish.report.site import put_alone
from flows.read.grid import Cell, Document, Grid, Limits
from flows.read.page_pictures import Drawable, page_pictures
from flows.read.reader import read_file
from schemas.rows import DocumentRow, LedgerCell, Observation, Place

PAGES, ROWS, COLUMNS = 60, 2_500, 20
ROW = DocumentRow("2016-17", "kent", "ab12" * 16, "2016-17/kent/reply", format="pdf")


def figures(cells: Iterator[tuple[Place, str]]) -> tuple[list[Observation], list[LedgerCell]]:
    rows, ledger = [], []
    for number, (place, text) in enumerate(cells):
        name = f"{number:024x}"
        row = Observation("2016-17", "kent", ROW.document_id, name, "s", "kent", period_label="2016/17", place=place)
        row.measure, row.count, row.count_low, row.count_high, row.raw_value = "offences", number, number, number, text
        rows.append(row)
        ledger.append(LedgerCell("2016-17", "kent", ROW.document_id, place, text, "observation", None, [name]))
    return rows, ledger


def workbook() -> Evidence:
    cells = tuple(
        Cell(row, column, str(row * column)) for row in range(1, ROWS + 1) for column in range(1, COLUMNS + 1)
    )
    places = ((Place(sheet="Data", table=1, row=c.row, column=c.column, cell=f"C{c.row}"), c.text) for c in cells)
    rows, ledger = figures(places)
    reading = Document("xlsx", (Grid(ROWS, COLUMNS, cells, "workbook", sheet="Data"),), sheets=("Data",))
    return Evidence(ROW, ROW.path, rows, ledger, reading=reading)


def long_pdf(file: Path) -> Evidence:
    with pikepdf.open(file) as source, pikepdf.new() as long:
        while len(long.pages) < PAGES:
            long.pages.extend(source.pages)
        del long.pages[PAGES:]
        content = io.BytesIO()
        long.save(content)
        read = read_file(file, Limits())
        ((_, drawn, _),) = page_pictures([Drawable("long", content.getvalue(), "pdf")], Limits())
    repeats = -(-PAGES // (read.pages or 1))
    places = (
        (Place(page=page, table=n, row=c.row, column=c.column, **dict(zip(BOX, c.box, strict=True))), c.text)
        for again in range(repeats)
        for n, grid in read.grids
        for c in grid.cells
        if c.box is not None and (page := again * (read.pages or 1) + (c.page or 1)) <= PAGES
    )
    rows, ledger = figures(places)
    return Evidence(
        ROW, ROW.path, rows, ledger, pictures=[PagePicture(p.number, p.width, p.height, p.webp) for p in drawn]
    )


COUNT = "document.querySelectorAll('*').length"
BOX = ("x0", "top", "x1", "bottom")


def measured(name: str, evidence: Evidence, folder: Path) -> None:
    start = time.perf_counter()
    page = put_alone(folder / name, evidence)
    seconds = time.perf_counter() - start
    beside = sum(file.stat().st_size for file in page.parent.rglob("*.webp"))
    print(
        f"{name}: {len(evidence.observations):,} figures, drawn in {seconds:.1f} s, {page.stat().st_size / 1e6:.1f} MB",
        end="",
    )
    print(f" and {beside / 1e6:.1f} MB of pictures")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415
    except ImportError:
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        shown = browser.new_page()
        asked: list[str] = []
        shown.on("request", lambda request: asked.append(request.url))
        start = time.perf_counter()
        shown.goto(page.as_uri())
        ready = 1000 * (time.perf_counter() - start)
        paint = shown.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN")
        start = time.perf_counter()
        shown.locator("tr.figure th a").nth(5).focus()
        follow = 1000 * (time.perf_counter() - start)
        print(
            f"  first paint {paint:.0f} ms, ready {ready:.0f} ms, a figure lights its cell in {follow:.0f} ms", end=""
        )
        print(f", {len(asked) - 1} pictures loaded, {shown.evaluate(COUNT):,} elements")
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        measured("workbook", workbook(), Path(home))
        measured("pdf", long_pdf(Path(sys.argv[1])), Path(home))
