"""A page read by stock pdfplumber: slower, and there for pages whose content stream the quick reader cannot follow."""

from __future__ import annotations

import io

import pdfplumber
from pdfplumber.page import Page

from flows.read.grid import Box
from flows.read.page import Rule
from flows.read.pdf.glyphs import Run
from flows.read.pdf.paths import Drawing, Lines


def stock_page(content: bytes, number: int) -> tuple[float, float, list[Run], Drawing]:
    """Width, height, characters and rules of page `number` (1-based) of a PDF.

    Raises pdfplumber.utils.exceptions.PdfminerException where pdfminer cannot read it either.
    """
    with pdfplumber.open(io.BytesIO(content), pages=[number]) as pdf:
        page = pdf.pages[0]
        return float(page.width), float(page.height), _runs(page), Drawing(Lines(_rules(page)))


def _runs(page: Page) -> list[Run]:
    return [
        Run(
            char["text"], char["x0"], char["top"], char["x1"], char["bottom"], "right", char["bottom"], char["size"],
            char["fontname"], "bold" in char["fontname"].lower(), None, 0, 1.0, order,
        )
        for order, char in enumerate(page.chars)
        if char["upright"]
    ]  # fmt: skip


def _rules(page: Page) -> list[Rule]:
    return [
        Rule(Box(edge["x0"], edge["top"], edge["x1"], edge["bottom"]), edge["orientation"] == "h")
        for edge in page.edges
    ]
