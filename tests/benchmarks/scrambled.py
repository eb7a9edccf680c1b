"""Does the reading of structure hang on vocabulary? Workbooks read as they are and with nonsense for their words.

    python -m tests.benchmarks.scrambled [BOOK.xlsx ...] [--show N] [--least SHARE]

Every word becomes a nonsense word of its length and case, the same word always the same; digits, signs, months and a
short list of function words stay. A figure's labels must be the same cells both times. Prints by workbook the figures,
the share read both times, and the share with the same labels; without names, the workbooks under tests/ are read.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from flows.read.grid import Limits
from flows.read.reader import read_file
from flows.tidy.result import Context
from flows.tidy.tidy import tidy

KEPT = """january february march april may june july august september october november december jan feb mar apr jun jul
aug sep sept oct nov dec total totals grand sub subtotal all of which and or the to from in by for under over aged age
ages year years month q1 q2 q3 q4 number no count percent per cent note notes source table sheet"""
#: A figure's labels: those of its row and of its column, as the row of the data set has them.
Labels = tuple[str, str]


@dataclass
class Nonsense:
    """Words and what stands for them: the same for one word wherever it comes, and no two words the same."""

    words: dict[str, str] = field(default_factory=dict)

    def of(self, text: str) -> str:
        """The text with nonsense for its words."""
        return re.sub(r"[A-Za-z]+", lambda found: self._word(found.group()), text)

    def back(self, text: str) -> str:
        """The text, in lower case, with its words again."""
        return re.sub(r"[a-z]+", lambda found: self.words.get(found.group(), found.group()), text.lower())

    def _word(self, word: str) -> str:
        low = word.lower()
        if low in KEPT.split() or len(low) < 2:
            return word
        dice = random.Random(low)
        for _ in range(200):
            made = "".join(dice.choice("aeiou" if n % 2 else "bcdfghklmnprstvz") for n in range(len(low)))
            if made != low and made not in KEPT.split() and self.words.setdefault(made, low) == low:
                return made.upper() if word.isupper() else made.capitalize() if word[0].isupper() else made
        return word


@dataclass(frozen=True)
class Compared:
    """One workbook read twice: the labels by sheet and cell as they are, and as read from nonsense."""

    book: Path
    plain: dict[tuple[str, str], Labels]
    nonsense: dict[tuple[str, str], Labels]

    @property
    def all(self) -> int:
        """How many cells were figures in either reading."""
        return len(self.plain.keys() | self.nonsense.keys())

    @property
    def both(self) -> float:
        """The share of them that are figures in both."""
        return len(self.plain.keys() & self.nonsense.keys()) / max(self.all, 1)

    @property
    def same(self) -> float:
        """The share of them with the same labels in both."""
        return sum(self.nonsense.get(k) == v for k, v in self.plain.items()) / max(self.all, 1)


def compare(book: Path) -> Compared:
    """The workbook read as it is and with nonsense for words. Raises what openpyxl raises of a file it cannot open."""
    nonsense = Nonsense()
    with tempfile.TemporaryDirectory() as folder:
        plain, scrambled = Path(folder) / "plain.xlsx", Path(folder) / "nonsense.xlsx"
        openpyxl.load_workbook(book).save(plain)
        written = openpyxl.load_workbook(book)  # once more: a picture can be written once
        for sheet in written.worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                if isinstance(cell.value, str) and not cell.value.startswith("="):
                    cell.value = nonsense.of(cell.value)
        written.save(scrambled)
        return Compared(book, _labels(plain, Nonsense()), _labels(scrambled, nonsense))


def _labels(book: Path, nonsense: Nonsense) -> dict[tuple[str, str], Labels]:
    read = tidy(read_file(book, Limits()), Context("testshire", "document", "2016-17", "testshire"))
    return {
        (o.place.sheet or "", o.place.cell): (
            nonsense.back(o.raw_row_label or ""),
            nonsense.back(o.raw_column_label or ""),
        )
        for o in read.observations
        if o.place.cell
    }


def main() -> None:
    """Read the workbooks named, or those under tests/, and print how many keep their labels."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("books", nargs="*", type=Path)
    parser.add_argument("--show", type=int, default=0, help="so many figures of each workbook whose labels differ")
    parser.add_argument("--least", type=float, default=1.0, help="print workbooks below this share only")
    said = parser.parse_args()
    books = said.books or sorted(Path(__file__).parents[1].rglob("*.xlsx"))
    shares = []
    with ProcessPoolExecutor(max(len(os.sched_getaffinity(0)) - 1, 2)) as pool:
        for found in pool.map(compare, books):
            if not found.plain and not found.nonsense:
                continue
            shares.append(found.same)
            if found.same < said.least:
                print(f"{found.all:6} {found.both:.3f} {found.same:.3f} {found.book.name}", flush=True)
            _show(found, said.show)
    if not shares:
        sys.exit("no figures in any of these workbooks")
    alike = sum(share == 1 for share in shares)
    print(f"the same labels: {sum(shares) / len(shares):.3f} on the mean of {len(shares)} workbooks, all in {alike}")


def _show(found: Compared, most: int) -> None:
    different = [k for k in sorted({*found.plain, *found.nonsense}) if found.plain.get(k) != found.nonsense.get(k)]
    for key in different[:most]:
        print("      ", key)
        print("         as it is:", found.plain.get(key))
        print("         nonsense:", found.nonsense.get(key))


if __name__ == "__main__":
    main()
