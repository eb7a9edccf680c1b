"""What is said around a table of the labels in it: what an empty one means, what they are by, the days of its years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.tidy.years.noted_years import NotedYears


@dataclass(frozen=True, slots=True)
class Noted:
    """What is said around a table of its labels.

    `blanks` says by dimension what an empty label means; `captioned` are dimensions that the caption names; `years`
    what notes say of the days of years.
    """

    blanks: Mapping[str, Any] = field(default_factory=dict)
    captioned: frozenset[str] = frozenset()
    years: NotedYears = field(default_factory=NotedYears)
