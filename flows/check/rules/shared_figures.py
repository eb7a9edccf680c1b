"""V22: no figures stand under two forces, neither a whole table nor a good part of what a force gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from flows.check.figure import key, place_name, says
from flows.check.figures import is_exact
from flows.check.registry import Breach, Subject, rule
from flows.check.same_tables import SAID, Twin, same_tables
from schemas.checks import threshold
from schemas.rows import Observation

REMEDY = "look whose figures they are; take the other return out, or say whose each is in source.yml (force)"


@rule("V22", "error", REMEDY, "campaign")
def figures_of_two_forces(subject: Subject) -> Iterator[Breach]:
    """No two forces have the same table or, laid out anew, the same figures, unless a person said whose they are.

    The figures of such a table enter no sum until then. Two forces of which a table is told are not told again.
    """
    twins = same_tables(subject.figures)
    yield from _same_tables(subject, twins)
    told = {frozenset({twin.first.force_id, twin.other.force_id}) for twin in twins}
    for breach, pair in _same_figures(subject):
        if pair not in told:
            yield breach


def _same_tables(subject: Subject, twins: Sequence[Twin]) -> Iterator[Breach]:
    for twin in twins:
        first, other = twin.first, twin.other
        there = f"{subject.path(other.document_id)} {place_name(other.place)}".strip()
        what = f"{len(twin.names)} figures stand under {first.force_id}, and the same under {other.force_id} in {there}"
        yield Breach(f"{what}: none of them is counted until a person says whose they are", first, names=twin.names)


def _same_figures(subject: Subject) -> Iterator[tuple[Breach, frozenset[str]]]:
    """Each two forces with the same figures, whatever tables these stand in."""
    counts = [row for row in subject.figures if is_exact(row) and row.force_id is not None]
    large = [
        row for row in counts
        if (row.count or 0) > threshold("V22", "above") and not row.other and len(key(row).splits) <= 1
    ]  # fmt: skip
    turn = {force: at for at, force in enumerate(dict.fromkeys(str(row.force_id) for row in counts))}
    figures: defaultdict[object, dict[str, Observation]] = defaultdict(dict)
    for row in large:
        figures[row.campaign, key(row).without("force_id")].setdefault(str(row.force_id), row)
    alike: defaultdict[tuple[str, str], list[Observation]] = defaultdict(list)
    both: Counter[tuple[str, str]] = Counter()
    for own in figures.values():
        for one, other in combinations(sorted(own, key=turn.__getitem__), 2):
            both[one, other] += 1
            if own[one].count == own[other].count and not (SAID in own[one].flags and SAID in own[other].flags):
                alike[one, other].append(own[other])
    for forces, matches in alike.items():
        if len(matches) >= threshold("V22", "fewest") and len(matches) >= both[forces] * threshold("V22", "share"):
            what = f"{len(matches)} of {both[forces]} figures are the same under {' and '.join(forces)}"
            names = [row.observation_id for row in counts if row.force_id in forces]
            yield Breach(f"{what}, such as {says(matches[0])}", matches[0], names=names), frozenset(forces)
