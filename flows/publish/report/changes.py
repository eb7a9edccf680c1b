"""What changed since the report before: figures, returns and findings, kept from one report to the next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from flows.publish.figures import CampaignFigures
from flows.publish.figures_text import year_label
from flows.publish.folders import STATE
from flows.publish.quantities import QUANTITIES, Figure
from schemas.rows import DocumentRow, Finding

FILE = f"{STATE}/reported.json"


@dataclass(slots=True)
class Snapshot:
    """One campaign as it was reported: figures and returns in words by their names, findings with how often each."""

    figures: dict[str, str] = field(default_factory=dict)
    returns: dict[str, str] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure, return or finding that is another than before; `before` or `now` is empty where it was not there."""

    what: str
    before: str
    now: str


def snapshot(
    figures: CampaignFigures | None, documents: Iterable[DocumentRow], findings: Iterable[Finding]
) -> Snapshot:
    """The campaign as it is."""
    found = Snapshot()
    if figures is not None:
        titles = {quantity.name: quantity.title for quantity in QUANTITIES}
        for (force, quantity, year), figure in sorted(figures.figures.items()):
            found.figures[f"{force}, {titles[quantity]}, {year_label(year)}"] = _words(figure)
    for row in documents:
        found.returns[row.path] = f"{row.outcome.replace('_', ' ')}, {row.cells_observation:,} cells with figures"
    counts = Counter(
        f"{one.path or 'the whole'}: {one.check}: {one.message}" for one in findings if one.severity != "info"
    )
    found.findings = dict(sorted(counts.items()))
    return found


def compare(before: Snapshot, now: Snapshot) -> dict[str, Sequence[Change]]:
    """The changes by what they are of: Figures, Returns, Findings."""
    kinds = (
        ("Figures", before.figures, now.figures),
        ("Returns", before.returns, now.returns),
        ("Findings", _there(before), _there(now)),
    )
    return {name: _changes(old, new) for name, old, new in kinds}


def remember(processed: Path, now: dict[str, Snapshot]) -> dict[str, Snapshot] | None:
    """Keep the campaigns as they are reported now; what the report before said, None where there was none.

    A report made again of the same data still tells what changed before it.
    """
    file = processed / FILE
    kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"now": None, "before": None}
    plain = {name: asdict(one) for name, one in now.items()}
    before = kept["before"] if kept["now"] == plain else kept["now"]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"now": plain, "before": before}, ensure_ascii=False) + "\n", encoding="utf-8")
    return None if before is None else {name: Snapshot(**one) for name, one in before.items()}


def _there(snapshot: Snapshot) -> dict[str, str]:
    return {message: "there" if times == 1 else f"{times} times" for message, times in snapshot.findings.items()}


def _words(figure: Figure) -> str:
    value = "" if figure.value is None else f"{figure.value:,}"
    return "; ".join(filter(None, (value, figure.note)))


def _changes(old: dict[str, str], new: dict[str, str]) -> Sequence[Change]:
    names = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    return [Change(name, old.get(name, ""), new.get(name, "")) for name in names]
