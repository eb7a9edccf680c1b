"""Tables of the work that an answer would take (`Task | Records | Minutes each`): nothing in them is a figure."""

from __future__ import annotations

import re

from flows.tidy.layout.regions.regions import Region

#: A column of time: `Hours`, `Time (mins)`, `Minutes per record`.
_TIME = re.compile(
    r"(?:(?:total|estimated|est\.?|staff|officer|approx(?:imate)?)\s+)*(?:time|hours?|hrs?|minutes?|mins?)\b"
    r"(?:\s*\((?:in )?(?:hours?|hrs?|minutes?|mins?)\))?"
    r"(?:\s+(?:each|taken|needed|required|spent|per\s+\w+|for each))?",
    re.IGNORECASE,
)
#: What is done with records: `open and read log`, `Locate`, `Review each file`, `Minutes per record`.
_WORK = re.compile(
    r"\b(?:read|open|reviews?|reviewing|locat\w+|retriev\w+|extract\w*|redact\w*|collat\w+|check\w*|search\w*|tasks?"
    r"|examin\w+|activity|(?:each|per) (?:record|crime|file|case|log))\b",
    re.IGNORECASE,
)


def is_costing(region: Region) -> bool:
    """True for a table with a column of hours or minutes whose labels say what would be done with records."""
    head, *body = region.rows
    columns = [s.text for s in region.row_anchors(head)]
    if not any(_TIME.fullmatch(text.strip()) for text in columns):
        return False
    labels = [s.text for row in body for s in region.row_anchors(row)[:1] if s.value is None]
    return any(map(_WORK.search, [*columns, *labels]))
