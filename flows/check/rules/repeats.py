"""One figure printed more than once: in one document, and in two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from flows.check.figure import FigureKey, amount, figure_name, interval, key, place_name, some
from flows.check.registry import Breach, Subject, rule
from schemas.categories import doubts
from schemas.rows import Observation


@rule("warning", "look at both places; where the return means different things, a recipe can say which")
def figure_twice_in_document(subject: Subject) -> Iterator[Breach]:
    """A figure that a document prints twice is the same both times.

    Two that were found out while the document was read (`figures_disagree`) have their finding already.
    """
    first: dict[FigureKey, Observation] = {}
    wrong = []
    for row in subject.observations:
        known = first.setdefault(key(row), row)
        told = "figures_disagree" in known.flags and "figures_disagree" in row.flags
        if row.unit == "count" and not told and not interval(known).meets(interval(row)):
            wrong.append((known, row))
    if wrong:
        listed = some(
            f"{figure_name(one)}: {amount(one)}, and {amount(other)} at {place_name(other.place) or 'another place'}"
            for one, other in wrong
        )
        yield Breach(f"one figure is printed with two values: {listed}", wrong[0][0])


@rule("warning", "a total or a sub-total may have been read as a part: look at the rows of the table")
def figure_twice_in_series(subject: Subject) -> Iterator[Breach]:
    """A series that can be added up holds each figure once."""
    seen: dict[tuple[str, FigureKey], Observation] = {}
    wrong = []
    for row in subject.observations:
        if row.is_total or row.unit != "count":
            continue
        known = seen.setdefault((row.series_id, key(row)), row)
        if known is not row:
            wrong.append(row)
    if wrong:
        listed = some(f"{place_name(row.place)} {figure_name(row)}: {amount(row)}" for row in wrong)
        yield Breach(f"{len(wrong)} figures stand twice in one series: {listed}", wrong[0])


@rule("error", "say in source.yml which of the two returns supersedes the other", "campaign")
def figure_in_two_documents(subject: Subject) -> Iterator[Breach]:
    """A figure that two documents print, neither of which supersedes the other, is the same in both."""
    paths = {row.document_id: row.path for row in subject.documents}
    first: dict[FigureKey, Observation] = {}
    same: defaultdict[tuple[str, str], list[Observation]] = defaultdict(list)
    differing: defaultdict[tuple[str, str], list[tuple[Observation, Observation]]] = defaultdict(list)
    for row in sorted(subject.observations, key=lambda r: (paths.get(r.document_id, ""), r.document_id)):
        known = first.setdefault(key(row), row)
        if row.unit != "count" or row.force_id is None or known.document_id == row.document_id:
            continue
        pair = (known.document_id, row.document_id)
        if interval(known).meets(interval(row)):
            same[pair].append(row)
        else:
            differing[pair].append((known, row))
    for (one, _), rows in same.items():
        yield Breach(
            f"{len(rows)} figures stand in {paths.get(one, one)} too, with the same values", rows[0], severity="info"
        )
    for (one, _), pairs in differing.items():
        sure = any(not doubts(known.flags + row.flags) for known, row in pairs)
        listed = some(f"{figure_name(row)}: {amount(row)}, there {amount(known)}" for known, row in pairs)
        message = (
            f"{len(pairs)} figures differ from {paths.get(one, one)}, and neither return supersedes the other: {listed}"
        )
        yield Breach(message, pairs[0][1], severity="error" if sure else "warning")
