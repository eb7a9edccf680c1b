"""What stands between the figures, or the values, of a list."""

from __future__ import annotations

import re

from flows.tidy.labels.forms import one_of

LISTED = re.compile(rf"\s*(?:,\s*{one_of('joined')}?|{one_of('joined')})\s*", re.IGNORECASE)
#: The same between values that have a preposition each: `of rape, of assault and of grooming`.
VALUES_LISTED = re.compile(rf"{LISTED.pattern}(?:(?:of|for|in|to|with|against|by|aged?|the|those)\s+)*", re.IGNORECASE)
