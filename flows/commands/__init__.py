"""The commands of `foi`, a module each."""
