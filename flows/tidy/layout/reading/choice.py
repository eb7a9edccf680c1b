"""The reading of a region that the evidence prefers, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from flows.tidy.layout.reading import evidence
from flows.tidy.layout.reading.readings import Reading, candidates
from flows.tidy.layout.regions.regions import Region

SURE_LEAD = 0.4
HOPELESS = -20.0
# What `body_holds_figures` gives where half of the body is words: such a table lists names, and counts nothing.
MOSTLY_WORDS = -7.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The best reading and the next best; `lead` is the points between them, `sure` whether that is enough.

    It is not where a header row holds numbers that are no labels that anything knows, whatever the lead.
    """

    best: Reading
    second: Reading | None
    lead: float

    @property
    def sure(self) -> bool:
        return self.lead >= SURE_LEAD and self.best.reasons.get("headers_are_labels", 0.0) >= 0.0

    def words(self) -> str:
        """The choice explained for a person."""
        why = ", ".join(f"{name.replace('_', ' ')} {points:+g}" for name, points in self.best.reasons.items() if points)
        said = f"read with {self.best.words()} ({self.best.score:+.2f}: {why})"
        if self.second is not None:
            said += f"; next best {self.second.words()} ({self.second.score:+.2f})"
        return said


def choose(region: Region) -> Choice | None:
    """The reading that the evidence prefers; None where no cut of the region has figures in its body."""
    ranked = sorted((evidence.weigh(r) for r in candidates(region)), key=lambda r: -r.score)
    ranked = [r for r in ranked if r.score > HOPELESS and r.reasons["body_holds_figures"] > MOSTLY_WORDS]
    if not ranked:
        return None
    best = ranked[0]
    figures = _figures(best)
    second = next((r for r in ranked[1:] if _figures(r) != figures), None)
    return Choice(best, second, best.score - second.score if second else 99.0)


def _figures(reading: Reading) -> set[tuple[int, int]]:
    """Where the reading sees figures: two cuts with the same figures say the same."""
    return {(s.row, s.column) for s in reading.body()}
