"""The ways a region can be read, what speaks for each, and the choice among them."""
