"""Template strings, and except without brackets: syntax errors before 3.14."""
try:
    greeting = t'Hello {name!r:>{width}} {'nested'}'
except ValueError, TypeError:
    pass
