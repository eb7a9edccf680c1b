"""The rules between returns, applied to campaign after campaign, so that the figures of two are held and not of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from flows.check.columns import Columns
from flows.check.evidence.published_figures import PublishedFigure
from flows.check.evidence.recorded_crime import RecordedCrime
from flows.check.registry import Subject, apply
from flows.check.rules import in_order, pairs_of_campaigns
from flows.check.same_tables import tables_of_forces
from schemas.rows import DocumentRow, Finding


@dataclass(slots=True)
class Campaigns:
    """What is found between the returns of each campaign, and between two, once all of their figures were added.

    Figures are added in the order of their campaigns, some respondents at a time.
    """

    documents: Sequence[DocumentRow]
    crime: RecordedCrime | None = None
    earlier: Sequence[PublishedFigure] = ()
    within: list[Finding] = field(default_factory=list)
    between: list[Finding] = field(default_factory=list)
    _waiting: list[str] = field(init=False)
    _figures: defaultdict[str, list[pa.Table]] = field(default_factory=lambda: defaultdict(list))
    _tables: defaultdict[str, list[pa.Table]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._waiting = sorted({row.campaign for row in self.documents})

    def add(self, figures: pa.Table, tables: pa.Table) -> None:
        """What is `compared` of some respondents, and their `tables_of_forces`: all campaigns before are complete."""
        campaigns = pc.unique(figures["campaign"]).to_pylist()
        for held, table in ((self._figures, figures), (self._tables, tables)):
            for campaign in campaigns:
                own = table if len(campaigns) == 1 else table.filter(pc.equal(table["campaign"], campaign))
                held[campaign].append(own)
        while self._waiting and campaigns and self._waiting[0] < max(campaigns):
            self._look(self._waiting.pop(0))

    def found(self) -> list[Finding]:
        """All that was found, after the last figures."""
        while self._figures and self._waiting:
            self._look(self._waiting.pop(0))
        return self.within + self.between

    def _look(self, campaign: str) -> None:
        held = self._tables.pop(campaign, [])
        tables = pa.concat_tables(held) if held else tables_of_forces(Columns.of([]))
        figures = self._compared(campaign)
        subject = Subject(
            self._of(campaign), figures, tables=tables, recorded_crime=self.crime, published_figures=self.earlier
        )
        self.within += apply("campaign", subject)
        pairs = pairs_of_campaigns(self.documents)
        for earlier, later in pairs:
            if later == campaign:
                self.between += apply("campaigns", Subject(self._of(earlier, later), self._compared(earlier, later)))
        for name in [*self._figures]:
            if name <= campaign and not any(name == earlier and later > campaign for earlier, later in pairs):
                del self._figures[name]

    def _of(self, *campaigns: str) -> list[DocumentRow]:
        return [row for row in self.documents if row.campaign in campaigns]

    def _compared(self, *campaigns: str) -> Columns:
        held = [table for name in campaigns for table in self._figures.get(name, ())]
        return Columns(in_order(pa.concat_tables(held))) if held else Columns.of([])
