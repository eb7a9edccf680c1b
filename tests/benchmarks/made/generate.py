"""A set of made returns from a seed: files, truth and scorer in a folder like that of any other set."""

from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tests.benchmarks.made.carriers import CARRIERS, GRIDS
from tests.benchmarks.made.cells import Printer
from tests.benchmarks.made.contexts import SPEAKERS, Block, Part, dressed, surroundings
from tests.benchmarks.made.figures import Axis, Fact, Period, axis, cube, period, style_of_periods
from tests.benchmarks.made.sentences import lines, sentences
from tests.benchmarks.made.tables import Table, abreast, blocks, crosstab, listing, records
from tests.benchmarks.made.wordings import choose

SCORER = Path(__file__).resolve().parents[2] / "specimens" / "score.py"
FORMS = ("crosstab", "crosstab", "crosstab", "stacked", "abreast", "listing", "records", "lines", "sentences")
TRUTH = (
    "path", "force_id", "period_start", "period_end", "measure", "offence_group", "offence_code", "age_low", "age_high",
    "age_band", "sex", "online", "is_total", "status", "count", "count_low", "count_high", "raw_value",
    "blank_as_zero", "superseded_by", "lenient", "unit",
)  # fmt: skip
DOCUMENTS = ("path", "campaign", "layout_family", "format", "quirks", "expected_outcome", "sha256", "attachment_sha256")
FORCES = ("kent", "surrey", "dorset", "essex", "cumbria", "cleveland", "gwent", "suffolk", "durham", "humberside")


@dataclass(frozen=True, slots=True)
class Made:
    """One made return: how it was composed, and its parts."""

    form: str
    carrier: str
    quirks: str
    parts: list[Part]


def folder_of(seed: int, count: int, home: Path) -> Path:
    """The folder of the set with this seed, made where it is not there yet for this edition of the generator."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.rglob("*")):
        if file.suffix in (".py", ".csv"):
            digest.update(file.read_bytes())
    folder = home / f"made-{seed}-{count}-{digest.hexdigest()[:12]}"
    if not (folder / "truth.csv").exists():
        shutil.rmtree(folder, ignore_errors=True)
        write(seed, count, folder)
    return folder


def write(seed: int, count: int, folder: Path) -> None:
    """`count` returns of the seed below `folder`, with `truth.csv`, `documents.csv`, `traps.csv` and the scorer."""
    documents, truth, traps = [], [], []
    for number in range(count):
        rng = Random(f"{seed}/{number}")
        made = make(rng)
        ending, write_file = CARRIERS[made.carrier]
        force = rng.choice(FORCES)
        path = f"2016-17/{force}/made {seed}-{number:03}.{ending}"
        content = write_file(rng, made.parts)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        facts, wrong = _told(made.parts)
        documents.append(
            {
                "path": path, "campaign": "2016-17", "layout_family": made.form, "format": made.carrier,
                "quirks": made.quirks, "expected_outcome": "answered|part",
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        )  # fmt: skip
        truth += [{"path": path, "force_id": force, **fact} for fact in facts]
        traps += [{"path": path, "raw_value": value, "why": "a share"} for value in wrong]
    _table(folder / "documents.csv", DOCUMENTS, documents)
    _table(folder / "traps.csv", ("path", "raw_value", "why"), traps)
    shutil.copy(SCORER, folder / "score.py")
    _table(folder / "truth.csv", TRUTH, truth)


def make(rng: Random) -> Made:
    """One return, composed of a form, axes, a manner of printing, a context and a carrier."""
    form, carrier = rng.choice(FORMS), rng.choice(list(CARRIERS))
    if carrier in GRIDS and form in ("lines", "sentences"):
        carrier = rng.choice(("html", "docx", "pdf", "mail"))
    if form == "abreast" and carrier == "mail":
        carrier = "xlsx"
    dimensions = rng.sample(("offence", "age", "sex", "online"), rng.choice((1, 1, 2, 2, 3)))
    measure = choose(rng, "measures")
    year = rng.randint(2013, 2017)
    with_years = form != "sentences" and rng.random() < 0.5
    if with_years and form != "records":
        dimensions.insert(rng.randint(0, len(dimensions)), "period")
    axes = [axis(rng, dimension) for dimension in dimensions]
    known, style = not with_years, style_of_periods(rng)
    single = period(style, year) if known and form != "sentences" else None
    fixed = {"measure": measure["measure"], **(single.value().says if single else {})}
    speakers = [one for one in SPEAKERS if one != "sheet" or carrier in ("xlsx", "mail_workbook")]
    speakers = [one for one in speakers if carrier not in GRIDS or one in ("title", "caption", "sheet", "key")]
    speakers = [one for one in speakers if form not in ("lines", "sentences") or one != "caption"]
    speakers = [one for one in speakers if carrier in GRIDS or one != "key" or form != "sentences"]
    around = surroundings(rng, measure["noun"], single, year, speakers)
    previous = period(style, year - 1) if single else None
    content, shape = _content(rng, form, axes, fixed, measure, year, known, previous)
    split = " and ".join(one.heading.lower() for one in axes)
    if any(_is_too_big(block, carrier in GRIDS) for block in content):
        return make(rng)
    parts = dressed(rng, around, content, split, carrier in GRIDS)
    quirks = f"{shape}; {'+'.join(dimensions)}; period: {around.speaker or 'labels'}"
    return Made(form, carrier, quirks, parts)


def _content(
    rng: Random,
    form: str,
    axes: list[Axis],
    fixed: dict[str, str],
    measure: dict[str, str],
    year: int,
    known: bool,
    previous: Period | None,
) -> tuple[list[Block], str]:
    """The tables or paragraphs of a form, and in a word its shape."""
    if form == "sentences":
        style = style_of_periods(rng, ("year", "calendar"))
        years = [period(style, year - at) for at in range(rng.randint(1, 2))]
        return list(sentences(rng, fixed, measure["noun"], years)), f"{len(years)} years"
    if form == "records":
        return [records(rng, axes, fixed, year, known)], f"{len(axes)} columns"
    axes = axes[:2] if form == "lines" else axes
    unprinted = {"listing": len(axes), "lines": len(axes) - 1, "crosstab": 0}.get(form, 1)
    axes = [replace(one, total=None) if at < unprinted else one for at, one in enumerate(axes)]
    whole = cube(rng, axes)
    printer = Printer.some(rng, whole, fixed, previous)
    if form == "lines":
        printer.zero = printer.zero or "0"
        return list(lines(rng, printer, axes)), f"{len(axes)} levels"
    if form == "listing":
        return [listing(rng, printer, axes, measure["column"])], f"{len(axes)} columns"
    if form in ("stacked", "abreast") and len(axes) > 1:
        down = rng.randint(1, min(2, len(axes) - 1))
        tables = blocks(rng, whole, axes[0], printer, axes[1 : 1 + down], axes[1 + down :], measure["column"])
        if form == "stacked":
            return list(tables), f"{len(tables)} blocks, {down} down"
        return [abreast(tables, rng.randint(0, 1))], f"{len(tables)} blocks abreast, {down} down"
    down = rng.randint(max(0, len(axes) - 3), min(3, len(axes)))
    table = crosstab(rng, printer, axes[:down], axes[down:], measure["column"])
    return [table], f"{down} down {len(axes) - down} across"


def _is_too_big(block: Block, is_grid: bool) -> bool:
    """Whether a table would not fit on a page, or in a sheet that anyone would send."""
    rows, columns = (60, 40) if is_grid else (45, 11)
    return isinstance(block, Table) and (len(block.rows) > rows or len(block.rows[0]) > columns)


def _told(parts: Sequence[Part]) -> tuple[list[Fact], list[str]]:
    """The true rows of all figures, and the numbers that are none."""
    facts: list[Fact] = []
    traps: list[str] = []
    for part in parts:
        for block in part.blocks:
            cells = [cell for row in block.rows for cell in row if cell] if isinstance(block, Table) else [block]
            for cell in cells:
                facts += cell.facts
                traps += cell.traps
    return facts, traps


def _table(file: Path, columns: Sequence[str], rows: Sequence[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
