"""`source.yml`: what a person knows about a file received that the file itself does not say.

One file a folder; its keys are the names of the returns beside it, and one may stand again to say more:

    FOI 2291-17 corrected.pdf:
      received: 2017-09-26
      supersedes: FOI 2291-17.pdf
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import yaml


@dataclass(frozen=True, slots=True)
class Source:
    """What `source.yml` says of one return. `supersedes` names earlier returns by file name, path or reference.

    `force` is the slug of the force that it is of, `none` for another body's.
    """

    received: dt.date | None = None
    reference: str | None = None
    dated: dt.date | None = None
    supersedes: tuple[str, ...] = ()
    passwords: tuple[str, ...] = ()
    force: str | None = None


class SourceError(Exception):
    """`source.yml` cannot be used as it stands; the message names line, value and what is wrong."""


def parse_sources(text: str, names: set[str]) -> dict[str, Source]:
    """File name -> Source. `names` are the returns that stand beside it.

    Raises SourceError for what is no mapping, an unknown or doubled key of a return, a value of the wrong form, and a
    name that no return bears.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise SourceError(f"{where}not YAML: {getattr(error, 'problem', None) or error}") from error
    if root is None:
        return {}
    told: defaultdict[str, list[tuple[yaml.ScalarNode, yaml.Node]]] = defaultdict(list)
    for name, node in _entries(root, "the names of returns"):
        if name.value not in names:
            below = f"; what it says goes below a name, as in `{min(names, default='reply.pdf')}: {{force: none}}`"
            raise SourceError(f'{_line(name)} "{name.value}": no return of this name stands beside it{below}')
        told[name.value] += _entries(node, "received, reference, dated, supersedes, force or passwords")
    return {name: _source(entries) for name, entries in told.items()}


def password_mark(passwords: tuple[str, ...], document_id: str) -> str:
    """What tells the passwords of a return from others without holding them; empty where there are none.

    It is slow to make, as it may be kept where the passwords must not: they cannot be found by trying words on it.
    """
    if not passwords:
        return ""
    words = repr(passwords).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(words, salt=document_id.encode(), n=2**14, r=8, p=1, dklen=16).hex()


def _source(entries: Iterable[tuple[yaml.ScalarNode, yaml.Node]]) -> Source:
    seen: set[str] = set()
    received = dated = reference = force = None
    supersedes: tuple[str, ...] = ()
    passwords: tuple[str, ...] = ()
    for key, value in entries:
        if key.value in seen:
            raise SourceError(f'{_line(key)} "{key.value}": stands here twice')
        seen.add(key.value)
        match key.value:
            case "received":
                received = _date(value)
            case "dated":
                dated = _date(value)
            case "reference":
                reference = _scalar(value)
            case "supersedes":
                supersedes = _scalars(value)
            case "force":
                force = _scalar(value)
            case "password" | "passwords":
                passwords += _scalars(value)
            case _:
                raise SourceError(f'{_line(key)} "{key.value}": unknown key')
    return Source(received, reference, dated, supersedes, passwords, force)


def _entries(node: yaml.Node, what: str) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise SourceError(f"{_line(node)} a mapping is wanted here, with {what} as its keys")
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise SourceError(f"{_line(key)} a key must be plain text")
    return list(node.value)


def _scalar(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise SourceError(f"{_line(node)} plain text is wanted here")
    return str(node.value).strip()


def _scalars(node: yaml.Node) -> tuple[str, ...]:
    if isinstance(node, yaml.SequenceNode):
        return tuple(_scalar(item) for item in node.value)
    return (_scalar(node),)


def _date(node: yaml.Node) -> dt.date:
    text = _scalar(node)
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise SourceError(f'{_line(node)} "{text}": not a date like 2017-09-26') from error


def _line(node: yaml.Node) -> str:
    return f"line {node.start_mark.line + 1}"
