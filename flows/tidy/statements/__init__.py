"""What a return says beside its figures: each statement a value of a dimension, with its words, place and role."""
