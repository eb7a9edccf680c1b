"""The questions of a request as a letter quotes and repeats them, and which of them is being answered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from flows.tidy.letter.lines.shapes import holds_figure
from flows.tidy.letter.parts.parts import Asked, Part
from flows.tidy.letter.parts.verdicts import decides
from flows.tidy.letter.text.numbering import Label, first_part, parts, questions_inside
from flows.tidy.letter.text.paragraphs import Paragraph
from flows.tidy.letter.text.phrases import Hit, find, says, whole
from flows.tidy.letter.text.sentences import split
from flows.tidy.letter.words.meant import measures, mentions

#: `You asked how many were recorded.`: nothing more of the request is to follow.
TOLD_IN_FULL = re.compile(
    r"\byou (?:have )?(?:asked|requested|enquired|wanted to know)\b(?!.*\b(?:follow\w*|below)\b)"
    r".*\b(?:how many|number of)\b.*\.\W*$"
    r"|\byour (?:\w+ ){0,3}(?:request|enquiry)\b(?!.*\b(?:follow\w*|below)\b).*\b(?:offences|crimes)\b"
    r".*\b(?:19|20)\d\d\b.*\bby (?:\w+ ){0,3}(?:age|sex|gender)\b.*\.\W*$",
    re.IGNORECASE,
)

_FOLLOWS = re.compile(r"\b(?:follow\w*|below)\b", re.IGNORECASE)
_SHORTEST_TOLD = 3


@dataclass
class State:
    """Where the reader of the letter stands; `over` is a heading that holds for the answers to several questions.

    `strange`: the last number is none of the request's; `alone`: one question was asked, and the answers number one;
    `answered`: a figure or a decision was given; `listing`: the last paragraph was a line of a list that asks;
    `told`: a sentence of the letter's own says what was asked; `ahead`: the next paragraphs;
    `unasked`: the last paragraph was the number of a question alone, and nothing has asked it.
    """

    mode: Part = "letterhead"
    numbers: tuple[str, ...] = ()
    question: str = ""
    heading: str = ""
    over: str = ""
    base: str = ""
    pending: bool = False
    run: list[str] = field(default_factory=list)
    legal: bool = False
    tail: bool = False
    repeats: bool = False
    strange: bool = False
    alone: bool = False
    answered: bool = False
    listing: bool = False
    told: bool = False
    ahead: list[Paragraph] = field(default_factory=list)
    unasked: bool = False
    asked: list[Asked] = field(default_factory=list)

    @property
    def astray(self) -> bool:
        """Whether what is answered bears a number and the request, which asks something, none such."""
        one = self.alone and len(self.asked) == 1
        return bool(self.asked) and not one and (self.strange or (bool(self.numbers) and not self.question))

    def enter(self, part: Part) -> Part:
        """Goes over to another part, which is no standing text about the law."""
        self.mode, self.legal = part, False
        return part


def full_numbers(found: Label, state: State) -> tuple[str, ...]:
    """The question's number(s) in full: `ii` under question 2 is `2ii`."""
    if found.kind == "part":
        if state.base and (not first_part(found.numbers[0]) or state.pending or state.numbers):
            return tuple(state.base + number for number in found.numbers)
        return found.numbers
    state.base = found.numbers[0].rstrip("abcdefghiv") or found.numbers[0]
    return found.numbers


def ask(item: Paragraph, found: Label, numbers: tuple[str, ...], state: State) -> None:
    """Notes a numbered question, and its parts where it prints them in one paragraph."""
    text = item.text[found.end :].strip()
    together = questions_inside(item.text)
    if together and together[0][0] == numbers[0]:
        state.asked += [Asked(number, words, item.block) for number, words in together]
        state.run = [number for number, _ in together]
        return
    inline = parts(item.text, found.end)
    if inline and found.numbers[0][-1:] == inline[0][0]:
        base = numbers[0].removesuffix(inline[0][0])
        state.asked += [Asked(base + part, words, item.block) for part, words in inline]
        return
    place = next((n for n, a in enumerate(state.asked) if a.number == numbers[0]), None)
    if place is None:
        state.asked.append(Asked(numbers[0], text, item.block))
        state.asked += [Asked(numbers[0] + part, words, item.block) for part, words in inline]
    elif not state.asked[place].text:
        state.asked[place] = Asked(numbers[0], text, item.block)


def ask_under_number(item: Paragraph, state: State) -> None:
    """Notes a question that stands under its number alone."""
    state.asked.append(Asked(state.numbers[0], item.text, item.block))
    state.question, state.strange, state.run = item.text, False, [state.numbers[0]]


def ask_unnumbered(item: Paragraph, state: State, start: int = 0) -> None:
    """A question without a number: one asked before in the same words, the text of a number alone, or a new one.

    `start` is where its words begin behind a mark such as `Q.`, which says that it is a question.
    """
    text = item.text[start:]
    state.heading, state.strange = state.over, False
    if whole("markers", text, "request_heading"):
        return
    inside = questions_inside(text) or parts(text)
    if inside:
        state.asked += [Asked(number, words, item.block) for number, words in inside]
        state.numbers, state.question, state.run = (), "", [number for number, _ in inside]
        return
    same = known(text, state)
    if state.pending and state.asked and not state.asked[-1].text:
        state.asked[-1] = Asked(state.asked[-1].number, text, item.block)
        state.question = text
    elif same:
        state.numbers, state.question = (same.number,) if same.number else (), same.text
    elif start or item.side or text.rstrip().endswith("?") or says("markers", text, "ask") or not state.asked:
        if (
            not (start or item.side)
            and state.mode == "request"
            and state.asked
            and state.asked[-1].number
            and not text.rstrip().endswith("?")
        ):
            return
        state.asked.append(Asked("", text, item.block))
        state.numbers, state.question = (), text
        state.run = [""] if text.rstrip().endswith("?") or start or item.side else []


def answers_too(text: str) -> bool:
    """`We recorded 701 offences in 2015/16. You asked for a breakdown`: an answer that speaks of the request.

    So does one that decides, `You asked for crimes by age. The age is not held`, announces what you asked for, or goes
    on to say how many there were.
    """
    sentences = [text[a:b] for a, b in split(text)]
    own = [s for s in sentences if not says("markers", s, "request_lead", "ask") or says("markers", s, "response_lead")]
    told = not text.rstrip().endswith((":", "?")) and (any(map(decides, own)) or says("markers", text, "announces"))
    return told or any(holds_figure(s) and (s is sentences[0] or says("markers", s, "tells")) for s in own)


def known(text: str, state: State) -> Asked | None:
    """The question asked that the text repeats, word for word or but for a few words."""
    words = _words(text)
    if len(words) < 4:
        return None
    for asked in state.asked:
        theirs = _words(asked.text)
        if theirs and len(words & theirs) >= 0.8 * max(len(words), len(theirs)) and not _at_odds(text, asked.text):
            return asked
    return None


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def _at_odds(one: str, other: str) -> bool:
    """Whether two questions alike ask of different things: `How many victims were girls?` and `... boys?`."""
    said: list[dict[str, set[str]]] = []
    for text in (one, other):
        values: dict[str, set[str]] = {}
        for m in mentions(text):
            values.setdefault(m.kind, set()).add(repr(m.value))
        said.append(values)
    return any(not said[0][kind] & said[1][kind] for kind in said[0].keys() & said[1].keys())


def wording(numbers: tuple[str, ...], state: State) -> str:
    """The words of the questions of these numbers, those that are known."""
    texts = []
    for number in numbers:
        for wanted in (number, number.rstrip("abcdefghiv")):
            text = next((a.text for a in state.asked if a.number == wanted), "")
            if text:
                texts.append(text)
                break
    return " ".join(dict.fromkeys(texts))


def leads_request(text: str) -> bool:
    """Whether the words of the request are to follow; `the figures you asked for.` gives what was asked.

    >>> leads_request("You asked for the following:"), leads_request("Here are the figures you asked for.")
    (True, False)
    """
    return bool(_leads(text))


def lead_of(text: str) -> str:
    """What a paragraph that leads in a request tells of it: `you asked for rapes recorded from 2016 to 2018, by`.

    >>> lead_of("We had your request on 2 May. You asked for arrests in 2016, by age and sex")
    'arrests in 2016, by age and sex'
    """
    leads = _leads(text)
    return text[max(h.end for h in leads) :].strip(" :") if leads else ""


def tells_request(text: str) -> bool:
    """Whether a paragraph that leads in a request says in a sentence what was asked, so that no words need follow.

    >>> tells_request("You sought figures on sexual offences."), tells_request("You asked for the information below.")
    (True, False)
    """
    told = lead_of(text)
    return text.rstrip().endswith(".") and len(told.split()) >= _SHORTEST_TOLD and not _FOLLOWS.search(told)


def own_question(text: str) -> str:
    """The sentence at the head of an answer that tells what was asked; empty where it opens with the answer.

    >>> own_question("Lastly you asked about rape. 182 of the offences were rapes."), own_question("182 were rapes.")
    ('Lastly you asked about rape.', '')
    >>> own_question("You wrote the last day of January. All of January is in.")
    ''
    """
    sentences = [text[a:b].strip() for a, b in split(text, semicolons=False)]
    first = sentences[0] if len(sentences) > 1 else ""
    told = first and leads_request(first) and not holds_figure(first)
    return first if told and any(m.kind != "period" for m in (*mentions(first), *measures(first))) else ""


def _leads(text: str) -> list[Hit]:
    given = [] if text.endswith(":") else list(find("markers", text, "given"))
    leads = find("markers", text, "request_lead")
    return [h for h in leads if all(not g.start <= h.start < g.end for g in given)]


def answer_begins(state: State) -> None:
    """After several questions in a row, what follows answers none of them in particular unless it says so."""
    if len(state.run) > 1:
        state.numbers, state.question = (), ""
    state.run = []


def announces(text: str) -> bool:
    """Whether the paragraph ends where the request's words are to follow, not an answer: `you asked:`."""
    return bool(re.search(r"[:?]$|asked$", text)) and not says("markers", text, "response_lead")
