"""What speaks for a reading: small pure functions, each one number about one hypothesis, and their weights."""
