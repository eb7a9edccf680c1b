"""What the last ingest changed: figures, returns and findings, beside those of the data as they were before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from flows.publish import state
from flows.publish.dataset import load_documents, load_findings, load_table
from flows.publish.folders import STATE, DatasetError
from flows.publish.quantities import QUANTITIES
from schemas.frames import to_rows
from schemas.models import HEADLINE
from schemas.rows import DocumentRow, Finding, HeadlineFigure

FILE = f"{STATE}/before.json"


@dataclass(slots=True)
class Snapshot:
    """One campaign as it is published: figures and returns in words by their names, findings with how often each."""

    figures: dict[str, str] = field(default_factory=dict)
    returns: dict[str, str] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure, return or finding that is another than before; `before` or `now` is empty where it was not there."""

    what: str
    before: str
    now: str


def snapshots(processed: Path) -> dict[str, Snapshot]:
    """The campaigns of the data set as it is published now; none where nothing is."""
    documents, findings = load_documents(processed), load_findings(processed)
    headline: list[HeadlineFigure] = to_rows(HEADLINE, load_table(processed, HEADLINE))
    names = sorted({row.campaign for row in documents})
    return {
        name: _snapshot(
            [row for row in headline if row.campaign == name],
            [row for row in documents if row.campaign == name],
            [one for one in findings if one.campaign == name or (one.campaign is None and name == names[-1])],
        )
        for name in names
    }


def _snapshot(
    headline: Iterable[HeadlineFigure], documents: Iterable[DocumentRow], findings: Iterable[Finding]
) -> Snapshot:
    titles = {quantity.name: quantity.title for quantity in QUANTITIES}
    found = Snapshot()
    for figure in headline:
        found.figures[f"{figure.force_id}, {titles[figure.quantity]}, {figure.year}"] = _words(figure)
    for row in documents:
        found.returns[row.path] = f"{row.outcome.replace('_', ' ')}, {row.cells_observation:,} cells with figures"
    counts = Counter(f"{one.path or 'the whole'}: {one.check}: {one.message}" for one in findings if one.is_work)
    found.findings = dict(sorted(counts.items()))
    return found


def compare(before: Snapshot, now: Snapshot) -> dict[str, Sequence[Change]]:
    """The changes by what they are of: Figures, Returns, Findings."""
    whole = _forces(before.figures) ^ _forces(now.figures)
    kinds = (
        ("Figures", _together(before.figures, whole), _together(now.figures, whole)),
        ("Returns", before.returns, now.returns),
        ("Findings", _there(before), _there(now)),
    )
    return {name: _changes(old, new) for name, old, new in kinds}


def _forces(names: Iterable[str]) -> set[str]:
    return {name.partition(", ")[0] for name in names}


def _together(figures: dict[str, str], whole: set[str]) -> dict[str, str]:
    """Figures by their names; those of a force that came or went as a `whole` are one."""
    told = {name: words for name, words in figures.items() if name.partition(", ")[0] not in whole}
    for force in whole & _forces(figures):
        own = {name: words for name, words in figures.items() if name.partition(", ")[0] == force}
        said = [f"{name.partition(', ')[2]}: {words}" for name, words in own.items() if words[:1].isdecimal()]
        told[force] = " · ".join(said) or "; ".join(dict.fromkeys(own.values()))
    return told


def remember(processed: Path) -> None:
    """Keep the campaigns as they stand, before an ingest puts others in their place; nothing where none can be read."""
    try:
        before = snapshots(processed)
    except DatasetError:  # damaged, or of another contract: the ingest that is running makes it anew
        before = {}
    if before:
        kept = {name: asdict(one) for name, one in before.items()}
        state.save(kept, processed / FILE)
    else:
        (processed / FILE).unlink(missing_ok=True)


def remembered(processed: Path) -> dict[str, Snapshot] | None:
    """The campaigns as they were before the last ingest that changed something; None where that was the first.

    Raises DatasetError where that is damaged.
    """
    kept = state.load(processed / FILE)
    return None if kept is None else {name: Snapshot(**one) for name, one in kept.items()}


def _there(snapshot: Snapshot) -> dict[str, str]:
    return {message: "there" if times == 1 else f"{times} times" for message, times in snapshot.findings.items()}


def _words(figure: HeadlineFigure) -> str:
    count = figure.count if figure.count is not None else figure.count_in_doubt
    return "; ".join(filter(None, ("" if count is None else f"{count:,}", figure.note)))


def _changes(old: dict[str, str], new: dict[str, str]) -> Sequence[Change]:
    names = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    return [Change(name, old.get(name, ""), new.get(name, "")) for name in names]
