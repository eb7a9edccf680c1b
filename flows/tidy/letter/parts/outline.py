"""What a letter is seen to hold before it is read through: numbers, headings that answer, older mails below."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from flows.tidy.letter.parts.inline import inline_heading
from flows.tidy.letter.text.numbering import Label, drawn, label, parts
from flows.tidy.letter.text.paragraphs import Paragraph
from flows.tidy.letter.text.phrases import opens, says, whole

_ASKED = re.compile(r"\s*Q\s*[.:)–-]+\s*(?=[A-Z])")
_ANSWERED = re.compile(r"\s*A\s*[.:)–-]+\s*(?=\S)")
_HEADER = re.compile(r"[\s>*]*(?:from|sent|to|cc|date|subject)\s*\**\s*:", re.IGNORECASE)
_LEAD = r"\s*(?:[A-Za-z]+\s*:\s*|\d{1,2}[.)]\s*)?"
_PART_ANSWERED = re.compile(r"(?<!\w)\(?(?P<part>i{1,3}|iv|v|[a-h])\)\s*(?=[<\d]|nil\b|none\b)", re.IGNORECASE)
_GREETING = 12
_FEWEST = 2
_RUNS = (list("abcdefgh"), ["i", "ii", "iii", "iv", "v", "vi"], [str(n) for n in range(1, 21)])
#: `3. For question 1, the ages`: the number that the list draws is the question's own.
_REFERS = re.compile(r"\s*(?:for|in|of|with|regarding|as)\b", re.IGNORECASE)


def labels_of(stream: Sequence[Paragraph | int]) -> list[Label | None]:
    """The printed or drawn number of every paragraph; letters alone on a line only where A and B both stand so.

    Beside `Q.` an `A.` is an answer and no number. Where some of one list ask, each of it does.
    """
    labels = [label_of(p) if isinstance(p, Paragraph) else None for p in stream]
    texts = [p.text if isinstance(p, Paragraph) else "" for p in stream]
    if any(_ASKED.match(text) for text in texts):
        labels = [None if _ANSWERED.match(text) else found for text, found in zip(texts, labels, strict=True)]
    alone = {found.numbers[0] for found in labels if found and found.kind == "letter"}
    series = {"a", "b"} <= alone
    labels = [None if found and found.kind == "letter" and not series else found for found in labels]
    return _of_one_list(labels, texts)


def _of_one_list(labels: Sequence[Label | None], texts: Sequence[str]) -> list[Label | None]:
    """The labels, those of one list as questions where two or more of it are: `(b) The same for 2015-16` is one then.

    The list is one where each of its numbers stands once, in order, with an answer behind it.
    """
    out = list(labels)
    places = [place for place, found in enumerate(labels) if found]
    found = [f for f in labels if f]
    kinds, numbers = {f.kind for f in found}, [f.numbers for f in found]
    if kinds not in ({"part"}, {"plain"}) or not any(numbers == [(n,) for n in run[: len(numbers)]] for run in _RUNS):
        return out
    asked = sum(texts[place].rstrip().endswith("?") for place in places)
    answered = all(after - place > 1 for place, after in itertools.pairwise([*places, len(labels)]))
    if asked >= _FEWEST and answered:
        for place, each in zip(places, found, strict=True):
            out[place] = replace(each, kind="question")
    return out


def history_place(stream: Sequence[Paragraph | int]) -> int:
    """Where an older mail that is quoted below begins; the end where there is none."""
    texts = [p.text if isinstance(p, Paragraph) else "" for p in stream]
    answered = forwarded = False
    for place, text in enumerate(texts):
        if place:
            above = stream[place - 1]
            answered = answered or _answers(above)
            forwarded = forwarded or (isinstance(above, Paragraph) and says("markers", above.text, "forwards"))
        if forwarded or not answered:
            # Where it is said that the mail below is the answer, nothing above is.
            continue
        if opens("markers", text, "history"):
            if _answers_between(stream[place + 1 :]):
                continue
            return place
        below = " ".join(texts[place : place + 4])
        sender = place > 2 and re.match(r">?\s*from:", text, re.IGNORECASE)
        if sender and re.search(r"\b(sent|date|to):", below, re.IGNORECASE):
            return place
    return len(texts)


def unquoted(stream: Sequence[Paragraph | int]) -> list[Paragraph | int]:
    """The paragraphs with a mail that is forwarded as the answer as the sender's own words."""
    out: list[Paragraph | int] = []
    forwards = False
    for item in stream:
        quoted = isinstance(item, Paragraph) and item.role == "quoted"
        out.append(replace(item, role="body") if forwards and quoted and isinstance(item, Paragraph) else item)
        forwards = forwards or (isinstance(item, Paragraph) and says("markers", item.text, "forwards"))
    return out


def _answers_between(below: Sequence[Paragraph | int]) -> bool:
    """Whether a mail is quoted in pieces with answers between them, so that it is no history."""
    roles = [item.role if isinstance(item, Paragraph) else "table" for item in below]
    texts = [item.text if isinstance(item, Paragraph) else "" for item in below]
    if not roles or roles[0] != "quoted":
        return False
    ends = (n for n, t in enumerate(texts) if whole("markers", t, "signature"))
    return any(role != "quoted" for role in roles[: next(ends, len(roles))])


def _answers(item: Paragraph | int) -> bool:
    """Whether what stands above a quoted mail answers: a table, or a line that is more than a greeting or a header."""
    if not isinstance(item, Paragraph):
        return True
    if opens("markers", item.text, "letterhead", "history", "salutation", "signature", "subject"):
        return False
    if _HEADER.match(item.text):
        return False
    return len(item.text.split()) > _GREETING or re.search(r"\d", item.text) is not None


def answers_apart(stream: Sequence[Paragraph | int]) -> list[Paragraph | int]:
    """The paragraphs with the answers `(a) 58; (b) 204` to a question in parts, right above them, each by itself."""
    out: list[Paragraph | int] = []
    for place, item in enumerate(stream):
        above = stream[place - 1] if place else 0
        if isinstance(item, int) or isinstance(above, int):
            out.append(item)
            continue
        asked = {name for name, _ in parts(above.text)}
        found = list(_PART_ANSWERED.finditer(item.text)) if asked else []
        first = re.match(_LEAD, item.text)
        begins = first.end() if first else 0
        if len(found) < 2 or found[0].start() != begins or not {m["part"] for m in found} <= asked:
            out.append(item)
            continue
        if begins and item.text[:begins].rstrip().endswith(":"):
            out.append(item.cut(0, begins))
        else:
            begins = 0
        starts = [begins, *(m.start() for m in found[1:])]
        ends = [*starts[1:], len(item.text)]
        out += [item.cut(start, end) for start, end in zip(starts, ends, strict=True)]
    return out


def label_of(paragraph: Paragraph) -> Label | None:
    printed = label(paragraph.text)
    by_format = drawn(paragraph.label)
    if by_format and not printed:
        return Label(by_format.numbers, by_format.kind, 0)
    if by_format and printed and printed.kind == "question" and _REFERS.match(paragraph.text):
        return Label(by_format.numbers, by_format.kind, 0)
    if by_format and printed and printed.kind == "part":
        return Label((by_format.numbers[0] + printed.numbers[0],), "plain", printed.end)
    return printed


def response_headings(stream: Sequence[Paragraph | int]) -> list[int]:
    """Where answers begin: headings such as `Our response`, with or without the answer behind them, `Response 2`.

    An appendix may stand behind the whole answer.
    """
    places = []
    for place, item in enumerate(stream):
        if not isinstance(item, Paragraph) or opens("markers", item.text, "appendix_heading"):
            continue
        found, inline = label(item.text), inline_heading(item.text)
        answers = (found and found.kind == "answer") or (inline and inline.part == "response")
        if answers or whole("markers", item.text, "response_heading"):
            places.append(place)
    return places


def has_letterhead(stream: Sequence[Paragraph | int]) -> bool:
    """Whether the document opens like a letter or a page that quotes its request, not with the answer itself."""
    texts = [p.text for p in stream if isinstance(p, Paragraph)][:40]
    return any(opens("markers", t, "salutation", "subject") or whole("markers", t, "request_heading") for t in texts)
