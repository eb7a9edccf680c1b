"""Code pays rent: no package weighs more than its line in weight.toml, and lines only go down."""

from __future__ import annotations

import tomllib

import pytest

from tests.weighing import ROOT, packages, tokens, weight

LINES: dict[str, int] = tomllib.loads((ROOT / "tests/weight.toml").read_text(encoding="utf-8"))["tokens"]
SLACK = 500
"""Tokens by which a line may lie above what it holds: beyond that it is to be lowered."""


def test_every_package_has_a_line_and_no_line_is_of_another() -> None:
    assert sorted(LINES) == sorted(packages())


@pytest.mark.parametrize("package", sorted(LINES))
def test_a_package_weighs_what_its_line_says(package: str) -> None:
    found, line = weight(ROOT / package), LINES[package]
    assert found <= line, f"{package} weighs {found:,} tokens, and its line is {line:,}: take something out for this"
    assert line - found <= SLACK, f"{package} weighs {found:,} tokens: lower its line, which is {line:,}"


def test_words_about_the_code_weigh_nothing() -> None:
    code = "def double(n):\n    return 2 * n\n"
    told = '"""A module."""\n\n\ndef double(n):\n    """Twice as much."""\n    # Two times.\n    return 2 * n\n'
    assert tokens(told) == tokens(code) == 10
