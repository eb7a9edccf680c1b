"""How far answers lead: a person who knows the truth answers what is asked, the question with most figures first.

    python -m tests.benchmarks.answers [--sets specimens,facsimiles] [--document kent] [--most 4] [--jobs 1]

Each option of the question asked first is tried, and each true value of the dimension it asks for too, of any dimension
where it asks how a sentence is laid out, as a person would give who takes `neither`. The best is taken, and the next
question asked. Told are: F1 after 0, 1, 2, 3 answers a return; answers until all is right; how often the right answer
was among the options; idle questions, none of whose answers change a figure; questions that stay after their answer;
and answers that left fewer figures right.
A question is known by what it asks for and by how many options it has, which the table of kinds tells.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.read.grid import Document
from flows.tidy.people.values import read_value, written
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from schemas.rows import Observation, OpenQuestion
from tests.benchmarks.understanding.programs import accepted
from tests.benchmarks.understanding.score import Score, fill, true_figures
from tests.benchmarks.understanding.sets import Case, cases, folder_of, returns_folder

SETS = "specimens,facsimiles"
COLUMNS = {"period": "period_label", "age": "age_band", "sex": "sex", "online": "online", "offence": "offence_group"}
"""Dimension -> the column of truth that has its values."""
TOLD = 3
"""Answers after which F1 is told."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, and what its answers come to. `kind` is what it asks for, with the number of its options."""

    kind: str
    idle: bool
    offered: bool
    stays: bool
    worse: bool


@dataclass(slots=True)
class Course:
    """What came of one return: F1 after each answer, and what was asked."""

    document: str
    f1: list[float] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    right_after: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The files of a return understood with the answers given so far, and how that scores."""

    files: tuple[tuple[Document, Context], ...]
    understood: tuple[Tidied, ...]
    score: Score

    @property
    def open(self) -> list[tuple[int, OpenQuestion]]:
        """The open questions, each with the number of its file, those first on which most figures hang."""
        found = [(at, one) for at, of in enumerate(self.understood) for one in of.questions if one.status == "open"]
        return sorted(found, key=lambda pair: (-pair[1].figures, pair[1].question_id))

    @property
    def figures(self) -> Counter[tuple[object, ...]]:
        """What the figures say, without how sure they are."""
        return Counter(_said(row) for of in self.understood for row in of.observations)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 where something was asked about."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sets", default=SETS, help="sets of returns, as those of the benchmark of understanding")
    parser.add_argument("--document", default="", help="only documents whose path holds this")
    parser.add_argument("--most", type=int, default=4, help="answers a return")
    parser.add_argument("--jobs", type=int, default=1, help="processes that read")
    parser.add_argument("--returns", type=Path, default=returns_folder(), help="where the sets lie")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "foi-readings")
    given = parser.parse_args(arguments)
    courses = []
    for name in given.sets.split(","):
        folder = folder_of(name, given.returns, given.cache)
        wanted = given.document.casefold()
        for case in cases(name, folder, lambda path, w=wanted: w in path.casefold(), given.cache, given.jobs):
            courses.append(course(case, given.most))
            print(_line(courses[-1]), flush=True)
    print("\n".join(summary(courses)))
    return 0 if courses else 1


def course(case: Case, most: int) -> Course:
    """One return with the best answers, `most` of them at the most."""
    state = understood(case, [(one.document(), one.context) for one in case.files])
    found = Course(case.document, [state.score.f1])
    for _ in range(most):
        if found.right_after is None and _right(state):
            found.right_after = len(found.asked)
        if not state.open:
            break
        state, asked = _answer(case, state)
        found.asked.append(asked)
        found.f1.append(state.score.f1)
        if asked.stays:
            break
    if found.right_after is None and _right(state):
        found.right_after = len(found.asked)
    return found


def understood(case: Case, files: Sequence[tuple[Document, Context]]) -> State:
    """The files understood as their contexts say, and scored."""
    made = tuple(tidy(document, context) for document, context in files)
    score = Score(case.set, case.document, case.family, case.format)
    fill(score, case, accepted([row for of in made for row in of.observations]))
    return State(tuple(files), made, score)


def _answer(case: Case, state: State) -> tuple[State, Asked]:
    """The question asked first, answered as best as can be."""
    at, question = state.open[0]
    by_option = [_with(case, state, at, option.answer) for option in question.options]
    by_value = [_with(case, state, at, line) for line in _values(case, question)]
    best = max([*by_option, *by_value], key=_rank, default=state)
    offered = bool(by_option) and max(map(_rank, by_option))[0] >= _rank(best)[0]
    idle = all(one.figures == state.figures for one in (*by_option, *by_value))
    stays = any(one.question_id == question.question_id for _, one in best.open)
    kind = f"{question.asks}, {len(question.options)} options"
    return best, Asked(kind, idle, offered, stays, best.score.f1 < state.score.f1)


def _with(case: Case, state: State, at: int, line: str) -> State:
    """The return with one answer more to a file's questions."""
    files = list(state.files)
    document, context = files[at]
    files[at] = (document, replace(context, answers=f"{context.answers or ''}{line}\n"))
    return understood(case, files)


def _values(case: Case, question: OpenQuestion) -> Iterator[str]:
    """The lines that give a true value of the dimension asked for; those that an option gives are no others."""
    if case.is_cells:
        return
    asked = {question.asks: COLUMNS[question.asks]} if question.asks in COLUMNS else {}
    there = {option.key for option in question.options}
    for name, column in (asked or (COLUMNS if question.asks == "layout" else {})).items():
        for value in sorted({str(row[column]) for row in true_figures(case) if row.get(column)}):
            try:
                said = written(name, read_value(name, value))
            except ValueError:
                continue
            said = said if asked else f"{name}: {said}"
            if said not in there:
                yield f'- {{question: {question.question_id}, value: "{said}", why: it is so}}'


def _rank(state: State) -> tuple[float, int]:
    """What is right first, then how little is left in doubt."""
    return round(state.score.f1, 6), -sum(one.figures for _, one in state.open)


def _right(state: State) -> bool:
    return state.score.right == state.score.cells == state.score.rows


def _said(row: Observation) -> tuple[object, ...]:
    return (
        row.observation_id, row.count, row.value, row.unit, row.status, row.period_label, row.age_band, row.sex,
        row.online, row.offence_code, row.offence_group, row.measure, row.force_id, row.is_total,
    )  # fmt: skip


def _line(one: Course) -> str:
    right = "never" if one.right_after is None else str(one.right_after)
    steps = " ".join(f"{f1:.3f}" for f1 in one.f1)
    kinds = "; ".join(f"{asked.kind}{' idle' if asked.idle else ''}" for asked in one.asked)
    return f"{one.document:60.60}  {steps:30}  right after {right:5}  {kinds}"


def summary(courses: Sequence[Course]) -> list[str]:
    """The figures of all returns."""
    if not courses:
        return ["no such document"]
    asked = [one for each in courses for one in each.asked]
    reached = [each.right_after for each in courses if each.right_after is not None]
    mean = [sum(each.f1[min(n, len(each.f1) - 1)] for each in courses) / len(courses) for n in range(TOLD + 1)]
    kinds: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        kinds[one.kind].append(one)
    share = {name: sum(getattr(one, name) for one in asked) for name in ("offered", "idle", "stays", "worse")}
    return [
        "",
        f"{len(courses)} returns, {len(asked)} questions answered",
        "F1 after 0, 1, 2, 3 answers: " + ", ".join(f"{one:.3f}" for one in mean),
        f"all right: {len(reached)} returns, after {sum(reached) / max(len(reached), 1):.2f} answers on the mean",
        *(f"{name:8} {n:4} of {len(asked)} ({n / max(len(asked), 1):.0%})" for name, n in share.items()),
        *(
            f"  {kind:24} {len(of):4} asked, {sum(one.idle for one in of):4} idle, "
            f"{sum(not one.offered for one in of):4} without the right option"
            for kind, of in sorted(kinds.items(), key=lambda item: -len(item[1]))
        ),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
