"""The same campaign once more as the next year's: what is asked a second time of who was answered the first time?

    python -m tests.benchmarks.next_year [--sets specimens,facsimiles] [--document kent] [--most 12]

Of each return the open questions are answered, the first option of the one with most figures first, and each answer is
remembered for its respondent. Then the return comes again as the next campaign's, every year in it moved by one. Told
are the questions asked in the first year and in the second, those of the second that
what is remembered answers, and the keys that takes: one a return. A third time a word of every table is another, and
nothing that was said of a table may be offered again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.read.grid import Document, Grid
from flows.tidy.people.likeness import of_question
from flows.tidy.people.remembered import Recalled, answer_line, parse_remembered, recall
from flows.tidy.result import Context, Tidied
from flows.tidy.tidy import tidy
from schemas.agreement import year_of_campaign
from schemas.rows import OpenQuestion
from tests.benchmarks.understanding.sets import Case, cases, folder_of, returns_folder

SETS = "specimens,facsimiles"
ROUNDS = 6
_YEAR = re.compile(
    r"(?<![\d.,])(?<!Act )((?:19|20)\d\d)(?:([/–-])(\d\d)(?![\d-]|/\d))?(?!\d|,\d)|(?<![\d/])(\d\d)/(\d\d)(?![/\d])"
)


@dataclass(frozen=True, slots=True)
class Course:
    """One document: answers of the first year, questions of the second, those asked anew after one key, those offered
    where words are others. What an answer did not settle the first time is not asked anew."""

    document: str
    first: int
    second: int
    left: int
    others: int


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 where something was asked about."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sets", default=SETS, help="sets of returns, as those of the benchmark of understanding")
    parser.add_argument("--document", default="", help="only documents whose path holds this")
    parser.add_argument("--most", type=int, default=12, help="answers a document")
    parser.add_argument("--returns", type=Path, default=returns_folder(), help="where the sets lie")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "foi-readings")
    given = parser.parse_args(arguments)
    found: list[Course] = []
    for name in given.sets.split(","):
        folder, wanted = folder_of(name, given.returns, given.cache), given.document.casefold()
        for case in cases(name, folder, lambda path, w=wanted: w in path.casefold(), given.cache, 1):
            found += courses(case, given.most)
    asked = [one for one in found if one.first]
    for one in asked:
        print(f"{one.document:60.60}  {one.first} answered, then {one.second} asked, {one.left} after one key")
    first, second, left, others = (sum(getattr(one, n) for one in asked) for n in ("first", "second", "left", "others"))
    print(f"\n{len(found)} documents, {len(asked)} with questions: {first} answered in the first year")
    print(f"in the second: {second} asked, {left} of them after {sum(one.second > 0 for one in asked)} keys")
    print(f"offered again where words of the table are others: {others}")
    return 0 if asked else 1


def courses(case: Case, most: int) -> list[Course]:
    """What comes of each file of a return."""
    return [_course(f"{case.set} {case.document}", one.document(), one.context, most) for one in case.files]


def _course(name: str, document: Document, context: Context, most: int) -> Course:
    year = year_of_campaign(context.campaign)
    if year is None:
        context, year = replace(context, campaign="2016-17"), 2016
    memory, first, tidied = "", 0, tidy(document, context)
    staying: set[str] = set()
    for _ in range(most):
        question = next((one for one in _open(tidied) if one.options and one.question_id not in staying), None)
        if question is None:
            break
        like = of_question(question, tidied.observations, tidied.cells)
        key = question.options[0].key
        said = replace(context, answers=f"{context.answers or ''}{question.options[0].answer}\n")
        after = tidy(document, said)
        if any(one.question_id == question.question_id for one in _open(after)):
            staying.add(question.question_id)
            continue
        memory += f'- {{campaign: {context.campaign}, like: "{like}", option: "{key}", why: it is so}}\n'
        first, tidied, context = first + 1, after, said
    if not first:
        return Course(name, 0, 0, 0, 0)
    moved = _moved(document)
    campaign = f"{year + 1}-{(year + 2) % 100:02d}"
    then = replace(context, document_id="f" * 64, campaign=campaign, answers=None, remembered=memory)
    then = replace(then, received=_year_after(context.received), dated=_year_after(context.dated))
    second = tidy(moved, then)
    asked = len(_open(second))
    left = _confirmed(moved, then, second, memory)
    unanswered = len(_open(tidied))
    other = tidy(_reworded(moved), then)
    others = [one for one in _recalled(other, memory) if one.question and one.question.table is not None]
    return Course(name, first, asked, max(0, len(_open(left)) - unanswered), len(others))


def _confirmed(document: Document, context: Context, tidied: Tidied, memory: str) -> Tidied:
    """The document when all that is remembered of it is said again: one key, as the review has it."""
    said: dict[tuple[str, ...], str] = {}
    for _ in range(ROUNDS):
        found = _recalled(tidied, memory)
        fresh = {one.subject: answer_line(one, "ann", "2018-09-04") for one in found if one.subject not in said}
        if not fresh:
            break
        said |= fresh
        tidied = tidy(document, replace(context, answers="".join(said.values())))
    return tidied


def _recalled(tidied: Tidied, memory: str) -> list[Recalled]:
    campaign = tidied.row.campaign
    return recall(parse_remembered(memory), campaign, tidied.questions, tidied.observations, tidied.cells)


def _open(tidied: Tidied) -> list[OpenQuestion]:
    found = [one for one in tidied.questions if one.status == "open"]
    return sorted(found, key=lambda one: (-one.figures, one.question_id))


def _year_after(day: dt.date | None) -> dt.date | None:
    return None if day is None else day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _moved(document: Document) -> Document:
    """The document a year later."""
    blocks = [
        replace(
            block,
            caption=_later(block.caption),
            cells=tuple(replace(one, text=_later(one.text)) for one in block.cells),
        )
        if isinstance(block, Grid)
        else replace(block, text=_later(block.text))
        for block in document.blocks
    ]
    told = {name: _later(words) for name, words in document.properties.items()}
    return replace(document, blocks=tuple(blocks), properties=told)


def _reworded(document: Document) -> Document:
    """The document with another word in the first cell with letters of every table."""

    def other(grid: Grid) -> Grid:
        at = next((n for n, cell in enumerate(grid.cells) if any(map(str.isalpha, cell.text))), None)
        if at is None:
            return grid
        cells = list(grid.cells)
        cells[at] = replace(cells[at], text=f"{cells[at].text} anew")
        return replace(grid, cells=tuple(cells))

    return replace(document, blocks=tuple(other(b) if isinstance(b, Grid) else b for b in document.blocks))


def _later(text: str) -> str:
    def later(found: re.Match[str]) -> str:
        if found[4]:
            one, two = int(found[4]), int(found[5])
            return f"{(one + 1) % 100:02d}/{(two + 1) % 100:02d}" if two == one + 1 else found[0]
        year = str(int(found[1]) + 1)
        if found[3] is None:
            return year
        return f"{year}{found[2]}{(int(found[3]) + 1) % 100:02d}"

    return _YEAR.sub(later, text)


if __name__ == "__main__":
    raise SystemExit(main())
