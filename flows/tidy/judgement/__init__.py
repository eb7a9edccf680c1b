"""Choosing: whole readings are weighed together, once for a document, and what stays unsure is said."""
