"""Letters in many wordings, each with the figures that it tells. All are invented, as are their figures.

`letters.txt`: `=== name`, the letter, `---`, and a line a figure: period, age, sex, flag, offence group, count or
interval. A line that ends in `?` may be told or not.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from flows.read.grid import Limits
from flows.read.reader import read_file
from flows.tidy.result import Context
from flows.tidy.tidy import tidy
from schemas.rows import Observation

LETTERS = Path(__file__).parent / "letters.txt"
PLAIN = {"footnote_removed", "blank_as_zero", "excel_date_restored", "thousands_separator", "number_in_words"}


def letters() -> dict[str, tuple[str, list[str]]]:
    told = {}
    for part in LETTERS.read_text(encoding="utf-8").split("=== ")[1:]:
        name, rest = part.split("\n", 1)
        text, _, rows = rest.partition("\n---\n")
        told[name.strip()] = (text, [row for row in rows.splitlines() if row.strip()])
    return told


def row(o: Observation) -> str:
    age = "all" if o.age_band in ("all", "0-17") else o.age_band
    exact = {"exact": str(o.count), "suppressed": f"{o.count_low}-{o.count_high}"}
    return f"{o.period_label} {age} {o.sex} {o.online} {o.offence_group} {exact.get(o.status, o.status)}"


def read(name: str, folder: Path) -> list[Observation]:
    document = folder / f"{name}.txt"
    document.write_text(letters()[name][0], encoding="utf-8")
    found = tidy(read_file(document, Limits()), Context("d", document.name, "2016-17", "kent"))
    return [o for o in found.observations if o.unit == "count"]


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Observation]]:
    folder = tmp_path_factory.mktemp("letters")
    return {name: read(name, folder) for name in letters()}


def wrong(found: list[Observation], rows: list[str]) -> list[Observation]:
    left = Counter(r.rstrip("?") for r in rows)
    out = []
    for o in found:
        left[row(o)] -= 1
        if left[row(o)] < 0:
            out.append(o)
    return out


def test_nineteen_figures_in_twenty_are_right(every: dict[str, list[Observation]]) -> None:
    wanted = {name: [r for r in rows if not r.endswith("?")] for name, (_, rows) in letters().items()}
    right = sum((Counter(map(row, every[n])) & Counter(rows)).total() for n, rows in wanted.items())
    assert 2 * right >= 0.93 * (sum(map(len, every.values())) + sum(map(len, wanted.values())))


def test_wrong_figures_are_in_doubt(every: dict[str, list[Observation]]) -> None:
    silent = [
        (n, row(o)) for n, (_, rows) in letters().items() for o in wrong(every[n], rows) if not set(o.flags) - PLAIN
    ]
    assert len(silent) <= 2, silent


def test_right_figures_are_seldom_in_doubt(every: dict[str, list[Observation]]) -> None:
    right = [o for n, (_, rows) in letters().items() for o in every[n] if o not in wrong(every[n], rows)]
    assert sum(bool(set(o.flags) - PLAIN) for o in right) <= 0.3 * len(right)
