"""What a letter says of a table from further off than its caption: sentences that announce it, what it names alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise

from flows.read.grid import Grid
from flows.tidy.dimensions import find, headings, parse
from flows.tidy.labels.meanings import Found, Offence, Period, is_whole, takes_in
from flows.tidy.labels.offences.offences import without_act
from flows.tidy.labels.wording import SUPERSCRIPTS, blanked
from flows.tidy.text.parts.shapes import REFERENCE
from flows.tidy.text.phrases import says
from flows.tidy.text.sentences import split

#: How sure a reading must be to date a table, and under which two digits may be ages as well as years.
SURE = 0.9
_PAIR = 0.5
_OF_AGE = 2018
_QUARTER = 88
_HEAD, _STUB, _IN_A_LINE, _MOST = 6, 3, 200, 400
#: `Table 1.` before a caption is its number.
_NUMBERED = 3
_MANY = 6


def heads(paragraph: str) -> str:
    """A caption with a remark behind it, without the remark; empty where the paragraph does not begin with a caption.

    >>> heads("Offences with an online element, by method. One method is kept for each offence.")
    'Offences with an online element, by method.'
    >>> heads("We changed our system in 2016. Figures before that are not held.")
    ''
    >>> heads("and how many men in the same years. [160519]")
    ''
    """
    spans = split(paragraph, semicolons=False)
    if len(spans) < 2 or REFERENCE.search(paragraph):
        return ""
    caption = paragraph[spans[0].start : spans[0].end]
    alone = caption.endswith(".") and len(caption.split()) > _NUMBERED and not says("tables", caption, "sentence")
    return caption if alone else ""


def announcing(paragraphs: Iterable[str]) -> list[str]:
    """The sentences of the paragraphs over a table that announce it.

    >>> announcing(["I write about your request. The table gives crimes flagged as cyber in 2018/19."])
    ['The table gives crimes flagged as cyber in 2018/19.']
    """
    return [
        text[span.start : span.end]
        for text in paragraphs
        for span in split(text, semicolons=False)
        if says("markers", text[span.start : span.end], "announces")
    ]


def has_own_date(text: str) -> bool:
    """Whether a text speaks of what has a date that is none of the figures': `Extracted 04/08/2015`, `as amended`."""
    return says("markers", text, "dated")


def periods_in(text: str) -> list[Found[Period]]:
    """The periods that a text names; beside ages, `16/17` is one more of them.

    >>> [f.reading.value.label for f in periods_in("under 16, 16/17 or 18 and over, in 2019/20")]
    ['2019/20']
    >>> [f.reading.value.label for f in periods_in("in 15/16 and 16/17")]
    ['2015/16', '2016/17']
    >>> [f.reading.value.label for f in periods_in("Girls aged 16-17, 2018/19")]
    ['2018/19']
    """
    ages = [a for a in find("age", text) if a.reading.certainty >= SURE]
    found: list[Found[Period]] = [
        f for f in find("period", text)
        if f.reading.certainty >= _PAIR or not any(a.start < f.start and f.end <= a.end for a in ages)
    ]  # fmt: skip
    pairs = [f for f in found if f.reading.certainty < _PAIR and f.reading.value.end.year <= _OF_AGE]
    pairs = [f for f in pairs if find("age", text[f.start : f.end])]
    if not pairs or not any(not is_whole(a.reading.value) for a in find("age", blanked(text, found))):
        return found
    return [f for f in found if f not in pairs]


def only_period(said: Iterable[str], labels: Iterable[str] = ()) -> tuple[Period, str] | None:
    """The one period that a letter names, and the words that do; None where they name another or are unsure of it.

    `labels` are the texts of its tables: they may name the same period, and no other.

    >>> only_period(["Offences from 1 April 2018 to 31 March 2019", "your request of 7 May 2019"])[0].label
    '2018/19'
    >>> only_period(["Offences in 2018/19 and 2019/20"])
    >>> only_period(["Offences in 2018/19"], ["2017/18", "2018/19"])
    >>> only_period(["Crimes 2016 to 2019", "Period", "2018 to 2019", "Crimes, 01/04/2018-31/03/2019"])[0].label
    '2018/19'
    """
    said = list(said)
    told = [(period, sure, text) for text in said for period, sure in _dated(text)]
    filled_in = _filled_in(said)
    if filled_in is not None:  # What else the text names, such as the title of all that was asked, takes it in.
        told = [one for one in told if not takes_in(one[0], filled_in)]
    named = next(((period, text) for period, sure, text in told if sure), None)
    if named is None or any(period != named[0] for period, _, _ in told):
        return None
    return None if any(period != named[0] for text in labels for period, _ in _dated(text)) else named


def _filled_in(said: Sequence[str]) -> Period | None:
    """The period right behind its name, as a form has it (`Period`, `2018 to 2019`); None where there are others."""
    named = {
        reading.value
        for name, text in pairwise(said)
        if headings(name) == {"period"} and (reading := parse("period", text)) is not None
        if (reading.value.end - reading.value.start).days >= _QUARTER
    }
    return named.pop() if len(named) == 1 else None


def _dated(text: str) -> Iterator[tuple[Period, bool]]:
    """The periods that a text names, days and the dates of other things left out, and whether each is sure."""
    for found in periods_in(text):
        reading = found.reading
        days = (reading.value.end - reading.value.start).days
        # `FOI 581-2025 / May 2025`: when an answer was filed.
        if days and not (days < _QUARTER and (has_own_date(text) or says("markers", text, "filed"))):
            yield reading.value, reading.certainty >= SURE and days >= _QUARTER


def labels(grid: Grid) -> Iterator[str]:
    """The different texts of a table that may name a period, many in a line: words, and numbers where labels stand."""
    found: dict[str, None] = {}
    for cell in grid.cells:
        a_label = cell.row <= _HEAD or cell.column <= _STUB
        if any(c.isdecimal() for c in cell.text) and (a_label or not cell.text.isdecimal()):
            found[cell.text] = None
    rest = iter(found)
    while line := list(islice(rest, _IN_A_LINE)):
        yield " ; ".join(line)


def only_offence(texts: Iterable[str], beside: Iterable[str] = ()) -> tuple[Offence, str] | None:
    """The one offence that these texts name, and the text that does; None where they name another or all of them.

    A sentence that names it by the way is not enough: a title, a caption, a question or an announcement is. Notes and
    labels of tables stand `beside` these: they may name the same offence, and no other; alone they are of one row.

    >>> only_offence(["Sexual communication with a child", "s.15A of the Sexual Offences Act 2003"])[0].code
    '71/17'
    >>> only_offence(["Sexual communication with a child", "How many sexual offences were recorded?"])
    >>> only_offence(["Crime in 2016"], ["Violent crime ; Rape ; Robbery"])
    """
    texts = [*texts]
    named: dict[Offence, str] = {}
    for n, text in enumerate([*texts, *beside]):
        if _is_keywords(text):
            continue
        for found in find("offence", without_act(text)):
            if is_whole(found.reading.value):
                return None
            if n < len(texts) and (found.reading.value not in named or not _says_of_what(named[found.reading.value])):
                named[found.reading.value] = text
            named.setdefault(found.reading.value, "")
    groups = {o.group for o in named}
    if len(groups) != 1 or not any(text and _says_of_what(text) for text in named.values()):
        return None
    codes = {o.code: text for o, text in named.items() if o.code is not None}
    code, text = next(iter(codes.items())) if len(codes) == 1 else (None, "")
    return Offence(code, groups.pop()), text or next(text for text in named.values() if text)


def _says_of_what(text: str) -> bool:
    """Whether a text is a title or a caption, asks, or announces what follows; many sentences do none of these."""
    short = len(split(text, semicolons=False)) <= _NUMBERED
    titles = short and not says("tables", text, "sentence") and not sign_of_note(text)
    return titles or text.rstrip().endswith("?") or says("markers", text, "ask", "announces")


def sign_of_note(text: str) -> str:
    """The sign before a footnote, which stands behind what it is of.

    >>> sign_of_note("¹ Except rape."), sign_of_note("* From two teams alone."), sign_of_note("Rape")
    ('¹', '*', '')
    """
    return text[: len(text) - len(text.lstrip(f"{SUPERSCRIPTS}*†‡#~"))]


def _is_keywords(text: str) -> bool:
    """Whether a text lists the words under which a page is filed: `Sexual, Offences, Child, Gender, Victim, Age`."""
    words = text.split(",")
    return len(words) >= _MANY and all(len(w.split()) <= 2 for w in words)


def lines_over(grid: Grid) -> Iterator[str]:
    """What stands alone in its row at the head of a table, as titles do."""
    rows = groupby((c for c in grid.cells if c.text and c.row <= _HEAD), key=lambda c: c.row)
    yield from (cells[0].text for _, row in rows if len(cells := [*row]) == 1)


def edges(grid: Grid) -> str:
    """The texts of a table's first rows and columns, where labels stand, in one line: what may name an offence."""
    near = (c.text for c in grid.cells if c.text and (c.row <= _HEAD or c.column <= _STUB) and not c.text.isdecimal())
    return " ; ".join(dict.fromkeys(islice(near, _MOST)))
