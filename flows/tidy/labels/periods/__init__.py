"""Years, parts of years and ranges of dates."""
