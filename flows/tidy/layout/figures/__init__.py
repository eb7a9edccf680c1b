"""From a chosen reading to its figures, each with all that its labels and surroundings say."""
