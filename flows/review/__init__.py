"""The report alive, on this machine alone: what a person says in the browser becomes lines in the files beside a return."""
