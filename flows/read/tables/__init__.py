"""Tables and charts of a page by geometry alone: `find_layout(page)`, and `find_tables(page)` for the tables of it."""

from flows.read.tables.find import find_layout, find_tables
from flows.read.tables.table import PageTable

__all__ = ["PageTable", "find_layout", "find_tables"]
