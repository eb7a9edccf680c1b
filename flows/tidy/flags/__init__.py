"""What the figures of a document say of one another, as flags: evidence for confidence, never a doubt by itself."""
