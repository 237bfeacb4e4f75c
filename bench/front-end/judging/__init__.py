"""Kiln's front end against the parser of an interpreter: sources, their answers, the table."""
