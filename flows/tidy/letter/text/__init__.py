"""The text itself: paragraphs, sentences, numbers of questions, known phrases."""
