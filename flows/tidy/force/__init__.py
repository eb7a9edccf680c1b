"""Whose figures a return gives: all that speaks for a force, heard and judged."""
