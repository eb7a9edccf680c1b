"""What a label says, by dimension: a parser each, over words kept as data in `schemas/codes`."""
