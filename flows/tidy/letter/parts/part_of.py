"""Which part of a letter a paragraph belongs to: what is asked, what is answered, what is neither."""

from __future__ import annotations

import re

from flows.tidy.labels.marks import key_of
from flows.tidy.letter.lines.shapes import (
    KEY_VALUE,
    figure_alone,
    heading_like,
    heads_a_period,
    holds_figure,
    is_address,
)
from flows.tidy.letter.parts.asking import (
    TOLD_IN_FULL,
    State,
    announces,
    answers_too,
    leads_request,
    tells_request,
)
from flows.tidy.letter.parts.inline import inline_heading
from flows.tidy.letter.parts.parts import Part
from flows.tidy.letter.parts.verdicts import decides, is_standing, verdicts
from flows.tidy.letter.text.numbering import Label
from flows.tidy.letter.text.paragraphs import Paragraph
from flows.tidy.letter.text.phrases import opens, says, whole
from flows.tidy.letter.text.sentences import split
from flows.tidy.letter.words.mistaken import instructs

_LONGEST_OPENER = 120
_ASIDE = ("page_header", "page_footer", "furniture")
_SENTENCE = re.compile(r"(?:\S+\s+){5,}\S+[.?]['\")]?$")


def part_of(item: Paragraph, found: Label | None, state: State, waiting: bool) -> Part:
    """The part that a paragraph belongs to, by what it says and what stood before it; moves the state on."""
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
    if state.mode == "response" and says("markers", text, "asked_of"):
        # `The Secretary of State was asked how many`: one paragraph that tells what was asked.
        return "request"
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
    if not (waiting or found or state.asked) and (opens("markers", text, "note") or is_standing(text)):
        # A requester's own `Please note` stands behind what is asked.
        return False
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
