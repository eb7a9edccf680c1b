"""ZIP archives and what is left of damaged ones."""
