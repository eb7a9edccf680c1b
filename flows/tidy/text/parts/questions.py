"""The questions of a request as a letter quotes and repeats them, and which of them is being answered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flows.tidy.dimensions import headings
from flows.tidy.text.numbering import Label, first_part, goes_on, parts, questions_inside, stem
from flows.tidy.text.parts.evidence import Item, asks, leads, wants
from flows.tidy.text.parts.letter import Asked, Part, Passage
from flows.tidy.text.parts.restarts import Restarts
from flows.tidy.text.parts.shapes import figure_alone, heading_like, holds_figure
from flows.tidy.text.phrases import says, whole
from flows.tidy.text.sentences import split
from flows.tidy.text.statements import measures, statements, tells_apart

_WORDS = re.compile(r"\w+")
_ALIKE = 0.8
_FEWEST_WORDS = 4


@dataclass(slots=True)
class Asking:
    """Which question is being answered, as the letter goes on.

    `run`: the questions asked since the last answer; `over`: a heading that holds for the answers to several questions;
    `strange`: the last number is none of the request's; `pending`: the last paragraph asked; `marked`: the number is
    one that says what it is (`A4.`); `leads`: the last paragraph ends in a colon; `item`: the last number of a list in
    the answer.
    """

    asked: list[Asked] = field(default_factory=list)
    numbers: tuple[str, ...] = ()
    question: str = ""
    heading: str = ""
    over: str = ""
    base: str = ""
    run: list[str] = field(default_factory=list)
    strange: bool = False
    pending: bool = False
    sided: bool = False
    marked: bool = False
    leads: bool = False
    item: int = 0
    restarts: Restarts = field(default_factory=Restarts)

    def grid(self, block: int, inside: bool) -> Passage:
        """The passage of a table."""
        if self.sided and not inside:
            self.numbers, self.question, self.heading, self.sided = (), "", "", False
        self._answer_begins()
        return Passage(
            block, "response", None, self.numbers, self.question, self.heading, astray=bool(self.asked) and self.astray
        )

    @property
    def astray(self) -> bool:
        """Whether what is answered bears a number and the request, which asks something, none such."""
        return self.strange or (bool(self.numbers) and not self.question)

    def forget(self) -> None:
        """What follows answers nothing that was asked above: it stands in an older mail, or in no column of two."""
        self.numbers, self.question, self.heading = (), "", ""

    def passage(self, item: Item, part: Part) -> Passage:
        """The passage of a paragraph of a part, with the question that it asks or answers."""
        out = Passage(item.paragraph.block, part, item.paragraph)
        if part not in ("request", "response", "note"):
            out.is_heading = item.paragraph.role == "heading"
            if out.is_heading and part == "letterhead":
                self.heading = item.paragraph.text
            return out
        sided = item.paragraph.side != ""
        if self.sided and not sided:
            self.forget()
        if item.paragraph.side == "request":
            self.heading, self.over, self.run = "", "", []
        self.sided = sided
        found = item.found
        if sided and part == "response" and found and self.question and not item.paragraph.label:
            found = found if found.kind == "part" else None
        out.body = item.body if found or item.inline else 0
        if part == "request":
            self._asks(out, item, found)
        else:
            self._answer_begins()
            self._answers(out, item, found)
        out.numbers, out.question, out.astray = self.numbers, self.question, bool(self.asked) and self.astray
        out.heading = self.heading if not out.is_heading else ""
        return out

    def _answer_begins(self) -> None:
        """After several questions in a row, what follows answers none of them in particular unless it says so."""
        if len(self.run) > 1:
            self.numbers, self.question = (), ""
        self.run, self.pending = [], False

    def _asks(self, out: Passage, item: Item, found: Label | None) -> None:
        self.heading, self.strange = self.over, False
        text = item.text.strip()
        if found:
            self.marked, self.item = found.kind in ("answer", "question"), 0
            numbers = self._full(found)
            before = next((a.text for a in self.asked if a.number == numbers[0]), "")
            numbers = self.restarts.asked(numbers, again=bool(before and text) and self.known(text) is None)
            out.printed = item.paragraph.text[: found.end].strip() or item.paragraph.label
            self._ask(item, found, numbers, text)
            self.numbers, self.question = numbers, self.wording(numbers)
            self.run.append(numbers[0])
            self.pending = True
            return
        inside = questions_inside(text) or parts(text)
        if inside:
            lead = text[: text.find(inside[0][1])].rstrip("( 1.)")
            if any(s.kind == "offence" for s in statements(lead)):
                self.asked.append(Asked("", lead, out.block))  # what it counts is counted in all that it leads in
            self.asked += [Asked(number, words, out.block) for number, words in inside]
            self.numbers, self.question, self.run = (), "", [number for number, _ in inside]
            return
        tells = leads(text) and not asks(item)  # What a sentence of the letter's own tells is no question of its words.
        if tells or not text or whole("markers", text, "request_heading"):
            self.numbers, self.question = (), ""
            return
        same = self.known(text)
        if self.pending and self.asked and not self.asked[-1].text:
            self.asked[-1] = Asked(self.asked[-1].number, text, out.block)
            self.question = text
        elif same:
            self.numbers, self.question = (same.number,) if same.number else (), same.text
        elif self._goes_on_asking(item, text):
            told = self.asked and not self.asked[-1].number and not self.asked[-1].text.rstrip(' "”').endswith("?")
            self.asked.append(Asked("", text, out.block))
            self.numbers, self.question = (), text
            anew = asks(item) and (told or (self.run and self.run[-1] != ""))
            self.run = [""] if anew else [*self.run, ""]
        self.pending = True

    def _goes_on_asking(self, item: Item, text: str) -> bool:
        """Whether words without a number are a question of their own, and not more words of the one before."""
        if not any(ch.isalpha() for ch in text):
            return False
        own = bool(item.inline) or item.paragraph.side == "request" or asks(item)
        if self.asked and self.asked[-1].number and self.pending and not own:
            return False
        return own or says("markers", text, "ask") or _says_what(text)

    def _answers(self, out: Passage, item: Item, found: Label | None) -> None:
        text = item.text
        heading = heading_like(item.paragraph, out.body)
        listed = found is not None and self._is_listed(found)
        self.leads = text.rstrip().endswith(":")
        if listed:
            return
        if found and not self._is_of_a_question(found, item, heading):
            self.strange = not any(f"({n})" in self.question for n in found.numbers)
            if found.kind != "part":
                out.body = 0
            if self.numbers and goes_on(found, self.numbers) and found.kind != "part":
                self.numbers, self.question = (), ""
            found = None
        if found:
            self.strange = False
            out.printed = item.paragraph.text[: found.end].strip() or item.paragraph.label
            numbers = self.restarts.answered(self._full(found))
            told = found.kind in ("question", "plain", "part") and not self.wording(numbers)
            told = told and (len(text.split()) >= _FEWEST_WORDS or _says_what(text))  # `Victims`, `Online flag`
            if told and (wants(text) or (heading and text.rstrip()[-1:] != ":")):
                self._ask(item, found, numbers, text.strip())
                out.lead = text.strip()
            out.is_heading = heading or not text.strip()
            if numbers != self.numbers:
                self.heading = text.strip() if out.is_heading else self.over
            self.numbers, self.question = numbers, self.wording(numbers)
        elif heading:
            out.is_heading = True
            same = self.known(text)
            if same:
                self.numbers, self.question, self.strange = (same.number,) if same.number else (), same.text, False
            self.heading = text
            kinds = {s.kind for s in statements(text) if tells_apart(s)}
            several = not item.paragraph.side and (self.over or not self.numbers) and kinds == {"period"}
            self.over = text if several else ""
        elif not self.numbers and (own := _own_question(text)):
            self.question = own

    def _is_listed(self, found: Label) -> bool:
        """Whether a plain number counts the lines of an answer: `1.`, `2.` under `A4. The most recorded were:`."""
        if found.kind != "plain":
            self.marked, self.item = found.kind in ("answer", "question") and self._is_known(found), 0
            return False
        under = stem(self.numbers[0]) if self.marked and self.numbers else ""
        begins = found.numbers == ("1",) and under != "" and (self.leads or under != "1")
        if begins or (self.item and found.numbers == (str(self.item + 1),)):
            self.item = int(found.numbers[0])
        else:
            self.item = 0
        return self.item > 0

    def _is_of_a_question(self, found: Label, item: Item, heading: bool) -> bool:
        """Whether a number in the answer is a question's: `1) 223` is, `3. Background` is a chapter's."""
        known = self._is_known(found)
        if found.kind == "part":
            return known or bool(self.base) or holds_figure(item.text)
        if found.kind not in ("plain", "letter") or known:
            return True
        says = bool(headings(item.text)) or _says_what(item.text)
        goes = bool(self.numbers) and goes_on(found, self.numbers) and says
        return not heading or goes or figure_alone(item.text) or not self.asked

    def _is_known(self, found: Label) -> bool:
        """Whether the number is one of a question that the letter quotes."""
        among = {n for a in self.asked if a.number for n in (a.number, stem(a.number))}
        return stem(found.numbers[0]) in among or not among.isdisjoint(found.numbers)

    def _full(self, found: Label) -> tuple[str, ...]:
        """The question's number(s) in full: `ii` under question 2 is `2ii`."""
        if found.kind == "part":
            if self.base and (not first_part(found.numbers[0]) or self.pending or self.numbers):
                return tuple(self.base + number for number in found.numbers)
            return found.numbers
        self.base = found.numbers[0].rstrip("abcdefghiv") or found.numbers[0]
        return found.numbers

    def _ask(self, item: Item, found: Label, numbers: tuple[str, ...], text: str) -> None:
        """Notes a numbered question, and its parts where it prints them in one paragraph."""
        block = item.paragraph.block
        together = questions_inside(item.paragraph.text)
        if together and together[0][0] == numbers[0]:
            self.asked += [Asked(number, words, block) for number, words in together]
            self.run = [number for number, _ in together][:-1]
            return
        inline = parts(item.paragraph.text, found.end)
        if inline and found.numbers[0][-1:] == inline[0][0]:
            base = numbers[0].removesuffix(inline[0][0])
            self.asked += [Asked(base + part, words, block) for part, words in inline]
            return
        place = next((n for n, a in enumerate(self.asked) if a.number == numbers[0]), None)
        if place is None:
            self.asked.append(Asked(numbers[0], text, block))
            self.asked += [Asked(numbers[0] + part, words, block) for part, words in inline]
        elif not self.asked[place].text:
            self.asked[place] = Asked(numbers[0], text, block)

    def wording(self, numbers: tuple[str, ...]) -> str:
        """The words of the questions of these numbers, those that are known."""
        texts = []
        for number in numbers:
            for wanted in (number, number.rstrip("abcdefghiv")):
                text = next((a.text for a in self.asked if wanted and a.number == wanted), "")
                if text:
                    texts.append(text)
                    break
        return " ".join(dict.fromkeys(texts))

    def known(self, text: str) -> Asked | None:
        """The question asked that the text repeats, word for word or but for a few words."""
        words = set(_WORDS.findall(text.lower()))
        if len(words) < _FEWEST_WORDS:
            return None
        for asked in self.asked:
            theirs = set(_WORDS.findall(asked.text.lower()))
            alike = theirs and len(words & theirs) >= _ALIKE * max(len(words), len(theirs))
            if alike and not _at_odds(text, asked.text):
                return asked
        return None


def _at_odds(one: str, other: str) -> bool:
    """Whether two texts alike ask of different things: `How many victims were girls?` and `... boys?`."""
    said: list[dict[str, set[str]]] = []
    for text in (one, other):
        values: dict[str, set[str]] = {}
        for s in statements(text):
            values.setdefault(s.kind, set()).add(repr(s.value))
        said.append(values)
    return any(not said[0][kind] & said[1][kind] for kind in said[0].keys() & said[1].keys())


def _own_question(text: str) -> str:
    """The sentence at the head of an answer that tells what was asked; empty where it opens with the answer."""
    sentences = [text[a:b].strip() for a, b in split(text, semicolons=False)]
    first = sentences[0] if len(sentences) > 1 else ""
    told = first and leads(first) and not holds_figure(first)
    return first if told and (measures(first) or any(s.kind != "period" for s in statements(first))) else ""


def _says_what(text: str) -> bool:
    """Whether words say what is counted, or of whom."""
    return bool(measures(text)) or any(map(tells_apart, statements(text)))
