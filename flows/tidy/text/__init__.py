"""The running text of a return: its parts, what its words say, its figures, and what the letter decides."""
