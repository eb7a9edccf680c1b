"""A Document as bytes and back, so that a reading can be kept and a return is not read twice."""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from flows.read.grid import Attachment, Block, Box, Cell, Document, Grid, Notice, Text

_T = TypeVar("_T", Document, Grid, Cell, Text, Notice)
_FORM = 1


def dump(document: Document) -> bytes:
    """The document as compressed JSON; fields at their default are left out. Equal documents give equal bytes."""
    form = _fields_of(document, blocks=[_block(block) for block in document.blocks])
    form["notices"] = [_fields_of(notice) for notice in document.notices]
    form["attachments"] = [[a.name, base64.b64encode(a.content).decode("ascii")] for a in document.attachments]
    return zlib.compress(json.dumps([_FORM, form], separators=(",", ":")).encode("ascii"), level=1)


def load(data: bytes) -> Document:
    """The document that `dump` made the bytes from. Raises ValueError for other bytes."""
    try:
        form_number, form = json.loads(zlib.decompress(data))
        if form_number != _FORM:
            raise ValueError(f"a reading kept in form {form_number}, not {_FORM}: delete it, the return is read anew")
        return Document(
            **{
                **form,
                "blocks": tuple(_to_block(block) for block in form["blocks"]),
                "sheets": tuple(form.get("sheets", ())),
                "notices": tuple(Notice(**notice) for notice in form["notices"]),
                "turns": {int(page): quarters for page, quarters in form.get("turns", {}).items()},
                "attachments": tuple(Attachment(name, base64.b64decode(text)) for name, text in form["attachments"]),
            }
        )
    except (zlib.error, TypeError, KeyError) as error:
        raise ValueError(f"no reading of a return ({error}): delete the file, the return is read anew") from error


def _fields_of(value: _T, **given: Any) -> dict[str, Any]:
    """The fields that differ from their default, as JSON values; `given` ones as they are."""
    form = dict(given)
    for name, default in _DEFAULTS[type(value)]:
        if name not in given and (held := getattr(value, name)) != default:
            form[name] = held.isoformat() if isinstance(held, dt.date) else held
    return form


def _defaults(kind: type[_T]) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, _NO_DEFAULT if f.default is MISSING else f.default) for f in fields(kind))


_NO_DEFAULT = object()
_DEFAULTS: dict[type, tuple[tuple[str, Any], ...]] = {
    Document: _defaults(Document),
    Grid: _defaults(Grid),
    Cell: _defaults(Cell),
    Text: _defaults(Text),
    Notice: _defaults(Notice),
}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Grid):
        return _fields_of(block, cells=[_fields_of(cell) for cell in block.cells])
    return _fields_of(block)


def _to_block(form: dict[str, Any]) -> Block:
    if "cells" not in form:
        return Text(**_restored(form))
    cells = tuple(Cell(**_restored(cell)) for cell in form.pop("cells"))
    if "inside" in form:
        row, column = form["inside"]
        form["inside"] = (row, column)
    return Grid(cells=cells, **form)


def _restored(form: dict[str, Any]) -> dict[str, Any]:
    if "box" in form:
        form["box"] = Box(*form["box"])
    if "date" in form:
        form["date"] = dt.date.fromisoformat(form["date"])
    if "doubts" in form:
        form["doubts"] = tuple(form["doubts"])
    return form
