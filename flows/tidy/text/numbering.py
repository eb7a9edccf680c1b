"""The number under which a question is asked or answered: `Question 1`, `Q2.`, `1)`, `Response 2 to 4`, `ii)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from flows.tidy.labels.forms import one_of, word_class

Kind = Literal["question", "answer", "plain", "part", "letter"]

_ONE = r"(?:\d{1,2}\s?\(?(?:[a-h]|i{1,3}|iv|v)?\)?(?![\d/,.]*\d|%|\w)|\((?:[a-h]|i{1,3}|iv|v)\))"
_QUESTION, _NO = one_of("question"), one_of("number")
_JOIN = rf"\s*(?:,|&|/|and|to|-|–)\s*(?:and\s+|&\s*)?(?:{_QUESTION}\.?\s*)?"
_LIST = rf"{_ONE}(?:{_JOIN}{_ONE})*"
_ABOUT = rf"(?:{one_of('about')}\s+(?:to|of)|regarding|re|for|as\s+to)\s+"
_NAMED = re.compile(
    rf"\s*[*#\"“'‘]*\s*(?:{_ABOUT})?(?:your\s+|the\s+)?(?P<word>{one_of('question or answer')})"
    rf"(?:\s+(?:to\s+)?{_QUESTION})?\s*{_NO}?\s*[.:]?\s*(?P<numbers>{_LIST})"
    rf"\s*(?P<stop>{one_of('was asked')}\s*[:–-]|(?P<own>{one_of('answer')})\s*[:–-]|[.:)\]–—-]+|,)?\s*",
    re.IGNORECASE,
)
#: `Question 2b - 85` and nothing more: the answer to one question, and none from one to another.
_ANSWERED = re.compile(rf"(?P<n>{_ONE})\s*[-–]\s*(?P<figure>\d+)", re.IGNORECASE)
#: `Q1 1,347`, and no quarter of a year: `Q1 16/17`.
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?![\d/-])")
_GLUED = re.compile(r"\s*(?P<word>[QAR])(?P<numbers>\d{1,2}[a-h]?)\s*[.:)–-]?\s+(?=\S)")
_PLAIN = re.compile(
    r"\s*[\"“'‘]?(?:\((?P<a>\d{1,2}[a-h]?)\)|(?P<c>\d{1,2}\s?\([a-h]\))(?:[:.]|\s[–-])?(?=\s+[A-Z\d])|(?P<b>\d{1,2}\s?[a-h]?)(?:[.)]+|\s[–-](?=\s+[A-Za-z])"
    # `1: Crimes reported to the force?`, and not the age and the figure of `13: Nil`.
    r"|:(?=\s+[A-Z][a-z]+(?:\s+\S+){2})))(?=\s|[A-Za-z‘“'\"]|$)\s*"
)
#: `4. and 5.`, `2 to 4. Please see the tables`, and no answer of two figures: `11 and 12.`
_RUN = re.compile(
    rf"\s*(?P<numbers>\d{{1,2}}(?:[.)]{_JOIN}\d{{1,2}})+[.)](?=\s|$)|\d{{1,2}}(?:{_JOIN}\d{{1,2}})+[.)](?=\s+[A-Z]))\s*",
    re.IGNORECASE,
)
#: `1)1,044`: a bracket parts the number from a figure as a full stop does not.
_BEFORE_FIGURE = re.compile(r"\s*\(?(?P<n>\d{1,2}[a-h]?)\)(?=[<\d])")
_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:19|20)?\d\d\b")
_YEARLY = re.compile(r"(?:19|20)\d\d(?:[/-]\d\d)?\s*[=:]")
_BARE = re.compile(
    rf"\s*(?:{one_of('about')}|(?:our\s+)?{one_of('answer')}|as)\s+(?:to|of)\s+"
    rf"(?:{_NO}\s*)?\(?(?P<n>\d{{1,2}}[a-h]?|(?<=\()[a-h](?=\)))\)?\s*(?:[:,.–-]\s+|$)",
    re.IGNORECASE,
)
_NTH = re.compile(
    rf"\s*(?:(?:our\s+)?{one_of('answer')}\s+to\s+|{_ABOUT})?(?:your|the)\s+(?P<nth>{one_of('ordinal')})\s+"
    rf"(?:of\s+(?:your|the)\s+)?{_QUESTION}\s*(?:[,:.–-]|(?=is\b|was\b))\s*",
    re.IGNORECASE,
)
#: `Question one: the number of offences`
_IN_WORDS = re.compile(rf"\s*{_QUESTION}\s+(?P<n>{one_of('cardinal')})\b\s*(?:[.:)–-]+\s*|$)", re.IGNORECASE)
_PART = re.compile(r"\s*\(?(?P<p>i{1,3}|iv|vi{0,3}|v|[a-h])[.)](?=\s|\d|[A-Z]|$)\s*", re.IGNORECASE)
_PARTS = re.compile(rf"\s*(?P<numbers>\([a-h]\)(?:{_JOIN}\([a-h]\))+)\s*[:.–-]?\s*", re.IGNORECASE)
_LETTER = re.compile(r"\s*(?P<p>[A-H])\s*[.:)]?\s*$")
#: `Question No.`, as a header.
_HEAD = re.compile(rf"\W*{_QUESTION}(?:\s*{_NO})?\W*", re.IGNORECASE)
#: `Q1(a)`, `Question 2 b)`, `3.`, and no word besides.
_ALONE = re.compile(r"\s*(?:q(?:uestion)?\W*)?(?P<main>\d{1,2})\s*\W?\s*(?P<part>[a-z]|[ivx]{1,4})?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A question's number at the head of a text: `numbers` in order, and where the text proper begins.

    `letter` is a capital that stands alone on its line: a number only where others go on from it.
    """

    numbers: tuple[str, ...]
    kind: Kind
    end: int


def _expand(listed: str) -> tuple[str, ...]:
    """
    >>> _expand("2 to 4"), _expand("1, 2 & 3"), _expand("1(a)"), _expand("(a) and (c)")
    (('2', '3', '4'), ('1', '2', '3'), ('1a',), ('a', 'c'))
    >>> _expand("(a) to (c)")
    ('a', 'b', 'c')
    """
    numbers: list[str] = []
    for match in re.finditer(rf"(?P<n>{_ONE})(?P<run>\s*(?:to|-|–)\s*(?=\D{{0,12}}\d|\s*\())?", listed, re.IGNORECASE):
        number = re.sub(r"[\s()]", "", match["n"]).lower()
        if numbers and numbers[-1] == "..":
            numbers.pop()
            numbers += _between(numbers[-1], number)
        numbers.append(number)
        if match["run"]:
            numbers.append("..")
    return tuple(n for n in numbers if n != "..")


def _between(first: str, last: str) -> list[str]:
    """The numbers, or the letters, from one to the other."""
    if first.isalpha() and last.isalpha():
        letters = "abcdefgh"
        return list(letters[letters.find(first) + 1 : letters.find(last)]) if {first, last} <= set(letters) else []
    begin, end = (int(re.sub(r"\D", "", n) or 0) for n in (first, last))
    return [str(n) for n in range(begin + 1, end)] if end - begin < 30 else []


def label(text: str) -> Label | None:
    """The question's number that the text begins with, or None.

    >>> label("Question 1 and question 3").numbers
    ('1', '3')
    >>> label("Q2. Cyber flag, 2016/17: 79").numbers, label("1) 223").kind, label("ii) 8").kind
    (('2',), 'plain', 'part')
    >>> label("1(a) The number of rapes").numbers, label("1 (b) 340").numbers, label("38 (a) of the Act")
    (('1a',), ('1b',), None)
    >>> label("Q2b - 85").numbers, label("Questions 2 - 8").numbers[-1], label("Q1-3: Rapes").numbers[-1]
    (('2b',), '8', '3')
    >>> label("Q1 1,347 / 1,681").numbers, label("Q1 2017"), label("Q1 16/17"), label("Q1 to Q3 2017")
    (('1',), None, None, None)
    >>> label("Question one: rapes").numbers, label("Question one thing")
    (('1',), None)
    >>> label("4. and 5.").numbers, label("2 to 4. See the tables").numbers, label("11 and 12."), label("1, 7. Both")
    (('4', '5'), ('2', '3', '4'), None, None)
    >>> label("2016/17 - 1110"), label("1.6%"), label("Q2 2017"), label("10 and under: 5"), label("Reply 22-09-2014")
    (None, None, None, None, None)
    >>> label("Answer: 37"), label("Answer 3").numbers, label("Response Q1a").numbers
    (None, ('3',), ('1a',))
    >>> label("Answer (a) and (c): Girls").numbers, label("(a) and (b): Girls").numbers
    (('a', 'c'), ('a', 'b'))
    """
    if told := _IN_WORDS.match(text):
        return Label((str(word_class("cardinal").index(told["n"].lower()) + 1),), "question", told.end())
    named = _NAMED.match(text) or _GLUED.match(text)
    if named and (_is_the_answer(named) or _DAY.match(text, named.start("numbers"))):
        return None
    if named and not (re.match(r"(?:19|20)\d\d\b", text[named.end() :]) and not _stopped(named)):
        rest = text[named.end() :]
        word = named["word"].lower()
        stop = named.groupdict().get("stop")
        apart = stop or not rest or rest[0].isupper() or rest[0] == "(" or _FIGURE.match(rest)
        if apart or named.re is _GLUED or _NAMED.match(text).start("word") > 0:  # type: ignore[union-attr]
            own = named.groupdict().get("own")  # `Q2 response: none`
            kind: Kind = "answer" if own or word.rstrip("s") in word_class("answering") else "question"
            answered = _ANSWERED.fullmatch(named["numbers"]) if not (rest or word.endswith("s")) else None
            if answered:
                return Label(_expand(answered["n"]), kind, named.start("numbers") + answered.start("figure"))
            return _with_part(text, Label(_expand(named["numbers"]), kind, named.end()))
    bare = _BARE.match(text)
    if bare:
        return Label((bare["n"].lower(),), "answer", bare.end())
    nth = _NTH.match(text)
    if nth:
        return Label((str(word_class("ordinal").index(nth["nth"].lower()) + 1),), "answer", nth.end())
    glued = _BEFORE_FIGURE.match(text)
    if glued:
        return Label((glued["n"].lower(),), "plain", glued.end())
    run = _RUN.match(text)
    if run and _in_turn(numbers := _expand(run["numbers"].replace(".", "").replace(")", ""))):
        return Label(numbers, "plain", run.end())
    plain = _PLAIN.match(text)
    if plain:
        return _with_part(text, Label(_expand(plain["a"] or plain["b"] or plain["c"]), "plain", plain.end()))
    several = _PARTS.match(text)
    if several:
        return Label(_expand(several["numbers"]), "part", several.end())
    part = _PART.match(text)
    if part:
        return Label((part["p"].lower(),), "part", part.end())
    alone = _LETTER.fullmatch(text)
    return Label((alone["p"].lower(),), "letter", len(text)) if alone else None


def _in_turn(numbers: Sequence[str]) -> bool:
    return all(n.isdecimal() for n in numbers) and all(int(b) - int(a) == 1 for a, b in pairwise(numbers))


def _is_the_answer(named: re.Match[str]) -> bool:
    """Whether a number is what is answered, not the question's: `Answer: 37` with nothing behind."""
    between = named.string[named.end("word") : named.start("numbers")]
    says_answer = named["word"].lower().rstrip("s") in word_class("answering")
    return says_answer and ":" in between and named.end() == len(named.string)


def _stopped(named: re.Match[str]) -> bool:
    """Whether a colon or bracket closes the number, so that a year behind it is not part of it: `Answer 1: 2016-17`."""
    if named["word"].lower() not in ("q", "r", "a") and named.groupdict().get("stop"):
        return True
    if "." in (named.groupdict().get("stop") or "") and _YEARLY.match(named.string, named.end()):
        return True
    return bool(re.search(r"[:)\]]", named.groupdict().get("stop") or ""))


def _with_part(text: str, found: Label) -> Label:
    """`2. (i)` is the part `2i`."""
    part = _PART.match(text, found.end)
    if part is None or len(found.numbers) != 1 or not found.numbers[0].isdecimal():
        return found
    return Label((found.numbers[0] + part["p"].lower(),), found.kind, part.end())


def alone(text: str) -> str:
    """The number of a question, as `label` gives it, where a text is nothing else; empty where it is none.

    >>> [alone(t) for t in ("Q1(a)", "Question 2 b)", "3.", "1,268", "Rape")]
    ['1a', '2b', '3', '', '']
    """
    found = _ALONE.fullmatch(text)
    return found["main"] + (found["part"] or "").lower() if found else ""


def heads(text: str) -> bool:
    """Whether a text names the numbers of questions, as a header over them does.

    >>> [heads(t) for t in ("Question", "Q No.", "Quarter", "Part of request")]
    [True, True, False, False]
    """
    return _HEAD.fullmatch(text) is not None


def drawn(mark: str) -> Label | None:
    """The number in a list mark that the format draws (`3.`, `(b)`, `iv)`); None for bullets."""
    mark = mark.strip()
    if not mark:
        return None
    return label(f"{mark} " if mark[-1] in ".)" else f"{mark}. ")


_INSIDE = re.compile(rf"\b{_QUESTION}\s?\.?(?:{_NO}\s*)?(?P<numbers>{_LIST})", re.IGNORECASE)


def numbers_in(text: str) -> list[str]:
    """The questions that a sentence names anywhere.

    >>> numbers_in("We refuse questions 2 and 3 of your request, but not Q1")
    ['2', '3', '1']
    """
    return [n for match in _INSIDE.finditer(text) for n in _expand(match["numbers"])]


_MARK_INSIDE = re.compile(r"(?<![\w/.])\(?(?:Q(?:uestion)?\s?)?(?P<n>[1-9])\s?[.):]\s+(?=[A-Za-z])")
#: What a sentence tells of each by its number; not `Q1 and Q2 are refused`.
_TOLD_INSIDE = re.compile(rf"\b{_QUESTION}\s?(?P<n>[1-9])\s+(?={one_of('tells of a question')}\b)", re.IGNORECASE)


def questions_inside(text: str) -> list[tuple[str, str]]:
    """The numbered questions that one paragraph runs together, with their words; empty where not two in order.

    >>> questions_inside("You asked: 1) how many were recorded, 2) the gender of the victims")
    [('1', 'how many were recorded'), ('2', 'the gender of the victims')]
    >>> questions_inside("Question 1 is about all crimes, and question 2 about those with the flag.")
    [('1', 'is about all crimes'), ('2', 'about those with the flag.')]
    """
    found = list(_MARK_INSIDE.finditer(text)) or list(_TOLD_INSIDE.finditer(text))
    if len(found) < 2 or [m["n"] for m in found] != [str(n) for n in range(1, len(found) + 1)]:
        return []
    ends = [m.start() for m in found[1:]] + [len(text)]
    cut = r"(?:\s|[,;]|\band\b)+$"
    return [(m["n"], re.sub(cut, "", text[m.end() : end])) for m, end in zip(found, ends, strict=True)]


def parts(text: str, body: int = 0) -> list[tuple[str, str]]:
    """The parts `(i)`, `(ii)` or `a)`, `b)` of one question, each with its words; empty where it has not two in order.

    What stands before the first of them, from `body` on, is said of each.

    >>> parts("(i) How many were disclosed? (ii) How many of these were registered?")
    [('i', 'How many were disclosed?'), ('ii', 'How many of these were registered?')]
    >>> parts("2. In how many was the victim (a) a girl (b) a boy?", 3)
    [('a', 'In how many was the victim a girl'), ('b', 'In how many was the victim a boy?')]
    """
    found = list(re.finditer(r"(?<!\w)\(?(i{1,3}|iv|v|[a-h])\)\s", text))
    names = [m[1] for m in found]
    if len(names) < 2 or names not in (["i", "ii", "iii", "iv", "v"][: len(names)], list("abcdefgh")[: len(names)]):
        return []
    ends = [m.start() for m in found[1:]] + [len(text)]
    lead = text[body : found[0].start()].strip()
    return [(m[1], f"{lead} {text[m.end() : end].strip()}".strip()) for m, end in zip(found, ends, strict=True)]


def stem(number: str) -> str:
    """The question of which a number is a part: `2ii` and `2` are of question `2`; `a` is a question itself."""
    return re.sub(r"(?<=\d)[a-z]+$", "", number)


def goes_on(found: Label, numbers: tuple[str, ...]) -> bool:
    """Whether a heading's number follows the question answered last, so that what stands under it answers another."""
    last, number = stem(numbers[-1]), found.numbers[0]
    return last.isdecimal() and number.isdecimal() and int(number) == int(last) + 1


def first_part(number: str) -> bool:
    """Whether a part's number is the first of its kind: `a`, `i`."""
    return number in ("a", "i")
