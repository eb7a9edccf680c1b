"""The words of which a label about the online flag is put together: `codes/aliases/online_words.csv`."""

from __future__ import annotations

import functools

from schemas.code_tables import AliasTable, load_aliases

#: What such a word can be; a `name` is that of a body or a system, and says nothing of the flag.
KINDS = frozenset(
    {
        "subject", "flag", "link", "yes", "no", "unknown", "all", "not", "keyword", "search", "proxy", "joining",
        "borne", "name",
    }
)  # fmt: skip


@functools.cache
def flag_words() -> AliasTable:
    """Every such word with its kind."""
    return load_aliases("online_words", KINDS)
