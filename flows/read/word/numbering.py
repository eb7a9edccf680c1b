"""The numbers that Word draws before paragraphs: `1.`, `(a)`, `2.1`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from flows.read.office.markup import attribute, child, children
from flows.read.text.list_numbers import number_text

_STYLES = {
    "decimal": "decimal",
    "decimalZero": "decimal",
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    pattern: str
    left: int | None


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted. Paragraphs must come in document order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next_label(self, number_id: str, level: int) -> str:
        """The label of the next paragraph of list `number_id` at `level`; empty for bullets and unknown lists."""
        abstract = self.abstract_of.get(number_id, "")
        levels = self.levels.get(abstract, {})
        if level not in levels:
            return ""
        for at, start in self.restarts.pop(number_id, {}).items():
            self.counts.setdefault(abstract, {})[at] = start - 1
        counts = self.counts.setdefault(abstract, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if levels[level].style == "bullet":
            return ""

        def drawn(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = levels.get(at, levels[level])
            return number_text(counts.get(at, shown.start), _STYLES.get(shown.style, "decimal"))

        return re.sub(r"%([1-9])", drawn, levels[level].pattern).strip()

    def left(self, number_id: str, level: int) -> int | None:
        """How far in the items of a list stand at a level, in twentieths of a point; None where it does not say."""
        found = self.levels.get(self.abstract_of.get(number_id, ""), {}).get(level)
        return found.left if found else None


def left_of(element: etree._Element) -> int | None:
    """The left indent of a paragraph, style or list level, in twentieths of a point; None where it says none."""
    indent = child(element, "pPr", "ind")
    said = None if indent is None else attribute(indent, "left") or attribute(indent, "start")
    return None if said is None else _whole(said, 0)


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists defined in `numbering.xml`; none where the document has no such part."""
    numbering = Numbering()
    if root is None:
        return numbering
    for abstract in children(root, "abstractNum"):
        numbering.levels[attribute(abstract, "abstractNumId") or ""] = {
            _whole(attribute(level, "ilvl"), 0): _Level(
                _whole(value_of(level, "start"), 1),
                value_of(level, "numFmt") or "",
                value_of(level, "lvlText") or "",
                left_of(level),
            )
            for level in children(abstract, "lvl")
        }
    for instance in children(root, "num"):
        number_id = attribute(instance, "numId") or ""
        numbering.abstract_of[number_id] = value_of(instance, "abstractNumId") or ""
        starts = {
            _whole(attribute(override, "ilvl"), 0): _whole(value, 1)
            for override in children(instance, "lvlOverride")
            if (value := value_of(override, "startOverride")) is not None
        }
        if starts:
            numbering.restarts[number_id] = starts
    return numbering


def value_of(element: etree._Element | None, *names: str) -> str | None:
    """The `val` attribute of a child, found by its path of local names."""
    found = child(element, *names)
    return None if found is None else attribute(found, "val")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else otherwise
