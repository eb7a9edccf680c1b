"""What stands around a table and speaks of its figures: captions, sheet names, sentences further off."""
