"""Sorts the blocks of a letter into parts, and says which question each answer and table belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from flows.read.grid import Block, Grid
from flows.tidy.labels.marks import key_of, printed_signs
from flows.tidy.letter.lines import figures_first
from flows.tidy.letter.lines.shapes import (
    heading_like,
    holds_figure,
    of_a_period,
)
from flows.tidy.letter.parts.archives import archives_apart
from flows.tidy.letter.parts.asking import (
    State,
    answer_begins,
    ask,
    ask_under_number,
    ask_unnumbered,
    full_numbers,
    known,
    lead_of,
    own_question,
    wording,
)
from flows.tidy.letter.parts.asks_or_answers import answers, asks, asks_under_number, without_number, words_of_question
from flows.tidy.letter.parts.inline import answered_at_once, inline_heading
from flows.tidy.letter.parts.lettered import questions_apart
from flows.tidy.letter.parts.numbered_answers import with_numbers
from flows.tidy.letter.parts.outline import (
    answers_apart,
    has_letterhead,
    history_place,
    labels_of,
    response_headings,
    unquoted,
)
from flows.tidy.letter.parts.page_talk import page_talk_apart
from flows.tidy.letter.parts.part_of import part_of
from flows.tidy.letter.parts.parts import Letter, Passage
from flows.tidy.letter.parts.repeats import renumbered, second_run
from flows.tidy.letter.parts.verdicts import decides
from flows.tidy.letter.text.bounds import within_bounds
from flows.tidy.letter.text.numbering import Label
from flows.tidy.letter.text.paragraphs import Paragraph, paragraphs

_SOON = 3


def sort(blocks: Sequence[Block]) -> Letter:
    """The blocks of one document (Text and Grid, reading order) as a Letter.

    A paragraph that runs over several Texts is one passage. Nothing is left out but what is too long to be read: what
    is neither asked nor answered is letterhead, boilerplate, signature, history of mails or furniture of a page.
    """
    left: list[Paragraph] = []
    told = page_talk_apart(archives_apart(list(within_bounds(paragraphs(blocks), left))))
    stream = figures_first.told(answers_apart(questions_apart(unquoted(told))))
    ahead = response_headings(stream)
    labels = with_numbers(stream, labels_of(stream), ahead)
    repeat = second_run(stream, labels)
    renumber = renumbered(stream, labels, min(ahead, default=0))
    state = State(mode="letterhead" if has_letterhead(stream) else "response")
    state.alone = {n for found in labels if found for n in found.numbers} <= {"1"}
    letter = Letter(asked=state.asked, left=left)
    history, talking = history_place(stream), False
    for place, item in enumerate(stream):
        sided = isinstance(item, Paragraph) and item.side != ""
        if talking and not sided and not _is_nested(item, blocks):
            state.numbers, state.question, state.heading, state.run = (), "", "", []
        talking = sided or (talking and _is_nested(item, blocks))
        if isinstance(item, int):
            state.mode, state.pending, state.answered = "response", False, True
            answer_begins(state)
            grid = Passage(item, "response", None, state.numbers, state.question, state.heading)
            grid.astray = state.astray
            letter.passages.append(grid)
            continue
        found = labels[place]
        if place in renumber and found:
            found = Label((renumber[place],), "answer", found.end)
        waiting = place < max(ahead, default=0) and (repeat is None or place < repeat.place)
        state.repeats = repeat is not None
        if repeat is not None and found:
            waiting = waiting and repeat.asks_first
            state.mode = "request" if (place < repeat.place) == repeat.asks_first else "response"
        if place == history:
            state.mode = "history"
        if item.side == "request":
            state.run, state.heading, state.over = [], "", ""
        elif item.side and found and state.question and not item.label and found.kind != "part":
            # `Q1: 55` beside a question of Q1 and Q2 answers that question.
            found = None
        state.ahead = [p for p in stream[place + 1 : place + 1 + _SOON] if isinstance(p, Paragraph)]
        passage = _passage(item, found, state, waiting)
        if passage.part == "response" and _explains_a_sign(item, letter.passages[-1:], blocks):
            passage.part = "note"
        letter.passages.append(passage)
    return letter


def _explains_a_sign(item: Paragraph, before: Sequence[Passage], blocks: Sequence[Block]) -> bool:
    """Whether a paragraph right under a table says what a hyphen or star in its cells means: `- None recorded.`"""
    grid = blocks[before[0].block] if before and before[0].paragraph is None else None
    return isinstance(grid, Grid) and bool(key_of(item.text, printed_signs(c.text for c in grid.cells)))


def _is_nested(item: Paragraph | int, blocks: Sequence[Block]) -> bool:
    """Whether a table stands in a cell of another, and so under the question there."""
    block = blocks[item] if isinstance(item, int) else None
    return isinstance(block, Grid) and block.inside is not None


def _passage(item: Paragraph, found: Label | None, state: State, waiting: bool) -> Passage:
    """One paragraph with its part; moves the state on."""
    part = part_of(item, found, state, waiting)
    unasked, state.unasked = state.unasked, False
    state.answered = state.answered or (part == "response" and (holds_figure(item.text) or decides(item.text)))
    state.listing = part == "request" and item.role == "list_item"
    passage = Passage(item.block, part, item)
    if part in ("furniture", "letterhead", "history", "signature", "boilerplate"):
        return _aside(passage, item, state)
    if part != "request":
        answer_begins(state)
    inline = None if found else inline_heading(item.text)
    if inline and part in ("request", "response"):
        passage.body = inline.end
        if part == "request":
            state.numbers, state.question, state.heading = (), "", ""
    is_question = asks(item.text, found)
    if found and part == "response" and not answers(item, found, is_question, state):
        without_number(passage, found, state)
        found = None
    if found:
        _numbered(passage, item, found, state, is_question)
    elif unasked and part in ("request", "response") and (is_question or asks_under_number(item.text)):
        passage.part = "request"
        ask_under_number(item, state)
    elif part == "request" or is_question:
        passage.part = "request"
        ask_unnumbered(item, state, passage.body)
    elif heading_like(item, passage.body) and not (inline and item.text[passage.body : passage.body + 1].isdecimal()):
        passage.is_heading = True
        same = known(item.text, state)
        if same:
            state.numbers, state.question, state.strange = (same.number,) if same.number else (), same.text, False
        state.heading = item.text
        state.over = item.text if not item.side and (state.over or not state.numbers) and of_a_period(item.text) else ""
    elif passage.part == "response" and not state.numbers and (own := own_question(item.text)):
        state.question = own
    passage.numbers, passage.question, passage.astray = state.numbers, state.question, state.astray
    passage.heading = state.heading if not passage.is_heading else ""
    return passage


def _numbered(passage: Passage, item: Paragraph, found: Label, state: State, is_question: bool) -> None:
    """A paragraph behind a number asks the question of that number, or answers it."""
    state.strange = False
    passage.printed, passage.body = item.text[: found.end].strip() or item.label, found.end
    numbers = full_numbers(found, state)
    asked = answered_at_once(item.text[found.end :])
    if asked is not None:
        ask(item.cut(0, found.end + asked) if asked else item, found, numbers, state)
        passage.body += asked
        passage.part = state.mode = "response"
    elif passage.part == "request" or (is_question and found.kind != "answer") or words_of_question(item, found, state):
        ask(item, found, numbers, state)
        passage.part = "request"
    elif not item.text[found.end :].strip() or heading_like(item, found.end):
        passage.is_heading = True
        state.unasked = found.kind == "question" and not item.text[found.end :].strip() and not wording(numbers, state)
    if numbers != state.numbers:
        state.heading = item.text[found.end :].strip() if passage.is_heading else state.over
    state.numbers = numbers
    state.question = wording(numbers, state)
    state.pending = passage.part == "request"
    if state.pending:
        state.run.append(numbers[0])


def _aside(passage: Passage, item: Paragraph, state: State) -> Passage:
    """A paragraph that neither asks nor answers; one over the letter may tell a part of what was asked."""
    passage.is_heading = item.role == "heading"
    passage.lead = lead_of(item.text) if passage.part == "letterhead" else ""
    if passage.is_heading and passage.part in ("furniture", "letterhead"):
        state.heading = item.text
    return passage
