"""A Document becomes observations and a cell ledger. Meaning, no formats."""
