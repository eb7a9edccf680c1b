"""Word letters, and what LibreOffice turns into them."""
