"""Where the tables of a Grid are, which of their cells are labels, and what the labels say of each figure."""
