"""The oracle: the best reading among a program's candidates, table by table, by how much of the truth it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from schemas.frames import record
from schemas.rows import Observation
from tests.benchmarks.understanding.score import Score, compared, fill, true_figures, weighed
from tests.benchmarks.understanding.sets import Case, Row, cells_scorer, cells_truth, figures_scorer

Tables = Sequence[Sequence[Sequence[Observation]]]
"""By table or block of text: its candidate readings, each a list of observations."""


def best(case: Case, tables: Tables) -> list[Observation]:
    """Of each table the candidate that matches most of the truth that no earlier table took; of equals the shortest."""
    left = truth_of(case)
    chosen: list[Observation] = []
    for readings in tables:
        if readings:
            reading = max(readings, key=lambda one: (left.matches(one), -len(one)))
            left.take(reading)
            chosen += reading
    return chosen


def fill_oracle(score: Score, case: Case, tables: Tables) -> None:
    """Put into the score what the best choice among the candidates would have had."""
    ideal = Score(case.set, case.document, case.family, case.format)
    fill(ideal, case, best(case, tables))
    score.oracle, score.oracle_rows = ideal.right, ideal.rows


def truth_of(case: Case) -> _TrueCells | _TrueFigures:
    """All that is true of a document, to be matched."""
    return _TrueCells(case) if case.is_cells else _TrueFigures(case)


class _TrueFigures:
    """The true coded figures that are still to be found."""

    def __init__(self, case: Case) -> None:
        self._case, self._scorer = case, figures_scorer(case.folder)
        self._truth = self._added_up(true_figures(case))

    def _added_up(self, rows: list[Row]) -> list[Row]:
        is_records = any(row["unit"] == "record_group" for row in true_figures(self._case))
        added: list[Row] = self._scorer.collapse(rows) if is_records else rows
        return added

    def _pairs(self, reading: Sequence[Observation]) -> list[tuple[int, int]]:
        rows = self._added_up(compared(self._case, weighed(reading)))
        pairs: list[tuple[int, int]] = self._scorer.fit(self._truth, rows)
        return pairs

    def matches(self, reading: Sequence[Observation]) -> int:
        return len(self._pairs(reading))

    def take(self, reading: Sequence[Observation]) -> None:
        taken = {wanted for wanted, _ in self._pairs(reading)}
        self._truth = [one for at, one in enumerate(self._truth) if at not in taken]


class _TrueCells:
    """The true printed cells that are still to be found, by labels and value. Other labels that the print allows count
    only in the score itself: here they would cost a search for each candidate."""

    def __init__(self, case: Case) -> None:
        self._scorer: Any = cells_scorer(case.folder)
        cells = (cell for cell in cells_truth(case.folder, case.document)[1] if cell["kind"] not in self._scorer.SKIP)
        self._left = Counter(map(self._key, ({**cell, "cell": None} for cell in cells)))

    def _key(self, cell: Row) -> tuple[str, str, float | str]:
        row, column = (cell.get(f"raw_{side}_label", cell.get(f"{side}_label")) for side in ("row", "column"))
        number = self._scorer.num(cell["raw_value"])
        value = self._scorer.wsp(cell["raw_value"]).casefold() if number is None else number
        return self._scorer.norm(row), self._scorer.norm(column), value

    def _found(self, reading: Sequence[Observation]) -> Counter[tuple[str, str, float | str]]:
        return Counter(self._key(record(one)) for one in reading) & self._left

    def matches(self, reading: Sequence[Observation]) -> int:
        return self._found(reading).total()

    def take(self, reading: Sequence[Observation]) -> None:
        self._left -= self._found(reading)
