"""The closed categories of the data set, each a code list `codes/<name>.csv` with the columns `code` and `meaning`."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.code_tables import load_codes


def codes(name: str) -> list[str]:
    """The codes that a category allows, in the order of the file.

    >>> codes("sexes")
    ['female', 'male', 'other', 'unknown', 'all']
    """
    return list(load_codes(name))


def reasons(flags: Iterable[str]) -> list[str]:
    """Those of a row's flags that say why somebody may look: all but those that only say how a value was read.

    They make no doubt of themselves: whether a row is in doubt, `schemas.doubt` says.

    >>> reasons(["blank_as_zero", "label_guessed", "some_new_flag"])
    ['label_guessed', 'some_new_flag']
    """
    known = load_codes("flags")
    return [flag for flag in flags if flag not in known or known[flag]["reason"] == "yes"]


def flag_words(flag: str) -> str:
    """What a flag says in words; one that the code list does not have speaks for itself.

    >>> flag_words("thousands_separator"), flag_words("some_new_flag")
    ('the figure was printed with a separator between thousands', 'some new flag')
    """
    return (load_codes("flags").get(flag) or {}).get("meaning") or flag.replace("_", " ")


def asked_by(flag: str) -> str:
    """What the question about a figure with this flag is about: a dimension, or `layout`.

    >>> asked_by("period_guessed"), asked_by("reading_ambiguous")
    ('period', 'layout')
    """
    return (load_codes("flags").get(flag) or {}).get("asks") or "layout"
