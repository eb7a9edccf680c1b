"""Workbooks and delimited text: every worksheet a Grid, its cells as a spreadsheet draws them."""
