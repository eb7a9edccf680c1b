"""PDF: the text and the tables of each page, joined over pages."""
