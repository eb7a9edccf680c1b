"""The names of forces as people use them."""

from __future__ import annotations

from schemas.code_tables import load_codes


def force_name(force: str) -> str:
    """A force by the name that people use.

    >>> force_name("greater-manchester"), force_name("home-office")
    ('Greater Manchester', 'home-office')
    """
    return load_codes("forces").get(force, {}).get("short_name") or force
