"""Statements and figures as JSON and as Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal

from flows.publish.escaping import printable
from flows.publish.force_names import force_name
from flows.publish.statements import ForceFigure, Statement

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


def statements_json(
    campaign: str, statements: Sequence[Statement], figures: Sequence[ForceFigure], superseded: Sequence[str]
) -> str:
    """Both lists as one JSON object; a percentage is a number. `superseded` are the returns that are left out whole."""
    content = {
        "campaign": campaign,
        "superseded": superseded,
        "statements": [asdict(one) for one in statements],
        "figures": [asdict(one) for one in figures],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=_number) + "\n"


def statements_markdown(
    campaign: str, statements: Sequence[Statement], figures: Sequence[ForceFigure], superseded: Sequence[str]
) -> str:
    """A page to paste: the sentences with what they leave out, and the figures force by force with their evidence."""
    lines = [f"# Sexual offences against children: campaign {_plain(campaign)}", ""]
    for one in statements:
        lines.append(f"- {_plain(one.sentence)}")
        lines += [f"  - Not in it: {force_name(force)} ({_plain(why)})" for force, why in one.left_out.items()]
    if superseded:
        lines += ["", f"Left out, as a later return replaces them: {_plain(', '.join(superseded))}."]
    lines += ["", "| force | figure | year | value | change | how it stands | evidence |"]
    lines += ["| --- | --- | --- | ---: | ---: | --- | --- |"]
    for row in figures:
        value = "" if row.value is None else f"{row.value:,}"
        change = "" if row.change_percent is None else f"{row.change_percent:+d}%" if row.change_percent else "0%"
        how = f"{row.state}: {_plain(row.note)}" if row.note else row.state
        evidence = f"[cell]({row.evidence[0]})" if row.evidence else ""
        name = row.quantity.replace("_", " ")
        lines.append(f"| {force_name(row.force)} | {name} | {row.year} | {value} | {change} | {how} | {evidence} |")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    r"""Text that no Markdown reader takes for markup.

    >>> _plain("<b>|x")
    '\\<b\\>\\|x'
    """
    return _MARKUP.sub(r"\\\1", printable(text))


def _number(value: object) -> float:
    assert isinstance(value, Decimal)
    return float(value)
