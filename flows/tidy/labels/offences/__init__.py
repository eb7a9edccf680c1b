"""Offences by Home Office code, by title, by section of an Act."""
