"""A reliability diagram as a picture (SVG): of figures said to be right with some chance, how many are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
SIZE, LEFT, TOP = 420, 70, 50
Array = npt.NDArray[np.float64]


def bins(chance: Array, right: npt.NDArray[np.bool_], weight: Array) -> Iterator[tuple[float, float, int]]:
    """By span of chances: the chance said, the share that is right (both by weight), the number of figures."""
    for low, high in pairwise(EDGES):
        own = (chance >= low) & ((chance < high) | (high == EDGES[-1]))
        if own.any():
            mean = float(np.average(chance[own], weights=weight[own]))
            yield mean, float(np.average(right[own], weights=weight[own])), int(own.sum())


def diagram(chance: Array, right: npt.NDArray[np.bool_], weight: Array, limit: float) -> str:
    """The picture: a point a span of chances, its size by the figures in it; on the line what is said holds."""

    def x(share: float) -> float:
        return LEFT + SIZE * share

    def y(share: float) -> float:
        return TOP + SIZE * (1 - share)

    parts = [
        f'<rect x="{LEFT}" y="{TOP}" width="{SIZE}" height="{SIZE}" fill="#fff" stroke="#888"/>',
        f'<rect x="{LEFT}" y="{TOP}" width="{SIZE * limit:.1f}" height="{SIZE}" fill="#f6e7c8"/>',
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="#888" stroke-dasharray="4 4"/>',
    ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        parts.append(f'<text x="{x(tick):.1f}" y="{TOP + SIZE + 18}" text-anchor="middle">{tick:.1f}</text>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:.1f}</text>')
    told = list(bins(chance, right, weight))
    points = " ".join(f"{x(said):.1f},{y(share):.1f}" for said, share, _ in told)
    parts.append(f'<polyline points="{points}" fill="none" stroke="#1f5a8a" stroke-width="2"/>')
    for n, (said, share, many) in enumerate(told):
        radius = 3 + 1.5 * np.log10(many)
        parts.append(f'<circle cx="{x(said):.1f}" cy="{y(share):.1f}" r="{radius:.1f}" fill="#1f5a8a" opacity="0.7"/>')
        if said < 0.93:
            place = f'x="{x(said) + 12:.1f}" y="{y(share) + (18 if n % 2 else -8):.1f}"'
            parts.append(f'<text {place} fill="#444">{share:.2f} of {many:,}</text>')
    sure = [(share, many) for said, share, many in told if said >= 0.93]
    for n, (share, many) in enumerate(sure):
        text = f"{share:.3f} of {many:,}"
        parts.append(f'<text x="{LEFT + SIZE + 14}" y="{TOP + 12 + 18 * (len(sure) - n)}" fill="#444">{text}</text>')
    parts += [
        f'<text x="{LEFT + SIZE / 2}" y="{TOP + SIZE + 42}" text-anchor="middle">confidence told</text>',
        f'<text x="20" y="{TOP + SIZE / 2}" text-anchor="middle" transform="rotate(-90 20 {TOP + SIZE / 2})">'
        "share of figures that are right</text>",
        f'<text x="{LEFT}" y="28" font-size="15">Confidence and share right; in doubt below {limit:g} (shaded)</text>',
        f'<text x="{LEFT + SIZE + 14}" y="{TOP + 6}" fill="#444">the surest, from above:</text>',
    ]
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + SIZE + 190}" height="{TOP + SIZE + 60}" '
        f'font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'
    )
