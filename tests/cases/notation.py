r"""The document of a case, as a person types it, made into a Document without any file.

    # A heading                      each line is a block of text; one that goes on is set in by two spaces on the next
    - an item of a list              `--` further in; `- [1.] an item` whose number the format draws
    > quoted                         `@footnote …`, `@page_header …` and the like for other roles
    @sheet 2016-17                   the grid that follows is a worksheet of that name
    | Offence | 2015/16 | 2016/17 |  each line between strokes is a row of a grid; a blank line parts two grids
    |---------|---------|---------|  what stands over such a line is bold and a header, as `**text**` is alone
    | Rape    |       1 |       2 |
    | ~ Girls | <       | 3 {hidden} |

In a cell, `<` alone belongs to the cell at its left and `^` alone to the one above (merged cells); `~` sets in by a
step; `{...}` at the end names facts of the cell: `hidden`, `filtered`, `struck`, `number 0`, `fill FFFF00`. A backslash
takes the meaning from what follows (`\|`, `\<`, `\#`); `\n` is a line break, `\t` a tab, `\_` a space that does not
break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from flows.read.grid import Block, Cell, Document, Grid, Method, Role, Text

WHITE = {"n": "\n", "t": "\t", "_": "\xa0"}
_FACTS = re.compile(r"(?:^|\s)\{([a-z][^{}]*)\}$")
_CELLS = re.compile(r"((?:\\.|[^|\\])*)\|")
_RULE = re.compile(r"\|(\s*-{3,}\s*\|)+")
_DIRECTIVE = re.compile(r"@(\w+) (.*)")
_ITEM = re.compile(r"(-+) (?:\[([^\]]*)\] )?(.*)")
_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?")


class NotationError(ValueError):
    """A case that cannot be read, with the line and the remedy."""


def document(text: str, mail: dict[str, str] | None = None) -> Document:
    """The Document that `text` draws; `mail` (`subject`, `date`, `from`) makes it an e-mail."""
    blocks = tuple(_blocks(text, "email" if mail else "html"))
    sheets = tuple(b.sheet for b in blocks if isinstance(b, Grid) and b.sheet is not None)
    return Document("eml" if mail else "xlsx" if sheets else "html", blocks, sheets=sheets, properties=dict(mail or {}))


def plain(text: str) -> str:
    r"""What is printed, without the marks that keep it from being notation.

    >>> plain(r"\# 1 \| two\nlines")
    '# 1 | two\nlines'
    """
    return re.sub(r"\\(.)", lambda m: WHITE.get(m[1], m[1]), text)


def _blocks(text: str, method: Method) -> Iterator[Block]:
    rows: list[str] = []
    words: list[str] = []
    sheet: str | None = None
    for line in [*text.splitlines(), ""]:
        if rows and not line.startswith("|"):
            yield _grid(rows, sheet, method)
            rows, sheet = [], None
        if words and not line.startswith("  "):
            yield _text(" ".join(words))
            words = []
        if line.startswith("|"):
            rows.append(line.rstrip())
        elif line.startswith("@sheet "):
            sheet = plain(line.removeprefix("@sheet ").strip())
        elif line.strip():
            words.append(line.strip())


def _text(line: str) -> Text:
    if line.startswith("# "):
        return Text(plain(line[2:]), "heading")
    if line.startswith("> "):
        return Text(plain(line[2:]), "quoted")
    if found := _ITEM.fullmatch(line):
        depth, label, words = found.groups()
        return Text(plain(words), "list_item", label=plain(label or ""), indent=float(len(depth)))
    if found := _DIRECTIVE.fullmatch(line):
        role, words = found.groups()
        if role not in get_args(Role):
            raise NotationError(f"{line!r}: no role of a text; one of {', '.join(get_args(Role))}")
        return Text(plain(words), role)  # type: ignore[arg-type]
    return Text(plain(line))


@dataclass
class _Draft:
    """A cell being drawn: the positions that it covers."""

    facts: dict[str, Any]
    at: list[tuple[int, int]] = field(default_factory=list)


def _grid(lines: list[str], sheet: str | None, method: Method) -> Grid:
    owners: dict[tuple[int, int], _Draft] = {}
    drafts: list[_Draft] = []
    width = row = 0
    for line in lines:
        if _RULE.fullmatch(line):
            for draft in drafts:
                draft.facts |= {"bold": True, "header": True} if draft.facts["text"] else {}
            continue
        row += 1
        texts = [t.strip() for t in _CELLS.findall(line[1:])]
        width = width or len(texts)
        if len(texts) != width or not line.endswith("|"):
            raise NotationError(f"{line!r}: {len(texts)} cells where the first row has {width}; end it with a stroke")
        for column, text in enumerate(texts, 1):
            before = {"<": (row, column - 1), "^": (row - 1, column)}.get(text)
            if before is None:
                drafts.append(_Draft(_cell(text, workbook=sheet is not None)))
            elif before not in owners:
                raise NotationError(f"{line!r}: `{text}` has no cell to belong to")
            draft = owners[row, column] = drafts[-1] if before is None else owners[before]
            draft.at.append((row, column))
    kept = [d for d in drafts if sheet is None or d.facts["text"] or len(d.facts) > 1 or len(d.at) > 1]
    cells = tuple(_placed(d, lines) for d in kept)
    return Grid(row, width, cells, "workbook" if sheet is not None else method, sheet=sheet)


def _placed(draft: _Draft, lines: list[str]) -> Cell:
    rows, columns = ({p[n] for p in draft.at} for n in (0, 1))
    if len(draft.at) != len(rows) * len(columns):
        raise NotationError(f"{lines[0]!r}: the merged cell {draft.facts['text']!r} of this grid is no rectangle")
    return Cell(min(rows), min(columns), row_span=len(rows), column_span=len(columns), **draft.facts)


def _cell(text: str, workbook: bool) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if found := _FACTS.search(text):
        text = text[: found.start()].rstrip()
        for fact in found[1].split(","):
            name, _, value = fact.strip().partition(" ")
            if name in ("hidden", "filtered", "struck"):
                facts[name] = True
            elif name == "number":
                facts[name] = float(value) if "." in value else int(value)
            elif name == "fill":
                facts[name] = value
            else:
                raise NotationError(f"{{{fact}}}: no fact of a cell; one of hidden, filtered, struck, number, fill")
    if found := re.match(r"(~+) ", text):
        facts["indent"], text = len(found[1]), text[found.end() :]
    if len(text) > 4 and text.startswith("**") and text.endswith("**"):
        facts |= {"bold": True, "header": True}
        text = text[2:-2]
    if workbook and "number" not in facts and _NUMBER.fullmatch(text):
        bare = text.replace(",", "")
        facts["number"] = float(bare) if "." in bare else int(bare)
    return {"text": plain(text), **facts}
