"""The processes that files are read in: killable, confined, quick to start."""
