"""Sorts the blocks of a letter into parts, and says which question each answer and table belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.read.grid import Block, Grid
from flows.tidy.labels.marks import key_of
from flows.tidy.letter.lines import figures_first
from flows.tidy.letter.lines.shapes import (
    KEY_VALUE,
    figure_alone,
    heading_like,
    heads_a_period,
    holds_figure,
    is_address,
    of_a_period,
)
from flows.tidy.letter.parts.asking import (
    TOLD_IN_FULL,
    State,
    announces,
    answer_begins,
    answers_too,
    ask,
    ask_under_number,
    ask_unnumbered,
    full_numbers,
    known,
    lead_of,
    leads_request,
    tells_request,
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
from flows.tidy.letter.parts.parts import Letter, Part, Passage
from flows.tidy.letter.parts.repeats import renumbered, second_run
from flows.tidy.letter.parts.verdicts import decides, is_standing, verdicts
from flows.tidy.letter.text.numbering import Label
from flows.tidy.letter.text.paragraphs import Paragraph, paragraphs
from flows.tidy.letter.text.phrases import opens, says, whole
from flows.tidy.letter.text.sentences import split
from flows.tidy.letter.words.mistaken import instructs

_LONGEST_OPENER = 120
_SOON = 3
_ASIDE = ("page_header", "page_footer", "furniture")
_SENTENCE = re.compile(r"(?:\S+\s+){5,}\S+[.?]['\")]?$")


def sort(blocks: Sequence[Block]) -> Letter:
    """The blocks of one document (Text and Grid, reading order) as a Letter.

    A paragraph that runs over several Texts is one passage. Nothing is left out: what is neither asked nor
    answered is letterhead, boilerplate, signature, history of mails or furniture of a page.
    """
    stream = figures_first.told(answers_apart(questions_apart(unquoted(paragraphs(blocks)))))
    ahead = response_headings(stream)
    labels = with_numbers(stream, labels_of(stream), ahead)
    repeat = second_run(stream, labels)
    renumber = renumbered(stream, labels, min(ahead, default=0))
    state = State(mode="letterhead" if has_letterhead(stream) else "response")
    state.alone = {n for found in labels if found for n in found.numbers} <= {"1"}
    letter = Letter(asked=state.asked)
    history, talking = history_place(stream), False
    for place, item in enumerate(stream):
        told = isinstance(item, Paragraph) and item.side != ""
        if talking and not told and not _is_nested(item, blocks):
            state.numbers, state.question, state.heading, state.run = (), "", "", []
        talking = told or (talking and _is_nested(item, blocks))
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
        waiting = any(place < at for at in ahead) and (repeat is None or place < repeat.place)
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
        letter.passages.append(_passage(item, found, state, waiting))
    return letter


def _is_nested(item: Paragraph | int, blocks: Sequence[Block]) -> bool:
    """Whether a table stands in a cell of another, and so under the question there."""
    block = blocks[item] if isinstance(item, int) else None
    return isinstance(block, Grid) and block.inside is not None


def _passage(item: Paragraph, found: Label | None, state: State, waiting: bool) -> Passage:
    """One paragraph with its part; moves the state on."""
    part = _part(item, found, state, waiting)
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


def _part(item: Paragraph, found: Label | None, state: State, waiting: bool) -> Part:
    text = item.text
    if item.side:
        return state.enter(item.side)
    if state.mode != "history" and opens("markers", text, "history") and len(text) < _LONGEST_OPENER:
        return "history"
    if item.role in _ASIDE or whole("markers", text, "furniture") or says("markers", text, "site"):
        return "furniture"
    if state.mode == "history":
        return "history"
    if (opens("markers", text, "furniture_end") and len(text) < 80) or state.tail:
        state.tail = True
        return "furniture"
    inline = inline_heading(text)
    if inline and not found:
        return state.enter(inline.part)
    if whole("markers", text, "request_heading") and not (found and found.numbers and state.mode == "response"):
        state.numbers, state.question = (), ""
        return state.enter("request")
    if whole("markers", text, "response_heading", "appendix_heading") or (found and found.kind == "answer"):
        return state.enter("response")
    is_question = found is not None and found.kind == "question"
    if found and is_question and waiting and not text[found.end :].strip():
        return state.enter("request")
    if is_question and state.mode in ("signature", "letterhead"):
        state.enter("response")
    if whole("markers", text, "signature") or text.strip() == "--":
        return state.enter("signature")
    heads = len(text) < _LONGEST_OPENER and text[-1:] != "."  # `S40 - not disclosed.` explains a mark.
    if heads and whole("markers", text, "boilerplate_heading") and state.mode != "request":
        state.legal = True
        return "boilerplate"
    if (state.mode != "request" and is_standing(text)) or (state.legal and not is_question):
        return "boilerplate"
    if state.mode != "request" and is_address(text):
        return "letterhead"
    if state.mode == "signature":
        return "signature"
    if state.mode == "letterhead":
        return _after_letterhead(item, found, state)
    if state.mode == "request" and not _still_asking(item, found, state, waiting):
        state.mode = "response"
    elif state.mode == "response" and leads_request(text) and announces(text):
        state.mode, state.numbers, state.question = "request", (), ""
        return "request" if text.endswith("?") else "letterhead"
    asks = says("markers", text, "ask") and not says("markers", text, "response_lead")
    if state.mode == "response" and asks and text.endswith(":") and not (state.answered or state.asked or found):
        # The request stands at the head of a page that has no heading for it.
        return state.enter("request")
    if state.mode == "response" and ((waiting and asks) or item.role == "quoted"):
        return "request"
    if state.mode == "response" and (item.role == "footnote" or opens("markers", text, "note") or key_of(text)):
        return "note"
    return state.mode


def _after_letterhead(item: Paragraph, found: Label | None, state: State) -> Part:
    """Salutation, subject line and addresses stay letterhead; the first sentence opens the letter proper."""
    text = item.text
    if leads_request(text) and not answers_too(text):
        told = TOLD_IN_FULL.search(text) is not None
        state.mode = "response" if told else "request"
        state.told = tells_request(text)
        return "request" if told else "letterhead"
    if opens("markers", text, "salutation", "subject") and len(text) < 120:
        return "letterhead"
    own = " ".join(text[a:b] for a, b in split(text, semicolons=False) if not instructs(text[a:b]))
    figures = holds_figure(own) and not found and not opens("markers", text, "letterhead")
    if figures or item.figure_first or (heading_like(item) and heads_a_period(text)):
        state.mode = "response"
        return state.mode
    if (
        (found and found.kind != "letter")
        or says("markers", text, "response_lead")
        or (text.endswith("?") and len(text.split()) > 3)
        or (_SENTENCE.search(text) and not opens("markers", text, "letterhead"))
    ):
        if item.role == "heading":
            state.heading = text
            return "letterhead"
        gives = found is not None and not text.rstrip().endswith("?") and holds_figure(text[found.end :])
        numbered = found is not None and found.kind == "plain" and not gives
        asks = numbered or says("markers", text, "ask") or text.endswith("?")
        state.mode = "request" if asks and not says("markers", text, "response_lead") else "response"
        return state.mode
    return "letterhead"


def _still_asking(item: Paragraph, found: Label | None, state: State, waiting: bool) -> bool:
    """Whether a paragraph after the request's beginning is still part of it."""
    text = item.text[found.end :] if found else item.text
    if figure_alone(text) or KEY_VALUE.fullmatch(text):
        return False
    if not waiting and not found and "clarify" in verdicts(text):
        return False
    if state.listing and item.role == "list_item" and not found and not holds_figure(text):
        return True
    if waiting or item.role == "quoted" or text.endswith("?") or says("markers", text, "ask"):
        return True
    if says("markers", text, "response_lead") or decides(text):
        return False
    if found and found.kind in ("plain", "part"):
        return True
    if found and found.kind == "question":
        return bool(text.strip()) and state.question == ""
    if state.told and _SENTENCE.search(text) and item.role != "list_item" and not any(map(_asks, state.ahead)):
        return False
    return not state.asked


def _asks(item: Paragraph) -> bool:
    return item.role == "quoted" or item.text.rstrip().endswith("?") or says("markers", item.text, "ask")
