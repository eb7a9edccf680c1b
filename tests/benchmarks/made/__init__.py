"""Returns made by composing the forms of cells, rows, tables and contexts, with the truth of every figure.

They share the blind spots of the grammar whose lists they compose: they prove robustness, and nothing about new kinds.
"""
