"""Web pages: running text, lists and tables."""
