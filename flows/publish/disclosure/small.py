"""Which counts are small: those of which a person might be recognised."""

from __future__ import annotations

MINIMUM = 5
"""Counts from 1 to below this are withheld where that is asked for."""
