"""Lines of figures whose layout a sentence explains: in what order the years are, what stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.tidy.labels.meanings import Period
from flows.tidy.labels.numbers import read_cell
from flows.tidy.letter.lines.lines import Pair, unexplained
from flows.tidy.letter.text.phrases import find, plain, says
from flows.tidy.letter.words.count import Count
from flows.tidy.letter.words.meant import mentions, of_all_children
from flows.tidy.letter.words.mention import Mention

_FIGURE = r"(?:<\s?)?\d[\d,]*"
_SURE, _IN_DOUBT = 0.65, 0.5
#: `Offence group / 2015-16 / 2016-17`: strokes between columns.
_HEADS = re.compile(r"(?:^|[/|])\s*(?:19|20)\d\d[-/]\d\d(?:\d\d)?(?:\s+[/|]\s+(?:19|20)\d\d[-/]\d\d(?:\d\d)?)+\W*$")
_IN_BRACKETS = re.compile(rf"(?P<whole>{_FIGURE})\s*\((?P<part>{_FIGURE})\)\s*[.;,]?\s*$")
_ASIDE = re.compile(r".*(?:,|;|\band\b|\bwith\b)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a letter says of its lines: `order` of the years in each, what figures in `brackets` are of."""

    order: tuple[Period, ...] = ()
    brackets: tuple[Mention, ...] = ()

    def heard(self, text: str, found: Sequence[Mention]) -> Layout:
        """The layout once the sentence `text` is read, where it explains one."""
        return Layout(stated_order(text, found) or self.order, of_brackets(text, found) or self.brackets)

    def over(self, question: str) -> Layout:
        """The layout that was said, else the one that the question asks for: `2016-17, with 2015-16 in brackets`."""
        if self != Layout() or not says("prose", question, "brackets"):
            return self
        return self.heard(question, mentions(question))


def stated_order(text: str, found: Sequence[Mention]) -> tuple[Period, ...]:
    """The years in the order in which a sentence says that figures are given; empty where it says none.

    >>> t = "Where two figures are given the first is for 2015/16 and the second for 2016/17."
    >>> [p.label for p in stated_order(t, mentions(t))]
    ['2015/16', '2016/17']
    """
    heads = _HEADS.search(plain(text)) is not None
    if not says("prose", text, "order") and not heads:
        return ()
    named = [m.value for m in found if isinstance(m.value, Period) and m.certainty >= _SURE]
    years = tuple(dict.fromkeys(named))
    return years if len(years) > 1 and len(years) == len(named) else ()


def of_brackets(text: str, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """What figures in brackets are of: `those flagged as online in brackets`, `figures in brackets are for 2015/16`."""
    hit = next(find("prose", text, "brackets"), None)
    if hit is None:
        return ()
    leads = re.search(r"(?:figures?|numbers?|those|totals?)\s*$", plain(text[: hit.start]), re.IGNORECASE)
    told = [m for m in found if not of_all_children(m)]
    if leads:
        said = [m for m in told if m.start >= hit.end]
    else:
        aside = _ASIDE.match(text, 0, hit.start)
        said = [m for m in told if (aside.end() if aside else 0) <= m.start and m.end <= hit.start]
    return tuple(said) if len({m.kind for m in said}) == len(said) else ()


def explained(text: str, layout: Layout, asked: Sequence[Period]) -> list[Pair]:
    """The keys and figures of a line laid out as was said; `asked` are the years that the question names, in order."""
    if layout.brackets and (found := _bracketed(text, layout.brackets)):
        return found
    return in_order(text, layout.order or asked, bool(layout.order))


def in_order(text: str, years: Sequence[Period], stated: bool = True) -> list[Pair]:
    """A line that ends in as many figures as there are years, strokes between them, each with its year.

    `stated`: the order was said to be that of figures; otherwise it is only that in which they were asked for.

    >>> years = [Period.financial_year(2015), Period.financial_year(2016)]
    >>> [(p.count.value.value, p.told[-1].value.label) for p in in_order("Female 754 / 851", years)]
    [(754, '2015/16'), (851, '2016/17')]
    """
    if len(years) < 2:
        return []
    flat = plain(text)
    tail = re.search(rf"(?<![\w/]){_FIGURE}(?:\s*[/|]\s*{_FIGURE}){{{len(years) - 1}}}\s*\.?\s*$", flat)
    if tail is None or any(
        m.kind == "period" and m.certainty >= _SURE and m.end > tail.start() for m in mentions(flat)
    ):  # `9 offences recorded in 2015/16`
        return []
    key = flat[: tail.start()].rstrip(" :-–/|")
    told = tuple(mentions(key))
    if any(m.kind == "period" for m in told):
        return []
    out = []
    for match, year in zip(re.finditer(_FIGURE, tail[0]), years, strict=True):
        count = _count(tail.start() + match.start(), match[0])
        if count is None:
            return []
        of_year = Mention("period", count.start, count.start, year, 1.0 if stated else _IN_DOUBT)
        out.append(Pair(0, len(key), count, (*told, of_year), unexplained(key, told)))
    return out


def _bracketed(text: str, brackets: Sequence[Mention]) -> list[Pair]:
    """`2014 120 (2)`: a figure, and in brackets the part or the year of it that was said to stand there."""
    flat = plain(text)
    tail = _IN_BRACKETS.search(flat)
    if tail is None:
        return []
    key = flat[: tail.start()].rstrip(" :-–=")
    told = tuple(mentions(key))
    whole, part = _count(tail.start("whole"), tail["whole"]), _count(tail.start("part"), tail["part"])
    if whole is None or part is None or {m.kind for m in told} & {m.kind for m in brackets}:
        return []
    placed = tuple(Mention(m.kind, part.start, part.start, m.value, m.certainty) for m in brackets)
    words = unexplained(key, told)
    return [Pair(0, len(key), whole, told, words), Pair(0, len(key), part, (*told, *placed), words)]


def _count(start: int, printed: str) -> Count | None:
    value = read_cell(printed)
    return Count(start, start + len(printed), value, sure=True) if value and value.unit == "count" else None
