"""One document's observations held against its truth, by the functions of the set's own scorer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.agreement import offence_agrees
from schemas.doubt import in_doubt
from schemas.frames import record
from schemas.rows import Observation
from tests.benchmarks.understanding.sets import Case, Row, cells_scorer, cells_truth, figures_scorer, figures_truth

#: What stands for the flags of a row in doubt, as the scorers of the sets know doubts by flags alone.
DOUBT = "in_doubt"
#: What a row is worth: right; wrong, which `silent` and `spurious` ones are where they are not in doubt.
RIGHT, WRONG, SILENT, SPURIOUS = "right", "wrong", "silent", "spurious"
SURE = 0.99
"""From this confidence on a figure is as good as certain: what share of such is right is the calibration."""


@dataclass(slots=True)
class Doubts:
    """Rows by whether they are right and in doubt; and the sure ones."""

    doubted_right: int = 0
    doubted_wrong: int = 0
    undoubted_right: int = 0
    undoubted_wrong: int = 0
    sure: int = 0
    sure_right: int = 0

    def add(self, row: Row, is_right: bool) -> None:
        """One row more."""
        doubted = "doubted" if row["flags"] else "undoubted"
        name = f"{doubted}_{'right' if is_right else 'wrong'}"
        setattr(self, name, getattr(self, name) + 1)
        self.sure += row["confidence"] >= SURE
        self.sure_right += row["confidence"] >= SURE and is_right


@dataclass(slots=True)
class Score:
    """What one program made of one document.

    `cells` are true figures, `rows` those given, `found` the values found, `right` the rows right in full, `strict`
    those with measure and code in the first reading of truth, `inferred` those in any that truth allows, and too where
    truth leaves the code blank and the code given is one of its offence group. Of printed cells (`real`) right is value
    with both labels, `half` with the last level of each alone;
    silent are then the undoubted half ones, and spurious the undoubted that are no cell. `judged` says of each row
    weighed, by its identity, what it is worth.
    """

    set: str
    document: str
    family: str
    format: str
    cells: int = 0
    rows: int = 0
    found: float = 0
    right: int = 0
    half: int = 0
    strict: int = 0
    inferred: int = 0
    silent: int = 0
    spurious: int = 0
    trapped: int = 0
    total_marks: int = 0
    outcome: str = ""
    outcome_ok: bool = True
    doubts: Doubts = field(default_factory=Doubts)
    judged: dict[str, str] = field(default_factory=dict)
    oracle: int | None = None
    oracle_rows: int = 0
    seconds: float = 0.0
    lost: str = ""
    wrong_rows: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every true figure is there, no other, and the outcome is right."""
        return self.right == self.cells == self.rows and self.outcome_ok and not self.lost

    @property
    def f1(self) -> float:
        return f1(self.right + self.half / 2, self.cells, self.rows)

    @property
    def strict_f1(self) -> float:
        return f1(self.strict, self.cells, self.rows)

    @property
    def inferred_f1(self) -> float:
        return f1(self.inferred, self.cells, self.rows)

    @property
    def oracle_f1(self) -> float | None:
        return None if self.oracle is None else f1(self.oracle, self.cells, self.oracle_rows)


def f1(right: float, cells: int, rows: int) -> float:
    """Of `right` among `cells` wanted and `rows` given; 1 where nothing is wanted and nothing given."""
    return 2 * right / (cells + rows) if cells + rows else 1.0


def fill(score: Score, case: Case, observations: Sequence[Observation], show: int = 0) -> None:
    """Put the figures of the score in, and `show` of the rows that are wrong or missing."""
    rows = weighed(observations)
    if case.is_cells:
        _fill_cells(score, case, rows, show)
    else:
        _fill_figures(score, case, rows, show)


def weighed(observations: Sequence[Observation]) -> list[Row]:
    """Rows as the scorers take them: in doubt or not, and `why` by their flags."""
    return [record(o) | {"flags": [DOUBT] if in_doubt(o) else [], "why": o.flags} for o in observations]


def compared(case: Case, rows: Sequence[Row]) -> list[Row]:
    """Rows of counts as the scorer of coded figures compares them."""
    norm = figures_scorer(case.folder).norm
    return [
        {
            **norm(row), "flags": set(row["flags"]), "superseded": False, "force": row["force_id"],
            "confidence": row["confidence"], "place": _place(row), "observation_id": row["observation_id"],
            "why": row["why"],
        }
        for row in rows
        if row["unit"] == "count"
    ]  # fmt: skip


def true_figures(case: Case) -> list[Row]:
    """The true figures of a document."""
    return figures_truth(case.folder)[1][case.document]


def _fill_figures(score: Score, case: Case, rows: Sequence[Row], show: int) -> None:
    scorer, truth, got = figures_scorer(case.folder), true_figures(case), compared(case, rows)
    result = scorer.score_doc(truth, got, figures_truth(case.folder)[2][case.document], scorer.BENIGN)
    score.cells, score.rows, score.found = result["truth"], result["obs"], result["found"]
    score.right, score.strict = result["right"], result["right_strict"]
    score.silent, score.spurious = result["silent"], result["spurious"]
    score.trapped, score.total_marks = result["trapped"], result["total_marks"]
    if any(one["unit"] == "record_group" for one in truth):
        got, truth = scorer.collapse(got), scorer.collapse(truth)
    pairs = scorer.fit(truth, got)
    score.inferred = _inferred(scorer, truth, got)
    right = {given for _, given in pairs}
    for at, row in enumerate(got):
        score.doubts.add(row, at in right)
        score.judged[row["observation_id"]] = RIGHT if at in right else WRONG
    traps = figures_truth(case.folder)[2][case.document]
    undoubted = scorer.score_doc(truth, [{**row, "flags": set()} for row in got], traps, scorer.BENIGN)
    score.judged |= {row["observation_id"]: SILENT for _, row in undoubted["silent_rows"]}
    score.judged |= {row["observation_id"]: SPURIOUS for row in undoubted["spurious_rows"]}
    if show:
        matched = {wanted for wanted, _ in pairs}
        wrong = [f"given   {_said(row)}" for at, row in enumerate(got) if at not in right]
        missing = [f"wanted  {_said(row)}" for at, row in enumerate(truth) if at not in matched]
        score.wrong_rows = wrong[:show] + missing[:show]


def _inferred(scorer: Any, truth: Sequence[Row], got: Sequence[Row]) -> int:
    """Rows right in full, in any reading that truth allows, whose measure and code are right as well.

    A code of the true offence group is right where truth has none.
    """
    strict = scorer.fit(truth, got, True)
    wanted, given = {i for i, _ in strict}, {j for _, j in strict}
    truth = [one for i, one in enumerate(truth) if i not in wanted]
    got = [one for j, one in enumerate(got) if j not in given]
    return len(strict) + sum(_same_count(truth[i], got[j]) for i, j in scorer.fit(truth, got))


def _same_count(wanted: Row, given: Row) -> bool:
    free, readings = wanted["lenient"], [wanted, *wanted.get("alts", ())]
    measured = "measure" in free or given["measure"] in [one["measure"] for one in readings]
    coded = "offence_code" in free or given["code"] in [one["code"] for one in readings]
    return measured and (
        coded or (not wanted["code"] and offence_agrees(given["code"] or None, wanted["offence_group"]))
    )


def _fill_cells(score: Score, case: Case, rows: Sequence[Row], show: int) -> None:
    rows = [row for row in rows if row["method"] != "records"]
    scope, truth = cells_truth(case.folder, case.document)
    scorer = cells_scorer(case.folder)
    result, used = _pairs_of_cells(scorer, scope, truth, rows, show)
    score.cells, score.rows = result["expected"], result["produced"]
    score.found = score.cells if result["val_recall"] is None else result["val_recall"] * score.cells
    score.right, score.half = result["full"], result["half"]
    score.strict = score.inferred = score.right
    for row in used:
        score.doubts.add(row, row["used"] == "full")
        score.judged[row["observation_id"]] = {"full": RIGHT, "half": SILENT}.get(row["used"], SPURIOUS)
        if not row["flags"]:
            score.silent += row["used"] == "half"
            score.spurious += not row["used"]
    score.wrong_rows = [f"wanted  {one}" for one in result.get("misses", ())]
    score.wrong_rows += [f"given   {one}" for one in result.get("false_rows", ())]


def _pairs_of_cells(
    scorer: Any, scope: Row, truth: Sequence[Row], rows: Sequence[Row], show: int
) -> tuple[Row, list[Row]]:
    """The scorer's result, and the rows that it weighed with what it `used` each for: full, half, or nothing.

    It keeps the latter to itself, so the copies that it makes of rows are noted. Raises RuntimeError where they are
    not what its own numbers say.
    """
    copies: list[Row] = []

    class Noted(dict[Any, Any]):
        def __init__(self, *given: Any, **more: Any) -> None:
            super().__init__(*given, **more)
            copies.append(self)

    scorer.dict = Noted
    try:
        result: Row = scorer.score_file(scope, truth, rows, show)
    finally:
        del scorer.dict
    used = [row for row in copies if row.get("used") in (False, "full", "half") and "observation_id" in row]
    texts = {
        scorer.wsp(cell["raw_value"]).casefold()
        for cell in truth
        if cell["kind"] not in {*scorer.SKIP, "stray"} and (not cell["number"] or scorer.num(cell["raw_value"]) is None)
    } - {""}
    used = [
        row
        for row in used
        if row["n"] is not None or scorer.is_sym(row["raw"]) or scorer.wsp(row["raw"]).casefold() in texts
    ]
    counts = [sum(row["used"] == mark for row in used) for mark in ("full", "half", False)]
    if counts != [result["full"], result["half"], result["false"]]:
        raise RuntimeError(f"{scope['file']}: score_cells.py keeps its pairs otherwise than was thought")
    return result, used


def _place(row: Row) -> str:
    where = row["cell"] or ", ".join(str(row[name]) for name in ("page", "table", "row", "column") if row[name])
    return f"{row['sheet']}!{where}" if row["sheet"] else where


def _said(row: Row) -> str:
    period = f"{row['period_start']}..{row['period_end']}"
    split = " ".join(str(row[name]) for name in ("age", "sex", "online", "offence_group", "code", "measure"))
    flags = " ".join(sorted(row.get("why", ())))
    total = " total" if row["is_total"] else ""
    return f"{row['raw']!r:>10} {row['value']} {period} {split}{total} {row.get('place', '')} {flags}"
