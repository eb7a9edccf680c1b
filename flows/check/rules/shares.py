"""V29: a force's share of online offences, of girls, of young children is not far from that of all others."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from flows.check.asked_figures import Name, Of, Printed, asked_figures
from flows.check.registry import Breach, Subject, rule
from schemas.checks import threshold

REMEDY = "ask the force whether two columns or labels stand for each other; accept the finding where they do not"


class _Share(NamedTuple):
    """A part of what is told in two, how many the rest are, and the ids of all figures that say so."""

    name: str
    of: Of
    part: Printed
    rest: int
    names: list[str]

    @property
    def odds(self) -> float:
        """The logarithm of part to rest, none of them taken for less than a half."""
        return math.log(max(self.part.count, 0.5) / max(self.rest, 0.5))


@rule("V29", "error", REMEDY, "campaign")
def share_far_from_others(subject: Subject) -> Iterator[Breach]:
    """The share of offences that bear the flag, and of girls and young children, is not far from that of other forces.

    Where the rest would be a share like theirs, the two may be exchanged.
    """
    every = asked_figures(subject.figures)
    shares = [share for of in sorted(every) for share in _shares(of, every[of])]
    for share in shares:
        others = [one.odds for one in shares if one.name == share.name and one.of.force_id != share.of.force_id]
        usual = _usual(share.name, others)
        chance = math.sqrt(
            threshold("V29", f"spread_{share.name}") ** 2 + 1 / max(share.part.count, 1) + 1 / max(share.rest, 1)
        )
        if abs(share.odds - usual) > threshold("V29", "far") * chance:
            whole = share.part.count + share.rest
            what = (
                f"{share.part.count / whole:.1%} of the offences of {share.of.year}/{(share.of.year + 1) % 100:02d} are"
            )
            as_usual = f"{1 / (1 + math.exp(-usual)):.0%} is usual"
            said = f"{what} {share.name} ({share.part.count:,} of {whole:,}), where {as_usual}"
            if abs(-share.odds - usual) < abs(share.odds - usual):
                said += f"; the other way round it would be {share.rest / whole:.1%}: are the two exchanged?"
            yield Breach(said, share.part.row, names=share.names)


def _shares(of: Of, printed: dict[Name, Printed]) -> Iterator[_Share]:
    """The shares that the figures of a force and year give; of one that is more than the whole other rules tell."""
    beside: dict[Name, tuple[Name, ...]] = {
        "online": ("total", "not_online"),
        "female": ("male",),
        "ten_and_under": ("total",),
        "four_and_under": ("total",),
    }
    for name, others in beside.items():
        there = [other for other in others if other in printed]
        if name in printed and there:
            rest = printed[there[0]].count - (printed[name].count if there[0] == "total" else 0)
            if rest >= 0 and rest + printed[name].count >= threshold("V29", "fewest"):
                names = [one for of_it in (name, *there) for one in printed[of_it].names]
                yield _Share(name, of, printed[name], rest, names)


def _usual(name: str, others: Sequence[float]) -> float:
    """The usual odds: those of the other forces, or where they are few those of earlier campaigns."""
    return median(others) if len(others) >= threshold("V29", "fewest_others") else threshold("V29", f"usual_{name}")
