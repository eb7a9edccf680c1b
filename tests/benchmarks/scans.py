"""How surely scans are read: figures wrong, flagged and missed, by resolution and kind of damage.

    python -m tests.benchmarks.scans [--pages 8] [--dpi 150 200 300] [--kinds clean jpeg noise fax] [--wrong]
                                     [--folder ../shared/tables_benchmark/pdf] [--skip 0] [--in-turn]

1. The scanned specimen against `tests/specimens/truth.csv`.
2. Two real scans whose cells are known (skipped where the real returns are not beside the project).
3. Pages of born-digital PDFs, rendered, turned by half a degree to two degrees, damaged, and read as scans: the
   tables found in their own text are the truth. With `--folder` this part alone.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, islice, zip_longest
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

from flows.read.grid import Cell, Grid
from flows.read.page import PageContent
from flows.read.pdf.content import page_contents
from flows.read.scan.page import blocks_of, read_page, seen
from flows.read.scan.upright import Levelled
from flows.read.tables import find_tables

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "returns" / "real"
SPECIMEN = ROOT / "raw" / "2016-17" / "gloucestershire" / "Scan_20170911.pdf"
FIGURE = re.compile(r"[<>≤≥]?\s?[£$]?-?\d[\d,.]*%?[*†]?|[*–-]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
FEWEST = 30
"""Figures on a page that is worth rendering."""


@dataclass
class Tally:
    """Cells of truth by what became of them."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, truth: str, cell: Cell | None, place: str) -> None:
        """Score one cell of truth. Small capitals, which a PDF may write as small letters, are no error."""
        said = _plain(cell.text) if cell else ""
        flagged = bool(cell and cell.doubts)
        right = said.casefold() == _plain(truth).casefold()
        kind = ("right" if right else "missed" if not said else "wrong") + (" flagged" if flagged else "")
        self.counts[kind] += 1
        if not right:
            text = cell.text if cell else None
            self.wrong.append(f"{place}: {truth!r} read as {text!r}{' (flagged)' if flagged else ''}")

    def line(self) -> str:
        """One line of figures."""
        c, total = self.counts, max(1, sum(self.counts.values()))
        flagged = sum(n for kind, n in c.items() if "flagged" in kind)
        unflagged = total - flagged
        errors = total - c["right"] - c["right flagged"]
        return (
            f"cells {total:5d}  error {errors / total:7.2%}  flagged {flagged / total:7.2%}"
            f"  right but flagged {c['right flagged'] / total:7.2%}"
            f"  wrong unflagged {c['wrong'] / max(1, unflagged):7.2%} ({c['wrong']})  missed {c['missed'] / total:7.2%}"
        )


def main() -> None:
    """Run all three parts and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--dpi", type=int, nargs="*", default=[150, 200, 300])
    parser.add_argument("--kinds", nargs="*", default=["clean", "jpeg", "noise", "fax"])
    parser.add_argument("--folder", type=Path, help="take pages of the PDFs there: others than the rules were made on")
    parser.add_argument("--skip", type=int, default=0, help="pages to leave out first")
    parser.add_argument("--in-turn", action="store_true", help="one kind of damage a page and resolution, in turn")
    parser.add_argument("--wrong", action="store_true", help="print every cell that was read wrong")
    options = parser.parse_args()
    if not options.folder:
        _specimen(options.wrong)
        _real(options.wrong)
    _rendered(options)


def _specimen(wrong: bool) -> None:
    grids = [b for b in _blocks(SPECIMEN) if isinstance(b, Grid)]
    tally = Tally()
    with (ROOT / "tests" / "specimens" / "truth.csv").open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["path"].endswith(SPECIMEN.name)]
    cells = [cell for grid in grids for cell in grid.cells]
    # A table's figures in the order of its cells; the table that goes on over the page is one in the truth.
    figures = [c for c in cells if FIGURE.fullmatch(c.text) and c.column > 1 and not c.header]
    for row in rows:
        wanted = row["raw_value"]
        tally.add(
            wanted, next((c for c in figures if c.text == wanted), None), f"{row['table']}/{row['row']}/{row['column']}"
        )
        figures = _without_first(figures, wanted)
    print(f"specimen {SPECIMEN.name}: {tally.line()}  figures left over {len(figures)}")
    _print_wrong(tally, wrong)


def _without_first(cells: list[Cell], text: str) -> list[Cell]:
    for n, cell in enumerate(cells):
        if cell.text == text:
            return cells[:n] + cells[n + 1 :]
    return cells


def _blocks(path: Path, pages: Sequence[int] | None = None) -> Iterator[object]:
    with pypdfium2.PdfDocument(path) as pdf:
        for n in pages or range(1, len(pdf) + 1):
            image = pdf[n - 1].render(scale=200 / 72, grayscale=True).to_numpy()
            yield from read_page(image, n, 200)


def _rendered(options: argparse.Namespace) -> None:
    pages = list(islice(_born_digital(options.folder), options.skip, options.skip + options.pages))
    if not REAL.exists():
        print(f"real returns skipped: {REAL} is not there")
    print(f"{len(pages)} rendered pages: " + ", ".join(f"{path.stem[:24]} p{page.number}" for path, page in pages))
    whole, named = Tally(), Tally()
    for d, dpi in enumerate(options.dpi):
        for k, kind in enumerate(options.kinds):
            figures, labels, started = Tally(), Tally(), time.process_time()
            turns = [not options.in_turn or (n + d - k) % len(options.kinds) == 0 for n in range(len(pages))]
            chosen = list(compress(pages, turns))
            for path, page in chosen:
                _score(path, page, dpi, kind, figures, labels)
            seconds = (time.process_time() - started) / max(1, len(chosen))
            print(f"{dpi} dpi {kind:6} figures  {figures.line()}  CPU {seconds:.1f} s a page")
            print(f"{'':15} labels   {labels.line()}", flush=True)
            _print_wrong(figures, options.wrong)
            whole.counts += figures.counts
            named.counts += labels.counts
    print(f"all figures: {whole.line()}")
    print(f"all labels:  {named.line()}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def _born_digital(folder: Path | None) -> Iterator[tuple[Path, PageContent]]:
    """The fullest page of each PDF that has text: of a folder, or of the real returns and the specimens in turn."""
    real, own = sorted((folder or REAL / "documents").glob("*.pdf")), sorted((ROOT / "raw").glob("2016-17/*/*.pdf"))
    turns = real if folder else [p for pair in zip_longest(real, own) for p in pair if p]
    for path in turns:
        content = [page for page, _ in zip(page_contents(path), range(6), strict=False)]
        fullest = max(content, key=_figures)
        if _figures(fullest) >= FEWEST and _as_drawn(path, fullest):
            yield path, fullest


def _figures(page: PageContent) -> int:
    return sum(bool(FIGURE.fullmatch(c.text)) for t in find_tables(page) for c in t.cells)


def _as_drawn(path: Path, page: PageContent) -> bool:
    with pypdfium2.PdfDocument(path) as pdf:
        width, height = pdf[page.number - 1].get_size()
    return abs(width - page.width) < 2 and abs(height - page.height) < 2


def _score(path: Path, page: PageContent, dpi: int, kind: str, figures: Tally, labels: Tally) -> None:
    chance = random.Random(f"{path.name} {dpi} {kind}")
    with pypdfium2.PdfDocument(path) as pdf:
        image = pdf[page.number - 1].render(scale=dpi / 72, grayscale=True).to_numpy().squeeze()
    content, level = seen(damaged(image, kind, chance), page.number, dpi)
    # The page was turned about its middle and levelled again: its print lies where it lay, with no turn left.
    blocks = blocks_of(content, Levelled(level.sheet, 0.0))
    read = [cell for block in blocks if isinstance(block, Grid) for cell in block.cells]
    for table in find_tables(page):
        for cell in table.cells:
            if cell.text and cell.box:
                x, y = (cell.box.x0 + cell.box.x1) / 2, (cell.box.top + cell.box.bottom) / 2
                # A year at the head of a column is a label.
                tally = figures if FIGURE.fullmatch(cell.text) and not cell.header else labels
                tally.add(cell.text, _at(read, x, y), f"{path.stem[:20]} {dpi} {kind} {cell.row}/{cell.column}")


def _at(cells: Sequence[Cell], x: float, y: float) -> Cell | None:
    return next((c for c in cells if c.box and c.box.x0 <= x <= c.box.x1 and c.box.top <= y <= c.box.bottom), None)


def damaged(image: NDArray[np.uint8], kind: str, chance: random.Random) -> NDArray[np.uint8]:
    """A page as a scanner gives it: turned half a degree to two degrees, and worse by kind."""
    noise = np.random.default_rng(chance.randrange(2**32))
    height, width = image.shape
    degrees = chance.choice((-1, 1)) * chance.uniform(0.5, 2)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    page = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255).astype(np.float32)
    if kind == "noise":
        shade = np.linspace(0, 25, width, dtype=np.float32)[None, :]
        page = page * 0.82 + 22 - shade + noise.normal(0, 12, page.shape)
    if kind == "fax":
        page = np.where(cv2.GaussianBlur(page, (0, 0), 0.6) + noise.normal(0, 22, page.shape) > 150, 255.0, 0.0)
        page[noise.random(page.shape) < 0.0008] = 0
    made = np.clip(page, 0, 255).astype(np.uint8)
    if kind in ("jpeg", "noise"):
        made = cv2.imdecode(cv2.imencode(".jpg", made, [cv2.IMWRITE_JPEG_QUALITY, 40])[1], cv2.IMREAD_GRAYSCALE)
    return made


def _real(wrong: bool) -> None:
    for name in ("council_foi_Aberdeenshire.pdf", "uspol_cpd_unit_names.pdf"):
        if not (REAL / "truth" / f"{name}.csv").exists():
            print(f"{name} skipped: {REAL} is not there")
            continue
        with (REAL / "truth" / f"{name}.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        pages = sorted({int(r["page_or_sheet"]) for r in rows})
        cells: dict[int, list[Cell]] = {n: [] for n in pages}
        for block in _blocks(REAL / "documents" / name, pages):
            if isinstance(block, Grid) and block.page:
                cells[block.page] += block.cells
        tally = Tally()
        for row in rows:
            # By value and page alone: what label it stands under is the tidy stage's to say.
            here = cells[int(row["page_or_sheet"])]
            found = next((c for c in here if _plain(c.text) == _plain(row["raw_value"])), None)
            if found:
                here.remove(found)
            tally.add(row["raw_value"], found, f"{name} page {row['page_or_sheet']} {row['row_label'][:40]}")
        print(f"{name}: {tally.line()}")
        _print_wrong(tally, wrong)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("–", "-").replace("—", "-").translate(_QUOTES)


def _print_wrong(tally: Tally, wanted: bool) -> None:
    if wanted:
        for line in tally.wrong:
            print("    " + line)


if __name__ == "__main__":
    main()
