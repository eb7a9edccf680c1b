"""From the readings chosen to the rows of the data set: observations, ledger, findings, outcome."""
