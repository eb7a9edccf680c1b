"""Tables of a page by geometry alone: `find_tables(page)`."""

from flows.read.tables.find import find_tables
from flows.read.tables.table import PageTable

__all__ = ["PageTable", "find_tables"]
