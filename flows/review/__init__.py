"""The report alive, on this machine alone: what a person says becomes lines in the files beside a return."""
