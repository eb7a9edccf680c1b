"""A dimension whose values are known wordings: what most of the label parsers are made of."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from flows.tidy.labels import wording
from flows.tidy.labels.meanings import Found, Reading
from schemas.code_tables import Alias, AliasTable, Suggestion, load_aliases, load_codes


@dataclass(frozen=True)
class Vocabulary:
    """The wordings of `codes/aliases/<aliases>.csv`, with codes of `codes/<codes>.csv`, for one dimension."""

    dimension: str
    aliases: str
    codes: str

    @functools.cached_property
    def table(self) -> AliasTable:
        return load_aliases(self.aliases, frozenset(load_codes(self.codes)))

    def parse(self, label: str) -> Reading[str] | None:
        """The code that is all the label says, noise words of the dimension and a footnote mark apart."""
        return wording.read_label(label, self._read)

    def _read(self, label: str) -> Reading[str] | None:
        alias = self.table.lookup(label)
        return as_reading(alias) if alias else wording.whole(label, self.find(label), self.dimension)

    def find(self, text: str) -> list[Found[str]]:
        """Every wording inside the text, left to right."""
        return [Found(h.start, h.end, as_reading(h.alias)) for h in self.table.find(text)]

    def suggest(self, label: str) -> list[Suggestion]:
        """Known wordings near an unknown one, for a person to choose from."""
        return self.table.suggest(label)


def as_reading(alias: Alias) -> Reading[str]:
    """What a line of an alias file says."""
    return Reading(alias.code, alias.flags, alias.alternatives, alias.certainty)


#: In what unit the figures under a label are: `count`, `percent`, `rate`, `money`, `other`.
units = Vocabulary("unit", "units", "units")
