"""What others have published, to hold the returns against: files that a person gives to `foi validate`."""
