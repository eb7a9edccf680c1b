"""Sorts the blocks of a letter into parts, and says which question each answer and table belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flows.read.grid import Block, Grid
from flows.tidy.labels.marks import key_of, printed_signs
from flows.tidy.text.numbering import Label, drawn, first_part, label, stem
from flows.tidy.text.paragraphs import Paragraph
from flows.tidy.text.parts.cuts import SPEAKER, pieces
from flows.tidy.text.parts.evidence import Item, asks_of, best_parts, lead_of, leads
from flows.tidy.text.parts.letter import Letter, Part, Passage
from flows.tidy.text.parts.questions import Asking
from flows.tidy.text.parts.shapes import figure_alone, holds_figure
from flows.tidy.text.parts.threads import older_answers
from flows.tidy.text.phrases import opens, says, whole
from flows.tidy.text.statements import statements

_ASIDE = ("page_header", "page_footer", "furniture", "chart")
_LONGEST_HEADING, _LONG_LINE, _FAR = 40, 200, 8
_FEWEST_LISTED = 3
#: `1 Crimes recorded, by year`: too little for a number, but for what answers it.
_BARE = re.compile(r"\s*(?P<n>[1-9]\d?)\s+(?=[A-Z\"“'‘])")
_SIDES: dict[str, Part] = {"Q": "request", "A": "response"}


def sort(blocks: Sequence[Block]) -> Letter:
    """The blocks of one document (Text and Grid, reading order) as a Letter.

    A paragraph that runs over several Texts is one passage. Nothing is left out but what is too long to be
    read: what is neither asked nor
    answered is letterhead, boilerplate, signature, history of mails or furniture of a page.
    """
    left: list[Paragraph] = []
    stream = pieces(blocks, left)
    furniture = _furniture(stream)
    told = [n for n, p in enumerate(stream) if isinstance(p, Paragraph) and n not in furniture]
    candidates = [p for n in told if isinstance(p := stream[n], Paragraph)]
    older = {told[n]: mail for n, mail in older_answers(candidates).items()}
    stream = [replace(p, role="body") if n in older and isinstance(p, Paragraph) else p for n, p in enumerate(stream)]
    places = [n for n in told if n not in older or not older[n].is_head]
    tables = [n for n, p in enumerate(stream) if isinstance(p, int)]
    items = _items([p for n in places if isinstance(p := stream[n], Paragraph)])
    over = _over(places, tables)
    items = [replace(i, tabled=n in over) for n, i in zip(places, items, strict=True)]
    letterhead = any(
        opens("markers", i.paragraph.text, "salutation", "subject") or whole("markers", i.text, "request_heading")
        for i in items[:40]
    )
    sorted_ = _parts(places, tables, items, letterhead)
    parts = dict(zip(places, zip(_in_order(items, sorted_), sorted_, strict=True), strict=True))
    asking = Asking()
    letter = Letter(asked=asking.asked, left=left)
    for n, piece in enumerate(stream):
        if isinstance(piece, int):
            letter.passages.append(asking.grid(piece, isinstance(b := blocks[piece], Grid) and b.inside is not None))
        elif n in older and older[n].is_head:
            asking.forget()
            letter.passages.append(Passage(piece.block, "history", piece))
        elif n in furniture:
            letter.passages.append(Passage(piece.block, "furniture", piece, is_heading=piece.role == "heading"))
        else:
            item, part = parts[n]
            passage = asking.passage(item, part)
            passage.older = older[n].mail if n in older else 0
            if part == "response" and _explains_a_sign(piece, letter.passages[-1:], blocks):
                passage.part = "note"
            if part == "letterhead":
                passage.lead = lead_of(piece.text)
            letter.passages.append(passage)
    return letter


def _over(places: Sequence[int], tables: Sequence[int]) -> set[int]:
    """The places of the paragraphs right over a table."""
    both = sorted([*((p, False) for p in places), *((t, True) for t in tables)])
    return {before for (before, is_table), (_, over_one) in pairwise(both) if over_one and not is_table}


def _parts(places: Sequence[int], tables: Sequence[int], items: Sequence[Item], letterhead: bool) -> list[Part]:
    """The part of each paragraph, with the tables among them."""
    both: dict[int, Item | None] = {**dict.fromkeys(tables), **dict(zip(places, items, strict=True))}
    order = sorted(both)
    told = dict(zip(order, best_parts([both[n] for n in order], letterhead), strict=True))
    return [told[n] for n in places]


def _furniture(stream: Sequence[Paragraph | int]) -> set[int]:
    """The places of what belongs to a page and to no letter."""
    out: set[int] = set()
    tail = False
    for n, item in enumerate(stream):
        if isinstance(item, int):
            continue
        text = item.text
        tail = tail or (item.role not in _ASIDE and opens("markers", text, "furniture_end") and len(text) < 80)
        aside = item.role in _ASIDE or whole("markers", text, "furniture") or says("markers", text, "site")
        if not item.side and (tail or aside):
            out.add(n)
    return out


def _label_of(paragraph: Paragraph) -> Label | None:
    """The number that the paragraph prints, or that its format draws before it."""
    printed, by_format = label(paragraph.text), drawn(paragraph.label)
    numbers = [int(n) for n in printed.numbers if n.isdecimal()] if printed else []
    if printed and len(numbers) > 1 and numbers[1] - numbers[0] > _FAR:  # `In answer to question 3, 31 of them were`
        cut = paragraph.text.find(str(numbers[1]))
        printed = Label(printed.numbers[:1], printed.kind, cut)
    if by_format and (not printed or printed.kind == "question"):
        return Label(by_format.numbers, by_format.kind, 0)
    if by_format and printed and printed.kind == "part":
        return Label((by_format.numbers[0] + printed.numbers[0],), "plain", printed.end)
    return printed


def _inline(text: str) -> tuple[str, int]:
    """What a heading at the beginning of a paragraph says it is, and where the words behind it begin."""
    letter = SPEAKER.match(text)
    if letter and (text[letter.start("mark") + 1 :].lstrip()[:1] in tuple(".:)–—-") or letter["mark"] == "Q"):
        return _SIDES[letter["mark"]], letter.end()
    head, mark, rest = min((text.partition(mark) for mark in (":", ". ")), key=lambda parted: len(parted[0]))
    if not mark or not rest.strip() or len(head) > _LONGEST_HEADING or any(ch.isdecimal() for ch in head):
        return "", 0
    end = len(text) - len(rest.lstrip())
    if whole("markers", head, "request_heading"):
        return "request", end
    return ("response", end) if whole("markers", head, "response_heading", "appendix_heading") else ("", 0)


def _items(paragraphs: Sequence[Paragraph]) -> list[Item]:
    """The paragraphs with their numbers and what stands around them in the letter."""
    labels = [_label_of(p) for p in paragraphs]
    labels = _without_parts(paragraphs, labels)
    if {m["mark"] for p in paragraphs if (m := SPEAKER.match(p.text))} == set(_SIDES):  # `Q. How many ...? A. 12`
        labels = [None if SPEAKER.match(p.text) else f for p, f in zip(paragraphs, labels, strict=True)]
    alone = {found.numbers[0] for found in labels if found and found.kind == "letter"}
    labels = [None if f and f.kind == "letter" and not {"a", "b"} <= alone else f for f in labels]
    numbers = {n for f in labels if f for n in f.numbers}
    labels = [None if f and f.kind == "plain" and _is_alone(f.numbers[0], numbers) else f for f in labels]
    listed = _lists_of_answers(paragraphs, labels)
    marks = {n: found.end for n in listed if (found := labels[n])}
    labels = [None if n in listed else f for n, f in enumerate(labels)]
    heads = [
        ("listed", marks[n]) if n in marks else _inline(p.text) if not f else ("", 0)
        for n, (p, f) in enumerate(zip(paragraphs, labels, strict=True))
    ]
    bodies = [f.end if f else end for f, (_, end) in zip(labels, heads, strict=True)]
    answers = [
        n for n, (p, f) in enumerate(zip(paragraphs, labels, strict=True))
        if (f and f.kind == "answer") or heads[n][0] == "response" or whole("markers", p.text, "response_heading")
    ]  # fmt: skip
    asking = (n for n, p in enumerate(paragraphs) if _opens_request(p, labels[n], heads[n][0]))
    first_asked = next(asking, len(paragraphs))
    first = next((n for n in answers if n > first_asked), None)
    alternate = sum(n > first_asked for n in answers) > 1
    opening = max((n for n, p in enumerate(paragraphs) if whole("markers", p.text, "request_heading")), default=-1)
    asked = [n for n, p in enumerate(paragraphs) if asks_of(p.text) or whole("markers", p.text, "request_heading")]
    left = Counter(f.numbers for f in labels if f)
    firsts = {f.numbers: n for n, f in reversed(list(enumerate(labels))) if f}
    again = [n for numbers, n in firsts.items() if left[numbers] > 1]
    after = max([*asked, *answers, *again], default=len(paragraphs))
    forwards = any(says("markers", p.text, "forwards") for p in paragraphs[:6])
    seen: Counter[tuple[str, ...]] = Counter()
    out: list[Item] = []
    if forwards:  # A mail that is forwarded as the answer quotes nothing.
        paragraphs = [replace(p, role="body") if p.role == "quoted" else p for p in paragraphs]
    for n, (paragraph, found) in enumerate(zip(paragraphs, labels, strict=True)):
        if found:
            left[found.numbers] -= 1
        out.append(
            Item(
                paragraph, found, bodies[n], n, heads[n][0],
                ahead=first is not None and first_asked <= n < first,
                headed=first is not None and n > first and not alternate,
                mailed=n > 2 and _is_mail_head([p.text for p in paragraphs[n : n + 4]]) and not forwards,
                unopened=n < opening < _FAR,
                last=n > after,
                again=found is not None and left[found.numbers] > 0,
                before=found is not None and seen[found.numbers] > 0,
                heads=n + 1 < len(paragraphs) and _says_something(paragraph.text)
                and _gives(paragraphs[n + 1].text[bodies[n + 1] :]),
            )
        )  # fmt: skip
        if found:
            seen[found.numbers] += 1
    return out


def _lists_of_answers(paragraphs: Sequence[Paragraph], labels: Sequence[Label | None]) -> set[int]:
    """The places of lines that count the figures of one answer, and go further than the questions do: 1 to 6 of 3."""
    out: set[int] = set()
    counted = [f.numbers[0] if f and f.kind == "plain" and len(f.numbers) == 1 else "" for f in labels]
    starts = [n for n, number in enumerate(counted) if number == "1"]
    for start in starts:
        end = start
        while end < len(counted) and counted[end] == str(end - start + 1):
            end += 1
        others = [f for n, f in enumerate(labels) if f and not start <= n < end]
        named = [int(n) for f in others for n in map(stem, f.numbers) if n.isdecimal()]
        under = any(f and f.kind in ("question", "answer") for f in labels[max(0, start - 2) : start])
        longer = end - start >= _FEWEST_LISTED and max(named, default=0) < end - start
        told = (paragraphs[n].text[f.end :] for n in range(start, end) if (f := labels[n]))
        if under and longer and all(map(holds_figure, told)):
            out |= {*range(start, end)}
    return out


def _without_parts(paragraphs: Sequence[Paragraph], labels: list[Label | None]) -> list[Label | None]:
    """The labels, those of a list drawn by the format which counted the printed parts of an answer put right: behind
    `2. i) 8` the mark of `3. ii) 4` is no question's."""
    out, further, before = list(labels), 0, False
    for n, (paragraph, found) in enumerate(zip(paragraphs, labels, strict=True)):
        by_format, printed = drawn(paragraph.label), label(paragraph.text)
        if found is None or by_format is None or not by_format.numbers[0].isdecimal():
            continue
        part = printed.numbers[0] if printed is not None and printed.kind == "part" else ""
        further = 0 if by_format.numbers[0] == "1" else further + (before and bool(part) and not first_part(part))
        before = bool(part)
        if further:
            out[n] = replace(found, numbers=(f"{int(by_format.numbers[0]) - further}{part}",))
    return out


def _in_order(items: list[Item], told: Sequence[Part]) -> list[Item]:
    """The items, with questions that print no number numbered as the answers are, where as many answers bear one."""
    asking = [n for n, (i, p) in enumerate(zip(items, told, strict=True)) if p == "request" and not _is_lead(i)]
    answered = [i.found for i, p in zip(items, told, strict=True) if p == "response" and i.found is not None]
    numbers = list(dict.fromkeys(f.numbers[0] for f in answered if f.kind in ("answer", "question", "plain")))
    if len(numbers) < 2 or len(asking) != len(numbers) or any(items[n].found for n in asking):
        return items
    if numbers != [str(n) for n in range(1, len(numbers) + 1)]:
        return items
    out = list(items)
    for number, n in zip(numbers, asking, strict=True):
        bare = _BARE.match(out[n].paragraph.text)
        end = bare.end() if bare and bare["n"] == number else 0
        out[n] = replace(out[n], found=Label((number,), "question", end), body=end)
    return out


def _is_lead(item: Item) -> bool:
    """Whether a paragraph of the request only leads in its questions."""
    text = item.text.rstrip()
    return whole("markers", text, "request_heading") or text.endswith(":") or not text


def _gives(text: str) -> bool:
    return holds_figure(text) or figure_alone(text)


def _says_something(text: str) -> bool:
    return len(text) < _LONG_LINE and bool(statements(text))


def _is_mail_head(texts: Sequence[str]) -> bool:
    """Whether lines are the head of an older mail: `From: ...`, `Sent: ...`."""
    return says("lines", texts[0], "head of a mail") and says("lines", " ".join(texts), "lines of a mail")


def _is_alone(number: str, others: set[str]) -> bool:
    """Whether a number is the next of none, and so that of no list: `94.` under a question is its answer."""
    beside = {str(int(number) - 1), str(int(number) + 1)} if number.isdecimal() else set()
    return number.isdecimal() and int(number) > 1 and not beside & {stem(n) for n in others}


def _opens_request(paragraph: Paragraph, found: Label | None, inline: str) -> bool:
    text = paragraph.text
    if inline == "request" or whole("markers", text, "request_heading") or text.endswith("?"):
        return True
    return (found is not None and found.kind != "answer") or (leads(text) and text.endswith(":"))


def _explains_a_sign(item: Paragraph, before: Sequence[Passage], blocks: Sequence[Block]) -> bool:
    """Whether a paragraph right under a table says what a hyphen or star in its cells means: `- None recorded.`"""
    grid = blocks[before[0].block] if before and before[0].paragraph is None else None
    return isinstance(grid, Grid) and bool(key_of(item.text, printed_signs(c.text for c in grid.cells)))
