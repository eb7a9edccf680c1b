"""The parts of an ingest: which returns there are, which have changed, reading and understanding them."""
