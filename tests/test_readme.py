"""The README tells the truth: its commands exist and run, with the options it names, and so do its files."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(command.callback.__name__ for command in main.registered_commands if command.callback)


@cache
def help_of(command: str) -> str:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0, f"foi {command} --help: {result.output}"
    return result.output


def examples(text: str) -> list[list[str]]:
    lines = (re.split(r"\s{3,}", line.strip())[0] for line in text.splitlines())
    return [shlex.split(line) for line in lines if re.match(r"foi [a-z]", line)]


@pytest.mark.parametrize("example", examples(README) + [e for name in COMMANDS for e in examples(help_of(name))])
def test_an_example_is_a_command_with_the_options_that_it_has(example: list[str]) -> None:
    _, command, *arguments = example
    options = [argument for argument in arguments if argument.startswith("--")]
    assert [option for option in options if not re.search(rf"{option}\b", help_of(command))] == []


def test_every_command_is_in_the_readme_and_has_examples_of_its_own() -> None:
    assert sorted({example[1] for example in examples(README)}) == COMMANDS
    assert [name for name in COMMANDS if [e[1] for e in examples(help_of(name))][:1] != [name]] == []


@pytest.mark.parametrize("target", sorted(set(re.findall(r"make ([a-z]+)", README))))
def test_make_knows_the_target(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\b(?:flows|schemas|raw|tests)/[\w./-]*", README))))
def test_a_file_that_it_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()
