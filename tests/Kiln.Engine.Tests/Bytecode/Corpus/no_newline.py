def f():
    """Ends without a newline."""
    return 1  # here