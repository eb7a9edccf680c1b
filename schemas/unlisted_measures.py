"""Things counted that the list of measures has no word for: their measure is null, and `other` says what they are."""

from __future__ import annotations

from schemas.code_tables import load_codes

UNLISTED = frozenset(load_codes("unlisted_measures"))
#: Under which `other` says what was counted.
COUNTED = "counted"
