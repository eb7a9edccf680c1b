"""A file as received becomes a Document: blocks in reading order, each a Grid of cells or a Text. No meaning."""
