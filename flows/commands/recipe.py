"""`foi recipe`: a recipe drafted from what was understood of a return."""

from __future__ import annotations

import os
from pathlib import Path

import typer

import schemas
from flows.commands.console import CLEAN, ERR, NOTHING, USAGE, plain, stop
from flows.commands.options import RAW, Campaign, Password, Raw, Respondent, Return


def recipe(
    file: Return,
    raw: Raw = RAW,
    campaign: Campaign = None,
    respondent: Respondent = None,
    password: Password = [],  # noqa: B006  typer reads the default and never changes it
) -> None:
    """Draft a recipe.yml for a return: its tables, header rows, row labels and what they mean, to edit and to keep.

    Save it as recipe.yml beside the return. Unedited it changes nothing. A recipe that stands there already is left
    aside, and left alone.

    \b
    Examples:
      foi recipe "raw/2016-17/kent/Response 17-08-1022.pdf"
      foi recipe raw/2016-17/kent/reply.xlsx > raw/2016-17/kent/recipe.yml
    """
    from flows.commands.documents import NoReturnError, draft  # noqa: PLC0415  loads the readers

    try:
        drafted = draft(file, raw, campaign, respondent, tuple(password))
    except NoReturnError as error:
        raise stop(f"{error}; name a return", USAGE) from None
    if drafted is None:
        raise stop(f"{file}: nothing could be read", NOTHING)
    there = file.parent / "recipe.yml"
    if there.exists() and there.stat().st_size:
        ERR.print(plain(f"{there} stands there already: the draft leaves it aside"), markup=False)
    typer.echo(f"{_schema_line(file)}{drafted}", nl=False)
    raise typer.Exit(CLEAN)


def _schema_line(file: Path) -> str:
    """What tells an editor the keys and values, for a return in a folder of this program's."""
    described = Path(schemas.__file__).resolve().parent / "recipe.schema.json"
    folder = file.resolve().parent
    if not folder.is_relative_to(described.parents[1]):
        return ""
    return f"# yaml-language-server: $schema={os.path.relpath(described, folder)}\n"
