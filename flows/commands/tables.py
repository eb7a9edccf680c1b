"""`foi tables`: the tables of files, for other programs."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.console import CLEAN, ERRORS, NOTHING, OUT, USAGE, cell, stop
from flows.commands.options import Password


def tables(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", exists=True, dir_okay=False, help="Files to read.")],
    json_folder: Annotated[
        Path, typer.Option("--json", metavar="DIR", help="Folder for <stem>.json, one a file.", file_okay=False)
    ],
    password: Password = [],  # noqa: B006  typer reads the default and never changes it
) -> None:
    """Write the tables of files as JSON: each cell with its text, page and span.

    Rows and columns count from 0, both ends included:
    {"tables": [{"page": 1, "cells": [{"r0": 0, "c0": 0, "r1": 0, "c1": 2, "text": "2016/17"}]}]}

    \b
    Examples:
      foi tables "raw/2016-17/kent/Response 17-08-1022.pdf" --json /tmp/tables
      foi tables letters/*.pdf --json tables
    """
    from flows.commands.documents import read_documents  # noqa: PLC0415  loads the readers
    from flows.commands.grids import table_records  # noqa: PLC0415

    twice = sorted(stem for stem, times in Counter(file.stem for file in files).items() if times > 1)
    if twice:
        raise stop(f"{', '.join(twice)}: two files would be written under one name; take them in two calls", USAGE)
    try:
        json_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"{json_folder}: cannot be written ({error.strerror}); name another folder with --json"
        raise stop(what, NOTHING) from None
    failed = 0
    for file, document in read_documents(files, tuple(password)):
        found = table_records(document)
        content = json.dumps({"doc": file.stem, "tables": found}, ensure_ascii=False, indent=1) + "\n"
        (json_folder / f"{file.stem}.json").write_text(content, encoding="utf-8")
        failed += bool(document.failure)
        OUT.print(cell(f"{file}: {document.failure or f'{len(found)} tables'}", "red" if document.failure else ""))
    raise typer.Exit(CLEAN if not failed else NOTHING if failed == len(files) else ERRORS)
