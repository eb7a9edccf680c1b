"""The days that words around a table give to the years of its labels: years that run from June, and parts of years.

Years of one number can be named for financial ones too: `2015 is April 2015 to March 2016`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flows.tidy.dimensions import find, parse
from flows.tidy.labels.meanings import Period, in_turn
from flows.tidy.statements.statement import Statement
from flows.tidy.text.phrases import find as phrases
from flows.tidy.text.phrases import says, whole
from flows.tidy.years.part_years import PartYear, part_years
from flows.tidy.years.stated_spans import Turn, end_of_last, stated_spans, turns_of_years

#: The phrases that name financial years for the year in which they begin or end.
_NAMED_FOR = {"year begun": 0, "year ended": -1}
FINANCIAL, CALENDAR = "financial years", "calendar years"
_CONTRADICTED = ("period_contradicts_label",)


@dataclass(frozen=True, slots=True)
class NotedYears:
    """What notes tell of years: those of which the figures are a part, spans over several, and where each begins.

    `turns` are those that the captions of a table say; `disputed`: other words say others. `begun`: how many years
    after one of one number the financial year begins that is meant. `financial`, `calendar`: words speak of such years,
    and none of others. `over`: the words over a table that say what its years are: `year ending June`, `school year`.
    """

    parts: tuple[PartYear, ...] = ()
    spans: tuple[Period, ...] = ()
    turns: frozenset[Turn] = frozenset()
    disputed: bool = False
    begun: frozenset[int] = frozenset()
    financial: bool = False
    calendar: bool = False
    over: str = ""

    @classmethod
    def of(cls, notes: Sequence[str], around: Sequence[str], over: Sequence[str]) -> NotedYears:
        """What notes, the words around a table and those over it tell; what was asked for need not be given."""
        told = turns_of_years(t for t in over if "?" not in t and not says("markers", t, "ask"))
        said = turns_of_years([*notes, *around])
        turns = frozenset(told or said or _turn_named([*over, *notes]))
        parts, spans = tuple(part_years(notes)), tuple(stated_spans([*notes, *around]))
        texts = [*over, *notes, *around]
        stated = [t for t in texts if "?" not in t and not says("markers", t, "ask")]
        financial = _kinds([*over, *notes]) == {FINANCIAL}
        in_january = any(p.year and p.start == p.year.start and p.year.type == "calendar_year" for p in parts)
        calendar = (_kinds(texts) or ({CALENDAR} if in_january else set())) == {CALENDAR}
        words = kinds.pop() if len(kinds := _named(over, "years of")) == 1 else ""
        disputed = said != told and (bool(told) or len(_named(texts, FINANCIAL)) != 1)
        return cls(parts, spans, turns, disputed, frozenset(_begun(stated)), financial, calendar, words)

    def turned(self, period: Period) -> Period:
        """A year of two numbers, `2019/20`, as it begins by the words that say it; any other period as it is."""
        if len(self.turns) != 1 or self.disputed or period.type != "financial_year":
            return period
        return next(iter(self.turns)).of(period.start.year) or period

    def stated(self, said: Statement) -> Statement:
        """A period that words beside a table give it, as its years begin; in doubt where notes alone say so."""
        turned = self.turned(said.value)
        unlike = self.turns and turned.type == "financial_year" and not any(t.is_of(turned) for t in self.turns)
        return replace(said, value=turned, how=(*said.how, "period_unclear") if unlike else said.how)

    def settle(self, labels: Mapping[str, Period]) -> tuple[dict[str, Period], set[str]]:
        """The periods of labels with the days that are told of them, and the labels of which these are unclear."""
        settled = dict(labels)
        unclear: set[str] = set()
        for text, period in labels.items():
            if period.type == "calendar_year" and len(self.begun) == 1:
                settled[text] = period = Period.financial_year(period.start.year + min(self.begun))
            elif period.type == "calendar_year" and (self.begun or self.financial):
                unclear.add(text)
            elif (turned := self.turned(period)) != period:
                settled[text] = period = turned
            elif self.turns and period.type != "range" and not any(t.is_of(period) for t in self.turns):
                unclear.add(text)
            told = [p for p in self.parts if p.is_of(period, [text])]
            days = {part for p in told if (part := p.of(period)) is not None}
            if len(days) == 1:
                settled[text] = days.pop()
            elif days or any(p.start is None and p.end is None for p in told):
                unclear.add(text)
        years = sorted({p for p in settled.values() if p.type != "range"}, key=lambda p: p.start)
        if len(years) > 1 and in_turn(years) and (last := end_of_last(years, self.spans)) is not None:
            settled = {text: last if p == years[-1] else p for text, p in settled.items()}
        return settled, unclear


def _kinds(texts: Iterable[str]) -> set[str]:
    """The kinds of years that texts speak of."""
    return {kind for t in texts for kind in (FINANCIAL, CALENDAR) if says("markers", t, kind)}


def _named(texts: Iterable[str], kind: str) -> set[str]:
    """The words by which texts name years of a kind."""
    return {t[hit.start : hit.end].lower().rstrip("s") for t in texts for hit in phrases("markers", t, kind)}


def _turn_named(texts: Sequence[str]) -> set[Turn]:
    """The days between which the one kind of years runs that words speak of: `academic years`."""
    kinds = _named(texts, FINANCIAL)
    said = parse("period", f"{kinds.pop()} {Period.financial_year(2015).label}") if len(kinds) == 1 else None
    days = [(d.month, d.day) for d in (said.value.start, said.value.end)] if said and said.value.type == "range" else []
    return {Turn(*days)} if days else set()


def _begun(texts: Iterable[str]) -> set[int]:
    """How many years after one of one number the financial year begins that texts say it is.

    >>> _begun(["2015 is April 2015 - March 2016."]), _begun(["2015/16 is shown as 2016"]), _begun(["In 2016 to 2017."])
    ({0}, {-1}, set())
    >>> _begun(["The year is the one in which the financial year starts."])
    {0}
    """
    told: set[int] = set()
    for text in texts:
        told |= {n for kind, n in _NAMED_FOR.items() if says("markers", text, kind)}
        found = find("period", text)
        pairs = [(f.reading.alternatives[0], f.reading.value) for f in found if f.reading.flags == _CONTRADICTED]
        for a, b in pairwise(found):
            both = (a.reading.value, b.reading.value)
            pairs += [both] if whole("markers", text[a.end : b.start], "means") else []
            pairs += [both[::-1]] if whole("markers", text[a.end : b.start], "shown as") else []
        for name, days in pairs:
            after = days.start.year - name.start.year
            if name.type == "calendar_year" and days.type == "financial_year" and after in _NAMED_FOR.values():
                told.add(after)
    return told
