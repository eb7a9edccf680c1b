"""The quoted history of an e-mail, told from the answer, so that nothing in it is counted twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.read.grid import Block, Grid, Text

_ORIGINAL = re.compile(r"[-_ >]*(?:original message|original appointment|reply message)[-_ ]*", re.IGNORECASE)
_FORWARDED = re.compile(r"[-_ >]*(?:begin )?forwarded (?:message|by)\b.*", re.IGNORECASE)
_WROTE = re.compile(r"(?:on|le|am)\b.{5,200}\b(?:wrote|a écrit|schrieb)\s*:\s*", re.IGNORECASE | re.DOTALL)
_HEADER_FROM = re.compile(r"\**from\**\s*:", re.IGNORECASE)
_HEADER_OTHER = re.compile(r"^[ *>]*(?:sent|date|to|subject|cc)\s*\**\s*:", re.IGNORECASE | re.MULTILINE)
_REFERENCE = re.compile(r"\b(?:foia?|ref\w*|request|case)\b.*|\+?\d[\d ()]{8,}", re.IGNORECASE)
_GREETING = 12


def mark_quoted(blocks: Iterable[Block], forwards: bool) -> tuple[Block, ...]:
    """The blocks of a message's body with its history as role `quoted`, tables there turned into lines.

    `forwards`: the message passes another on (FW:): the first message below is then part of the answer.
    """
    marked: list[Block] = []
    depth, allowed = 0, int(forwards)
    pending = list(blocks)
    for at, block in enumerate(pending):
        if isinstance(block, Text):
            text = block.text.strip()
            if _FORWARDED.fullmatch(text.split("\n", maxsplit=1)[0]):
                allowed = max(allowed, depth + 1)
                depth += not _header_follows(pending, at)
            elif _starts_history(pending, at):
                allowed = max(allowed, depth + 1) if not _answered(pending[:at]) else allowed
                depth += 1
            quoted = depth > allowed or text.startswith(">")
            marked.append(replace(block, role="quoted") if quoted else block)
        elif depth > allowed:
            marked += _lines(block)
        else:
            marked.append(block)
    return tuple(marked)


def _answered(above: list[Block]) -> bool:
    """Whether anything above says more than a greeting: else what follows is the answer, passed on without a word."""
    told = [b.text for b in above if isinstance(b, Text)]
    return any(isinstance(b, Grid) for b in above) or any(
        len(t.split()) > _GREETING or re.search(r"\d", _REFERENCE.sub("", t)) for t in told
    )


def _starts_history(blocks: list[Block], at: int) -> bool:
    block = blocks[at]
    if not isinstance(block, Text) or block.role == "quoted":
        return False
    text = block.text.strip()
    if _ORIGINAL.fullmatch(text):
        return not _header_follows(blocks, at)
    if _WROTE.fullmatch(text):
        follows = blocks[at + 1] if at + 1 < len(blocks) else None
        return not (isinstance(follows, Text) and (follows.text.startswith(">") or follows.role == "quoted"))
    return _is_header(blocks, at)


def _is_header(blocks: list[Block], at: int) -> bool:
    """From: with Sent:, To: or Subject: in the same block or in those just after it."""
    block = blocks[at]
    if not isinstance(block, Text) or not _HEADER_FROM.match(block.text.strip()):
        return False
    near = [b.text for b in blocks[at : at + 5] if isinstance(b, Text)]
    return len(_HEADER_OTHER.findall("\n".join(near))) >= 2


def _header_follows(blocks: list[Block], at: int) -> bool:
    return any(_is_header(blocks, next_) for next_ in range(at + 1, min(at + 3, len(blocks))))


def _lines(grid: Grid) -> Iterator[Text]:
    for row in range(1, grid.rows + 1):
        texts = [cell.text for cell in grid.cells if cell.row == row and cell.text]
        if texts:
            yield Text("  ".join(texts), "quoted")
