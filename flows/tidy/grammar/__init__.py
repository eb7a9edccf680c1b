"""What a return can be: the closed lists of productions whose combinations are candidate readings."""
