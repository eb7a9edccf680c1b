"""Figures in sentences: which numbers count something, what their words say of them, and the reading chosen."""
