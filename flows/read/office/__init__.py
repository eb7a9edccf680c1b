"""What office documents have in common: a ZIP of XML parts, and a password."""
