"""What words say of a figure, and which numbers are figures at all."""
