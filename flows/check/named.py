"""The figures that open errors name: they are in doubt until a person settles or accepts what was found."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence

from flows.check.acceptance import stands_at
from flows.check.figure import FigureKey, key
from schemas.doubt import ERROR_FOUND
from schemas.rows import Finding, Observation

_Told = tuple[str, FigureKey, str, int | None]
"""A document, what a row of it is a figure of, and what it says of it."""


def named_by_errors(observations: Iterable[Observation], findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """observation_id -> the open errors that name it.

    An error names the figures that it lists, and where it lists none those at its place: a cell, a line, a table, a
    page, or all of its document. What stands elsewhere in the same document as the same figure is named with it.
    """
    of_document: defaultdict[str, list[Finding]] = defaultdict(list)
    listed: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        if not one.is_error:
            continue
        for name in one.observation_ids:
            listed[name].append(one)
        if not one.observation_ids and one.document_id is not None:
            of_document[one.document_id].append(one)
    if not listed and not of_document:
        return {}
    rows = list(observations)
    told: defaultdict[_Told, list[Finding]] = defaultdict(list)
    for row in rows:
        own = [*listed[row.observation_id]] if row.observation_id in listed else []
        own += [one for one in of_document.get(row.document_id, ()) if stands_at(one.place, row.place)]
        told[_told(row)] += (one for one in own if one not in told[_told(row)])
    return {row.observation_id: told[_told(row)] for row in rows if told[_told(row)]}


def with_doubts(observations: Sequence[Observation], findings: Iterable[Finding]) -> list[Observation]:
    """The rows, those that an open error names flagged as in doubt: what every output is made from."""
    named = named_by_errors(observations, findings)
    return [
        dataclasses.replace(row, flags=[*row.flags, ERROR_FOUND]) if row.observation_id in named else row
        for row in observations
    ]


def _told(row: Observation) -> _Told:
    return row.document_id, key(row), row.status, row.count
