"""Tables found in the benchmark's PDFs: F1, precision, recall and detection, beside two other tools, and CPU per page.

    python -m tests.benchmarks.tables [--bench FOLDER] [--alone]

The benchmark folder (default `../shared/tables_benchmark` beside the repository) holds `pdf/`, `truth/` and its own
scorer. Every third document by name is held out: rules were made on the other two thirds.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pdfplumber

from flows.read.pdf.content import page_contents
from flows.read.tables import find_tables

Predicted = list[dict[str, Any]]
Reader = Callable[[Path], Predicted]
REPOSITORY = Path(__file__).resolve().parents[2]
BENCH = REPOSITORY.parent / "shared" / "tables_benchmark"


def scorer(bench: Path) -> ModuleType:
    """The scorer that comes with the benchmark."""
    spec = importlib.util.spec_from_file_location("score_tables", bench / "score_tables.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(bench / "score_tables.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ours(path: Path) -> Predicted:
    """Tables as the product reads them, page by page."""
    return [
        {
            "page": table.page,
            "cells": [
                {
                    "r0": cell.row - 1,
                    "c0": cell.column - 1,
                    "r1": cell.rows[-1] - 1,
                    "c1": cell.columns[-1] - 1,
                    "text": cell.text,
                }
                for cell in table.cells
            ],
        }
        for page in page_contents(path)
        for table in find_tables(page)
    ]


def plain(rows: Sequence[Sequence[str | None]], page: int) -> dict[str, Any]:
    """A table without spans in the scorer's form."""
    return {
        "page": page,
        "cells": [
            {"r0": r, "c0": c, "r1": r, "c1": c, "text": text}
            for r, row in enumerate(rows)
            for c, text in enumerate(row)
            if text and text.strip()
        ],
    }


def pdfplumber_default(path: Path) -> Predicted:
    """pdfplumber as it comes."""
    with pdfplumber.open(path) as pdf:
        return [plain(rows, page.page_number) for page in pdf.pages for rows in page.extract_tables()]


def camelot_hybrid(path: Path) -> Predicted:
    """camelot's hybrid parser, from the `bench` dependency group."""
    camelot = importlib.import_module("camelot")
    found = camelot.read_pdf(str(path), pages="all", flavor="hybrid", suppress_stdout=True)
    return [plain(table.df.values.tolist(), table.page) for table in found]


def measured(reader: Reader, documents: Sequence[Path]) -> tuple[dict[str, Predicted], float]:
    """Tables by document, and the CPU seconds that reading took."""
    start = time.process_time()
    found = {path.stem: reader(path) for path in documents}
    return found, time.process_time() - start


def report(score: ModuleType, truth: dict[str, Any], name: str, found: dict[str, Predicted], held: set[str]) -> None:
    """Print one tool's scores: by document, development, held out, and all."""
    scores = {doc: max((score.score_doc(t, found[doc]) for t in truth[doc]), key=lambda s: s["f1"]) for doc in found}
    print(f"\n{name}\n{'document':12} {'F1':>6} {'P':>6} {'R':>6} {'tables':>7} {'of':>3}")
    for doc, s in sorted(scores.items()):
        mark = " held out" if doc in held else ""
        print(f"{doc:12} {s['f1']:6.3f} {s['p']:6.3f} {s['r']:6.3f} {s['n_pred']:7} {s['n_gt']:3}{mark}")
    parts = {"development": set(scores) - held, "held out": held & set(scores), "all": set(scores)}
    for part, docs in parts.items():
        a = score.aggregate({doc: scores[doc] for doc in docs})
        print(
            f"{part:12} F1 {a['macro_f1']:.4f}  precision {a['macro_p']:.4f}  recall {a['macro_r']:.4f}  "
            f"complete {a['completeness']:.3f}  pure {a['purity']:.3f}  ({len(docs)} documents)"
        )


def main() -> int:
    """Run the benchmark; 0 also where the benchmark is not there, with a word why."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--alone", action="store_true", help="leave out pdfplumber's default and camelot hybrid")
    options = parser.parse_args()
    if not (options.bench / "score_tables.py").is_file():
        print(f"skipped: no benchmark in {options.bench}; name its folder with --bench")
        return 0
    score = scorer(options.bench)
    truth = {
        doc: variants
        for doc, variants in score.load_truth(options.bench / "truth").items()
        if (options.bench / "pdf" / f"{doc}.pdf").is_file()
    }
    documents = [options.bench / "pdf" / f"{doc}.pdf" for doc in sorted(truth)]
    held = {path.stem for path in documents[2::3]}
    readers: dict[str, Reader] = {"flows.read": ours}
    if not options.alone:
        readers |= {"pdfplumber default": pdfplumber_default}
        if importlib.util.find_spec("camelot"):
            readers |= {"camelot hybrid": camelot_hybrid}
        else:
            print("skipped: camelot is not installed (dependency group `bench`)")
    seconds: dict[str, float] = {}
    for name, reader in readers.items():
        found, seconds[name] = measured(reader, documents)
        report(score, truth, name, found, held)
    base = seconds.get("pdfplumber default")
    print()
    for name, spent in seconds.items():
        print(f"CPU {name}: {spent:.1f} s" + (f", {spent / base:.2f} of pdfplumber's default" if base else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
