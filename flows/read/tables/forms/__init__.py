"""Forms: boxes that float in a frame, their labels printed in the open."""
