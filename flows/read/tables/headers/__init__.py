"""Header lines over columns of text: how many, how far each reaches, texts broken over lines."""
