"""Tables that no line is drawn for."""
