"""Loaded once in the server that reader processes are forked from, so that each starts in milliseconds.

Only the light libraries stand here: a PDF or a scan loads its own when the first one comes.
"""

from flows.read import delimited, mail, reader, webpage, word, xls, xlsx

__all__ = ["delimited", "mail", "reader", "webpage", "word", "xls", "xlsx"]
