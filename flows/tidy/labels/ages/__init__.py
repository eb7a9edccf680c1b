"""Age bands as they are written."""
