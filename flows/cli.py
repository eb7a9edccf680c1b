"""The `foi` command."""

from __future__ import annotations

import typer

from flows.commands.disclose import disclose
from flows.commands.export import export
from flows.commands.figures import figures
from flows.commands.ingest import ingest
from flows.commands.recipe import recipe
from flows.commands.show import show
from flows.commands.tables import tables
from flows.commands.unmatched import unmatched
from flows.commands.validate import validate

main = typer.Typer(
    help="Read police FOI returns, check them, and write one tidy, evidenced data set.\n\n"
    "Exit codes: 0 clean or warnings only, 1 findings of severity error, 2 wrong usage, 3 nothing could be done.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (ingest, validate, figures, disclose, export, show, tables, recipe, unmatched):
    main.command()(command)
