"""What a letter decides, claims and says of itself."""
