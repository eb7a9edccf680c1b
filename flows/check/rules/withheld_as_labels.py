"""V21: a mark that stands for a withheld count is no label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.check.figure import place_name
from flows.check.figures import groups, table_of
from flows.check.registry import Breach, Subject, rule

_MARK = re.compile(r"[<≤]\s?=?\s?\d{1,2}")
_STANDS_FOR = re.compile(
    r"\b(?:means?|shown as|stands? for|denotes?|indicates?|replaced (?:by|with)|represents?)\b", re.I
)


@rule(
    "V21",
    "error",
    "withheld figures were taken for headers: say in recipe.yml which row is the last header",
    "document",
)
def withheld_as_labels(subject: Subject) -> Iterator[Breach]:
    """No table has a mark such as `<5` among its headers of which the document says that it stands for a count."""
    texts = (*subject.texts, *(cell.text for cell in subject.cells if cell.fate == "note"))
    marks = {m[0] for text in texts if _STANDS_FOR.search(text) for m in _MARK.finditer(text)}
    wrong = [cell for cell in subject.cells if cell.fate == "header" and cell.text.strip() in marks]
    tables = groups(subject.figures, table_of)
    for cell in {(cell.place.sheet, cell.place.table): cell for cell in reversed(wrong)}.values():
        rows = tables.get((cell.document_id, cell.place.sheet, cell.place.table), [])
        what = f'"{cell.text.strip()}" at {place_name(cell.place)} stands for a withheld count and was read as a header'
        if rows:
            yield Breach(what, rows[0], names=[row.observation_id for row in rows])
