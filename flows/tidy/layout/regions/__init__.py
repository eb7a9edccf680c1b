"""Where the tables are within a Grid, and what stands there beside them."""
