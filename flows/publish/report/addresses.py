"""The names of the report's files, made of letters and digits alone whatever returns are called."""

from __future__ import annotations

import re

from schemas.rows import DocumentRow

REPORT = "report"
"""The report's folder below the processed folder."""
INDEX = "index.html"


def slug(text: str) -> str:
    """A name as part of a file name.

    >>> slug("2016-17"), slug('"><script>')
    ('2016-17', 'script')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "unnamed"


def campaign_page(campaign: str) -> str:
    """The page of a campaign, below the report's folder."""
    return f"{slug(campaign)}.html"


def figures_page(campaign: str) -> str:
    """The page of all figures of a campaign, below the report's folder."""
    return f"{slug(campaign)}/figures.html"


def return_page(row: DocumentRow) -> str:
    """The page of a document, below the report's folder.

    >>> return_page(DocumentRow("2016-17", "kent", "ab12" * 16, "2016-17/kent/reply.pdf"))
    '2016-17/kent-ab12ab12ab.html'
    """
    return f"{slug(row.campaign)}/{slug(row.respondent)}-{row.document_id[:10]}.html"


def finding_address(row: DocumentRow, number: int) -> str:
    """A finding of a document by its 1-based number in the order of findings, below the report's folder."""
    return f"{return_page(row)}#n{number}"


def page_picture(row: DocumentRow, page: int) -> str:
    """The picture of a page of a document, below the report's folder."""
    return f"{slug(row.campaign)}/pages/{row.document_id[:10]}-{page}.webp"
