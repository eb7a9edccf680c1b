"""Which of the words over a table are its caption, and which speak of more than it: sentences, questions, letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from flows.read.grid import Block, Grid
from flows.tidy.dimensions import parse
from flows.tidy.labels.explain import explain
from flows.tidy.labels.marks import explain_marks
from flows.tidy.text.parts.shapes import REFERENCE, holds_figure
from flows.tidy.text.phrases import led, says, up_to

CAPTION_LENGTH = 160
SENTENCE_WORDS = 12
FEWEST_OF_A_SENTENCE = 5
#: A longer number is a year.
LONGEST_NUMBER = 3
#: `(blank) = gender not recorded`, `S40 - not disclosed` under a table explains it, and heads none.
_EXPLAINS = re.compile(r"\s*[\"'(\[]?(?:[\w*.-]{1,12}[\"')\]]?\s*=|[sS]\.?\s?\d\d?(?:\(\d\))?\s*[-–—:])\s")
_YEARS_OF_A_NAME = re.compile(r"(?<![\w.-])(?P<century>20)?(?P<a>\d\d)[._ -](?:20)?(?P<b>\d\d)(?![\w.-])")
#: `* fewer than 5, withheld under Section 40(2)` between two tables.
_SIGN = re.compile(r"\s*[\"'(\[]?[*#~†‡^]")


def speaks_of_the_one_before(question: str) -> bool:
    """`Of these, how many had female victims` is about what the question before it asks.

    >>> speaks_of_the_one_before("How many of these offences had the cyber flag?")
    True
    """
    return says("tables", question, "of these")


def speaks_of_the_table_before(caption: str) -> bool:
    """`The same by sex of the victim` is of what the table before it counts.

    >>> speaks_of_the_table_before("The same by sex"), speaks_of_the_table_before("Rapes in the same period")
    (True, False)
    """
    return says("tables", caption, "the same")


def first_ask(question: str) -> str:
    """A question up to the second thing that it asks: a table under it answers the first.

    >>> first_ask("How many offences were recorded, and how many had the online flag?")
    'How many offences were recorded'
    """
    return up_to("tables", question, "next ask")


def is_caption(text: str) -> bool:
    """False for a sentence of running prose or a long text, which speak of more than the table under them.

    >>> is_caption("Offences by age, 2016/17"), is_caption("How many had the flag?")
    (True, True)
    >>> is_caption(f"Number of offenders cautioned for offences of rape{', and of assault' * 9}, 2004 to 2007")
    True
    >>> is_caption("(blank) = gender not recorded"), is_caption("1-3.")
    (False, False)
    >>> is_caption("How many were recorded in the year, and how many of these had the online flag?")
    False
    """
    if says("tables", text, "numbers alone") or REFERENCE.search(text):
        return False
    if _EXPLAINS.match(text) or (_SIGN.match(text) and explain_marks([text]).signs):
        return False
    ends = text.rstrip()[-1:]
    if ends == "." and holds_figure(text):  # what it says is of its own figure
        return False
    if len(text) > CAPTION_LENGTH and not says("tables", text, "a title that counts"):
        return False
    if ends == "." and len(text.split()) > SENTENCE_WORDS and says("tables", text, "sentence"):
        return False
    return ends != "?" or first_ask(text) in (text, text.rstrip(" ?"))


def title_of_sheet(name: str | None, beside: Sequence[str] = ()) -> str:
    """What the name of a worksheet says, without the number by which the sheets are counted.

    A number alone says nothing, unless it and those of the sheets beside it are ages in turn.

    >>> [title_of_sheet(name) for name in ("4 Cyber", "2. Age", "16-17 Males", "14 years", "2016 girls", None)]
    ['Cyber', 'Age', '16-17 Males', '14 years', '2016 girls', '']
    >>> title_of_sheet("2", ["1", "3", "Notes"]), title_of_sheet("14", ["13", "15"])
    ('', '14')
    >>> title_of_sheet("Boys 15.16", ["Boys 15.16", "Boys 16.17"])
    'Boys 2015/16'
    """
    years = years_of_sheets(beside)
    name = next((name.replace(printed, year) for printed, year in years.items() if name and printed in name), name)
    title = (name or "")[led("tables", name or "", "number of a sheet") :]
    numbers = sorted({int(t) for t in (title, *beside) if t.isdecimal()}) if title.isdecimal() else []
    ages = len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1 and numbers[0] != 1
    return "" if numbers and not ages and len(title) <= LONGEST_NUMBER else title


def years_of_sheets(names: Iterable[str]) -> dict[str, str]:
    """Years in turn as sheets are named by them, where no stroke may stand: `15.16`, and what each of them is.

    >>> years_of_sheets(["Girls 15.16", "Girls 16.17", "Notes"]), years_of_sheets(["2015-16"]), years_of_sheets(["1.2"])
    ({'15.16': '2015/16', '16.17': '2016/17'}, {'2015-16': '2015/16'}, {})
    >>> years_of_sheets(["13-14", "15-16"]), years_of_sheets(["10_11", "11_12"])
    ({}, {'10_11': '2010/11', '11_12': '2011/12'})
    """
    pairs = [m for name in names for m in _YEARS_OF_A_NAME.finditer(name) if int(m["b"]) == (int(m["a"]) + 1) % 100]
    joints = {m["a"] for m in pairs} & {m["b"] for m in pairs}  # as ages in turn have none
    return {m[0]: f"20{m['a']}/{m['b']}" for m in pairs if m["century"] or {m["a"], m["b"]} & joints}


def sheets_of_notes(blocks: Sequence[Block]) -> list[str]:
    """What holds for all sheets: the words of sheets of sentences (`Read me`), and the sentences of the first sheet."""
    found: list[str] = []
    sheets = [b for b in blocks if isinstance(b, Grid) and b.sheet and not b.hidden]
    for sheet in sheets:
        texts = [c.text for c in sheet.cells if c.text.strip()]
        sentences = [t for t in texts if len(t.split()) >= FEWEST_OF_A_SENTENCE]
        if 2 * len(sentences) > len(texts):
            found += texts
        elif sheet is sheets[0] and len(sheets) > 1:
            found += [t for t in sentences if t.rstrip().endswith(".")]
    return found


def settle_caption(caption: str, siblings: Sequence[str]) -> dict[str, Any]:
    """What a caption's words that several dimensions share mean beside the captions of the other tables.

    >>> settle_caption("UNKNOWN VICTIMS 2015/16", ["FEMALE VICTIMS 2015/16", "MALE VICTIMS 2015/16"])
    {'sex': 'unknown'}
    >>> settle_caption("16-17", ["13-15", "18+"])["age"].band, settle_caption("16-17", ["15-16"])
    ('16-17', {})
    """
    if (age := parse("age", caption)) is not None and parse("period", caption) is not None:
        bands = [read.value for s in siblings if parse("period", s) is None and (read := parse("age", s)) is not None]
        return {"age": age.value} if any(b.high == age.value.low - 1 for b in bands if b.high is not None) else {}
    undecided = explain(caption).undecided
    said = Counter(d for s in siblings if s != caption for d in undecided if d in explain(s).meanings)
    return {d: undecided[d].value for d, _ in said.most_common(1)}


def force_over(captions: Sequence[str]) -> dict[str, Any]:
    """The force that the nearest caption names which is nothing but its name, or begins with it and a colon.

    A question or a title may name a force in passing.

    >>> force_over(["Dorset Police"]), force_over(["Kent Police: online flag"]), force_over(["Sent to Kent Police"])
    ({'force': 'dorset'}, {'force': 'kent'}, {})
    """
    named = (parse("force", text.partition(":")[0].strip()) for text in captions)
    return next(({"force": reading.value} for reading in named if reading is not None), {})
