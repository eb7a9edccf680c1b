"""Plain text, and the tables that people type into text of any kind."""
