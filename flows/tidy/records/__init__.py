"""Lists of records, one row an offence, whose rows are to be counted."""
