"""Who owns every number printed on the pages of PDFs: a grid, text, a chart, furniture of the page, or nobody.

    python -m tests.benchmarks.owners [--show N] [FOLDER ...]

The numbers are those of the words of each page before anything is judged; by default on the pages of the returns
beside the repository (`real`, `real-3`, `specimens`, `specimens-2`). One that the document holds more often than its
page prints it is said to be held `twice`; `unread` are digits more that pdfium finds, a reader with no part in the
program. Text that cannot be seen counts for nothing, and pages that are pictures print no numbers here.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from flows.read.grid import Document, Grid, Limits
from flows.read.pdf.content import raw_pages
from flows.read.pdf.opening import opened
from flows.read.pdf.pictures import needs_eyes
from flows.read.reader import read_file

RETURNS = Path(__file__).resolve().parents[3] / "shared" / "returns"
SETS = ("real", "real-3", "specimens", "specimens-2")
OWNERS = ("grid", "text", "chart", "furniture")
ASIDE = ("page_header", "page_footer", "furniture")
COLUMNS = ("printed", *OWNERS, "repeated", "nowhere", "twice", "unread")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
Numbers = Counter[tuple[int, str]]
"""How often a number stands on a page: (page, as printed)."""


def printed(path: Path) -> tuple[Numbers, int]:
    """The numbers that can be seen on each page, and how many digits more pdfium finds there."""
    found, unread = Numbers(), 0
    with opened(path) as source, pypdfium2.PdfDocument(source.content) as drawn:
        for raw in raw_pages(source):
            page = raw.content()
            if needs_eyes(raw, page):
                continue
            words = [word.text for word in page.words]
            found.update((raw.number, number) for word in words for number in _numbers(word))
            known = _digits(words) + _digits(run.text for run in raw.hidden)
            unread += max(0, _digits(drawn[raw.number - 1].get_textpage().get_text_range()) - known)
    return found, unread


def held(document: Document) -> dict[str, Numbers]:
    """The numbers of a document as read, by their owner."""
    found = {owner: Numbers() for owner in OWNERS}
    for block in document.blocks:
        if isinstance(block, Grid):
            for cell in block.cells:
                found["grid"].update((cell.page or 0, number) for number in _numbers(cell.text))
            continue
        role = str(block.role)
        owner = role if role in OWNERS else "furniture" if role in ASIDE else "text"
        found[owner].update((block.page or 0, number) for number in _numbers(f"{block.label} {block.text}"))
    return found


def owners(path: Path) -> tuple[Counter[str], Numbers]:
    """How many of a file's numbers each owner holds, and the numbers that nobody holds."""
    left, unread = printed(path)
    counts = Counter(printed=left.total(), unread=unread)
    if not left:
        return counts, left
    document = read_file(path, Limits())
    over = Numbers()
    for owner, numbers in held(document).items():
        counts[owner] = (numbers & left).total()
        left, over = left - numbers, over + (numbers - left)
    # A sentence or a cell that goes on over the page break stands on the page where it begins.
    for (page, number), times in list(left.items()):
        again = min(times, over[page - 1, number])
        left[page, number] -= again
        over[page - 1, number] -= again
        counts["text"] += again
    if any(notice.check == "header_repeated" for notice in document.notices):
        above = {number for _, number in held(document)["grid"]}
        for (page, number), times in left.items():
            if number in above:
                counts["repeated"] += times
                left[page, number] = 0
    return counts + Counter(twice=over.total(), nowhere=left.total()), +left


def _numbers(text: str) -> Iterator[str]:
    return (match[0] for match in _NUMBER.finditer(text))


def _digits(texts: Iterable[str]) -> int:
    return sum(letter in "0123456789" for text in texts for letter in text)


def main() -> int:
    """Print the owners by file and in all; 0 also where there is nothing to read, with a word why."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[RETURNS / name for name in SETS])
    parser.add_argument("--show", type=int, default=0, metavar="N", help="so many numbers without an owner, by file")
    options = parser.parse_args()
    print("".join(f"{name:>10}" for name in COLUMNS))
    for folder in options.folders:
        files = sorted(folder.rglob("*.pdf"))
        if not files:
            print(f"skipped: no PDF in {folder}")
            continue
        sums: Counter[str] = Counter()
        for path in files:
            counts, nowhere = owners(path)
            sums += counts
            if counts["printed"]:
                print("".join(f"{counts[name]:10}" for name in COLUMNS), f" {path.relative_to(folder)}", flush=True)
            for (page, number), times in sorted(nowhere.items())[: options.show]:
                print(f"{'':12}page {page}: {number}" + (f" ({times} times)" if times > 1 else ""))
        print("".join(f"{sums[name]:10}" for name in COLUMNS), f" {folder.name}: {len(files)} files\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
