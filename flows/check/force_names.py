"""Forces that a text names, by the exact names of the alias table and never by likeness."""

from __future__ import annotations

import functools

from schemas.code_tables import load_aliases, load_codes


@functools.lru_cache(maxsize=16384)
def forces_named(text: str) -> frozenset[str]:
    """The slugs of all forces that a text names for sure.

    >>> sorted(forces_named("Devon & Cornwall Police, and City of London"))
    ['city-of-london', 'devon-and-cornwall']
    """
    table = load_aliases("forces", frozenset(load_codes("forces")))
    return frozenset(hit.alias.code for hit in table.find(text) if hit.alias.certainty >= 1)


@functools.lru_cache(maxsize=16384)
def force_of(label: str) -> str | None:
    """The force that a label is the name of.

    >>> force_of("London, City of"), force_of("WMP"), force_of("West")
    ('city-of-london', 'west-midlands', None)
    """
    found = load_aliases("forces", frozenset(load_codes("forces"))).lookup(label)
    return found.code if found and found.certainty >= 1 else None
