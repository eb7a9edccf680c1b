"""The report: plain pages that open from disk and show every figure in the return that it was read from."""
