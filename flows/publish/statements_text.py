"""Statements and figures as JSON and as Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal

from flows.publish.disclosure.small import MINIMUM
from flows.publish.escaping import printable
from flows.publish.figures import in_percent
from flows.publish.force_names import force_name
from flows.publish.statements import ForceFigure, Statement

_MARKUP = re.compile(r"([\\`*\[|~]|(?<!\w)_|_(?!\w)|<(?=[a-zA-Z/!?])|&(?=#?\w+;))")
"""What is markup within a line; what is so at its beginning alone, no text of a return stands at."""
MOST_LINKS = 12
"""Cells of a figure that are linked one by one: a sum of printed figures has fewer, a count of records many more."""


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
        lines += [f"  - Read twice: {one.readers}"] if one.readers else []
        lines += [f"  - Not in it: {force_name(force)} ({_plain(why)})" for force, why in one.left_out.items()]
    if superseded:
        lines += ["", f"Left out, as a later return replaces them: {_plain(', '.join(superseded))}."]
    lines += ["", "| force | figure | year | value | change | how it stands | evidence |"]
    lines += ["| --- | --- | --- | ---: | ---: | --- | --- |"]
    for row in figures:
        value = "" if row.value is None else f"{row.value:,}"
        change = in_percent(row.change_percent)
        note = row.note.removeprefix(f"{row.state}: ")
        how = f"{row.state}: {_plain(note)}" if note else row.state
        cells = (force_name(row.force), _name(row), row.year, value, change, how, _links(row.evidence))
        lines.append(f"| {' | '.join(cells)} |")
    small = [row for row in figures if row.value is not None and 0 < row.value < MINIMUM]
    if small:
        named = ", ".join(f"{force_name(row.force)} {_name(row)} {row.year}" for row in small)
        lines += ["", f"Counts under {MINIMUM} are not withheld here: {named}."]
        lines += ["Where your rule is to publish none, add `--publishable`, which withholds them."]
    return "\n".join(lines) + "\n"


def _name(row: ForceFigure) -> str:
    return row.quantity.replace("_", " ")


def _links(evidence: Sequence[str]) -> str:
    """Every cell that a figure rests on, as far as they can be clicked through.

    >>> _links(["a#f1"]), _links(["a#f1", "a#f2"]), _links(["a#f1"] * 361)[-13:]
    ('[cell](a#f1)', '[1](a#f1) [2](a#f2)', ' and 349 more')
    """
    if len(evidence) == 1:
        return f"[cell]({evidence[0]})"
    links = " ".join(f"[{at}]({one})" for at, one in enumerate(evidence[:MOST_LINKS], start=1))
    more = len(evidence) - MOST_LINKS
    return f"{links} and {more} more" if more > 0 else links


def _plain(text: str) -> str:
    r"""Text that no Markdown reader takes for markup, and that is no uglier than that takes.

    >>> _plain("<b>|x"), _plain("2016-17 (361 of Scan_2017.pdf), _so_ [it](is) < 5")
    ('\\<b>\\|x', '2016-17 (361 of Scan_2017.pdf), \\_so\\_ \\[it](is) < 5')
    """
    return _MARKUP.sub(r"\\\1", printable(text))


def _number(value: object) -> float:
    assert isinstance(value, Decimal)
    return float(value)
