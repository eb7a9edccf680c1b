"""What people have said of a return, entry by entry, as it stands in the files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

_SIGNED = re.compile(r"# (\d{4}-\d\d-\d\d) ([^:\n]+): (.+)")
_TOP = re.compile(r"[^\s#]")


@dataclass(frozen=True, slots=True)
class Saying:
    """An entry: the `lines` of it as they stand in the file `name`, who said it when and why, as far as it tells.

    `said` are its plain values by key; `lines` as a whole may be taken out of the file.
    """

    name: str
    lines: str
    said: dict[str, str]
    by: str
    on: str
    why: str

    def of(self, file: str) -> bool:
        """Whether it may be of a file beside it: it names that, or none."""
        return self.said.get("file", file) == file and (self.name != "recipe.yml" or _names(self.lines, file))


def sayings(name: str, text: str) -> list[Saying]:
    """The entries of a file, in their order; a file that is no YAML is one entry."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return [Saying(name, text, {}, "", "", "")]
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return list(_items(name, text, node))
    return list(_blocks(name, text))


def _names(lines: str, file: str) -> bool:
    """Whether lines of a recipe are of a file: these name it, or are of all."""
    return "files:" not in lines or file in lines


def _items(name: str, text: str, node: yaml.SequenceNode) -> Iterator[Saying]:
    """Each item of a list from its dash to that of the next, or to its own end."""
    lines = text.splitlines(keepends=True)
    starts = [item.start_mark.line for item in node.value]
    for item, start, end in zip(node.value, starts, [*starts, len(lines)][1:], strict=True):
        own = _without_what_follows(lines[start:end])
        said = _scalars(item)
        why = said.get("why") or said.get("reason") or ""
        yield Saying(name, "".join(own), said, said.get("by", ""), said.get("on") or said.get("date") or "", why)


def _without_what_follows(lines: Sequence[str]) -> Sequence[str]:
    """Lines without the comments and blanks at their end, which are of the next entry."""
    last = len(lines)
    while last > 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    return lines[:last]


def _scalars(item: yaml.Node) -> dict[str, str]:
    if not isinstance(item, yaml.MappingNode):
        return {}
    pairs = ((key, value) for key, value in item.value if isinstance(value, yaml.ScalarNode))
    return {str(key.value): str(value.value) for key, value in pairs}


def _blocks(name: str, text: str) -> Iterator[Saying]:
    """Each top key of a mapping with what stands under it, and the comment over it, which may be signed."""
    lines = text.splitlines(keepends=True)
    starts = []
    for number, line in enumerate(lines):
        if _TOP.match(line):
            start = number
            while start and lines[start - 1].startswith("#"):
                start -= 1
            starts.append(start)
    for start, end in zip(starts, [*starts, len(lines)][1:], strict=True):
        block = "".join(_without_what_follows(lines[start:end]))
        signed = _SIGNED.match(block)
        on, by, why = signed.groups() if signed else ("", "", "")
        yield Saying(name, block, {}, by, on, why)
