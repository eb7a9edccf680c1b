"""PDF: the text and the tables of each page, joined over pages."""

from flows.read.pdf.reader import read

__all__ = ["read"]
