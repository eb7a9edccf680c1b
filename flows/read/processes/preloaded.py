"""Loaded once in the server that reader processes are forked from, so that each starts in milliseconds.

Only the light libraries stand here: a PDF or a scan loads its own when the first one comes.
"""

from flows.read import reader
from flows.read.mail import eml as mail
from flows.read.web import webpage
from flows.read.word import docx as word
from flows.read.workbooks import delimited, xls, xlsx

__all__ = ["delimited", "mail", "reader", "webpage", "word", "xls", "xlsx"]
