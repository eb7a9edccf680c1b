"""The open questions of a document: every figure in doubt hangs on one or more, and no other figure on any.

What its tables leave open comes with the ways to read them. Any other doubt is asked as its flag says in
`codes/flags.csv`: once for all figures of a table, or of the text, that share its cause.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.tidy.dimensions import headings
from flows.tidy.labels.meanings import CODED
from flows.tidy.people.answers import Answer, Answers
from flows.tidy.people.values import read_value
from flows.tidy.question_ids import question_id
from flows.tidy.result import Tidied
from flows.tidy.valued import ANSWERABLE, give
from schemas.categories import asked_by, doubts
from schemas.code_tables import load_codes
from schemas.rows import Observation, OpenQuestion, Option, Place

AS_READ = "as_read"
LOOKED = "looked at the return: it says so"
#: The doubts that come with the ways to read a table.
OF_READINGS = frozenset({"reading_ambiguous", "period_guessed"})
UNKNOWN_LABEL = "label_unknown"
UNCLEAR = "force_unclear"
#: A total that its parts contradict, and what is noted of it where a person says that it stands as printed.
WRONG_SUM, TOTAL_SAID = "total_disagrees", "total_said"
MOST = 3


@dataclass(frozen=True, slots=True)
class Cause:
    """What figures of one table, or of the text (`table` None), share: a doubt, and the words that it is about."""

    table: int | None
    doubt: str
    words: str = ""

    @property
    def part(self) -> str:
        """What tells its question from the others of the document."""
        where = "text" if self.table is None else f"table {self.table}"
        return f"{where}: {self.doubt} {self.words}"


def ask(tidied: Tidied) -> None:
    """Give every figure in doubt its questions, and the document its list of them; answered ones are followed.

    May be called again where figures have come into doubt since.
    """
    asked = {one.question_id: one for one in tidied.questions if one.status == "answered"}
    asked |= {one.question_id: one for one in tidied.left_open}
    of_readings = {one.question_id for one in tidied.left_open if one.status == "open"}
    whose = question_id(tidied.row.document_id, UNCLEAR)
    shared: dict[Cause, list[Observation]] = defaultdict(list)
    unknown = {(f.place.table, f.raw_value) for f in tidied.findings if f.check == UNKNOWN_LABEL}
    for row in tidied.observations:
        flags = doubts(row.flags)
        row.questions = [name for name in row.questions if name in of_readings and not OF_READINGS.isdisjoint(flags)]
        left = [flag for flag in flags if not (row.questions and flag in OF_READINGS)]
        if whose in of_readings and UNCLEAR in left:
            row.questions.append(whose)
            left.remove(UNCLEAR)
        for cause in dict.fromkeys(c for flag in left for c in _causes(row, flag, unknown)):
            shared[cause].append(row)
    for cause, rows in shared.items():
        question = _question(tidied, cause, rows)
        asked[question.question_id] = question
        answer = tidied.answers.to(question.question_id)
        if answer is None or not _follow(question, answer, cause, rows, tidied.answers):
            for row in rows:
                row.questions.append(question.question_id)
    for row in tidied.observations:
        row.confidence = min(row.confidence, *(_right_in_spite_of(flag) for flag in doubts(row.flags)), 1.0)
    _count(tidied.observations, asked)
    found = (one for one in asked.values() if one.status == "answered" or one.figures)
    tidied.questions = sorted(found, key=lambda one: (one.table or 0, one.question_id))
    _say_answers(tidied.questions)


def _causes(row: Observation, doubt: str, unknown: set[tuple[int | None, str | None]]) -> Iterator[Cause]:
    table = row.place.table
    if doubt == UNKNOWN_LABEL:
        labels = [v for v in row.other.values() if (table, v) in unknown]
        yield from (Cause(table, doubt, label) for label in labels or [""])
    elif table is None:
        yield Cause(None, doubt, (row.period_label if asked_by(doubt) == "period" else row.caption) or "")
    else:
        yield Cause(table, doubt)


def _right_in_spite_of(doubt: str) -> float:
    """The share of figures in this doubt that were right, by documents whose truth is known."""
    known = load_codes("flags").get(doubt)
    return float(known["right"]) if known else 1.0


def _question(tidied: Tidied, cause: Cause, rows: Sequence[Observation]) -> OpenQuestion:
    known = load_codes("flags").get(cause.doubt) or {}
    document = tidied.row
    asks = asked_by(cause.doubt)
    if cause.doubt == UNKNOWN_LABEL:
        named = {d for row in rows for name, v in row.other.items() if v == cause.words for d in headings(name)}
        asks = named.pop() if len(named & set(CODED)) == len(named) == 1 else asks
    words = f' ("{cause.words}")' if cause.words else ""
    where = f"Table {cause.table}" if cause.table else "Text"
    text = f"{where}{words}: {known.get('question') or f'Are the figures right, flagged {cause.doubt}?'}"
    printed = dict.fromkeys(f'{place_in_words(r.place)}: "{r.raw_value}"' for r in rows if r.raw_value)
    why = [*([known["meaning"]] if known else []), *list(printed)[:MOST]]
    stands = Option(AS_READ, "every figure stands as it is read", why)
    return OpenQuestion(
        question_id(document.document_id, cause.part), document.campaign, document.respondent, document.document_id,
        document.path, asks, text, rows[0].place.page, rows[0].place.sheet, cause.table, options=[stands],
        chosen=AS_READ,
    )  # fmt: skip


def _follow(
    question: OpenQuestion, answer: Answer, cause: Cause, rows: Sequence[Observation], answers: Answers
) -> bool:
    """Follow an answer: the figures stand as they are read, or have the value given; False where that cannot be."""
    if answer.option not in (None, AS_READ):
        answers.refuse(answer, "answer_unknown", f'"{answer.option}" is no option of it; the one there is is {AS_READ}')
        return False
    if answer.value is not None:
        if question.asks not in ANSWERABLE:
            answers.refuse(answer, "answer_unknown", f"asks for {question.asks}, and no value can be given to that")
            return False
        try:
            value = read_value(question.asks, answer.value)
        except ValueError as error:
            answers.refuse(answer, "answer_unknown", f'"{answer.value}" is {error}')
            return False
        for row in rows:
            give(row, question.asks, value)
    for row in rows:
        row.flags = [flag for flag in row.flags if flag != cause.doubt]
        if cause.doubt == WRONG_SUM:
            row.flags.append(TOTAL_SAID)
        row.confidence = row.confidence if doubts(row.flags) else 1.0
    question.status, question.figures, question.chosen = "answered", len(rows), answer.option or answer.value
    _place(question, rows)
    return True


def _count(rows: Iterable[Observation], asked: dict[str, OpenQuestion]) -> None:
    """How many figures hang on each open question, and where they stand."""
    hanging: dict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        row.questions = sorted(set(row.questions))
        for name in row.questions:
            hanging[name].append(row)
    for name, question in asked.items():
        if question.status != "answered":
            question.figures = len(hanging[name])
            _place(question, hanging[name])


def _place(question: OpenQuestion, rows: Sequence[Observation]) -> None:
    if rows:
        ordered = sorted(rows, key=lambda r: (r.place.page or 0, r.place.row or 0, r.place.column or 0))
        question.page = ordered[0].place.page or question.page
        question.first_cell, question.last_cell = _cell(ordered[0].place), _cell(ordered[-1].place)


def _cell(place: Place) -> str | None:
    if place.cell or place.row is None:
        return place.cell
    return f"row {place.row} column {place.column}" if place.column else f"row {place.row}"


def place_in_words(place: Place) -> str:
    """Where a figure stands, shortly: its cell, its row and column, its page."""
    return _cell(place) or (f"page {place.page}" if place.page else "text")


def _say_answers(questions: Iterable[OpenQuestion]) -> None:
    """The line of `answers.yml` that chooses each option, with a reason to make one's own.

    What a doubt rests on is no reason to let a figure stand: who looked at the return says so.
    """
    for question in questions:
        for option in question.options:
            reason = LOOKED if option.key == AS_READ else next(iter(option.because), option.says)
            why = json.dumps(reason, ensure_ascii=False)
            option.answer = f"- {{question: {question.question_id}, option: {json.dumps(option.key)}, why: {why}}}"
