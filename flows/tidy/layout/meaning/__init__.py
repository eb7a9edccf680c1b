"""What the labels of a level say, also together with the labels beside them."""
