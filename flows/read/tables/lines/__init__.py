"""Lines of text as rows and columns: where free space runs down, which lines are one row."""
