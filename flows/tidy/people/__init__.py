"""What people say about one return, as data: `recipe.yml`, `corrections.yml` and `table.csv` beside it."""
