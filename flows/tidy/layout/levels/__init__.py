"""Levels of labels: header rows, stub columns and section rows, and which rows or columns each label holds for."""
