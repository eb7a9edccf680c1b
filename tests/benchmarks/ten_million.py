"""How long a validation takes beside reading alone, and in how much memory: of 10 million observations.

    python -m tests.benchmarks.ten_million [--folder FOLDER] [--millions 10]

Made are ten campaigns of 45 forces, tables by age and sex of hundreds of areas that add up, with their cells. Printed:
the seconds, by the clock and of the processor, of reading all figures and cells and of the whole validation, and the
most memory of each, every one in a process of its own. Wanted: at most 10 seconds beside reading. Ends with 1 where it
is more.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import hashlib
import multiprocessing
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish import parquet
from flows.publish.datapackage import describe
from flows.publish.dataset import load_table, partitions
from flows.publish.folders import Partition, file_of, lines_of
from flows.publish.manifest import MANIFEST, Manifest, checksum
from flows.publish.row_digests import NAMED, file_of_digests, kept_digests
from flows.validation import validate_published
from schemas.code_tables import load_codes
from schemas.frames import to_table
from schemas.models import CELLS, DOCUMENTS, FINDINGS, OBSERVATIONS, TableKind
from schemas.rows import DocumentRow, LedgerCell, Observation, Place

AGES = (("0-4", 0, 4), ("5-10", 5, 10), ("11-15", 11, 15), ("16-17", 16, 17), ("Total", None, None))
SEXES = ("Female", "Male", "Total")
AREAS, CAMPAIGNS, WANTED = 25, 10, 10.0
SPAWN = multiprocessing.get_context("spawn")


def template() -> tuple[pa.Table, pa.Table]:
    """One return: AREAS tables for each of two years, its figures and its cells, without ids and counts."""
    figures, cells = [], []
    for table in range(1, 2 * AREAS + 1):
        for column, text in enumerate(("Age", *SEXES), 1):
            cells.append(_cell(table, 1, column, text, "header"))
        for row, (age, low, high) in enumerate(AGES, 2):
            cells.append(_cell(table, row, 1, age, "header"))
            for column, sex in enumerate(SEXES, 2):
                place = Place(table=table, row=row, column=column)
                total = "Total" in (age, sex)
                figures.append(
                    Observation(
                        "", "", "", "", "", measure="offences", period_type="financial_year", age_low=low,
                        age_high=high, age_band="all" if low is None else age,
                        sex="all" if sex == "Total" else sex.lower(), is_total=total, place=place, count=1, value=1.0,
                        count_low=1, count_high=1, raw_row_label=age, raw_column_label=sex, method="csv",
                        caption="Offences",
                    )
                )  # fmt: skip
                cells.append(dataclasses.replace(_cell(table, row, column, "", "observation"), observation_ids=["x"]))
    return to_table(OBSERVATIONS, figures), to_table(CELLS, cells)


def _cell(table: int, row: int, column: int, text: str, fate: Any) -> LedgerCell:
    return LedgerCell("", "", "", Place(table=table, row=row, column=column), text, fate)


def counts(force: str, year: int, areas: int) -> np.ndarray[Any, Any]:
    """What a force recorded in a year, area by area: ages and sexes with their totals; the same in each campaign."""
    own = np.random.default_rng(int.from_bytes(hashlib.sha256(force.encode()).digest()[:8]))
    parts = own.integers(30, 400, (areas, len(AGES) - 1, len(SEXES) - 1)) + year - 2000
    with_all = np.concatenate([parts, parts.sum(axis=1, keepdims=True)], axis=1)
    return np.concatenate([with_all, with_all.sum(axis=2, keepdims=True)], axis=2)


def filled(made: tuple[pa.Table, pa.Table], partition: Partition, returns: int) -> tuple[pa.Table, pa.Table, list[str]]:
    """The figures and cells of one respondent, and the ids of its returns."""
    figures, cells = made
    year = int(partition.campaign[:4])
    names = sorted(hashlib.sha256(f"{partition} {at}".encode()).hexdigest() for at in range(returns))
    of = np.repeat(np.arange(returns), len(figures))
    own = figures.take(pa.array(np.tile(np.arange(len(figures)), returns)))
    document = pa.array(names).take(pa.array(of))
    table = own["table"].to_numpy()
    ids = pa.array([f"{names[at][:16]}{n:08x}" for at in range(returns) for n in range(len(figures))])
    this, last = (counts(partition.respondent, y, returns * AREAS) for y in (year, year - 1))
    area = of * AREAS + (table - 1) % AREAS
    is_last = table > AREAS
    place = (area, own["row"].to_numpy() - 2, own["column"].to_numpy() - 2)
    number = pa.array(np.where(is_last, last[place], this[place]))
    starts = [dt.date(year, 4, 1), dt.date(year - 1, 4, 1)]
    ends = [dt.date(year + 1, 3, 31), dt.date(year, 3, 31)]
    labels = [f"{y}/{(y + 1) % 100:02}" for y in (year, year - 1)]
    one_of = pa.array(is_last.astype(np.int64))
    given = {
        "document_id": document,
        "observation_id": ids,
        "series_id": pc.binary_join_element_wise(document, own["table"].cast("string"), ":"),
        "force_id": pa.array([partition.respondent] * len(own)),
        "period_start": pa.array(starts, pa.date32()).take(one_of),
        "period_end": pa.array(ends, pa.date32()).take(one_of),
        "period_label": pa.array(labels).take(one_of),
        "count": number, "value": number.cast(pa.float64()), "count_low": number, "count_high": number,
        "raw_value": number.cast(pa.string()),
        "other": pa.array([[("area", f"area {at}")] for at in area.tolist()], pa.map_(pa.string(), pa.string())),
    }  # fmt: skip
    ledger = cells.take(pa.array(np.tile(np.arange(len(cells)), returns)))
    is_figure = np.asarray(ledger["fate"].to_pylist()) == "observation"
    at = np.cumsum(is_figure) - 1
    offsets = np.concatenate([[0], np.cumsum(is_figure)]).astype(np.int32)
    texts = pc.if_else(pa.array(is_figure), given["raw_value"].take(pa.array(np.maximum(at, 0))), ledger["text"])
    in_cells = {
        "document_id": pa.array(names).take(pa.array(np.repeat(np.arange(returns), len(cells)))),
        "text": texts,
        "observation_ids": pa.ListArray.from_arrays(pa.array(offsets), ids),
    }
    named = {"campaign": partition.campaign, "respondent": partition.respondent}
    return _with(OBSERVATIONS.schema, own, given | named), _with(CELLS.schema, ledger, in_cells | named), names


def _with(schema: pa.Schema, table: pa.Table, given: dict[str, Any]) -> pa.Table:
    columns = []
    for field in schema:
        column = given.get(field.name, table[field.name])
        column = pa.array([column] * len(table)) if isinstance(column, str) else column
        columns.append(column.cast(field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def make(folder: Path, millions: float) -> None:
    """Write the data as if they were published."""
    made = template()
    forces = [slug for slug, row in load_codes("forces").items() if row["gss_code"]]
    returns = max(1, round(millions * 1e6 / (len(forces) * CAMPAIGNS * len(made[0]))))
    rows = []
    for year in range(2008, 2008 + CAMPAIGNS):
        for force in forces:
            partition = Partition(f"{year}-{(year + 1) % 100:02}", force)
            figures, cells, names = filled(made, partition, returns)
            for kind, table in ((OBSERVATIONS, figures), (CELLS, cells)):
                _put(folder, kind, table.select(kind.file_schema.names).cast(kind.file_schema), partition)
            of = Counter(cells["fate"].to_pylist()[: len(cells) // returns])
            paths = [f"{partition.campaign}/{force}/{at}.csv" for at in range(returns)]
            rows += [
                DocumentRow(
                    *partition, name, path, [path], format="csv", outcome="answered",
                    cells_observation=of["observation"], cells_header=of["header"],
                )
                for path, name in zip(paths, names, strict=True)
            ]  # fmt: skip
    _put(folder, DOCUMENTS, to_table(DOCUMENTS, parquet.ordered(DOCUMENTS, rows)))
    _put(folder, FINDINGS, to_table(FINDINGS, []))
    (folder / lines_of(FINDINGS)).touch()
    found = [path for path in folder.rglob("*") if path.is_file()]
    files = {path.relative_to(folder).as_posix(): checksum(path) for path in found}
    for file, text in describe(files).items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
        files[file] = checksum(folder / file)
    manifest = Manifest(files=files)
    (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")


def _put(folder: Path, kind: TableKind, table: pa.Table, partition: Partition | None = None) -> None:
    file = file_of(kind, partition)
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, folder / file, compression="zstd", row_group_size=2**17, version="2.6")
    if kind in NAMED:
        marks = folder / file_of_digests(file)
        marks.parent.mkdir(parents=True, exist_ok=True)
        marks.write_bytes(kept_digests(folder / file, table))


def read(folder: Path) -> str:
    """Read all figures and cells, a respondent at a time."""
    rows = Counter[str]()
    for partition in partitions(folder):
        for kind in (OBSERVATIONS, CELLS):
            rows[kind.name] += len(load_table(folder, kind, *partition))
    return f"{rows['observations']:,} figures, {rows['cells']:,} cells"


def validated(folder: Path) -> str:
    """Validate all of it; what was found, by check."""
    found = Counter(f"{one.check} ({one.severity})" for one in validate_published(folder))
    return ", ".join(f"{check} {n}" for check, n in found.items()) or "nothing found"


def apart(work: Callable[[Path], str], folder: Path) -> float:
    """Seconds by the clock of a process that does this alone; what it took and says is printed."""
    with SPAWN.Pool(1) as pool:
        seconds, cpu, memory, said = pool.apply(_measured, (work, folder))
    print(f"{work.__name__:10} {seconds:7.1f} s {cpu:7.1f} s cpu {memory:6.2f} GB   {said}", flush=True)
    return seconds


def _measured(work: Callable[[Path], str], folder: Path) -> tuple[float, float, float, str]:
    begun, cpu = time.monotonic(), time.process_time()
    said = work(folder)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return time.monotonic() - begun, time.process_time() - cpu, held, said


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--millions", type=float, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        if not (folder / MANIFEST).exists():
            make(folder, options.millions)
        apart(read, folder)  # so that the next finds the files in memory
        reading = apart(read, folder)
        whole = apart(validated, folder)
    print(f"beside reading: {whole - reading:.1f} s")
    return int(whole - reading > WANTED)


if __name__ == "__main__":
    sys.exit(main())
