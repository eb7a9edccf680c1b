"""Lines that give a key and its figure, or a figure alone."""
