"""CPU of reading born-digital PDFs next to pdfplumber's default `extract_tables()`, both in one run.

Run from the repository: `python -m tests.benchmarks.pdf_speed [PDF or folder ...]`. Without arguments the collections
beside the repository are read. Ratios hold better than times: a ratio of 0.25 means a quarter of pdfplumber's CPU.
Documents with a page that only OCR can read are left out and named.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pdfplumber

from flows.read.grid import Limits
from flows.read.pdf import read
from flows.read.pdf.content import raw_pages
from flows.read.pdf.opening import opened
from flows.read.pdf.pictures import needs_eyes

REPOSITORY = Path(__file__).resolve().parents[2]
COLLECTIONS = (
    REPOSITORY / "../shared/returns/real/documents",
    REPOSITORY / "../shared/tables_benchmark/pdf",
    REPOSITORY / "raw",
)


class Timing(NamedTuple):
    """CPU seconds of one document."""

    name: str
    pages: int
    plumber: float
    objects: float
    whole: float


def main(arguments: list[str] | None = None) -> int:
    """Print the ratios document by document and in all; 1 where there was nothing to read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=COLLECTIONS)
    logging.disable(logging.CRITICAL)
    timings = [timing for path in _pdfs(parser.parse_args(arguments).paths) if (timing := measured(path))]
    if not timings:
        print("skipped: no born-digital PDF found")
        return 1
    print(f"{'document':<50} {'pages':>5} {'plumber s':>10} {'objects':>8} {'whole':>8} {'ms a page':>10}")
    for timing in timings:
        _print(timing)
    _print(Timing("all", *(sum(column) for column in list(zip(*timings, strict=True))[1:])))
    return 0


def measured(path: Path) -> Timing | None:
    """The CPU that pdfplumber, the objects alone and the whole reading take; None where a page needs OCR."""
    with opened(path) as source:
        pages = [needs_eyes(raw, raw.content()) for raw in raw_pages(source)]
    if any(pages):
        print(f"skipped: {path.name}, {sum(pages)} of {len(pages)} pages are pictures")
        return None
    return Timing(
        path.name,
        len(pages),
        _cpu(lambda: _plumber(path)),
        _cpu(lambda: _objects(path)),
        _cpu(lambda: read(path, Limits(seconds=3600))),
    )


def _pdfs(paths: Iterable[Path]) -> list[Path]:
    found = []
    for path in paths:
        if not path.exists():
            print(f"skipped: {path} is not there")
        found += sorted(path.rglob("*.pdf")) if path.is_dir() else [path] if path.exists() else []
    return found


def _plumber(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def _objects(path: Path) -> None:
    with opened(path) as source:
        for raw in raw_pages(source):
            raw.content()


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _print(timing: Timing) -> None:
    objects, whole = timing.objects / timing.plumber, timing.whole / timing.plumber
    name = timing.name[:50]
    each = 1000 * timing.whole / timing.pages
    print(f"{name:<50} {timing.pages:>5} {timing.plumber:>10.2f} {objects:>8.2f} {whole:>8.2f} {each:>10.1f}")


if __name__ == "__main__":
    sys.exit(main())
