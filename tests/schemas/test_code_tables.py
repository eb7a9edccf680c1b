"""Alias files: what they accept, refuse and suggest."""

from __future__ import annotations

import pytest

from schemas.code_tables import AliasTable, CodeTableError, build_aliases, load_aliases, load_codes


def table(*rows: tuple[str, str, str], codes: frozenset[str] = frozenset({"rape", "other"})) -> AliasTable:
    lines = ({"kind": kind, "pattern": pattern, "code": code} for kind, pattern, code in rows)
    return build_aliases("test", enumerate(lines, start=2), codes)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("exact", "Rape", "rape"), ("exact", "RAPE:", "other")], "line 3 'RAPE:': means both 'rape' and 'other'"),
        ([("exact", "Rape", "rape"), ("exact", "rape", "rape")], "line 3 'rape': stands twice"),
        ([("exact", "Rape", "raep")], "the code 'raep' is not in the code list"),
        ([("exact", "--", "rape")], "the pattern holds no word"),
        ([("regex", "rape(", "rape")], "not a regular expression"),
        ([("exakt", "rape", "rape")], "neither `exact` nor `regex`"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused_with_its_line(
    rows: list[tuple[str, str, str]], message: str
) -> None:
    with pytest.raises(CodeTableError, match=r"codes/aliases/test\.csv") as raised:
        table(*rows)
    assert message in str(raised.value)


def test_case_punctuation_and_spacing_do_not_matter() -> None:
    names = table(("exact", "Rape & attempts", "rape"))
    alias = names.lookup("  RAPE and\u00a0attempts: ")
    assert alias is not None
    assert alias.code == "rape"
    assert names.lookup("rape") is None


def test_patterns_that_disagree_are_one_reading_with_alternatives() -> None:
    alias = table(("regex", "rape.*", "rape"), ("regex", ".*other", "other")).lookup("rape or other")
    assert alias is not None
    assert alias.alternatives
    assert alias.certainty < 1


def test_hits_are_found_at_their_places() -> None:
    names = table(("exact", "rape", "rape"), ("exact", "rape of any kind", "other"))
    text = "Rape; rape of any kind"
    assert [(text[h.start : h.end], h.alias.code) for h in names.find(text)] == [
        ("Rape", "rape"),
        ("rape of any kind", "other"),
    ]


def test_a_suggestion_is_near_and_never_a_reading() -> None:
    forces = load_aliases("forces", frozenset(load_codes("forces")))
    assert forces.lookup("Stafordshire") is None
    assert forces.suggest("Stafordshire")[0].code == "staffordshire"
