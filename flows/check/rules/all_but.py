"""V25: a sentence that counts the others is not read as if it counted these."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.check.figure import says
from flows.check.figures import groups
from flows.check.registry import Breach, Subject, rule, told

_ALL_BUT = re.compile(
    r"\b(?:all|each|every one|everyone)(?: of them)? (?:but|except|save)(?: for)? "
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a dozen)\b",
    re.IGNORECASE,
)


@rule("V25", "error", "the sentence prints how many are not so: say by a recipe what its numbers are of")
def all_but_some(subject: Subject) -> Iterator[Breach]:
    """No figure is read in a sentence such as `in all but two of the nine the victim was a girl`: seven were."""
    told_so = [row for row in subject.figures if row.method == "prose" and _ALL_BUT.search(row.caption or "")]
    cases = groups(told_so, lambda row: (row.document_id, row.caption)).values()
    yield from told("{n} sentences print how many are not so", map(tuple, cases), lambda row, *_: says(row))
