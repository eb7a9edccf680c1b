"""The observations for other programs and other people."""
