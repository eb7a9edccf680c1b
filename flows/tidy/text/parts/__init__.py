"""A letter sorted into its parts, and which question each answer and table belongs to."""
