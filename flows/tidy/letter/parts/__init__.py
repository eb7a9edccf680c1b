"""A letter sorted into what was asked, what is answered under which question, and what is neither."""
