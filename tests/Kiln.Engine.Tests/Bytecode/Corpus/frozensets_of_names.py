"""Equal frozensets are one object, or a copy for each function, depending on what was interned before."""


def f(x):
    return x in {'first_name', 'other words', 'second_name', 5, None, ('a', 1.5)}


def g(x):
    return x in {'first_name', 'other words', 'second_name', 5, None, ('a', 1.5)}


def h(x, own_name):
    return x in {'own_name', 'third_name'} or x not in {'only', 'once', 'here'}


def i(x):
    return x in {'own_name', 'third_name'}
