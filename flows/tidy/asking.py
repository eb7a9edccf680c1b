"""The open questions of a document: every figure in doubt hangs on one or more, and no other figure on any.

What its tables leave open comes with the ways to read them. Any other doubt is asked as its flag says in
`codes/flags.csv`: once for all figures that share its cause. One period that nothing makes plain, or one label that
nothing knows, is asked once for all tables; a doubt of figures that are all in another doubt is asked with that.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.tidy.dimensions import headings
from flows.tidy.evidence.confidence import ANSWERED, VERDICTS, assess
from flows.tidy.given import given
from flows.tidy.labels.meanings import CODED
from flows.tidy.options import AS_READ, LEFT_OUT, SECOND, options
from flows.tidy.people.answers import Answer
from flows.tidy.people.remembered import recall, speak
from flows.tidy.question_ids import question_id
from flows.tidy.result import SecondWord, Tidied
from flows.tidy.valued import ANSWERABLE, give
from schemas.categories import asked_by, reasons
from schemas.code_tables import load_codes
from schemas.doubt import in_doubt
from schemas.rows import UNNAMED, Observation, OpenQuestion, Place

#: What a person takes over who takes the second reading of a figure.
TAKEN = (
    "period_start", "period_end", "period_label", "period_type", "age_low", "age_high", "age_band", "offence_code",
    "offence_group", "sex", "online", "measure", "other", "status", "exemption", "unit", "count", "value", "count_low",
    "count_high",
)  # fmt: skip
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


@dataclass(slots=True)
class Matter:
    """What one question is about: its cause, the figures, and all the doubts of theirs that its answer settles."""

    cause: Cause
    rows: list[Observation]
    doubts: list[str]

    @property
    def label(self) -> str:
        """The label that nothing knows; empty where it is about none."""
        return self.cause.words if self.cause.doubt == UNKNOWN_LABEL else ""

    @property
    def asks_for_value(self) -> bool:
        """Whether it asks for the value of a dimension, and not only whether figures stand."""
        return asked_by(self.cause.doubt) in ANSWERABLE

    def takes_in(self, other: Matter) -> bool:
        """Whether an answer to this settles another too, which asks only whether figures stand: the same, or fewer.

        Who is asked for a value looks at what the figures say: at these alone, so no more may be settled by it.
        """
        if self.label or other.label or other.asks_for_value:
            return False
        mine, others = ({row.observation_id for row in one.rows} for one in (self, other))
        return mine == others if self.asks_for_value else mine >= others


def ask(tidied: Tidied) -> None:
    """Give every figure in doubt its questions, and the document its list of them; answered ones are followed.

    What is found of a doubt goes with the last figure that is in it; that a force adds up wrongly stays true.
    May be called again where figures have come into doubt since.
    """
    assess(tidied.observations, tidied.signs)
    asked = {one.question_id: one for one in tidied.questions if one.status == "answered"}
    asked |= {one.question_id: one for one in tidied.left_open}
    of_readings = {one.question_id for one in tidied.left_open if one.status == "open"}
    whose = question_id(tidied.row.document_id, UNCLEAR)
    shared: dict[Cause, list[Observation]] = defaultdict(list)
    unknown = {(f.place.table, f.raw_value) for f in tidied.findings if f.check == UNKNOWN_LABEL}
    for row in tidied.observations:
        flags = reasons(row.flags) if in_doubt(row) else []
        row.questions = [name for name in row.questions if name in of_readings and not OF_READINGS.isdisjoint(flags)]
        left = [flag for flag in flags if not (row.questions and flag in OF_READINGS)]
        if whose in of_readings and UNCLEAR in left:
            row.questions.append(whose)
            left.remove(UNCLEAR)
        left = [flag for flag in left if flag in VERDICTS] or left  # who chooses a reading chooses all of it
        for cause in dict.fromkeys(c for flag in left for c in _causes(row, flag, unknown, tidied.second)):
            shared[cause].append(row)
    settled: list[Observation] = []
    gone: set[tuple[int | None, str]] = set()
    for matter in _matters(shared):
        question = _question(tidied, matter)
        asked[question.question_id] = question
        answer = tidied.answers.to(question.question_id)
        if answer is not None and _follow(tidied, question, answer, matter):
            settled += matter.rows
            _sign(matter.rows, answer, tidied.second)
            gone |= {(row.place.table, one) for row in matter.rows for one in matter.doubts if one != WRONG_SUM}
        else:
            for row in matter.rows:
                row.questions.append(question.question_id)
    gone -= {(row.place.table, flag) for row in tidied.observations for flag in row.flags}
    tidied.findings = [one for one in tidied.findings if (one.place.table, one.check) not in gone]
    if settled:
        _settle(tidied, settled)
    _count(tidied.observations, asked)
    found = (one for one in asked.values() if one.status == "answered" or one.figures)
    tidied.questions = sorted(found, key=lambda one: (one.table or 0, one.question_id))
    speak(recall(tidied.remembered, tidied.row.campaign, tidied.questions, tidied.observations, tidied.cells))
    _say_answers(tidied.questions)


def _sign(rows: Iterable[Observation], answer: Answer, second: Mapping[str, SecondWord]) -> None:
    """Enter who answered among those who give the figures as they stand now."""
    person = f"person:{answer.by}" if answer.by else UNNAMED
    for row in rows:
        word = second.get(row.observation_id)
        kept = row.read_by if answer.option == AS_READ else [word.by] if word and answer.option == SECOND else []
        row.read_by = [*(name for name in kept if name != person), person]


def _causes(
    row: Observation,
    doubt: str,
    unknown: set[tuple[int | None, str | None]],
    second: Mapping[str, SecondWord],
) -> Iterator[Cause]:
    table = row.place.table
    if doubt in VERDICTS:
        word = second[row.observation_id]
        said = f"{word.first} or {word.second}" if word.first else ""
        yield Cause(table, doubt, "; ".join(filter(None, (said, row.caption if table is None else ""))))
        return
    if doubt == UNKNOWN_LABEL:
        labels = [v for v in row.other.values() if (table, v) in unknown]
        yield from (Cause(table, doubt, label) for label in labels or [""])
    elif table is None:
        yield Cause(None, doubt, (row.period_label if asked_by(doubt) == "period" else row.caption) or "")
    else:
        yield Cause(table, doubt)


def _settle(tidied: Tidied, rows: Iterable[Observation]) -> None:
    """Figures of which all that was asked is answered are as sure as the person who answered."""
    for row in rows:
        if not row.questions:
            tidied.signs[row.observation_id] = {**tidied.signs.get(row.observation_id, {}), ANSWERED: 1.0}
    assess(tidied.observations, tidied.signs)


def _matters(shared: Mapping[Cause, list[Observation]]) -> list[Matter]:
    """What is to be asked, each once: causes that one answer settles are one matter."""
    found: dict[tuple[object, ...], Matter] = {}
    for cause, rows in shared.items():
        key: tuple[object, ...] = (cause,)
        if asked_by(cause.doubt) == "period":
            key = (cause.doubt, *sorted({row.period_label or "" for row in rows}))
        elif cause.doubt == UNKNOWN_LABEL and cause.words:
            key = (cause.doubt, cause.words)
        found.setdefault(key, Matter(cause, [], [cause.doubt])).rows += rows
    whole: list[Matter] = []
    for one in sorted(found.values(), key=lambda matter: (-len(matter.rows), not matter.asks_for_value)):
        taking_in = next((other for other in whole if other.takes_in(one)), None)
        if taking_in is None:
            whole.append(one)
        else:
            taking_in.doubts += one.doubts
    return whole


def _question(tidied: Tidied, matter: Matter) -> OpenQuestion:
    cause, rows, document = matter.cause, matter.rows, tidied.row
    known = [load_codes("flags").get(doubt) or {} for doubt in matter.doubts]
    asks = asked_by(cause.doubt)
    if cause.doubt == UNKNOWN_LABEL:
        named = {d for row in rows for name, v in row.other.items() if v == cause.words for d in headings(name)}
        asks = named.pop() if len(named & set(CODED)) == len(named) == 1 else asks
    words = f' ("{cause.words}")' if cause.words else ""
    asked = [one.get("question") or f"Are the figures right, flagged {cause.doubt}?" for one in known]
    printed = dict.fromkeys(f'{place_in_words(r.place)}: "{r.raw_value}"' for r in rows if r.raw_value)
    why = [*(one["meaning"] for one in known if one), *list(printed)[:MOST]]
    return OpenQuestion(
        question_id(document.document_id, cause.part), document.campaign, document.respondent, document.document_id,
        document.path, asks, f"{_where(rows)}{words}: {' '.join(asked)}", rows[0].place.page, rows[0].place.sheet,
        cause.table, options=options(tidied, asks, matter.label, rows, why), chosen=AS_READ,
    )  # fmt: skip


def _where(rows: Sequence[Observation]) -> str:
    """The tables that figures stand in, in words."""
    tables = sorted({row.place.table for row in rows if row.place.table is not None})
    said = [f"Table{'s' * (len(tables) > 1)} {', '.join(map(str, tables))}"] if tables else []
    return " and ".join([*said, *(["text"] if any(row.place.table is None for row in rows) else [])]).capitalize()


def _follow(tidied: Tidied, question: OpenQuestion, answer: Answer, matter: Matter) -> bool:
    """Follow an answer: the figures stand, have the value given, or are left out; False where that cannot be."""
    keys = [option.key for option in question.options]
    if answer.option is not None and answer.option not in keys:
        what = f'"{answer.option}" is no option of it; they are {", ".join(keys)}'
        tidied.answers.refuse(answer, "answer_unknown", what)
        return False
    fixed = (None, AS_READ, LEFT_OUT, SECOND)
    value = answer.value if answer.option in fixed else answer.option
    if answer.option == SECOND:
        for row in matter.rows:
            _take(row, tidied.second[row.observation_id].row)
    if value is not None:
        try:
            said = given(value, question.asks, matter.rows)
        except ValueError as error:
            tidied.answers.refuse(answer, "answer_unknown", str(error))
            return False
        for row, dimension, meant in said:
            give(row, dimension, meant)
            row.other = {name: said for name, said in row.other.items() if said != matter.label or not matter.label}
    of_reading = _is_of_reading(matter)
    for row in matter.rows:
        done = reasons(row.flags) if of_reading else matter.doubts
        row.flags = [flag for flag in row.flags if flag not in done]
        if WRONG_SUM in matter.doubts:
            row.flags.append(TOTAL_SAID)
    question.status, question.figures, question.chosen = "answered", len(matter.rows), answer.option or answer.value
    _place(question, matter.rows)
    if answer.option == LEFT_OUT:
        _leave_out(tidied, matter.rows, f"{tidied.answers.path} {answer.origin}: {answer.why}")
    return True


def _is_of_reading(matter: Matter) -> bool:
    """Whether it is asked which of two readings is right, which decides all that was in doubt."""
    return matter.cause.doubt in VERDICTS


def _take(row: Observation, other: Observation | None) -> None:
    """Write the coded fields and the amount of a second reader's row into a row."""
    if other is not None:
        for name in TAKEN:
            setattr(row, name, getattr(other, name))


def _leave_out(tidied: Tidied, rows: Sequence[Observation], reason: str) -> None:
    """Take figures out of the document; a cell that then holds none is ignored for the reason."""
    gone = {row.observation_id for row in rows}
    tidied.observations = [row for row in tidied.observations if row.observation_id not in gone]
    for cell in tidied.cells:
        left = [name for name in cell.observation_ids if name not in gone]
        if cell.observation_ids and not left:
            cell.fate, cell.reason = "ignored", reason
        cell.observation_ids = left


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
