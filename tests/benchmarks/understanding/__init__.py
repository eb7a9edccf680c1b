"""What a program understands of returns whose truth is known: scores by document, family and set, for any program."""
