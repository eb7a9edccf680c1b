"""The `foi` command."""

from __future__ import annotations

import typer

from flows.commands.add import add
from flows.commands.campaigns import on_campaigns
from flows.commands.disclose import disclose
from flows.commands.export import export
from flows.commands.figures import figures
from flows.commands.ingest import ingest
from flows.commands.interruption import told_when_stopped
from flows.commands.new import new
from flows.commands.recipe import recipe
from flows.commands.report import report
from flows.commands.review import review
from flows.commands.second import second
from flows.commands.serve import serve
from flows.commands.show import show
from flows.commands.tables import tables
from flows.commands.trace import trace
from flows.commands.unmatched import unmatched
from flows.commands.validate import validate

main = typer.Typer(
    help="Read police FOI returns, check them, and write one tidy, evidenced data set.\n\n"
    "Exit codes: 0 clean or warnings only, 1 findings of severity error, 2 wrong usage, 3 nothing could be done, "
    "130 stopped by Ctrl-C.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (new, add, ingest, second, validate, serve):
    main.command()(told_when_stopped(command))
for asked in (figures, trace, report, review, disclose, export, show, tables, recipe, unmatched):
    main.command()(told_when_stopped(on_campaigns(asked)))

if __name__ == "__main__":
    main()
