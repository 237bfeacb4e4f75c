"""except*: a syntax error before 3.11."""
try:
    print('name', *[1], x[*'ab'])
except* (ValueError, TypeError) as group:
    raise
except* OSError:
    print('other')
