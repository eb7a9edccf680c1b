"""The figures that sentences and lines state, each with what it counts."""
