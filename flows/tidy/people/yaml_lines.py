"""YAML as people write it, each value with the line that it stands on, so that a mistake can be named there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml


class AdviceError(Exception):
    """What a person wrote cannot be used; the message names the line, the value and the remedy."""


class Word(str):
    """A plain value, as written. `line` is that of its key, `key` the key; those of a list have the list's key."""

    line: int
    key: str


class Items(list[Any]):
    """A list, each item a Word, Items or Keys."""

    line: int
    key: str


class Keys(dict[str, Any]):
    """A mapping; each value is a Word, Items or Keys."""

    line: int
    key: str


def parse(text: str) -> Word | Items | Keys | None:
    """What a file holds; None for an empty one.

    A key that stands again with more keys or items under it goes on with them, so that lines can be added at the end of
    a file. Raises AdviceError for what is no YAML, for a key that stands twice with plain values, and for an alias.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        return None if node is None else _held(node, "", 1, set())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise AdviceError(f"{where}not YAML: {getattr(error, 'problem', None) or error}") from error
    except RecursionError as error:
        raise AdviceError("line 1: nested more deeply than any of its keys") from error


def _held(node: yaml.Node, key: str, line: int, seen: set[int]) -> Word | Items | Keys:
    if id(node) in seen and not isinstance(node, yaml.ScalarNode):
        raise AdviceError(f'line {line} "{key}": points to what stands elsewhere; write it out')
    seen.add(id(node))
    held: Word | Items | Keys
    if isinstance(node, yaml.MappingNode):
        held = Keys(_entries(node.value, seen))
    elif isinstance(node, yaml.SequenceNode):
        held = Items(_held(item, key, _line(item), seen) for item in node.value)
    else:
        held = Word(node.value)
    held.line, held.key = line, key
    return held


def _entries(pairs: Iterable[tuple[yaml.Node, yaml.Node]], seen: set[int]) -> dict[str, Any]:
    found: dict[str, tuple[int, yaml.Node]] = {}
    for key, value in pairs:
        if not isinstance(key, yaml.ScalarNode):
            raise AdviceError(f"line {_line(key)}: a key must be plain text")
        name = str(key.value)
        if name in found:
            line, first = found[name]
            if type(first) is not type(value) or not isinstance(first, yaml.CollectionNode):
                raise AdviceError(f'line {_line(key)} "{name}": stands here twice, first on line {line}; keep one')
            value = type(first)(first.tag, [*first.value, *value.value], first.start_mark, first.end_mark)
            found[name] = (line, value)
        else:
            found[name] = (_line(key), value)
    return {name: _held(value, name, line, seen) for name, (line, value) in found.items()}


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
