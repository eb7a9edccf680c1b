"""YAML as people write it, with the line of every entry, so that each mistake can be named where it stands."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass

import yaml


class AdviceError(Exception):
    """What a person wrote cannot be used; the message names the line, the value and the remedy."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with what stands under it. `words` is the key, or for an item of a list what the item is."""

    words: str
    line: int
    node: yaml.Node

    def error(self, message: str, words: str | None = None) -> AdviceError:
        """A mistake at this entry, to be raised."""
        return AdviceError(f'line {self.line} "{self.words if words is None else words}": {message}')


def root(text: str) -> Entry | None:
    """The whole of a file; None for an empty one. Raises AdviceError for what is no YAML."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise AdviceError(f"{where}not YAML: {getattr(error, 'problem', None) or error}") from error
    except RecursionError as error:
        raise AdviceError("line 1: nested more deeply than any of its keys") from error
    return None if node is None else Entry("", 1, node)


def entries(entry: Entry, known: Collection[str] | None, of: str) -> dict[str, Entry]:
    """The keys of a mapping. `known` are the keys that `of` (`a recipe`) can have; None: any.

    A key that stands again with more keys or items under it goes on with them, so that lines can be added at the end of
    a file. Raises AdviceError for what is no mapping, and for a key that is unknown or stands twice with plain values.
    """
    if not isinstance(entry.node, yaml.MappingNode):
        raise AdviceError(f"line {_line(entry.node)}: {of} is wanted here, as keys with values")
    found: dict[str, Entry] = {}
    for key, value in entry.node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise AdviceError(f"line {_line(key)}: a key must be plain text")
        name = str(key.value)
        here = Entry(name, _line(key), value)
        if known is not None and name not in known:
            near = difflib.get_close_matches(name, list(known), 1, 0.6)
            hint = f'did you mean "{near[0]}"?' if near else f"they are {', '.join(known)}"
            raise here.error(f"not a key of {of}; {hint}")
        found[name] = _going_on(found[name], here) if name in found else here
    return found


def _going_on(first: Entry, again: Entry) -> Entry:
    """What stands under a key with what stands under it further down."""
    one, other = first.node, again.node
    if type(one) is not type(other) or not isinstance(one, yaml.CollectionNode):
        raise again.error(f"stands here twice, first on line {first.line}; keep one")
    together = type(one)(one.tag, [*one.value, *other.value], one.start_mark, one.end_mark)
    return Entry(first.words, first.line, together)


def items(entry: Entry) -> list[Entry]:
    """The items of a list, each called by the entry's own key. Raises AdviceError for what is no list."""
    if not isinstance(entry.node, yaml.SequenceNode):
        raise entry.error("a list is wanted here, each item after a dash")
    return [Entry(entry.words, _line(node), node) for node in entry.node.value]


def is_scalar(entry: Entry) -> bool:
    """Whether one plain value stands here."""
    return isinstance(entry.node, yaml.ScalarNode)


def is_list(entry: Entry) -> bool:
    """Whether a list stands here."""
    return isinstance(entry.node, yaml.SequenceNode)


def scalar(entry: Entry) -> str:
    """The plain value of an entry, as written. Raises AdviceError for anything else, and for an empty one."""
    if not isinstance(entry.node, yaml.ScalarNode) or not str(entry.node.value).strip():
        raise entry.error("one plain value is wanted here")
    return str(entry.node.value).strip()


def text(entry: Entry) -> str:
    """The plain value of an entry, which may be empty in quotes."""
    if not isinstance(entry.node, yaml.ScalarNode):
        raise entry.error("one plain value is wanted here")
    return str(entry.node.value)


def number(entry: Entry, least: int = 1) -> int:
    """A whole number. Raises AdviceError for anything else."""
    value = scalar(entry)
    if not value.isdecimal() or int(value) < least:
        raise entry.error(f"a whole number from {least} is wanted here", value)
    return int(value)


def switch(entry: Entry) -> bool:
    """Yes or no. Raises AdviceError for anything else."""
    value = scalar(entry).lower()
    if value not in ("yes", "no", "true", "false"):
        raise entry.error("yes or no is wanted here", value)
    return value in ("yes", "true")


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
