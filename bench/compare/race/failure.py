"""The one exception that ends a race with a sentence instead of a stack."""


class RaceError(Exception):
    """Something that whoever runs the race can mend; its text says what was wanted, what was found, and what to do."""
