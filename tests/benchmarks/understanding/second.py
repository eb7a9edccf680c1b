"""What a second reader is worth: recorded answers of models, held against the truth of the sets they were given from.

    python -m tests.benchmarks.understanding.second [--sets letters-3,web-1] [--show 3] [--picture doubt.svg]

The answers lie in `tests/returns/<set>/second/`, a file a document, as `foi second --import` keeps them. Who answered
saw the exported prompt alone, and nobody has mended one. For each set: how well either reader does alone (F1),
what share of true figures both read and say the same of, how many of those are wrong, on how many they differ, how many
only one of them has, and how many of those that the second one offers are right. *Together* is what comes out where a
person settles every difference rightly, with one key each: `acts`. Then doubt before and after, and of each verdict how
often its figures are right, which is what the weights of `confidence.csv` say.

Where truth is of printed cells and their labels (real answers), the two readers are judged by the labels of the first.
"""

from __future__ import annotations

import argparse
import copy
import math
import multiprocessing
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import altair as alt
import vl_convert
from pebble import ProcessPool

from flows.read.grid import Document
from flows.second.compare import Pair, compare
from flows.second.heed import heed
from flows.second.held import hold
from flows.second.paper import Paper
from flows.second.reading import SecondReading, parse_reading
from flows.second.rows import give, offered
from flows.tidy.evidence.confidence import VERDICTS
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from schemas.doubt import in_doubt
from schemas.rows import Observation
from tests.benchmarks.understanding.programs import accepted
from tests.benchmarks.understanding.score import RIGHT, Score, f1, fill
from tests.benchmarks.understanding.sets import KEPT, Case, cases, folder_of, returns_folder

SETS = ("letters-3", "letters-4", "letters-5", "web-1", "specimens", "real-3", "real-4")
DOUBT = ("right", "right, in doubt", "wrong, in doubt", "wrong")
COLUMNS = (
    "figures", "first", "second", "agreed", "of right", "wrong", "differ", "1st right", "2nd right", "1st only",
    "right", "offered", "right", "refused", "together", "acts",
)  # fmt: skip


@dataclass(slots=True)
class Told:
    """What two readers made of one document. `doubt`: figures before and after the second reading, by `DOUBT`."""

    set: str
    document: str
    is_read_twice: bool
    first: Score
    second: Score
    together: Score
    counts: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[tuple[str, bool]] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Both:
    """The rows of one return by who has them; `second` are differing rows as the second reader has them."""

    first: list[Observation] = field(default_factory=list)
    agreed: list[Observation] = field(default_factory=list)
    agreed_second: list[Observation] = field(default_factory=list)
    differing: list[Observation] = field(default_factory=list)
    second: list[Observation | None] = field(default_factory=list)
    first_alone: list[Observation] = field(default_factory=list)
    offered: list[Observation] = field(default_factory=list)
    aside: list[Observation] = field(default_factory=list)
    after: list[Tidied] = field(default_factory=list)
    refused: int = 0
    is_read_twice: bool = False

    @property
    def of_second(self) -> list[Observation]:
        """All that the second reader has."""
        return [*self.agreed_second, *(row for row in self.second if row is not None), *self.offered]


def recorded(name: str) -> dict[str, SecondReading]:
    """By document_id the answers that are recorded for a set."""
    files = sorted((KEPT / name / "second").glob("*.second.json"))
    found = [parse_reading(file.read_text(encoding="utf-8")) for file in files]
    return {one.document: one for one in found}


def examine(case: Case, answers: dict[str, SecondReading], show: int) -> Told:
    """One file of a set with all that it holds, read by both and judged."""
    both = Both()
    for reading in case.files:
        _read(both, reading.document(), replace(reading.context, second=()), answers.get(reading.context.document_id))
    first, right = _judged(case, both.first)
    second, right_second = _judged(case, both.of_second)
    chosen = [*both.agreed, *both.aside, *(row for row in both.first_alone if row.observation_id in right)]
    chosen += [row for row in both.offered if row.observation_id in right_second]
    for row, other in zip(both.differing, both.second, strict=True):
        if row.observation_id in right:
            chosen.append(row)
        elif other is not None and other.observation_id in right_second:
            chosen.append(other)
    together, _ = _judged(case, chosen, show)
    told = Told(case.set, case.document, both.is_read_twice, first, second, together)
    _count(told, both, right, right_second)
    rows = [row for one in both.after for row in one.observations]
    score, right_after = _judged(case, rows)
    told.before, told.after = _doubt(both.first, first, right), _doubt(rows, score, right_after)
    for one in both.after:
        for name, signs in one.signs.items():
            verdict = next((verdict for verdict in VERDICTS if verdict in signs), None)
            if verdict is not None and name in score.judged:
                told.verdicts[verdict, name in right_after] += 1
    told.shown = [_shown(row) for row in both.agreed if _is_wrong(row, first, right)][:show] + together.wrong_rows
    return told


def _read(both: Both, document: Document, context: Context, answer: SecondReading | None) -> None:
    """Read one file, with its second reading where there is one."""
    found = tidy(document, context)
    rows = copy.deepcopy(found.observations)
    both.first += rows
    both.after.append(found)
    if answer is None:
        both.first_alone += rows
        return
    both.is_read_twice = True
    held = hold(answer.answer, Paper(document), answer.places)
    both.refused += len(held.refused)
    compared = compare(rows, found.spots, held)
    both.agreed += [pair.row for pair in compared.agreed]
    both.agreed_second += [_given(pair) or pair.row for pair in compared.agreed]
    both.differing += [pair.row for pair in compared.differing]
    both.second += [_given(pair) for pair in compared.differing]
    both.first_alone += compared.first_alone
    both.aside += compared.aside
    both.offered += [
        offered(said, n, document, context, found.force_id) for n, said in enumerate(compared.second_alone)
    ]
    heed(found, document, replace(context, second=((context.path, answer.written()),)))


def _given(pair: Pair) -> Observation | None:
    """A row as the second reader has it; None where it is withdrawn."""
    if pair.said.superseded:
        return None
    row = copy.deepcopy(pair.row)
    give(row, pair.said)
    return row


def _judged(case: Case, rows: Sequence[Observation], show: int = 0) -> tuple[Score, set[str]]:
    """The score of rows, and those that are right."""
    score = Score(case.set, case.document, case.family, case.format)
    fill(score, case, accepted(rows), show)
    return score, {name for name, worth in score.judged.items() if worth == RIGHT}


def _is_wrong(row: Observation, score: Score, right: set[str]) -> bool:
    return row.observation_id in score.judged and row.observation_id not in right


def _count(told: Told, both: Both, right: set[str], right_second: set[str]) -> None:
    counts, judged = told.counts, {*told.first.judged, *told.second.judged}
    groups = {
        "agreed": both.agreed, "differ": both.differing, "1st only": both.first_alone, "offered": both.offered,
    }  # fmt: skip
    for name, rows in groups.items():
        counts[name] = sum(row.observation_id in judged for row in rows)
    counts["agreed, right"] = sum(row.observation_id in right for row in both.agreed)
    counts["1st right"] = sum(row.observation_id in right for row in both.differing)
    counts["2nd right"] = sum(row is not None and row.observation_id in right_second for row in both.second)
    counts["1st only, right"] = sum(row.observation_id in right for row in both.first_alone)
    counts["offered, right"] = sum(row.observation_id in right_second for row in both.offered)
    counts["refused"] = both.refused
    counts["acts"] = counts["differ"] + counts["1st only"] + counts["offered"]


def _doubt(rows: Sequence[Observation], score: Score, right: set[str]) -> Counter[str]:
    return Counter(
        ("right" if row.observation_id in right else "wrong") + (", in doubt" if in_doubt(row) else "")
        for row in rows
        if row.observation_id in score.judged
    )


def _shown(row: Observation) -> str:
    split = " ".join(filter(None, (row.age_band, row.sex, row.online, row.offence_group, row.offence_code)))
    return f"agreed and wrong: {row.raw_value!r} {row.period_label} {row.measure} {split}"


def lines(told: Sequence[Told]) -> Iterator[str]:
    """The table of the sets, one line each, and one of all."""
    yield f"{'set':<12}{'documents':>10}" + "".join(f"{name:>10}" for name in COLUMNS)
    for name in [*dict.fromkeys(one.set for one in told), "all"]:
        own = [one for one in told if name in (one.set, "all")]
        n: Counter[str] = sum((one.counts for one in own), Counter())
        read = sum(one.is_read_twice for one in own)
        first, second, together = (
            _pooled([getattr(one, who) for one in own]) for who in ("first", "second", "together")
        )
        right = n["agreed, right"] + n["1st right"] + n["1st only, right"]
        cells = (
            sum(one.first.cells for one in own), first, second, n["agreed"], _share(n["agreed, right"], right),
            n["agreed"] - n["agreed, right"], n["differ"], n["1st right"], n["2nd right"], n["1st only"],
            n["1st only, right"], n["offered"], n["offered, right"], n["refused"], together,
            f"{n['acts'] / max(read, 1):.1f}",
        )  # fmt: skip
        yield f"{name:<12}{f'{read} of {len(own)}':>10}" + "".join(
            f"{cell:>10.3f}" if isinstance(cell, float) else f"{cell:>10}" for cell in cells
        )


def _pooled(scores: Sequence[Score]) -> float:
    right = sum(score.right + score.half / 2 for score in scores)
    return f1(right, sum(score.cells for score in scores), sum(score.rows for score in scores))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def of_doubt(told: Sequence[Told]) -> Iterator[str]:
    """Doubt before and after by set, and what each verdict is worth."""
    yield f"{'figures':<12}" + "".join(f"{name:>18}" for name in DOUBT) + "   before / after a second reading"
    for name in [*dict.fromkeys(one.set for one in told), "all"]:
        own = [one for one in told if name in (one.set, "all")]
        before: Counter[str] = sum((one.before for one in own), Counter())
        after: Counter[str] = sum((one.after for one in own), Counter())
        yield f"{name:<12}" + "".join(f"{f'{before[kind]} / {after[kind]}':>18}" for kind in DOUBT)
    verdicts: Counter[tuple[str, bool]] = sum((one.verdicts for one in told), Counter())
    yield f"{'verdict':<16}{'right':>8}{'wrong':>8}{'log odds':>10}"
    for verdict in VERDICTS:
        right, wrong = verdicts[verdict, True], verdicts[verdict, False]
        if right + wrong:
            yield f"{verdict:<16}{right:>8}{wrong:>8}{math.log((right + 0.5) / (wrong + 0.5)):>10.2f}"


def picture(told: Sequence[Told], file: Path) -> None:
    """Draw by set how many figures are right and wrong, sure and in doubt, before and after the second reading."""
    rows = [
        {"set": one.set, "when": when, "figures": kind, "n": counts[kind], "order": DOUBT.index(kind)}
        for one in told
        for when, counts in (("one reader", one.before), ("two readers", one.after))
        for kind in DOUBT
    ]
    colours = alt.Scale(domain=DOUBT, range=["#2f6b4f", "#a9cdb9", "#f0c27b", "#b3261e"])
    chart = (
        alt.Chart(alt.InlineData(rows), width=520, height=36)
        .mark_bar()
        .encode(
            x=alt.X("sum(n):Q", stack="normalize", title=None, axis=alt.Axis(format="%")),
            y=alt.Y("when:N", title=None),
            color=alt.Color("figures:N", scale=colours, sort=DOUBT, title=None),
            order="order:Q",
        )
        .facet(row=alt.Row("set:N", title=None, header=alt.Header(labelAngle=0, labelAlign="left")))
    )
    file.write_text(str(vl_convert.vegalite_to_svg(chart.to_dict())), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--document", default="", help="only documents whose path holds this")
    parser.add_argument("--show", type=int, default=0, help="rows of each document that are wrong or missing")
    parser.add_argument("--picture", type=Path, help="an SVG of doubt before and after")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--returns", type=Path, default=returns_folder())
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "foi-readings")
    given = parser.parse_args(arguments)
    told: list[Told] = []
    with ProcessPool(given.jobs, context=multiprocessing.get_context("fork")) as pool:
        for name in given.sets.split(","):
            folder = folder_of(name, given.returns, given.cache)
            answers = recorded(name)
            wanted = cases(name, folder, lambda path: given.document in path, given.cache, given.jobs)
            futures = [pool.schedule(examine, args=[case, answers, given.show]) for case in wanted]
            told += [future.result() for future in futures]
    for one in told:
        if one.shown:
            print(one.document, *one.shown, sep="\n    ")
    print(*lines(told), *of_doubt(told), sep="\n")
    if given.picture:
        picture(told, given.picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
