"""The shapes of a line: a figure alone, a key with its figure, a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.labels.meanings import Period
from flows.tidy.labels.numbers import read_cell
from flows.tidy.labels.periods import periods
from flows.tidy.letter.lines.lines import times_named, unexplained
from flows.tidy.letter.lines.run_together import names_of
from flows.tidy.letter.text.paragraphs import Paragraph
from flows.tidy.letter.text.phrases import plain
from flows.tidy.letter.words.count import REFERENCE, Count
from flows.tidy.letter.words.counts import counts, keyed, predicated
from flows.tidy.letter.words.meant import mentions, of_all_children
from flows.tidy.letter.words.mention import Mention

_FIGURE_ALONE = re.compile(
    r"\W*(?:<|fewer than |less than |under |over |more than |at least )?\s*"
    r"(?:\d[\d,]*|nil|none|zero|one|two|three|four|five|six|seven|eight|nine|ten)\W*",
    re.IGNORECASE,
)
#: `98 and 66 respectively.`
_ONLY_FIGURES = re.compile(
    r"\W*(?:(?:there |these |they |the (?:answers?|figures?|numbers?|totals?) )?(?:was|were|are|is) )?"
    r"(?!(?:19|20)\d\d\b)\d[\d,]*(?:\s*(?:,|and|&)\s*(?!(?:19|20)\d\d\b)\d[\d,]*)+"
    r"(?:\s*,?\s*respectively)?\W*",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(r"\s*\(?(?P<first>\d{1,2})\s?(?:&|and|,)\s?(?P<next>\d{1,2})\s?[.:)]\s*")
KEY_VALUE = re.compile(
    r".{1,90}(?:[:=–—]|\s-|(?<=[\w)])-\s|(?<=\d/\d\d)-)\s*[<>]?\s*(?!(?:19|20)\d\d\W*$)"
    # `from 2018- 2025 to date` is a run of years.
    r"(?!(?<=\d{4}-\s)(?:19|20)\d\d\b)\d[\d,]*(?![\d/%])"
    r"(?:\s*\([^)]*\)|\s+[a-z]+|\s+\d[\d,]*\s*\([^)]*\)){0,4}\W*",
    re.IGNORECASE,
)
_MAY_HOLD = re.compile(
    r"\d|\b(?:nil|none|n/a|not held|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|\w+teen|\w+ty)\b",
    re.IGNORECASE,
)
_LONGEST_FIGURE = 60
_LONGEST_HEADING = 30
_A_MONTH = 31
_KEYED = re.compile(r"\w\W*(?:[:=|]|\s[–—/-]|(?<=[\w)])[–—-]\s|(?<=\d/\d\d)-|\.{3,})\s*[<>]?\s*$")
_PARTED = re.compile(r"(?:19|20)\d\d[/-]\d\d\s?[:=–—-]\s")
_ENDS_IN_FIGURE = re.compile(
    r"[:;?].*(?<!table)(?<!question)(?<!annex)(?<!appendix)(?<!part)\s(?!(?:19|20)\d\d$)\d[\d,]*$"
    r"|[:=–—-]\s*[\d,]+\s+(?:offences?|crimes?|victims?|rapes?|incidents?|cases?|children|girls|boys)\b",
    re.IGNORECASE,
)


#: `2014 120 (2)`
_ENDS_IN_BRACKETS = re.compile(r"\S\s+\d[\d,]*\s*\((?!(?:19|20)\d\d\b)\d[\d,]*\)\W*$")
#: `Please find below the number of rapes recorded, those flagged in brackets.`: a sentence over the lines it tells of.
_ANNOUNCES = re.compile(
    r"(?:(?:the )?(?:data|figures|numbers|counts|information|results|statistics|table|lists?)\s+"
    r"(?:set out |shown |given )?(?:below|following|that follow)\b"
    r"|(?:please )?(?:find|see|note)? ?(?:the )?(?:below|following)\b[^.]*\b(?:numbers?|figures?|totals?|counts?)\b)"
    r"[^.]*\.",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]?\s+\d[A-Z]{2}\b|\b(?:extension|ext\.?|tel\.?)\s*\d{4}", re.IGNORECASE)
_LONGEST_ADDRESS = 250


def figure_alone(text: str) -> bool:
    """Whether the text is a figure, or a list of them, and nothing else: `1,694`, `Nil`, `<5`, `98 and 66`."""
    if REFERENCE.fullmatch(text):
        return False
    if _FIGURE_ALONE.fullmatch(text.strip()) is not None or figures_listed(text):
        return True
    found = read_cell(plain(text).strip(" .")) if len(text) < _LONGEST_FIGURE else None
    return found is not None and found.unit == "count" and found.status in ("exact", "suppressed")


def figures_listed(text: str) -> bool:
    """Whether the text is a list of figures and nothing else: `98 and 66 respectively`, `These were 12, 9 and 4.`

    >>> figures_listed("12, 9 and 4."), figures_listed("1&2."), figures_listed("3 and 4:")
    (True, False, False)
    """
    return _ONLY_FIGURES.fullmatch(text) is not None and not _of_questions(text)


def _of_questions(text: str) -> bool:
    """Whether the text is the numbers of the questions that what follows answers: `1&2.`, `3 and 4:`."""
    named = _QUESTIONS.fullmatch(text)
    return named is not None and int(named["next"]) == int(named["first"]) + 1


def holds_figure(text: str) -> bool:
    """Whether a short line gives a figure: one that counts something, or stands behind its key.

    >>> holds_figure("Cyber flag: 61 (2015/16), 72 (2016/17)"), holds_figure("Table 3: offences in 12 months to May")
    (True, False)
    """
    if not _MAY_HOLD.search(text):
        return False
    told = mentions(text)
    every = counts(text, told)
    found = [c for c in every if not c.reason]
    beside = [c for c in found if any(m.end < c.start and not text[m.end : c.start].strip() for m in told)]
    # `2016/17 - female 40`
    keys = [c for c in beside if text.rstrip(" .").endswith(text[c.start : c.end]) and _PARTED.search(text[: c.start])]
    return (
        len(beside) > 1
        or bool(keys)
        or bool(names_of(text, every))
        or any(
            c.sure
            or _KEYED.search(text[: c.start])
            or keyed(text, c, told)
            or predicated(text, c.end)
            or _in_brackets(text, c, told)
            for c in found
        )
    )


def _opens_with_figure(text: str) -> bool:
    """Whether an item of a list gives a figure and behind it what it counts: `96 carrying the cyber marker`."""
    told = mentions(text)
    first = next((c for c in counts(text, told) if not c.reason and not text[: c.start].strip()), None)
    return first is not None and any(m.start >= first.end for m in told)


def of_a_period(text: str) -> bool:
    """Whether a heading says a period and nothing else of what stands under it.

    >>> of_a_period("2016/17 figures"), of_a_period("Rapes in 2016/17")
    (True, False)
    """
    return {m.kind for m in mentions(text) if not of_all_children(m)} == {"period"}


def heads_a_period(text: str) -> bool:
    """Whether a line names a period and says nothing else, so that figures of it are to follow.

    >>> heads_a_period("Financial year 2016/17"), heads_a_period("Period: 01/04/2016 to 31/03/2017")
    (True, True)
    >>> [heads_a_period(t) for t in ("24 July 2017", "July 2017", "Request of 2016/17", "2017.1874")]
    [False, False, False, False]
    """
    told = mentions(text)
    years = [m.value for m in told if isinstance(m.value, Period) and (m.value.end - m.value.start).days > _A_MONTH]
    outside = text[: told[0].start] + text[told[0].end :] if told else text
    return len(years) == len(told) == 1 and not unexplained(text, told) and not re.search(r"\d", outside)


def _in_brackets(text: str, count: Count, told: Sequence[Mention]) -> bool:
    """Whether a figure and what it is of stand side by side, one in brackets: `744 (2016/17)`, `2016/17 (744)`."""
    behind = any(re.fullmatch(r"\s*\(", text[count.end : m.start]) for m in told if m.start >= count.end)
    return behind or any(re.fullmatch(r"\s*\(", text[m.end : count.start]) for m in told if m.end <= count.start)


def heading_like(paragraph: Paragraph, start: int = 0) -> bool:
    """Whether the paragraph stands over others: marked as a heading, or a short line that is no sentence.

    In the answer of a cell a line with a figure does not: `Male 61` over `Female 236`.
    """
    if paragraph.figure_first:
        return False
    text = paragraph.text[start:].strip()
    if paragraph.side and not text.endswith(":") and any(not c.reason for c in counts(text, mentions(text))):
        return False
    if paragraph.role == "heading":
        return True
    period = periods.parse(text)
    if period is not None and period.certainty == 1:
        return True
    if figure_alone(text) or KEY_VALUE.fullmatch(text) or len(text) > 200:
        return False
    if times_named(text) or _ENDS_IN_FIGURE.search(text) or _ENDS_IN_BRACKETS.search(text):
        return False
    if _ANNOUNCES.fullmatch(text) and not holds_figure(text):
        return True
    if not text.endswith(":") and (holds_figure(text) or (paragraph.role == "list_item" and _opens_with_figure(text))):
        return False
    return text.endswith(":") or (len(text.split()) <= _LONGEST_HEADING and not re.search(r"[.?!;,]$", text))


def is_address(text: str) -> bool:
    """Whether a short text is an address; one of small words is not, whatever postcodes were searched.

    >>> is_address("FOI Unit, Leeds LS1 1AA"), is_address("the places searched were DH1 5RU and the site at DL12 9BG")
    (True, False)
    """
    words = re.findall(r"[A-Za-z0-9]+", text)
    small = sum(w.islower() for w in words)
    return _ADDRESS.search(text) is not None and len(text) < _LONGEST_ADDRESS and 2 * small <= len(words)
