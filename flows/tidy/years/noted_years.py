"""The days that words around a table give to the years of its labels: years that run from June, and parts of years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.tidy.labels.meanings import Period, in_turn
from flows.tidy.text.phrases import says
from flows.tidy.years.part_years import PartYear, part_years, sums_to_date
from flows.tidy.years.stated_spans import Turn, end_of_last, stated_spans, turns_of_years


@dataclass(frozen=True, slots=True)
class NotedYears:
    """What notes tell of years: those of which the figures are a part, spans over several, and where each begins.

    `turns` are those that the captions of a table say; `disputed`: other words say others. `calendar`: words speak of
    calendar years, and none of financial ones.
    """

    parts: tuple[PartYear, ...] = ()
    spans: tuple[Period, ...] = ()
    turns: frozenset[Turn] = frozenset()
    disputed: bool = False
    calendar: bool = False

    @classmethod
    def of(cls, notes: Sequence[str], around: Sequence[str], over: Sequence[str]) -> NotedYears:
        """What notes, the words around a table and those over it tell; what was asked for need not be given."""
        told = turns_of_years(t for t in over if "?" not in t and not says("markers", t, "ask"))
        said = turns_of_years([*notes, *around])
        turns = frozenset(told or said)
        texts = [*notes, *around, *over]
        calendar, financial = (any(says("markers", t, kind) for t in texts) for kind in ("calendar", "financial"))
        spans = tuple(stated_spans([*notes, *around]))
        return cls(tuple(part_years(notes)), spans, turns, said != told, calendar and not financial)

    def settle(self, labels: Mapping[str, Period]) -> tuple[dict[str, Period], set[str]]:
        """The periods of labels with the days that are told of them, and the labels of which these are unclear."""
        settled = dict(labels)
        unclear: set[str] = set()
        turn = next(iter(self.turns)) if len(self.turns) == 1 else None
        for text, period in labels.items():
            if self.turns and period.type == "financial_year" and turn is not None and not self.disputed:
                settled[text] = period = turn.of(period.start.year) or period
            elif self.turns and period.type != "range" and not any(t.is_of(period) for t in self.turns):
                unclear.add(text)
            told = [p for p in self.parts if p.is_of(period, [text])]
            days = {part for p in told if (part := p.of(period)) is not None}
            if len(days) == 1:
                settled[text] = days.pop()
            elif days or any(p.start is None and p.end is None for p in told):
                unclear.add(text)
            if sums_to_date(text, settled[text]):
                unclear.add(text)
        years = sorted({p for p in settled.values() if p.type != "range"}, key=lambda p: p.start)
        if len(years) > 1 and in_turn(years) and (last := end_of_last(years, self.spans)) is not None:
            settled = {text: last if p == years[-1] else p for text, p in settled.items()}
        return settled, unclear
